"""The crew lead's own pages: works as cards with large buttons, two taps to a published change.

The first tap says what has happened, the second publishes it; a photo and a remark may be added in
between. Works without scripts, as phones on site are old and networks slow.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from content.roadworks import actions
from content.roadworks.models import RoadWorkPage
from content.roadworks.queries import works_on_site
from content.roadworks.site_forms import REASONS, STEPS, SiteReportForm, steps_of


def may_enter(user: Any) -> bool:
    """Tell whether somebody has anything to do here."""
    return bool(user.has_perm(actions.REPORT) or works_on_site(user).exists())


@never_cache
@require_safe
def works(request: HttpRequest) -> HttpResponse:
    """List the works of the crew lead, those under way first."""
    if not may_enter(request.user):
        raise PermissionDenied
    found = works_on_site(request.user)[:100]
    cards = [{"work": work, "steps": steps_of(work.status)} for work in found]
    return render(request, "roadworks/site/works.html", {"cards": cards})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, page_id: int, name: str) -> HttpResponse:
    """Ask once more, and publish what the crew lead says."""
    step = STEPS.get(name)
    if step is None:
        raise Http404
    page = get_object_or_404(RoadWorkPage, pk=page_id, live=True)
    if not actions.may_report(request.user, page):
        raise PermissionDenied
    if page.status not in step.after:
        said = {"status": page.get_status_display()}
        messages.warning(request, _("The work is “%(status)s” already.") % said)
        return redirect(reverse("roadwork_site"))
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SiteReportForm(*posted, step=step, page=page)
    if form.is_valid():
        try:
            actions.report_from_site(
                page_id=page.pk, user=request.user, status=step.status, **form.cleaned_data
            )
        except ValidationError as error:
            _explain(form, error)
        else:
            messages.success(request, _("Published: %(work)s") % {"work": page.title})
            return redirect(reverse("roadwork_site"))
    context = {"work": page, "step": step, "form": form, "reasons": REASONS}
    status = 200 if request.method != "POST" else 422
    return render(request, "roadworks/site/report.html", context, status=status)


def _explain(form: SiteReportForm, error: ValidationError) -> None:
    """Put what the rules refuse beside its field, or above the form where it has none here."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for field, found in by_field.items():
        name = {"reason": "other_reason", "status_reason": "other_reason"}.get(field, field)
        for message in found:
            form.add_error(name if name in form.fields else None, message)
