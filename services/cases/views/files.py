"""Hands out a file of a case: to who may read the case, and as a file, never as a page of ours."""

import uuid

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from services.cases.access import find
from services.cases.models import Attachment

# Stops a document that a stranger sent from running as a page of this site.
POLICY = "default-src 'none'; sandbox"


@require_safe
def case_file(request: HttpRequest, reference: str, public_id: uuid.UUID) -> HttpResponseBase:
    """Stream a file to the citizen: what is public in the case, nothing else."""
    found = find(request, reference)
    if found is None:
        raise Http404
    attachment = Attachment.objects.filter(
        case=found[0], public_id=public_id, entry__is_public=True
    ).first()
    return streamed(attachment)


def streamed(attachment: Attachment | None) -> HttpResponseBase:
    """Return a file as a download; 404 without one, and while a scanner has not seen it.

    For staff's own views, which ask who may and record it before.
    """
    if attachment is None or not attachment.can_be_read:
        raise Http404
    try:
        content = attachment.content.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    response["Content-Length"] = str(attachment.size)
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    return response
