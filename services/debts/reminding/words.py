"""The words of a reminder: a letter that lists the instalments, an SMS that counts them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from content.full_addresses import page_address
from content.locales import DIRECTIONS
from home.models import MunicipalitySettings
from outbox.mail import mail_domain
from services.debts.models import Occasion
from services.debts.money import lira
from services.debts.reckoning import Debt, Part
from services.debts.reminding.links import token_of


@dataclass(frozen=True, slots=True)
class Due:
    """An instalment to tell, and why."""

    debt: Debt
    part: Part
    occasion: Occasion


@dataclass(frozen=True, slots=True)
class Item:
    """An instalment as the letter lists it."""

    title: str
    url: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """Instalments under a heading."""

    heading: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Letter:
    """What `emails/letter.jinja` draws. `leave`: why it comes, and words and address to end it."""

    subject: str
    paragraphs: Sequence[str]
    groups: Sequence[Group]
    button: tuple[str, str]
    leave: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """A reminder in the form of both channels."""

    subject: str
    text: str
    html: str
    sms: str
    headers: dict[str, str] = field(default_factory=dict)


def words_of(dues: Sequence[Due], *, user_id: int, as_of: datetime, language: str) -> Words:
    """Return a reminder. Called with the reader's language active."""
    municipality = MunicipalitySettings.current()
    letter = _letter(
        dues, page_address("debts_reminders_end", token_of(user_id), language=language), as_of
    )
    html = render_to_string(
        "emails/letter.jinja",
        {
            "letter": letter,
            "site_name": municipality.name,
            "locale": language,
            "direction": DIRECTIONS.get(language, "ltr"),
        },
    )
    headers = {
        "List-Unsubscribe": f"<{letter.leave[2]}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"{municipality.name} <borc.{mail_domain()}>",
        "Precedence": "bulk",
    }
    short = municipality.short_name or municipality.name
    return Words(
        letter.subject,
        _plain(letter, municipality.name),
        html,
        f"{short}: {_sms(dues)} {page_address('debts', language=language)}",
        headers,
    )


def _letter(dues: Sequence[Due], leave: str, as_of: datetime) -> Letter:
    language = translation.get_language() or "tr"
    headings = {
        Occasion.LATE: _("The last day has passed"),
        Occasion.BEFORE: _("The last day is near"),
    }
    groups = [
        Group(heading, [_item(due, language) for due in dues if due.occasion == occasion])
        for occasion, heading in headings.items()
        if any(due.occasion == occasion for due in dues)
    ]
    when = date_format(localtime(as_of), "j F Y H.i")
    return Letter(
        subject=_("Your debts: %(what)s") % {"what": groups[0].heading},
        paragraphs=(
            _("This is how it stood on %(when)s. If you have paid since, nothing is to be done.")
            % {"when": when},
        ),
        groups=groups,
        button=(_("See and pay"), page_address("debts", language=language)),
        leave=(
            _("You get this because you asked on the page of your debts to be reminded."),
            _("End the reminders"),
            leave,
        ),
    )


def _item(due: Due, language: str) -> Item:
    row, debt = due.part.row, due.debt.row
    amount = _lira(due.part.total)
    if due.part.fee.amount:
        fee = _lira(due.part.fee.amount)
        amount = _("%(amount)s, with %(fee)s late fee") % {"amount": amount, "fee": fee}
    return Item(
        title=_("%(what)s %(year)d, instalment %(number)d")
        % {"what": debt.get_revenue_type_display(), "year": debt.year, "number": row.number},
        url=page_address("debt", debt.pk, language=language),
        lines=(
            (_("Last day"), date_format(row.due_on, "j F Y l")),
            (_("To be paid today"), amount),
        ),
    )


def _plain(letter: Letter, name: str) -> str:
    parts = [*letter.paragraphs]
    for group in letter.groups:
        parts.append(f"{group.heading}\n{'-' * len(group.heading)}")
        for item in group.items:
            told = [f"{label}: {text}" for label, text in item.lines]
            parts.append("\n".join([item.title, *told, item.url]))
    parts.append(f"{letter.button[0]}:\n{letter.button[1]}")
    parts.append(f"-- \n{name}")
    why, words, address = letter.leave
    parts.append(f"{why} {words}:\n{address}")
    return "\n\n".join(parts) + "\n"


def _sms(dues: Sequence[Due]) -> str:
    """Say how many and how much; what for stands behind the link, as others may read an SMS."""
    told = []
    late = [due for due in dues if due.occasion == Occasion.LATE]
    near = [due for due in dues if due.occasion == Occasion.BEFORE]
    if late:
        told.append(_("Instalments whose last day has passed: %(count)d, %(amount)s.") % _sum(late))
    if near:
        told.append(
            _("Instalments whose last day is near: %(count)d, %(amount)s, first %(day)s.")
            % _sum(near)
        )
    told.append(_("You end these messages on the same page:"))
    return " ".join(told)


def _sum(dues: Sequence[Due]) -> dict[str, object]:
    return {
        "count": len(dues),
        "amount": _lira(sum((due.part.total for due in dues), Decimal("0.00"))),
        "day": date_format(min(due.part.row.due_on for due in dues), "d.m.Y"),
    }


def _lira(amount: Decimal) -> str:
    return lira(amount).replace("\xa0", " ")
