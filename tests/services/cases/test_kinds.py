from dataclasses import replace

import pytest

from services.cases import checks, kinds
from services.cases.kinds import By, Change, Phase, Status, problems_of
from tests.services.cases.conftest import STAFF, TRIAL


def test_the_kind_of_the_tests_fits_together():
    assert list(problems_of(TRIAL)) == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"letters": "OI"}, "letters must be two"),
        ({"statuses": (*TRIAL.statuses, TRIAL.statuses[0])}, "a status is there twice"),
        ({"changes": (*TRIAL.changes, TRIAL.changes[0])}, "a change is there twice"),
        (
            {"changes": (*TRIAL.changes, Change(before="solved", after="burnt", by=STAFF))},
            "unknown statuses: burnt",
        ),
        (
            {"changes": (*TRIAL.changes, Change(before="solved", after="solved", by=STAFF))},
            "leads back to its own status",
        ),
        (
            {"statuses": (*TRIAL.statuses, Status(name="lost", label="x", told="x"))},
            "no case ever comes to: lost",
        ),
        (
            {"changes": tuple(c for c in TRIAL.changes if c.before != "asked")},
            "no way to an end from: asked",
        ),
        (
            {"statuses": (replace(TRIAL.statuses[0], phase=Phase.CLOSED), *TRIAL.statuses[1:])},
            "a filed case must be open",
        ),
        (
            {"statuses": (*TRIAL.statuses, Status(name="İptal", label="x", told="x"))},
            "is no name of a status",
        ),
    ],
)
def test_a_kind_that_does_not_fit_together_is_refused_with_the_reason(changed, problem):
    broken = replace(TRIAL, **changed)
    assert any(problem in found for found in problems_of(broken))
    with pytest.raises(ValueError, match="letters" if "letters" in changed else "DN"):
        kinds.register(broken)
    assert "DN" not in kinds.registered()


def test_letters_belong_to_one_kind():
    kinds.register(TRIAL)
    try:
        with pytest.raises(ValueError, match="are taken"):
            kinds.register(replace(TRIAL, label="Başka"))
        assert kinds.kind_of("DN") is TRIAL
    finally:
        kinds.unregister(TRIAL)


def test_the_system_check_names_a_kind_that_broke_after_it_was_registered(monkeypatch):
    broken = replace(TRIAL, changes=())
    monkeypatch.setattr(checks, "registered", lambda: {"DN": broken})
    assert any("DN" in error.msg for error in checks.kinds_fit_together(None))


def test_a_change_belongs_to_a_side():
    assert TRIAL.change("received", "working", By.STAFF) is not None
    assert TRIAL.change("received", "working", By.CITIZEN) is None
    assert TRIAL.change("received", "solved", By.STAFF) is None
