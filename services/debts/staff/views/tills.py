"""A cashier's till: open, what came in, count and close; all sessions for who audits."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from services.debts.money import lira
from services.debts.staff import rights
from services.debts.staff.actions.tills import close_till, open_till
from services.debts.staff.forms import CloseForm, OpenForm
from services.debts.staff.models import TillSession
from services.debts.staff.queries.tills import (
    expected_cash,
    in_drawer,
    open_session_of,
    payments_of,
    sessions,
    sums_of,
)
from services.debts.staff.views.frame import add_refusal, page_of, refused_status, shown
from services.debts.staff.words import DeskRefused
from services.desk.views.frame import let_in

ZERO = Decimal("0.00")


@let_in(rights.may_take)
@require_http_methods(["GET", "HEAD", "POST"])
def till(request: HttpRequest) -> HttpResponse:
    """Open a till; the open one leads to its session."""
    session = open_session_of(request.user)
    if session is not None:
        return HttpResponseRedirect(reverse("debtdesk_session", args=[session.pk]))
    form = OpenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = open_till(cashier=request.user, **form.cleaned_data)
        except DeskRefused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("%(till)s is open.") % {"till": made.till})
            return HttpResponseRedirect(reverse("debtdesk_find"))
    return shown(
        request,
        "open_till.html",
        title=_("Open a till"),
        context={"form": form},
        status=refused_status(form),
    )


def may_see_session(user: Any) -> bool:
    """Tell whether somebody sees sessions, own or all."""
    return rights.may_take(user) or rights.may_report(user)


@let_in(may_see_session)
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a session; its cashier counts the drawer and closes it here."""
    rows = sessions(request.user, sees_all=rights.may_report(request.user))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    is_own = found.cashier_id == request.user.pk
    form = None
    if is_own and (found.closed_at is None or request.method == "POST"):
        form = CloseForm(request.POST if request.method == "POST" else None)
    if form is not None and form.is_bound and form.is_valid():
        answer = _close(request, found, form)
        if answer is not None:
            return answer
    # Not before the count: who knows the sum counts it.
    shows_sums = not is_own or found.closed_at is not None
    sums = sums_of(found) if shows_sums else []
    context = {
        "session": found,
        "sums": sums,
        "total": sum(one.amount for one in sums),
        "expected": in_drawer(found, sums) if shows_sums else None,
        "page": page_of(request, payments_of(found)),
        "form": form,
        "is_own": is_own,
    }
    title = f"{found.till} · {found.cashier.get_full_name() or found.cashier}"
    return shown(
        request,
        "session.html",
        title=title,
        context=context,
        status=refused_status(form) if form else 200,
    )


def _close(request: HttpRequest, found: TillSession, form: CloseForm) -> HttpResponse | None:
    try:
        done = close_till(session=found, cashier=request.user, **form.cleaned_data)
    except DeskRefused as error:
        add_refusal(form, error)
        if error.why == "reason":
            counted = form.cleaned_data["counted"]
            words = _("Counted %(counted)s, by the ledger %(expected)s.") % {
                "counted": lira(counted),
                "expected": lira(expected_cash(found)),
            }
            form.add_error("counted", words)
        return None
    words = _("Closed. Difference: %(amount)s.") % {"amount": lira(done.difference or ZERO)}
    messages.success(request, words)
    return HttpResponseRedirect(reverse("debtdesk_session", args=[done.pk]))


@let_in(may_see_session)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List sessions: all of them for who audits, one's own for cashiers. Two queries of its own."""
    rows = sessions(request.user, sees_all=rights.may_report(request.user))
    context = {"page": page_of(request, rows)}
    return shown(request, "sessions.html", title=_("Till sessions"), context=context)
