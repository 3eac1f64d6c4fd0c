"""The API of cases, for kiosks and call centres: the same rules as on the pages.

A part of its own beside the public API, which only reads and knows no secret. A code goes to the
case's own contact, what it proves is a token for half an hour, and the token reads one case.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import NinjaAPI

from accounts.limits import network_of_request
from content.api import problems
from content.api.problems import Problem
from home.models import MunicipalitySettings
from services.cases.access import GRANT_SECONDS, OPENED, record
from services.cases.lookup.actions import Answer, TooMany, begin, check
from services.cases.models import Case
from services.cases.queries import told_timeline
from services.cases.reference import InvalidReferenceError, read
from services.cases.schemas import CaseOut, CodeIn, LookupIn, LookupOut, ProblemOut, TokenOut

SALT = "cases.api"


api = NinjaAPI(
    title="Cases / Başvurular",
    version="1.0.0",
    urls_namespace="cases-api-v1",
    openapi_url="/openapi.json",
    docs_url=None,
)
problems.install(api)


@api.post(
    "/lookups",
    response={202: LookupOut, 400: ProblemOut, 429: ProblemOut},
    summary="Send a code to a case's contact / Başvurunun iletişim adresine kod gönder",
    operation_id="begin_case_lookup",
)
def begin_lookup(request: HttpRequest, body: LookupIn) -> HttpResponse:
    """Answer alike for known and unknown references. Bilinen ve bilinmeyen için aynı yanıt."""
    try:
        reference = read(body.reference)
    except InvalidReferenceError as error:
        raise Problem("invalid_reference", group=error.group) from error
    try:
        begun = begin(reference=reference, network=network_of_request(request))
    except TooMany as error:
        return _too_many(error)
    value = {"id": str(begun.id), "sent_to": begun.sent_to, "expires_at": _iso(begun.until)}
    return _private(value, status=202)


@api.post(
    "/lookups/{lookup_id}",
    response={200: TokenOut, 400: ProblemOut, 403: ProblemOut, 429: ProblemOut},
    summary="Prove the contact with the code / Kodla iletişim adresini kanıtla",
    operation_id="finish_case_lookup",
)
def finish_lookup(request: HttpRequest, lookup_id: uuid.UUID, body: CodeIn) -> HttpResponse:
    """Return a token for a right code; five wrong ones end it. Doğru kod için belirteç döner."""
    try:
        network = network_of_request(request)
        answer, case = check(lookup_id=lookup_id, typed=body.code, network=network)
    except TooMany as error:
        return _too_many(error)
    if answer is not Answer.RIGHT or case is None:
        raise Problem("invalid_code" if answer is Answer.WRONG else "code_over")
    record(OPENED, subject=case.owner, about=f"cases.case:{case.pk}", details={"way": "api"})
    until = timezone.now() + timedelta(seconds=GRANT_SECONDS)
    token = signing.TimestampSigner(salt=SALT).sign(f"{case.pk}.{case.link_version}")
    return _private({"token": token, "reference": str(case.reference), "expires_at": _iso(until)})


@api.get(
    "/{reference}",
    response={200: CaseOut, 401: ProblemOut},
    summary="A case, by its token / Belirteciyle başvuru",
    operation_id="get_case",
)
def get_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer 401 alike without a right token and for all other cases. Belirteç yoksa hep 401."""
    case = _case_of(request.headers.get("Authorization", ""))
    try:
        fits = case is not None and case.reference == read(reference)
    except InvalidReferenceError:
        fits = False
    if case is None or not fits:
        raise Problem("unauthorised")
    return _private(_told(case))


def _case_of(header: str) -> Case | None:
    kind, _, token = header.partition(" ")
    if kind.lower() != "bearer":
        return None
    try:
        signed = signing.TimestampSigner(salt=SALT).unsign(token.strip(), max_age=GRANT_SECONDS)
        key, _, version = signed.partition(".")
        return (
            Case.objects.select_related("directorate")
            .filter(pk=int(key), link_version=int(version))
            .first()
        )
    except (signing.BadSignature, ValueError):
        return None


def _told(case: Case) -> dict[str, Any]:
    house = MunicipalitySettings.current().name
    return {
        "reference": str(case.reference),
        "kind": str(case.type.label),
        "title": case.title,
        "status": case.status,
        "status_text": str(case.state.label),
        "next_step": str(case.state.told),
        "turn": {"waiting": "yours", "open": "ours"}.get(case.phase, "nobodys"),
        "directorate": case.directorate.name if case.directorate else "",
        "received_at": _iso(case.received_at),
        "due_on": case.due_on.isoformat() if case.due_on else None,
        "closed_at": _iso(case.closed_at) if case.closed_at else None,
        "timeline": [
            {
                "at": _iso(told.entry.at),
                "title": told.title,
                "who": told.who,
                "text": told.entry.text,
                "files": len(told.files),
            }
            for told in told_timeline(case, house)
        ],
    }


def _iso(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _private(value: dict[str, Any], status: int = 200) -> HttpResponse:
    response = JsonResponse(value, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-store"
    return response


def _too_many(error: TooMany) -> HttpResponse:
    response = problems.answer("too_many_requests")
    response["Retry-After"] = str(error.seconds)
    return response
