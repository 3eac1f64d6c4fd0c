"""What is written to people: one structure, told as plain text, simple HTML, SMS and push.

`[[manage]]`, `[[unsubscribe]]` and `[[why]]` are filled in for each person by the outbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from content.locales import DIRECTIONS
from home.models import MunicipalitySettings
from outbox.models import ChannelName

LONGEST_SMS = 300


@dataclass(frozen=True, slots=True)
class Item:
    """One notice in a letter; `lines` are label and text, the label may be empty."""

    title: str
    url: str
    text: str = ""
    lines: Sequence[tuple[str, str]] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Notices under a heading; a single notice has none."""

    heading: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Page:
    """A letter before it is given a form.

    Attributes:
        button: Words and address of what the reader is asked to do; None where nothing is asked.
        footer: Why it comes and how to end it; False for answers to what the reader just did.
    """

    subject: str
    greeting: str
    groups: Sequence[Group] = ()
    paragraphs: Sequence[str] = ()
    button: tuple[str, str] | None = None
    footer: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """A letter in the form of one channel."""

    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def site_name() -> str:
    """Return what the municipality is called."""
    return MunicipalitySettings.current().name


def written(page: Page, channel: str, locale: str) -> Words:
    """Return the letter for a channel. Called with the reader's language active."""
    if channel == ChannelName.SMS:
        return Words("", _sms(page))
    if channel == ChannelName.PUSH:
        return _push(page)
    name = site_name()
    html = render_to_string(
        "emails/letter.jinja",
        {
            "letter": page,
            "site_name": name,
            "locale": locale,
            "direction": DIRECTIONS.get(locale, "ltr"),
        },
    )
    headers = {}
    if page.footer:
        headers = {
            "List-Unsubscribe": "<[[unsubscribe]]>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"{name} <bildirim.{_host()}>",
            "Precedence": "bulk",
        }
    return Words(page.subject, _plain(page, name), html, headers)


def _host() -> str:
    from outbox.mail import mail_domain

    return mail_domain()


def _plain(page: Page, name: str) -> str:
    parts = [page.greeting] if page.greeting else []
    parts.extend(page.paragraphs)
    for group in page.groups:
        if group.heading:
            parts.append("\n".join((group.heading, "-" * len(group.heading))))
        parts.extend(_item(item) for item in group.items)
    if page.button:
        parts.append(f"{page.button[0]}:\n{page.button[1]}")
    parts.append(f"-- \n{name}")
    if page.footer:
        why = _("You get this because you follow: %(what)s") % {"what": "[[why]]"}
        manage = _("Change or end your notifications:")
        leave = _("End these with one click:")
        parts.append(f"{why}\n{manage} [[manage]]\n{leave} [[unsubscribe]]")
    return "\n\n".join(parts) + "\n"


def _item(item: Item) -> str:
    rows = [f"{item.mark}: {item.title}" if item.mark else item.title]
    if item.text:
        rows.append(item.text)
    rows.extend(f"{label}: {text}" if label else text for label, text in item.lines)
    rows.append(item.url)
    return "\n".join(rows)


def _sms(page: Page) -> str:
    items = [item for group in page.groups for item in group.items]
    parts = [f"{MunicipalitySettings.current().short_name or site_name()}:"]
    if items:
        told = [f"{item.mark}: {item.title}" if item.mark else item.title for item in items]
        first = items[0]
        extra = [f"{label}: {text}" if label else text for label, text in first.lines]
        parts.append("; ".join([*told, *(extra if len(items) == 1 else [])]))
    else:
        parts.append(page.greeting)
    text = " ".join(parts)
    if len(text) > LONGEST_SMS:
        text = f"{text[: LONGEST_SMS - 1]}…"
    link = page.button[1] if page.button else items[0].url if len(items) == 1 else "[[manage]]"
    leave = f" {_('Stop:')} [[unsubscribe]]" if page.footer else ""
    return f"{text} {link}{leave}"


def _push(page: Page) -> Words:
    items = [item for group in page.groups for item in group.items]
    if len(items) != 1:
        return Words(page.subject, "\n".join(item.title for item in items))
    item = items[0]
    lines = [f"{label}: {text}" if label else text for label, text in item.lines]
    return Words(page.subject, "\n".join([*lines] or [item.text]))


def in_language(locale: str) -> "translation.override":
    """Let texts be in a reader's language."""
    return translation.override(locale)
