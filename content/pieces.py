"""Pieces of pages, drawn once and kept: `{% keep slot, state %}…{% endkeep %}` in templates.

A page is made of pieces that change at different times: the menu with the municipality's settings,
the facts of a place with that place, a label “open until 17.00” with the minute. The whole-page
cache starts anew at any publish; a piece starts anew only when its own state is another, so after a
publish a page is put together from what is already drawn.

`slot` names the piece among all that this place of the template draws (a document's id), `state` is
everything its words depend on besides (the document's version, the day). Language and the place in
the template belong to the key by themselves. A state that is false is never kept: drafts have no
version. With `TEMPLATE_PIECES_AUDIT` (tests) a kept piece is drawn again each time and has to be
the same, so a forgotten part of a state fails the test that shows it.
"""

from collections.abc import Callable, Hashable

from django.conf import settings
from django.utils.translation import get_language
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

from search.bounded import StateStore
from search.memory import forget_with

OVERHEAD = 300


def _weight(piece: Markup) -> int:
    return 2 * len(piece) + OVERHEAD


store: StateStore[Hashable, Markup] = StateStore(settings.TEMPLATE_PIECES_BYTES, _weight)
forget_with(store.clear)


class StalePieceError(AssertionError):
    """A kept piece differs from what would be drawn now: its state forgets something."""


class KeepExtension(Extension):
    """The tag `keep`."""

    tags = {"keep"}

    def parse(self, parser: Parser) -> nodes.Node:
        """Turn the tag into a call that draws its body only when it must."""
        line = next(parser.stream).lineno
        slot = parser.parse_expression()
        parser.stream.expect("comma")
        state = parser.parse_expression()
        body = parser.parse_statements(("name:endkeep",), drop_needle=True)
        where = nodes.Const(f"{parser.name}:{line}")
        call = self.call_method("_piece", [where, slot, state], lineno=line)
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _piece(
        self, where: str, slot: Hashable, state: Hashable, caller: Callable[[], Markup]
    ) -> Markup:
        if not state or not settings.TEMPLATE_PIECES_BYTES:
            return caller()
        piece, kept = store.get((where, get_language(), slot), state, caller)
        if kept and settings.TEMPLATE_PIECES_AUDIT and caller() != piece:
            raise StalePieceError(f"{where}: {slot!r} in state {state!r}")
        return piece
