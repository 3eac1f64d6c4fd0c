"""The plan of rules: what it would have done to past reports, and putting it into force."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.reference.models import Directorate
from services.desk.actions.working import name_of
from services.desk.models import RuleSet
from services.desk.rights import PLAN
from services.desk.routing.plan import Outcome, activate, in_force, is_changed, try_out, written
from services.desk.views.frame import let_in, shown
from services.requests.models.report import Priority

SPANS = (30, 90, 365)


@let_in(lambda user: user.has_perm(PLAN))
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Try the written plan; activate it when it was seen."""
    if request.method == "POST":
        note = request.POST.get("neden", "").replace("\x00", "")[:250]
        if activate(by=request.user, note=note):
            messages.success(request, _("The plan is in force for what comes from now on."))
        else:
            messages.info(request, _("What is written is the same."))
        return HttpResponseRedirect(reverse("casedesk_plan"))
    asked = request.GET.get("gun", "")
    days = int(asked) if asked in {str(span) for span in SPANS} else 90
    trial = try_out(days=days)
    names = _names([one for diff in trial.shown for one in (diff.now, diff.then)])
    context = {
        "days": days,
        "spans": SPANS,
        "trial": trial,
        "rows": [
            {
                "report": diff.report,
                "reference": str(diff.report.case.reference),
                "now": names(diff.now),
                "then": names(diff.then),
            }
            for diff in trial.shown
        ],
        "used": list(trial.used.items()),
        "written": written(),
        "in_force": in_force(),
        "past": RuleSet.objects.select_related("by")[:10],
        "is_changed": is_changed(),
    }
    return shown(
        request,
        "plan.html",
        title=_("Try and activate the rules"),
        context=context,
        trail=((reverse("casedesk_rules:index"), _("Routing rules")),),
        icon="order",
    )


def _names(outcomes: list[Outcome]) -> Any:
    """Return what says an outcome in words. Two queries for all."""
    units = dict(Directorate.objects.values_list("pk", "name"))
    wanted = {out.person for out in outcomes if out.person is not None}
    people = {one.pk: name_of(one) for one in get_user_model().objects.filter(pk__in=wanted)}

    def said(outcome: Outcome) -> str:
        parts = [
            units.get(outcome.directorate or 0, "–"),
            people.get(outcome.person or 0, ""),
            str(Priority(outcome.priority).label) if outcome.priority != Priority.NORMAL else "",
            f"({outcome.rule})" if outcome.rule else "",
        ]
        return " · ".join(part for part in parts if part)

    return said
