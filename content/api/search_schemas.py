"""What a search of the API takes and gives."""

from ninja import Field, Schema

from content.api.schemas import CURSOR_WORDS, MAX_RADIUS_M, PageQuery
from search.query import LONGEST_QUERY

TYPED_WORDS = "What a person typed, in any spelling. / Kişinin yazdığı, nasıl yazdıysa."


class SuggestionOut(Schema):
    """A document whose title or other name may be meant. / Kastedilmiş olabilecek belge."""

    text: str = Field(examples=["Örnek Eczanesi"])
    kind: str = Field(examples=["place"])
    kind_label: str = Field(examples=["Yer"])
    url: str = Field(examples=["/kent-rehberi/ornek-eczanesi/"])


class SuggestionsOut(Schema):
    """Suggestions, the likeliest first. / Öneriler, en olasısı önce."""

    items: list[SuggestionOut]
    did_you_mean: str | None = Field(
        description="The words with typing errors corrected, where nothing has them as typed. / "
        "Yazıldığı gibi bulunamayınca sözcüklerin düzeltilmiş hâli.",
        examples=["örnek eczanesi"],
    )


class SearchQuery(PageQuery):
    """Parameters of a search. A parameter that is not named here is refused."""

    q: str = Field(
        min_length=1,
        max_length=LONGEST_QUERY,
        description=TYPED_WORDS,
        examples=["sahabiyedeki eczaneler"],
    )
    kind: str | None = Field(
        None,
        max_length=400,
        description="One kind or several, comma separated. / Bir ya da birkaç tür, virgülle "
        "ayrılmış.",
        examples=["place,service"],
    )
    lat: float | None = Field(
        None,
        ge=-90,
        le=90,
        allow_inf_nan=False,
        description="Latitude of the person, with `lng`: what is near ranks higher, and "
        "`distance_m` is given. / Kişinin enlemi, `lng` ile: yakındakiler öne çıkar, `distance_m` "
        "verilir.",
        examples=[38.74],
    )
    lng: float | None = Field(
        None,
        ge=-180,
        le=180,
        allow_inf_nan=False,
        description="Longitude, with `lat`. / Boylam, `lat` ile.",
        examples=[35.48],
    )
    radius: int | None = Field(
        None,
        ge=1,
        le=MAX_RADIUS_M,
        description="Only what lies within so many metres of `lat`, `lng`. / Yalnız `lat`, `lng` "
        "çevresinde bu kadar metre içindekiler.",
        examples=[1500],
    )
    open_now: bool = Field(
        False,
        description="Only what is known to be open at this moment. / Yalnız şu anda açık olduğu "
        "bilinenler.",
    )
    cursor: str | None = Field(
        None,
        max_length=200,
        description=CURSOR_WORDS,
    )


class SearchItemOut(Schema):
    """A document found. / Bulunan belge."""

    id: int = Field(examples=[421])
    external_id: str | None = Field(examples=["yer-1"])
    kind: str = Field(examples=["place"])
    title: str = Field(examples=["Örnek Eczanesi"])
    url: str = Field(examples=["/kent-rehberi/ornek-eczanesi/"])
    score: float = Field(examples=[9.25])
    highlight: str = Field(examples=["<mark>Örnek</mark> Sokak"])
    distance_m: int | None = None


class SearchPageOut(Schema):
    """What a search found, best first. / Aramanın bulduğu, en iyisi önce."""

    next: str | None
    total: int
    capped: bool
    counts_capped: bool
    reachable: int
    partial: bool
    did_you_mean: str | None
    kinds: dict[str, int] = Field(examples=[{"place": 3}])
    facets: dict[str, dict[str, int]] = Field(examples=[{"neighbourhood": {"sahabiye": 2}}])
