"""The title proposed for a road work: "Barbaros, Oymak Caddesi: sıcak asfalt"."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from content.roadworks.states import WorkKind
from search import turkish

LONGEST = 200
SHOWN = 3


def proposed_title(
    *, kind: str, neighbourhoods: Sequence[str], streets: Sequence[str], locale: str = "tr"
) -> str:
    """Return the title made from a work's parts; empty while neither street nor place is known."""
    with override(locale):
        where = ", ".join(part for part in (_joined(neighbourhoods), _joined(streets)) if part)
        if not where:
            return ""
        label = str(WorkKind(kind).label) if kind in WorkKind.values else ""
        if locale == "tr":
            label = turkish.lower(label)
        title = f"{where}: {label}" if label else where
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def _joined(names: Sequence[str]) -> str:
    """Write "A, B ve C"; more than three are not all named."""
    found = [name.strip() for name in names if name.strip()]
    if len(found) > SHOWN:
        return _("%(names)s and others") % {"names": ", ".join(found[:SHOWN])}
    if len(found) > 1:
        return _("%(names)s and %(last)s") % {"names": ", ".join(found[:-1]), "last": found[-1]}
    return "".join(found)
