"""The words of a message about a case, in the case's language, for e-mail and SMS."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from content.locales import DIRECTIONS
from home.models import MunicipalitySettings
from services.cases.models import Case

LINK = "[[link]]"
LONGEST_SMS = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """What happened, before it has a form.

    Attributes:
        head: A few words, e.g. the status; stands behind the reference.
        told: Sentences for the citizen.
        quoted: What an officer wrote; in letters only, an SMS can be read by everybody near.
        sms: Instead of `told` in an SMS.
    """

    head: str
    told: tuple[str, ...]
    quoted: str = ""
    sms: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """What `emails/letter.jinja` draws."""

    subject: str
    paragraphs: tuple[str, ...]
    button: tuple[str, str] | None = None
    greeting: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A message in the form of both channels; `[[link]]` is filled in by the outbox."""

    subject: str
    text: str
    html: str
    sms: str


def words_of(case: Case, news: News) -> Words:
    """Return the message. Called with the case's language active."""
    municipality = MunicipalitySettings.current()
    subject = f"{case.reference}: {news.head}"
    paragraphs = [_("Your application: %(title)s") % {"title": case.title}, *news.told]
    if news.quoted:
        paragraphs += [_("We write to you:"), news.quoted]
    if news.due_on:
        paragraphs.append(_("You get an answer by %(date)s at the latest.") % {"date": day(news)})
    paragraphs.append(
        _("The button opens your application. Give this letter to nobody you do not trust.")
    )
    button_words = _("Open my application")
    html = letter_html(subject, paragraphs, (button_words, LINK))
    button = f"{button_words}:\n{LINK}"
    text = "\n\n".join([*paragraphs, button, f"-- \n{municipality.name}"]) + "\n"
    short = f"{municipality.short_name or municipality.name}: {case.reference} "
    short += news.sms or " ".join(news.told)
    if len(short) > LONGEST_SMS:
        short = f"{short[: LONGEST_SMS - 1]}…"
    return Words(subject, text, html, f"{short} {LINK}")


def letter_html(
    subject: str, paragraphs: Sequence[str], button: tuple[str, str] | None = None
) -> str:
    """Return a letter as mail programs show it, in the active language."""
    language = translation.get_language() or "tr"
    return render_to_string(
        "emails/letter.jinja",
        {
            "letter": Letter(subject, tuple(paragraphs), button),
            "site_name": MunicipalitySettings.current().name,
            "locale": language,
            "direction": DIRECTIONS.get(language, "ltr"),
        },
    )


def day(news: News) -> str:
    """Return the due date in words."""
    return date_format(news.due_on, "DATE_FORMAT") if news.due_on else ""
