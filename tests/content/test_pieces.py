import pytest
from django.utils import translation
from jinja2 import Environment

from content import pieces
from content.pieces import KeepExtension, StalePieceError


def template(source):
    environment = Environment(autoescape=True, extensions=[KeepExtension])
    return environment.from_string(source)


class Drawn:
    """Counts how often a piece is drawn."""

    times = 0

    def __call__(self):
        self.times += 1
        return self.times


@pytest.fixture(autouse=True)
def _empty(settings):
    settings.TEMPLATE_PIECES_AUDIT = False
    pieces.store.clear()


def test_a_piece_is_drawn_once_for_each_slot_and_again_in_another_state():
    page = template("{% keep slot, state %}<b>{{ draw() }}</b>{% endkeep %}")
    draw = Drawn()
    asked = [("a", 1), ("a", 1), ("b", 1), ("a", 2), ("a", 2), ("b", 1)]
    drawn = [page.render(slot=slot, state=state, draw=draw) for slot, state in asked]
    assert drawn == [f"<b>{number}</b>" for number in (1, 1, 2, 3, 3, 2)]


@pytest.mark.parametrize("state", ["none", "0", "''", "()"])
def test_a_piece_without_a_state_is_never_kept(state):
    page = template("{% keep 1, " + state + " %}{{ draw() }}{% endkeep %}")
    draw = Drawn()
    assert [page.render(draw=draw) for _time in range(3)] == ["1", "2", "3"]


def test_each_language_has_its_own_piece():
    page = template("{% keep 1, 1 %}{{ draw() }}{% endkeep %}")
    draw = Drawn()
    drawn = []
    for language in ("tr", "ar", "tr"):
        with translation.override(language):
            drawn.append(page.render(draw=draw))
    assert drawn == ["1", "2", "1"]


def test_what_is_kept_was_escaped_once():
    page = template("{% keep 1, 1 %}{{ words }}{% endkeep %}")
    assert [page.render(words="<i>") for _time in range(2)] == ["&lt;i&gt;"] * 2


def test_the_audit_finds_a_piece_whose_state_forgets_something(settings):
    settings.TEMPLATE_PIECES_AUDIT = True
    page = template("{% keep 1, 1 %}{{ words }}{% endkeep %}")
    page.render(words="open")
    with pytest.raises(StalePieceError, match="1 in state 1"):
        page.render(words="closed")
