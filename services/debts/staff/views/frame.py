"""What the screens share: the admin's frame, permits, pages of lists."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.audit.actions import record, record_view
from accounts.desk import permits
from accounts.signin.kept import keep
from services.debts.models import DebtAccount
from services.debts.staff.audited import VIEWED
from services.debts.staff.queries.accounts import account_of, citizen_behind
from services.debts.staff.words import DeskRefused, refused
from services.desk.views import frame

Trail = tuple[tuple[str, str], ...]
PER_PAGE = 50


class SayWhyFirst(Exception):
    """No reason was given for this account a short time ago."""


def shown(request: HttpRequest, template: str, *, trail: Trail = (), **more: Any) -> HttpResponse:
    """Draw a page; its trail begins at the search."""
    way = ((reverse("debtdesk_find"), _("Debts")), *trail)
    more.setdefault("icon", "table")
    return frame.shown(request, template, trail=way, folder="services/debtdesk", **more)


def permit_key(account: int) -> str:
    """Return the name of an account's permit in the session."""
    return f"debt-{account}"


def permitted(request: HttpRequest, pk: int) -> DebtAccount:
    """Return an account for which a reason was given; a page shown of it is recorded.

    Raises:
        Http404: There is none.
        SayWhyFirst: No reason was given, or a quarter of an hour has passed.
    """
    account = account_of(pk)
    if account is None:
        raise Http404
    reason = permits.reason_for(request, permit_key(pk))
    if not reason:
        raise SayWhyFirst
    if request.method == "GET":
        about = f"debts.debtaccount:{account.pk}"
        owner = citizen_behind(account)
        if owner is not None:
            record_view(subject=owner.user, reason=reason, what=about)
        else:
            record(VIEWED, reason=reason, about=about)
    return account


def to_search(request: HttpRequest, *, keeps: bool = False) -> HttpResponse:
    """Lead to the search, where the reason is asked for.

    Args:
        request: For an account without a permit.
        keeps: The page gives a form that was sent back afterwards; it is kept meanwhile.
    """
    if keeps and request.method == "POST" and keep(request):
        words = _("Look the account up again, and say why: what you typed waits in its form.")
    else:
        words = _("Look the account up first, and say why.")
    messages.warning(request, words)
    return HttpResponseRedirect(reverse("debtdesk_find"))


def add_refusal(form: Any, error: DeskRefused) -> None:
    """Say in the form why nothing was done, beside what was typed."""
    places = {
        "too_large": "amount",
        "too-much": "amount",
        "not_refund": "amount",
        "short": "tendered",
        "no_document": "document",
        "reason": "reason",
        "session_open": "till",
    }
    field = places.get(error.why)
    form.add_error(field if field in form.fields else None, refused(error))


def page_of(request: HttpRequest, rows: Any) -> Page:
    """Return the asked page of a list."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("sayfa"))


def new_key() -> uuid.UUID:
    """Return what makes a form one thing, however often it is sent."""
    return uuid.uuid4()


def refused_status(form: Any) -> int:
    """Return 422 for a form with errors, so that programs see it as well."""
    return 422 if form.is_bound and form.errors else 200
