"""Differences with the payment provider: what is open, its next step, ending it with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from services.debts.books import rights
from services.debts.books.actions.reconciling import end_difference, reconcile
from services.debts.books.comparing import next_step
from services.debts.books.forms import DayForm
from services.debts.books.models import Difference, Settlement
from services.debts.books.views.frame import shown
from services.debts.days import yesterday
from services.debts.payments.provider import ProviderAway, provider
from services.debts.payments.settlement import Unreadable
from services.desk.views.frame import let_in

MOST = 200
NOTE = 300


@let_in(rights.may_see)
@require_safe
def reconciliation(request: HttpRequest) -> HttpResponse:
    """Show what is open, then the days and what was settled."""
    return _page(request, DayForm(initial={"gun": yesterday()}))


@let_in(rights.may_keep)
@require_POST
def run(request: HttpRequest) -> HttpResponse:
    """Reconcile a day now."""
    form = DayForm(request.POST)
    collects = provider()
    if form.is_valid() and collects is None:
        form.add_error("gun", _("Paying online is not set up here."))
    elif form.is_valid() and collects is not None:
        try:
            found = reconcile(provider=collects, day=form.cleaned_data["gun"])
        except (ProviderAway, Unreadable):
            form.add_error("gun", _("The provider does not answer, or its file is not whole."))
        else:
            words = _("%(lines)d lines compared, %(mended)d booked late, %(open)d open.")
            given = {"lines": found.settlement.rows, "mended": found.mended, "open": found.open}
            messages.success(request, words % given)
            return HttpResponseRedirect(reverse("debtbooks_reconciliation"))
    return _page(request, form, status=422)


@let_in(rights.may_keep)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a difference with a note; without one nothing is lost and the page says so."""
    difference = get_object_or_404(Difference, pk=pk)
    note = request.POST.get("not", "").replace("\x00", "").strip()
    if not note or len(note) > NOTE:
        form = DayForm(initial={"gun": yesterday()})
        wrong = _("Say how it was settled, in at most %(most)d letters.") % {"most": NOTE}
        return _page(request, form, status=422, wrong={pk: wrong}, typed={pk: note})
    end_difference(difference=difference, note=note, by=request.user)
    messages.success(request, _("The difference is settled."))
    return HttpResponseRedirect(reverse("debtbooks_reconciliation"))


def _page(
    request: HttpRequest,
    form: DayForm,
    *,
    status: int = 200,
    wrong: dict[int, str] | None = None,
    typed: dict[int, str] | None = None,
) -> HttpResponse:
    rows = Difference.objects.select_related("settlement", "ended_by")
    waiting = [
        _row(row, (wrong or {}).get(row.pk, ""), (typed or {}).get(row.pk, ""))
        for row in rows.filter(ended_at=None)[:MOST]
    ]
    return shown(
        request,
        "reconciliation.html",
        title=_("Reconciliation with the payment provider"),
        status=status,
        form=form,
        waiting=waiting,
        count=Difference.objects.filter(ended_at=None).count(),
        done=rows.exclude(ended_at=None)[:50],
        days=Settlement.objects.all()[:31],
    )


def _row(row: Difference, wrong: str, typed: str) -> dict[str, Any]:
    step = next_step(row.what, row.kind, row.their_state)
    return {"row": row, "step": step, "wrong": wrong, "typed": typed}
