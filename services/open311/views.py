"""GeoReport v2 for reading: discovery, services, requests, tokens; updates beside it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.secrets.sealing import digests
from content.api.output import CACHE_CONTROL
from content.full_addresses import absolute
from content.reference.queries import directorate_names
from home.models import MunicipalitySettings
from services.open311 import jurisdictions, payloads, queries
from services.open311.actions import RETRY_PURPOSE
from services.open311.faults import Fault
from services.open311.formats import written
from services.open311.keys import key_of
from services.open311.reading import Asked, asked_of, number_of
from services.requests.queries.choosing import topic_of, topics


def given(request: HttpRequest) -> dict[str, str]:
    """Return the parameters; one given several times is a list with commas (GeoReport v2).

    Raises:
        Fault: 404 for another jurisdiction, 400 for characters no text has.
    """
    found = {name: ",".join(values) for name, values in request.GET.lists()}
    if any("\x00" in value for value in found.values()):
        raise Fault(400, _("The request could not be read."))
    jurisdictions.check(found.get("jurisdiction_id", ""))
    return found


@require_safe
def discovery(request: HttpRequest, format_: str) -> HttpResponse:
    """Tell where the endpoint is."""
    site = MunicipalitySettings.current()
    contact = ", ".join(part for part in (site.name, site.email, site.phone) if part)
    return _public(written(format_, "discovery", payloads.discovery(contact)))


@require_safe
def services(request: HttpRequest, format_: str) -> HttpResponse:
    """List what can be reported: one query."""
    given(request)
    found = [payloads.service(topic) for topic in topics()]
    return _public(written(format_, "services", found))


@require_safe
def service(request: HttpRequest, code: str, format_: str) -> HttpResponse:
    """Define what else is asked of a service."""
    given(request)
    topic = topic_of(code) if "\x00" not in code else None
    if topic is None:
        raise Fault(404, _("service_code is not known."))
    return _public(written(format_, "service_definition", payloads.definition(topic)))


@require_safe
def requests(request: HttpRequest, format_: str) -> HttpResponse:
    """List public reports."""
    params = given(request)
    asked = asked_of(params, timezone.now())
    key = key_of(request)
    rows = list(queries.requests(asked, key))
    extended = wants_extensions(params)
    found = [payloads.request(row, extended=extended) for row in rows[: asked.page_size]]
    return _listed(request, format_, "service_requests", found, rows, asked)


@require_safe
def request_(request: HttpRequest, number: str, format_: str) -> HttpResponse:
    """Show one report; a list of one, as the specification has it."""
    params = given(request)
    pk = number_of(number)
    row = queries.request(pk, key_of(request)) if pk else None
    if row is None:
        raise Fault(404, _("service_request_id is not known, or not public."))
    found = [payloads.request(row, extended=wants_extensions(params))]
    answer = written(format_, "service_requests", found)
    return _public(answer) if row.is_public else _private(answer)


@require_safe
def updates(request: HttpRequest, format_: str) -> HttpResponse:
    """List what was told of public reports, the oldest first."""
    params = given(request)
    asked = asked_of(params, timezone.now())
    rows = list(queries.updates(asked))
    names = directorate_names(get_language() or "tr")
    found = [payloads.update(row, names) for row in rows[: asked.page_size]]
    return _listed(request, format_, "service_request_updates", found, rows, asked)


@require_safe
def token(request: HttpRequest, token: str, format_: str) -> HttpResponse:
    """Give the number of what this program filed with a retry key, e.g. after a lost answer.

    Everything here is `realtime`, so the specification's own tokens never come into being.
    """
    given(request)
    key = key_of(request)
    known = key and queries.filed_with(key, digests(token, RETRY_PURPOSE))
    if not known:
        raise Fault(404, _("token is not known. It is the Idempotency-Key, read with the api_key."))
    found = [{"service_request_id": str(known.report_id), "token": token}]
    return _private(written(format_, "service_requests", found))


def wants_extensions(params: Any) -> bool:
    """Tell whether what is beyond the specification is asked for."""
    return params.get("extensions", "").lower() == "true"


def _listed(
    request: HttpRequest, format_: str, root: str, found: list[Any], rows: list[Any], asked: Asked
) -> HttpResponse:
    answer = written(format_, root, found)
    if len(rows) > asked.page_size:
        params: dict[str, Any] = dict(request.GET.lists())
        query = urlencode(params | {"page": asked.page + 1}, doseq=True)
        answer["Link"] = f'<{absolute(request.path)}?{query}>; rel="next"'
    is_own = any(not getattr(row, "is_public", True) for row in rows)
    return _private(answer) if is_own else _public(answer)


def _public(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = CACHE_CONTROL
    return answer


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-store"
    return answer
