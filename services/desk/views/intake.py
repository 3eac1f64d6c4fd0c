"""The page on which officers write cases down for citizens."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from services.cases.models import Case, EntryKind
from services.cases.reference import InvalidReferenceError, read
from services.desk.intake import IntakeForm, write_down
from services.desk.rights import INTAKE, may_enter, report_for
from services.desk.views.frame import let_in, queue_step, shown


@let_in(lambda user: user.has_perm(INTAKE))
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """Take a case down; say the reference afterwards."""
    form = IntakeForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        form.keep_files(request.FILES.getlist("dosya"))
        if form.is_valid():
            report = write_down(values=form.cleaned_data, officer=request.user)
            done = f"{reverse('casedesk_intake')}?yazildi={report.case.reference}"
            return HttpResponseRedirect(done)
    written = _written(request)
    context = {
        "form": form,
        "written": written,
        "can_open": written is not None and _sees(request.user, written),
    }
    status = 422 if request.method == "POST" else 200
    trail = (queue_step(),) if may_enter(request.user) else ()
    return shown(
        request,
        "intake.html",
        title=_("Write a case down"),
        context=context,
        trail=trail,
        icon="edit",
        status=status,
    )


def _written(request: HttpRequest) -> Case | None:
    """Return the case this officer has just written down; nobody else's."""
    try:
        found = read(request.GET.get("yazildi", ""))
    except InvalidReferenceError:
        return None
    user: Any = request.user
    return Case.objects.filter(
        kind=found.kind,
        year=found.year,
        number=found.number,
        timeline__kind=EntryKind.FILED,
        timeline__author=user.public_id,
    ).first()


def _sees(user: Any, case: Case) -> bool:
    return report_for(user, case.kind, case.year, case.number) is not None
