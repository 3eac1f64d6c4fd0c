"""Covering what nobody may see in a photo, and the public copy."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from services.cases.models import Attachment
from services.desk.actions.photos import publish_photo, rectangles_of, withdraw_photo
from services.desk.models import PublicPhoto
from services.desk.rights import MODERATE, may_enter, report_of
from services.desk.views.case import seen
from services.desk.views.frame import let_in, queue_step, shown
from services.requests.models import PublicState

KEEP_SECONDS = 60 * 60


@let_in(lambda user: may_enter(user) and user.has_perm(MODERATE))
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest, reference: str, public_id: uuid.UUID) -> HttpResponse:
    """Draw rectangles on a photo; make the copy public, or take it back."""
    case = seen(request, reference)
    report = report_of(case)
    photo = (
        Attachment.objects.filter(case=case, public_id=public_id)
        .select_related("public_photo", "case")
        .first()
    )
    if report is None or photo is None or not photo.is_image:
        raise Http404
    back = reverse("casedesk_case", args=[str(case.reference)])
    public = getattr(photo, "public_photo", None)
    typed = "\n".join(",".join(map(str, one)) for one in public.rectangles) if public else ""
    error = ""
    if request.method == "POST":
        typed = request.POST.get("dikdortgenler", "")[:4_000]
        try:
            if "geri" in request.POST:
                withdraw_photo(attachment=photo, author=request.user)
                messages.success(request, _("The photo is no longer public."))
            else:
                publish_photo(
                    attachment=photo, rectangles=rectangles_of(typed), author=request.user
                )
                messages.success(request, _("The copy is made; it is public with the report."))
        except ValidationError as wrong:
            error = " ".join(wrong.messages)
        else:
            return HttpResponseRedirect(back)
    context = {
        "report": report,
        "reference": str(case.reference),
        "photo": photo,
        "public": public,
        "typed": typed,
        "error": error,
        "back": back,
    }
    return shown(
        request,
        "photo.html",
        title=_("Cover parts of a photo"),
        context=context,
        trail=(queue_step(), (back, str(case.reference))),
        icon="image",
        status=422 if error else 200,
    )


@require_safe
def public_photo(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """Show the public copy of a photo while its report is public."""
    photo = PublicPhoto.objects.filter(
        public_id=public_id,
        attachment__case__report__public_state=PublicState.PUBLIC,
    ).first()
    if photo is None:
        raise Http404
    try:
        content = photo.content.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, content_type="image/jpeg")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = f"public, max-age={KEEP_SECONDS}"
    return response
