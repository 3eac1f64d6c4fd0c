"""Addresses of the API."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import create_model
from wagtail.contrib.redirects.models import Redirect

from content.api.listing import changes, list_page
from content.api.output import MAX_AGE, write
from content.api.problems import Problem
from content.api.schemas import (
    DetailOut,
    DocumentOut,
    DocumentsQuery,
    ListQuery,
    Resolved,
    Tombstone,
)
from content.api.schemas import Problem as ProblemOut
from search.kinds import all_kinds, kind_of, listed_kinds
from search.models import PublishedDocument
from search.queries import find

ERRORS = {400: ProblemOut, 404: ProblemOut}
TYPED = {
    "obituaries": "obituary",
    "roadworks": "roadwork",
    "places": "place",
    "disclosures": "disclosure",
    "news": "news",
    "services": "service",
    "pages": "page",
}


def known_only(request: HttpRequest, schema: type[Schema]) -> None:
    """Refuse parameters that are not known, and NUL characters, rather than ignore them."""
    unknown = sorted(set(request.GET) - set(schema.model_fields))
    if unknown:
        raise Problem("unknown_parameter", f"not known: {', '.join(unknown)[:200]}")
    if any("\x00" in value for values in request.GET.lists() for value in values[1]):
        raise Problem("invalid_parameter", "a value holds a NUL character")


def _names(kinds: list[str]) -> set[str]:
    names = set(DocumentOut.model_fields)
    for name in kinds:
        schema = kind_of(name).schema
        if schema:
            names |= {field.alias or key for key, field in schema.model_fields.items()}
    return names


def _answer(query: ListQuery, kinds: list[str]) -> HttpResponse:
    page = changes(query, kinds) if query.since else list_page(query, kinds)
    return write(page, query, _names(kinds))


def _page_schema(name: str, item: type[Schema]) -> Any:
    return create_model(
        f"{name}Page",
        __base__=Schema,
        __doc__=f"A page of {name} / {name} sayfası",
        items=(list[item], ...),  # type: ignore[valid-type]
        next=(str | None, None),
        since=(str | None, None),
        deleted=(list[Tombstone] | None, None),
        total=(int | None, None),
    )


def build() -> Router:
    """Return the router with a typed list for each kind that has a schema."""
    router = Router()

    @router.get(
        "/documents",
        response={200: _page_schema("Document", DocumentOut), **ERRORS},
        summary="Documents of all kinds / Her türden belge",
        operation_id="list_documents",
        tags=["documents"],
    )
    def documents(request: HttpRequest, query: Query[DocumentsQuery]) -> HttpResponse:
        """List what is published. Yayımlanan belgeleri listeler."""
        known_only(request, DocumentsQuery)
        allowed = listed_kinds()
        kinds = [kind.strip() for kind in (query.kind or "").split(",") if kind.strip()]
        unknown = sorted(set(kinds) - set(allowed))
        if unknown:
            raise Problem("invalid_parameter", f"kind: not known: {', '.join(unknown)[:200]}")
        return _answer(query, kinds or allowed)

    @router.get(
        "/documents/{document_id}",
        response={200: DetailOut, 404: ProblemOut, 410: ProblemOut},
        summary="One document with its body / Gövdesiyle tek belge",
        operation_id="get_document",
        tags=["documents"],
    )
    def document(
        request: HttpRequest, document_id: int = Path(..., ge=1, le=2**63 - 1)
    ) -> HttpResponse:
        """Return a document. Bir belgeyi döndürür."""
        known_only(request, Schema)
        return _detail(document_id)

    @router.get(
        "/resolve",
        response={200: Resolved, **ERRORS},
        summary="What stands at an address / Bir adreste ne var",
        operation_id="resolve",
        tags=["documents"],
    )
    def resolve(request: HttpRequest, path: str = Query(..., max_length=1000)) -> HttpResponse:
        """Tell document, redirect or gone. Belge, yönlendirme ya da kaldırılmış olduğunu söyler."""
        if set(request.GET) - {"path"} or "\x00" in path:
            raise Problem("unknown_parameter", "only path is known")
        return _json(_resolved(path))

    for address, name in TYPED.items():
        _add_typed(router, address, name)
    return router


def _add_typed(router: Router, address: str, name: str) -> None:
    kind = kind_of(name)
    item = type(f"{kind.name.title().replace('_', '')}Out", (DocumentOut, kind.schema), {})
    item.__doc__ = kind.schema.__doc__

    @router.get(
        f"/{address}",
        response={200: _page_schema(item.__name__, item), **ERRORS},
        summary=(kind.schema.__doc__ or "").strip().rstrip("."),
        operation_id=f"list_{address}",
        tags=[address],
    )
    def typed(request: HttpRequest, query: Query[ListQuery]) -> HttpResponse:
        """List documents of one kind. Tek türden belgeleri listeler."""
        known_only(request, ListQuery)
        return _answer(query, [name])


def _json(value: Any) -> HttpResponse:
    response = HttpResponse(json.dumps(value, ensure_ascii=False), content_type="application/json")
    response["Cache-Control"] = MAX_AGE
    return response


def _detail(document_id: int) -> HttpResponse:
    rows = PublishedDocument.objects.filter(page_id=document_id)
    public = {kind.name for kind in all_kinds()}
    row = rows.public(timezone.now()).filter(kind__in=public).first()
    if row is None:
        if rows.exists():
            raise Problem("gone")
        raise Problem("not_found")
    others = (
        PublishedDocument.objects.public(timezone.now())
        .filter(translation_key=row.translation_key)
        .values_list("locale", "path")
    )
    return _json({**row.payload, "body": row.body, "translations": dict(others)})


def _resolved(path: str) -> dict[str, Any]:
    found = find(path) or (None if path.endswith("/") else find(f"{path}/"))
    if found:
        document = found.document
        return {
            "status": "document",
            "id": document.id,
            "kind": document.kind,
            "locale": document.locale,
            "url": document.path,
        }
    redirect = Redirect.objects.filter(old_path=Redirect.normalise_path(path)).first()
    if redirect and redirect.link:
        return {"status": "redirect", "url": redirect.link, "permanent": redirect.is_permanent}
    past = PublishedDocument.objects.filter(path=path).first()
    if past is not None:
        return {"status": "gone", "id": past.page_id, "kind": past.kind, "locale": past.locale}
    raise Problem("not_found")
