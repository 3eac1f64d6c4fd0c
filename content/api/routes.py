"""Addresses of the API."""

from collections.abc import Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from content.api import problems
from content.api.changes import changes
from content.api.detail import detail, resolve
from content.api.kinds import (
    TYPED,
    any_detail,
    any_item,
    asked_kinds,
    facet_names,
    item_schema,
    page_schema,
    with_facets,
)
from content.api.listing import list_page
from content.api.output import as_json, finish, write
from content.api.problems import Problem
from content.api.schemas import DocumentsQuery, ListQuery, ProblemType, Resolved
from content.api.schemas import Problem as ProblemOut
from search.kinds import kind_of, listed_kinds

ERRORS = {400: ProblemOut}
MISSING = {404: ProblemOut, 410: ProblemOut}


def known_only(request: HttpRequest, *known: str) -> None:
    """Refuse parameters that are not known, given twice, or hold a NUL character.

    Ignored silently, a misspelt filter would answer with everything.
    """
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        raise Problem(
            "unknown_parameter",
            f"not known: {', '.join(unknown)[:200]}",
            known=sorted(known),
        )
    for name, given in request.GET.lists():
        if len(given) > 1:
            raise Problem("invalid_parameter", f"{name} is given more than once")
        if "\x00" in given[0]:
            raise Problem("invalid_parameter", f"{name} holds a NUL character")


def _list(
    request: HttpRequest, query: ListQuery, kinds: Sequence[str], facets: Sequence[str]
) -> HttpResponse:
    page = changes(query, kinds, facets) if query.since else list_page(query, kinds, facets)
    return write(request, page, query, kinds)


def build() -> Router:
    """Return the router with the lists of all kinds and a typed list for each."""
    router = Router()
    _add_documents(router)
    for address, name in TYPED.items():
        _add_typed(router, address, name)
    _add_single(router)
    return router


def _add_documents(router: Router) -> None:
    listed = listed_kinds()
    schema = with_facets(DocumentsQuery, "DocumentsParameters", listed)

    @router.get(
        "/documents",
        response={200: page_schema("Documents", any_item()), **ERRORS},
        summary="Documents of all kinds / Her türden belge",
        by_alias=True,
        operation_id="list_documents",
        tags=["documents"],
    )
    def documents(
        request: HttpRequest,
        query: Query[schema],  # type: ignore[valid-type]
    ) -> HttpResponse:
        """Everything that stands in the site's lists, newest first; filters narrow it.

        Sitedeki listelerde duran her şey, en yenisi önce; süzgeçler daraltır.
        """
        known_only(request, *schema.model_fields)
        asked = cast(DocumentsQuery, query)
        return _list(request, asked, asked_kinds(asked.kind) or listed, facet_names(listed))


def _add_typed(router: Router, address: str, name: str) -> None:
    kind = kind_of(name)
    schema = with_facets(ListQuery, f"{address.title()}Parameters", [name])
    item = item_schema(name)

    @router.get(
        f"/{address}",
        response={200: page_schema(address.title(), item), **ERRORS},
        summary=(kind.schema.__doc__ or "").strip().splitlines()[0].rstrip("."),
        by_alias=True,
        operation_id=f"list_{address}",
        tags=["documents"],
    )
    def typed(
        request: HttpRequest,
        query: Query[schema],  # type: ignore[valid-type]
    ) -> HttpResponse:
        """Documents of this kind with all fields of their own.

        Bu türden belgeler, kendi alanlarının tümüyle.
        """
        known_only(request, *schema.model_fields)
        return _list(request, query, [name], facet_names([name]))


def _add_single(router: Router) -> None:
    @router.get(
        "/documents/{document_id}",
        response={200: any_detail(), **ERRORS, **MISSING},
        summary="One document with its body / Gövdesiyle tek belge",
        by_alias=True,
        operation_id="get_document",
        tags=["documents"],
    )
    def document(
        request: HttpRequest,
        document_id: int = Path(
            ...,
            ge=1,
            le=2**63 - 1,
            description="`id` of the document. / Belgenin `id` değeri.",
            examples=[421],
        ),
    ) -> HttpResponse:
        """A document while its page is public, also after it has left the lists.

        Sayfası yayında olduğu sürece belge; listelerden çıktıktan sonra da.
        """
        known_only(request)
        body, locale = detail(document_id)
        return finish(body, "application/json", locale)

    @router.get(
        "/resolve",
        response={200: Resolved, **ERRORS, 404: ProblemOut},
        summary="What stands at an address / Bir adreste ne var",
        operation_id="resolve",
        tags=["documents"],
    )
    def resolved(
        request: HttpRequest,
        path: str = Query(
            ...,
            min_length=1,
            max_length=1000,
            description="Path of the site, with its leading slash. / Sitedeki yol, baştaki eğik "
            "çizgiyle.",
            examples=["/kvkk/"],
        ),
    ) -> HttpResponse:
        """Whether a document, a redirect or nothing any more stands at a path.

        Bir yolda belge mi, yönlendirme mi, yoksa kaldırılmış bir sayfa mı olduğu.
        """
        known_only(request, "path")
        return as_json(resolve(path))

    @router.get(
        "/problems",
        response={200: list[ProblemType], **ERRORS},
        summary="Codes of errors / Hata kodları",
        operation_id="list_problems",
        tags=["site"],
    )
    def codes(request: HttpRequest) -> HttpResponse:
        """Every stable code an error can have. Bir hatanın alabileceği kalıcı kodlar."""
        known_only(request)
        return as_json([problems.describe(code) for code in problems.TITLES])

    @router.get(
        "/problems/{code}",
        response={200: ProblemType, **ERRORS, 404: ProblemOut},
        summary="What a code means / Bir kodun anlamı",
        operation_id="get_problem",
        tags=["site"],
    )
    def problem(
        request: HttpRequest,
        code: str = Path(
            ..., max_length=60, description="Code. / Kod.", examples=["limit_too_large"]
        ),
    ) -> HttpResponse:
        """What `type` of an error leads to. Bir hatanın `type` adresinde duran açıklama."""
        known_only(request)
        if code not in problems.TITLES:
            raise Problem("not_found")
        return as_json(problems.describe(code))
