"""POST requests: a program files a report."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from services.open311 import jurisdictions, payloads, sent
from services.open311.actions import file_request
from services.open311.faults import Fault
from services.open311.formats import written
from services.open311.keys import key_of
from services.open311.models import ApiKey

RETRY_HEADER = "Idempotency-Key"
LONGEST_RETRY = 200


def file(request: HttpRequest, format_: str) -> HttpResponse:
    """File what was sent: 201 with its number, 200 where it had been filed before."""
    given = sent.read(request)
    key = _key(request, given.fields.get("jurisdiction_id", ""))
    retry = request.headers.get(RETRY_HEADER, "").strip()
    if len(retry) > LONGEST_RETRY:
        raise Fault(400, _("Idempotency-Key has at most 200 characters."))
    filed = file_request(key=key, sent=given, retry=retry)
    extended = given.fields.get("extensions", "").lower() == "true"
    found = payloads.filed(filed.report, extended=extended)
    answer = written(format_, "service_requests", found, status=201 if filed.is_new else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _key(request: HttpRequest, asked: str) -> ApiKey:
    key = key_of(request)
    if key is None:
        raise Fault(403, _("api_key is missing: send it in the body, or as X-Api-Key."))
    jurisdictions.check(asked)
    if not key.may_file:
        raise Fault(403, _("This api_key may not file reports."))
    if key.jurisdiction and key.jurisdiction.lower() != jurisdictions.jurisdiction().lower():
        raise Fault(403, _("This api_key is for another jurisdiction."))
    return key
