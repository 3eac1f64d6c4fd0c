"""A crew's own pages on a phone: my jobs in the order of the way, take, finish with a photo."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F, Q, Sum
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.reference.models import Neighbourhood
from services.cases.access import record_staff_view
from services.cases.actions import ChangeRefused, keep_upload
from services.cases.actions.files import waiting_files
from services.cases.kinds import By
from services.cases.models import Attachment
from services.cases.reference import InvalidReferenceError, read
from services.cases.views.files import streamed
from services.desk.actions.field import finish_job, give_back_job
from services.desk.actions.working import WorkRefused, set_out
from services.desk.clock import left_of
from services.desk.queries.queue import LEFT_OUT
from services.desk.rights import FIELD, jobs_of
from services.desk.route import in_route_order
from services.desk.views.frame import let_in
from services.desk.words import refused
from services.requests.actions import EvidenceMissing
from services.requests.models import Report
from services.requests.models.report import Priority

MOST = 200


def may(user: Any) -> bool:
    """Tell whether somebody works at the place."""
    return bool(user.has_perm(FIELD))


class JobForm(forms.Form):
    """What the crew says of a job; one sentence is proposed, so that one press is enough."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("What we did"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@let_in(may)
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """List the jobs in one's hands in the order of the way."""
    found = list(
        jobs_of(request.user)
        .select_related("case__work", "category", "neighbourhood")
        .defer(*LEFT_OUT)
        .order_by("-priority", "due_on", "pk")[:MOST]
    )
    here = _position(request)
    stops = in_route_order(
        found,
        here or _centre(),
        point=lambda job: job.point,
        urgent=lambda job: job.priority >= Priority.URGENT,
    )
    today = timezone.localdate()
    cards = [
        {
            "job": stop.job,
            "reference": str(stop.job.case.reference),
            "metres": stop.metres if here or place else None,
            "left": left_of(stop.job, today),
            "is_taken": stop.job.case.work.taken_at is not None,
        }
        for place, stop in enumerate(stops)
    ]
    return render(request, "services/desk/jobs.html", {"cards": cards, "is_near": here is not None})


@let_in(may)
@require_POST
def take(request: HttpRequest, reference: str) -> HttpResponse:
    """Set out: the citizen reads that it is being worked on."""
    job = _mine(request, reference)
    try:
        set_out(case=job.case, user=request.user)
    except (WorkRefused, ChangeRefused) as error:
        messages.warning(request, refused(error))
    else:
        messages.success(request, _("Begun: %(job)s") % {"job": job.case.title})
    return HttpResponseRedirect(reverse("casedesk_jobs"))


@let_in(may)
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, reference: str) -> HttpResponse:
    """Finish a job with a photo, or give it back; nothing typed or taken is lost on a bad line."""
    job = _mine(request, reference, closed_too=request.method == "POST")
    first = {"key": uuid.uuid4(), "text": _("The work you reported is done.")}
    form = JobForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST":
        form.is_valid()
        _keep(form, job, request)
        if form.is_valid() and _done(form, job, request):
            return _onwards(request)
    else:
        record_staff_view(case=job.case, user=request.user, what="job")
    kept = (
        waiting_files(form.cleaned_data["key"])
        if "key" in getattr(form, "cleaned_data", {})
        else []
    )
    context = {
        "job": job,
        "reference": str(job.case.reference),
        "form": form,
        "kept": list(kept),
        "photos": [one for one in job.case.attachments.all() if one.is_image],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "services/desk/job.html", context, status=status)


@let_in(may)  # type: ignore[arg-type]
@require_safe
def job_file(request: HttpRequest, reference: str, public_id: uuid.UUID) -> HttpResponseBase:
    """Stream a photo of one's own job."""
    job = _mine(request, reference)
    return streamed(Attachment.objects.filter(case=job.case_id, public_id=public_id).first())


def _onwards(request: HttpRequest) -> HttpResponse:
    """Lead back to the jobs; the script that sent the form goes there itself."""
    jobs_page = reverse("casedesk_jobs")
    if "X-Steady" in request.headers:
        return JsonResponse({"next": jobs_page})
    return HttpResponseRedirect(jobs_page)


def _mine(request: HttpRequest, reference: str, *, closed_too: bool = False) -> Report:
    try:
        found = read(reference)
    except InvalidReferenceError:
        raise Http404 from None
    user: Any = request.user
    rows = jobs_of(user)
    if closed_too:
        # A form sent a second time over a bad line finds its job closed, or given back.
        own = Q(case__timeline__author=user.public_id) | Q(case__work__assignee=user)
        rows = Report.objects.filter(own)
    job = (
        rows.filter(case__kind=found.kind, case__year=found.year, case__number=found.number)
        .select_related("case__work", "category", "neighbourhood")
        .distinct()
        .first()
    )
    if job is None:
        raise Http404
    return job


def _keep(form: JobForm, job: Report, request: HttpRequest) -> None:
    """Keep the photos, whatever the rest of the form says."""
    key: Any = form.cleaned_data.get("key")
    for file in request.FILES.getlist("foto") if key else ():
        try:
            keep_upload(key=key, file=file, rule=job.case.type.files, by=By.STAFF)
        except ValidationError as error:
            form.add_error(None, error)


def _done(form: JobForm, job: Report, request: HttpRequest) -> bool:
    key, text = form.cleaned_data["key"], form.cleaned_data["text"]
    try:
        if request.POST.get("islem") == "olmadi":
            give_back_job(report=job, user=request.user, why=text, key=key)
            messages.success(
                request, _("Given back to the desk: %(job)s") % {"job": job.case.title}
            )
        else:
            finish_job(report=job, user=request.user, text=text, key=key)
            messages.success(request, _("Finished: %(job)s") % {"job": job.case.title})
    except EvidenceMissing:
        form.add_error(None, _("This topic asks for a photo of the finished work."))
    except (WorkRefused, ChangeRefused) as error:
        form.add_error(None, refused(error))
    except ValidationError as error:
        form.add_error(None, error)
    return not form.errors


def _position(request: HttpRequest) -> tuple[float, float] | None:
    """Return the phone's position, for this answer only: it is stored nowhere."""
    try:
        lng, lat = float(request.GET["boylam"]), float(request.GET["enlem"])
    except (KeyError, ValueError):
        return None
    return (lng, lat) if -180 <= lng <= 180 and -90 <= lat <= 90 else None


def _centre() -> tuple[float, float]:
    """Return where most people live: where a way begins when the phone does not say. One query."""
    towns = Neighbourhood.objects.filter(lat__isnull=False, population__gt=0)
    found = towns.aggregate(
        people=Sum("population"),
        lng=Sum(F("lng") * F("population")),
        lat=Sum(F("lat") * F("population")),
    )
    if found["people"]:
        return found["lng"] / found["people"], found["lat"] / found["people"]
    west, south, east, north = settings.MAP_BOUNDS
    return (west + east) / 2, (south + north) / 2
