"""What a letter says of one event."""

from typing import Any

from django.utils.translation import gettext as _

from content.full_addresses import absolute
from search.kinds import Kind, Turn, kind_of
from search.queries import Shown
from subscriptions.events import significant_of
from subscriptions.facts import changes, label_of, text_of
from subscriptions.letters import Group, Item, Page
from subscriptions.models import Event, What


def page_of(event: Event, shown: Shown | None) -> Page:
    """Return the letter of an event. Called with the reader's language active."""
    item = item_of(event, shown)
    subject = f"{item.mark}: {item.title}" if item.mark else item.title
    if event.what == What.NEW:
        subject = f"{kind_of(event.kind).label}: {event.title}"
    return Page(subject=subject, greeting=_greeting(event, item, shown), groups=[Group("", [item])])


def turn_of(event: Event, shown: Shown | None) -> Turn | None:
    """Return what a change amounts to; None where its kind has no word for it."""
    kind = kind_of(event.kind)
    if event.what != What.CHANGED or shown is None or kind.turn is None or not event.before:
        return None
    return kind.turn(event.before, shown)


def _greeting(event: Event, item: Item, shown: Shown | None) -> str:
    if event.what == What.CANCELLED:
        return _("A notice we told you of is no longer valid.")
    if item.mark == _("Cancelled"):
        return _("What we told you of does not take place.")
    if event.what == What.CHANGED:
        turn = turn_of(event, shown)
        if turn is not None:
            return str(turn.sentence)
        return _("Something has changed in a notice we told you of.")
    if event.what == What.BACK:
        return _("A notice that was withdrawn is published again.")
    return ""


def item_of(event: Event, shown: Shown | None) -> Item:
    """Return a notice as it stands in a letter: new, or what changed, old beside new."""
    url = absolute(event.path)
    if shown is None:
        return Item(event.title, url, mark=_("Withdrawn"))
    kind = kind_of(event.kind)
    now = significant_of(kind, shown)
    summary = str(shown.data.get("summary") or "")
    if event.what == What.CHANGED:
        different = changes(kind, event.before, now)
        if now.get("cancelled") and not event.before.get("cancelled"):
            return Item(shown.title, url, text=summary, mark=_("Cancelled"))
        lines = [(label, _old_and_new(old, new)) for label, old, new in different]
        turn = turn_of(event, shown)
        if turn is not None:
            why = [(str(_("Why")), turn.reason)] if turn.reason else []
            return Item(shown.title, url, summary, [*lines, *why], mark=str(turn.mark))
        return Item(shown.title, url, summary, lines, mark=_("Changed") if lines else "")
    mark = _("Published again") if event.what == What.BACK else _standing(kind, now, shown)
    if now.get("cancelled"):
        mark = _("Cancelled")
    return Item(shown.title, url, summary, facts(kind, now), mark=mark)


def _standing(kind: Kind, now: dict[str, Any], shown: Shown) -> str:
    """Return the mark of what is told as new and is stopped or finished already; else ""."""
    if kind.turn is None or not now.get("condition"):
        return ""
    turn = kind.turn({**now, "condition": ""}, shown)
    return str(turn.mark) if turn else ""


def facts(kind: Kind, values: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the significant values that are known, with their labels."""
    found = [
        (label_of(key), text_of(kind, key, values.get(key)))
        for key in kind.significant
        if values.get(key) not in (None, "", [], {}, False)
    ]
    return [(label, text) for label, text in found if text]


def _old_and_new(old: str, new: str) -> str:
    if not old:
        return new
    if not new:
        return _("no longer %(old)s; not yet known") % {"old": old}
    return _("%(new)s (before: %(old)s)") % {"old": old, "new": new}
