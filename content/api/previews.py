"""A draft in the API, by a signed link an editor has made."""

import json
from datetime import datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import ConfigDict

from content import previews
from content.api.problems import Problem
from content.api.routes import known_only
from content.api.schemas import Body, DocumentOut
from content.api.schemas import Problem as ProblemOut

router = Router()


class Draft(DocumentOut, Body):
    """A draft with the fields its kind has. / Türünün alanlarıyla taslak."""

    model_config = ConfigDict(extra="allow")

    draft: Literal[True] = True
    expires_at: datetime


@router.get(
    "/preview",
    response={200: Draft, 400: ProblemOut, 403: ProblemOut},
    summary="A draft, by its link / Bağlantısıyla taslak",
    operation_id="get_preview",
    url_name="get_preview",
    tags=["preview"],
)
def preview(
    request: HttpRequest,
    token: str = Query(
        ...,
        max_length=previews.MAX_TOKEN,
        description="Token of the preview link. / Önizleme bağlantısındaki belirteç.",
    ),
) -> HttpResponse:
    """What a revision would publish. Never cached; the link runs out by itself.

    Bir sürümün yayımlayacağı içerik. Önbelleğe alınmaz; bağlantı kendiliğinden sona erer.
    """
    known_only(request, "token")
    try:
        draft = previews.read(token)
    except previews.InvalidLink as error:
        raise Problem("invalid_token") from error
    document = draft.found.document
    value = {
        **document.data,
        "body": document.body,
        "translations": draft.found.alternates,
        "draft": True,
        "expires_at": timezone.localtime(draft.expires_at).isoformat(timespec="seconds"),
    }
    text = json.dumps(value, ensure_ascii=False)
    return previews.sealed(HttpResponse(text, content_type="application/json"))
