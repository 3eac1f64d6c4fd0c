"""Search with a reason, and an account with what stands on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from accounts.audit.actions import record
from accounts.audit.context import current_address
from accounts.desk import permits
from accounts.limits import Limit
from services.debts.queries.citizen import terms_of
from services.debts.queries.source import freshness
from services.debts.staff import rights
from services.debts.staff.audited import SEARCHED
from services.debts.staff.forms import WHY, FindForm
from services.debts.staff.queries import accounts
from services.debts.staff.queries.payments import payments_on
from services.debts.staff.queries.proposals import waiting_count
from services.debts.staff.queries.tills import open_session_of
from services.debts.staff.views.frame import (
    SayWhyFirst,
    permit_key,
    permitted,
    refused_status,
    shown,
    to_search,
)
from services.debts.states import STATES
from services.desk.views.frame import let_in

# Stops leafing through people.
LOOKING = (
    Limit("debt-looking-minutes", ("account",), 60, 10 * 60),
    Limit("debt-looking-day", ("account",), 600, 24 * 60 * 60),
)


@let_in(rights.may_enter)
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Look an account up; the search is recorded with its reason, whatever it finds."""
    may_look = rights.may_look(request.user)
    initial = {"why": "payment" if rights.may_take(request.user) else "question"}
    form = FindForm(
        request.POST if may_look and request.method == "POST" else None, initial=initial
    )
    found: list[accounts.Shown] = []
    if form.is_bound and form.is_valid():
        answer, found = _look(request, form)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "found": found,
        "may_look": may_look,
        "session": open_session_of(request.user) if rights.may_take(request.user) else None,
        "may_take": rights.may_take(request.user),
        "may_report": rights.may_report(request.user),
        "may_see_proposals": rights.may_see_proposals(request.user),
        "waiting": waiting_count(request.user),
    }
    return shown(
        request, "find.html", title=_("Debts"), context=context, status=refused_status(form)
    )


def _look(request: HttpRequest, form: FindForm) -> tuple[HttpResponse | None, list[Any]]:
    subject = {"account": str(request.user.pk), "network": current_address()}
    if limits.blocked(LOOKING, **subject):
        form.add_error(None, _("You have looked up very many accounts. Wait ten minutes."))
        return None, []
    limits.count_failure(LOOKING, **subject)
    by, rows = accounts.find(form.cleaned_data["who"])
    label = str(dict(WHY)[form.cleaned_data["why"]])
    reason = ". ".join(filter(None, [label, form.cleaned_data["note"]]))
    about = f"debts.debtaccount:{rows[0].pk}" if len(rows) == 1 else ""
    record(SEARCHED, reason=reason, about=about, details={"by": by, "count": len(rows)})
    for row in rows:
        permits.give(request, permit_key(row.pk), reason)
    if len(rows) == 1:
        return HttpResponseRedirect(reverse("debtdesk_account", args=[rows[0].pk])), []
    if not rows:
        form.add_error("who", _("No account was found. Numbers and words must be whole."))
    return None, [accounts.shown(row) for row in rows]


@let_in(rights.may_look)
@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what stands on an account, masked; the look is recorded."""
    try:
        found = permitted(request, pk)
    except SayWhyFirst:
        return to_search(request)
    terms = terms_of(timezone.localdate())
    debts = accounts.debts_of_account(found, terms)
    keys = [part.row.pk for debt in debts for part in debt.parts]
    held = accounts.held_of(keys)
    fresh = freshness()
    session = open_session_of(request.user) if rights.may_take(request.user) else None
    lines: list[dict[str, Any]] = [
        {
            "debt": debt,
            "part": part,
            "is_held": part.row.pk in held,
            "may_take": STATES[debt.row.status].payable and not part.fee_is_unknown,
        }
        for debt in debts
        for part in debt.parts
        if part.row.open_amount and STATES[debt.row.status].owed
    ]
    context = {
        "shown": accounts.shown(found),
        "lines": sorted(lines, key=lambda one: one["part"].row.due_on),
        "debts": debts,
        "owed": accounts.owed(debts),
        "reason": permits.reason_for(request, permit_key(pk)),
        "payments": payments_on(found),
        "fresh": fresh,
        "session": session,
        "may_take": rights.may_take(request.user),
        "may_propose": rights.may_propose(request.user),
    }
    title = _("Account %(number)s") % {"number": found.number}
    return shown(request, "account.html", title=title, context=context)
