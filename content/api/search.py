"""Search in the API: what a person may be typing, and what finished words find."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Field, Query, Router, Schema

from content.api.filters import checked_locale
from content.api.output import as_json
from content.api.routes import known_only
from content.api.schemas import Problem as ProblemOut
from search.kinds import kind_of
from search.query import LONGEST_QUERY, suggest

MOST_SUGGESTIONS = 20

router = Router()
Words = Query(
    ...,
    max_length=LONGEST_QUERY,
    description="What a person typed, in any spelling. / Kişinin yazdığı, nasıl yazdıysa.",
    examples=["örnek ecz"],
)
Locale = Query(
    "tr",
    pattern=r"^[a-z]{2}$",
    description="Language of the documents: tr, en or ar. / Belgelerin dili: tr, en ya da ar.",
    examples=["tr"],
)


class SuggestionOut(Schema):
    """A document whose title or other name may be meant. / Kastedilmiş olabilecek belge."""

    text: str = Field(examples=["Örnek Eczanesi"])
    kind: str = Field(examples=["place"])
    kind_label: str = Field(examples=["Yer"])
    url: str = Field(examples=["/kent-rehberi/ornek-eczanesi/"])


class SuggestionsOut(Schema):
    """Suggestions, the likeliest first. / Öneriler, en olasısı önce."""

    items: list[SuggestionOut]


@router.get(
    "/suggest",
    response={200: SuggestionsOut, 400: ProblemOut},
    summary="Suggestions while typing / Yazarken öneriler",
    operation_id="suggest",
    tags=["search"],
)
def suggestions(
    request: HttpRequest,
    q: str = Words,
    locale: str = Locale,
    limit: int = Query(
        8,
        ge=1,
        le=MOST_SUGGESTIONS,
        description="Suggestions at most. / En çok öneri sayısı.",
        examples=[8],
    ),
) -> HttpResponse:
    """Titles and other names that have the words typed; the last one may be unfinished.

    Yazılan sözcükleri taşıyan başlıklar ve diğer adlar; son sözcük yarım olabilir.
    """
    known_only(request, "q", "locale", "limit")
    code = checked_locale(locale)
    found = suggest(q, locale=code, limit=limit)
    with translation.override(code):
        items = [
            {
                "text": one["title"],
                "kind": one["kind"],
                "kind_label": str(kind_of(one["kind"]).label),
                "url": one["url"],
            }
            for one in found
        ]
    return as_json({"items": items}, code)
