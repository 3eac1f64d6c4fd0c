"""What the two ways of paying have in common: signed in, and without an account."""

import uuid
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.signin.kept import form_of
from home.letterhead import letterhead
from services.debts.actions.payments import PAGES, give_up, send_to_provider
from services.debts.allocation import CannotAllocate
from services.debts.models import Attempt, AttemptItem, Receipt
from services.debts.money import read_lira
from services.debts.payments.provider import Provider, ProviderAway
from services.debts.payments.states import ATTEMPT_STATES, OPEN
from services.debts.queries.payments import items_of
from services.debts.queries.source import Freshness
from services.debts.receipt_sheet import receipt_sheet
from services.debts.reckoning import Debt, dues_of

MOST_CHOSEN = 100


def why_not(fresh: Freshness, collects: Provider | None) -> str:
    """Return why nothing can be paid now; empty where it can."""
    return fresh.why_not or ("" if collects else _("Paying online is not set up here."))


def options_of(debts: list[Debt], chosen: frozenset[int], *, is_sent: bool) -> list[dict[str, Any]]:
    """Return the instalments that can be paid, by their last day, and whether each is ticked.

    Args:
        debts: Of who pays.
        chosen: What was ticked.
        is_sent: A form without a tick means none; else what is late is ticked.
    """
    keys = {due.key for due in dues_of(debts)}
    options: list[dict[str, Any]] = [
        {
            "debt": debt,
            "part": part,
            "checked": part.row.pk in chosen if chosen or is_sent else part.is_late,
        }
        for debt in debts
        for part in debt.parts
        if part.row.pk in keys
    ]
    return sorted(options, key=lambda one: one["part"].row.due_on)


def send(request: HttpRequest, found: Attempt, collects: Provider, pages: str = PAGES) -> Attempt:
    """Tell the provider of an attempt; while it is away its page says so, and asks again."""
    try:
        return send_to_provider(
            attempt=found, provider=collects, address=request.build_absolute_uri, pages=pages
        )
    except ProviderAway:
        return found


def brought_on(
    request: HttpRequest, found: Attempt, collects: Provider | None, pages: str = PAGES
) -> Attempt:
    """Return an open attempt as it stands now: given up once its time is over, else sent."""
    if collects is None or found.status not in OPEN:
        return found
    if found.expires_at <= timezone.now():
        return give_up(attempt=found, provider=collects)
    return send(request, found, collects, pages)


def standing(found: Attempt) -> dict[str, Any]:
    """Return how an attempt stands, for its page."""
    left = max(0, int((found.expires_at - timezone.now()).total_seconds()))
    return {
        "attempt": found,
        "state": ATTEMPT_STATES[found.status],
        "items": items_of(found),
        "receipt": getattr(found, "receipt", None),
        "minutes_left": -(-left // 60),
    }


def receipt_of(found: Attempt) -> Receipt:
    """Return the receipt of an attempt; `Http404` where it has none."""
    made: Receipt | None = getattr(found, "receipt", None)
    if made is None:
        raise Http404
    made.attempt = found
    return made


def receipt_file(
    request: HttpRequest, made: Receipt, items: list[AttemptItem], *, name: str, number: str
) -> HttpResponse:
    """Return a receipt as PDF, to be saved."""
    body = receipt_sheet(
        made,
        items,
        name=name,
        number=number,
        letterhead=letterhead(),
        verify_url=request.build_absolute_uri(reverse("debts_verify", args=[made.code])),
        language=get_language() or settings.LANGUAGE_CODE,
    )
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="makbuz-{made}.pdf"'
    return response


def form_key_of(request: HttpRequest) -> uuid.UUID:
    """Return the key of the form that was sent; a form sent twice begins one attempt."""
    try:
        return uuid.UUID(request.POST.get("anahtar", ""))
    except ValueError:
        return uuid.uuid4()


def sent_of(request: HttpRequest) -> QueryDict:
    """Return the form that was sent, else one kept while its sender signed in, else the address."""
    if request.method == "POST":
        return request.POST
    return form_of(request) or request.GET


def chosen_of(data: QueryDict) -> frozenset[int]:
    """Return the instalments that are ticked, in a form or an address."""
    texts = data.getlist("taksit")[:MOST_CHOSEN]
    return frozenset(int(t) for t in texts if t.isascii() and t.isdigit() and len(t) < 16)


def amount_of(text: str) -> Decimal | None:
    """Read an amount as Turks write it; None for all of it. Raises `CannotAllocate`."""
    try:
        return read_lira(text)
    except ValueError as error:
        raise CannotAllocate("nothing") from error


def words_of(why: str) -> str:
    """Return why nothing was begun, in words."""
    return {
        "nothing": _("Choose what you want to pay, and an amount above zero."),
        "too-much": _("That is more than what you chose comes to. Leave the amount empty for all."),
        "whole-only": _("One of them can only be paid as a whole."),
        "held": _("Somebody else is paying one of these right now. Try again in some minutes."),
    }[why]
