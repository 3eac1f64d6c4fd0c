"""Figures of the desk, and lists as XLSX."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.audit.actions import record
from services.desk import export
from services.desk.audited import EXPORTED
from services.desk.filters import QueueFilter
from services.desk.queries.figures import BY, figures, figures_of_kinds, whole
from services.desk.queries.others import wanted_others
from services.desk.queries.queue import wanted_reports
from services.desk.queries.whole import rows_between
from services.desk.rights import EXPORT, may_enter, others_for, places_of, reports_for
from services.desk.spans import SpanForm
from services.desk.views.frame import let_in, queue_step, shown


class FiguresForm(SpanForm):
    """Which days, and by what."""

    gore = forms.ChoiceField(
        label=gettext_lazy("Grouped by"),
        choices=[(key, label) for key, (label, *_rest) in BY.items()],
    )


def may(user: Any) -> bool:
    """Tell whether somebody may see figures and export."""
    return may_enter(user) and bool(user.has_perm(EXPORT))


@let_in(may)
@require_safe
def desk_figures(request: HttpRequest) -> HttpResponse:
    """Show counts, medians and kept days of what somebody sees; the same as XLSX."""
    today = timezone.localdate()
    usual: dict[str, Any] = {"ilk": today - timedelta(days=89), "son": today, "gore": "konu"}
    given = {name: request.GET[name] for name in usual if request.GET.get(name)}
    form = FiguresForm({**usual, **given})
    wanted: dict[str, Any] = form.cleaned_data if form.is_valid() else usual
    first: date = wanted["ilk"]
    rows = reports_for(request.user, places_of(request.user))
    found = figures(rows, wanted["gore"], first, wanted["son"])
    label = BY[wanted["gore"]][0]
    total = whole(found, _("All"))
    kinds = figures_of_kinds(others_for(request.user), first, wanted["son"])
    if request.GET.get("bicim") == "xlsx" and form.is_valid():
        _record(request, "figures", len(found))
        return export.answer(
            export.figures_book(str(label), [*found, total, *kinds]), "cozum-merkezi"
        )
    context = {
        "form": form,
        "rows": found,
        "total": total,
        "kinds": kinds,
        "by": label,
        "query": _query(request),
    }
    return shown(
        request,
        "figures.html",
        title=_("Figures of the desk"),
        context=context,
        trail=(queue_step(),),
        icon="table",
    )


@let_in(may)
@require_safe
def cases_xlsx(request: HttpRequest) -> HttpResponse:
    """Hand out the filtered queue as XLSX, at most `MOST_ROWS` lines; recorded."""
    asked = QueueFilter(request.GET, user=request.user)
    places, wanted = places_of(request.user), asked.wanted
    reports = wanted_reports(request.user, places, wanted)
    others = wanted_others(request.user, places, wanted)
    order = wanted.get("sirala") or "sure"
    found = rows_between(reports, others, order, 0, export.MOST_ROWS)
    _record(request, "cases", len(found))
    return export.answer(export.cases_book(found), "basvurular")


def _record(request: HttpRequest, what: str, count: int) -> None:
    filters = sorted(name for name, value in request.GET.items() if value)
    record(EXPORTED, actor=request.user, details={"what": what, "count": count, "filters": filters})


def _query(request: HttpRequest) -> str:
    copy = request.GET.copy()
    copy["bicim"] = "xlsx"
    return copy.urlencode()
