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
from ninja import Field, NinjaAPI, Schema

from accounts.limits import network_of_request
from content.api import problems
from content.api.problems import Problem
from home.models import MunicipalitySettings
from services.cases.access import GRANT_SECONDS, OPENED, record
from services.cases.lookup.actions import Answer, TooMany, begin, check
from services.cases.models import Case
from services.cases.queries import told_timeline
from services.cases.reference import InvalidReferenceError, read

SALT = "cases.api"


class LookupIn(Schema):
    """A reference / Başvuru numarası."""

    reference: str = Field(
        max_length=40,
        description="As it is read out; hyphens are free. / Okunduğu gibi; çizgi gerekmez.",
        examples=["CM-26-00482-K"],
    )


class LookupOut(Schema):
    """A code is on its way, if there is such a case / Böyle bir başvuru varsa kod yolda."""

    id: uuid.UUID = Field(description="Of the lookup. / Sorgunun kimliği.")
    sent_to: str = Field(
        description="Masked contact; invented where there is no case. / Maskeli iletişim adresi.",
        examples=["a***@example.org"],
    )
    expires_at: datetime = Field(description="Of the code. / Kodun son anı.")


class CodeIn(Schema):
    """The code / Kod."""

    code: str = Field(max_length=20, description="Six digits. / Altı rakam.", examples=["123456"])


class TokenOut(Schema):
    """What reads one case for half an hour / Bir başvuruyu yarım saat okuyan belirteç."""

    token: str = Field(description="For `Authorization: Bearer`. / `Authorization: Bearer` için.")
    reference: str = Field(description="Of the case. / Başvuru numarası.")
    expires_at: datetime = Field(description="Of the token. / Belirtecin son anı.")


class EntryOut(Schema):
    """Something that happened / Süreçte bir kayıt."""

    at: datetime = Field(description="When. / Ne zaman.")
    title: str = Field(description="What happened. / Ne oldu.")
    who: str = Field(description="You, or a directorate. / Siz ya da bir müdürlük.")
    text: str = Field(description="What was written. / Yazılan.")
    files: int = Field(description="How many came with it. / Kaç dosya eklendi.")


class CaseOut(Schema):
    """A case as its citizen sees it / Başvuranın gördüğü başvuru."""

    reference: str = Field(description="Of the case. / Başvuru numarası.")
    kind: str = Field(description="In words. / Türü.")
    title: str = Field(description="What it is about. / Konusu.")
    status: str = Field(description="Stable name. / Değişmeyen ad.", examples=["received"])
    status_text: str = Field(description="In words. / Sözle durumu.")
    next_step: str = Field(description="What it means. / Ne anlama geldiği.")
    turn: str = Field(description="`yours`, `ours`, `nobodys`. / Sıranın kimde olduğu.")
    directorate: str = Field(description="Who deals with it. / İlgilenen müdürlük.")
    received_at: datetime = Field(description="When it came. / Geldiği an.")
    due_on: str | None = Field(description="Last day of the answer. / Yanıtın son günü.")
    closed_at: datetime | None = Field(description="When it was closed. / Kapandığı an.")
    timeline: list[EntryOut] = Field(description="The newest first. / Yeniden eskiye.")


class ProblemOut(Schema):
    """What went wrong (RFC 9457) / Sorun."""

    type: str = Field(description="Address of the code. / Kodun adresi.")
    title: str = Field(description="In words. / Sözle.")
    status: int = Field(description="Of HTTP. / HTTP durumu.")
    code: str = Field(description="Stable. / Değişmez.")
    detail: str = Field("", description="What to do. / Ne yapmalı.")


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
