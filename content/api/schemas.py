"""Shapes of the API: query parameters, the common fields of documents, pages of a list."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from ninja import Field, Schema
from pydantic import BaseModel, ConfigDict

MAX_LIMIT = 100
MAX_RADIUS_M = 50_000


class Format(StrEnum):
    """How a list is written."""

    JSON = "json"
    GEOJSON = "geojson"
    CSV = "csv"


class Sort(StrEnum):
    """How a list is sorted; a minus means descending."""

    NEWEST = "-date"
    OLDEST = "date"
    TITLE = "title"
    STARTS = "starts"
    STARTS_LAST = "-starts"
    ENDS = "ends"
    ENDS_LAST = "-ends"
    DISTANCE = "distance"


LOCALE_PATTERN = r"^[a-z]{2}$"
LOCALE_WORDS = "Language of the documents: tr, en or ar. / Belgelerin dili: tr, en ya da ar."
CURSOR_WORDS = "`next` of the answer before. / Önceki yanıtın `next` değeri."


class PageQuery(BaseModel):
    """What everything takes that is answered page by page; other parameters are refused.

    A model of pydantic itself: ninja's `Schema` wraps what it reads to understand Django's models,
    and asks each of twenty parameters through the wrapper.
    """

    model_config = ConfigDict(extra="forbid")

    locale: str = Field("tr", pattern=LOCALE_PATTERN, description=LOCALE_WORDS, examples=["tr"])
    limit: int = Field(
        20,
        ge=1,
        le=MAX_LIMIT,
        description="Items of one answer; more than 100 are refused. / Bir yanıttaki kayıt sayısı; "
        "100’den fazlası reddedilir.",
    )


class ListQuery(PageQuery):
    """Parameters of a list. A parameter that is not named here is refused."""

    starts_after: datetime | None = Field(
        None,
        description="Begins at this moment or later (ISO 8601; without an offset it is local "
        "time). / Bu anda ya da sonra başlar (ISO 8601; saat farkı yazılmazsa yerel saattir).",
        examples=["2026-11-24T00:00:00+03:00"],
    )
    starts_before: datetime | None = Field(
        None, description="Begins before this moment. / Bu andan önce başlar."
    )
    ends_after: datetime | None = Field(
        None, description="Ends at this moment or later. / Bu anda ya da sonra biter."
    )
    ends_before: datetime | None = Field(
        None, description="Ends before this moment. / Bu andan önce biter."
    )
    bbox: str | None = Field(
        None,
        max_length=120,
        description="Box west,south,east,north in degrees. / Derece olarak batı,güney,doğu,kuzey.",
        examples=["35.40,38.70,35.55,38.80"],
    )
    near: str | None = Field(
        None,
        max_length=60,
        description="Point lat,lng in degrees; adds `distance_m`. / Derece olarak enlem,boylam; "
        "`distance_m` alanını ekler.",
        examples=["38.74,35.48"],
    )
    radius: int | None = Field(
        None,
        ge=1,
        le=MAX_RADIUS_M,
        description="Metres around `near`; 2000 when not given. / `near` çevresinde metre; "
        "verilmezse 2000.",
        examples=[1500],
    )
    sort: Sort = Field(
        Sort.NEWEST,
        description="Order; a minus means descending. `date` is the moment the site's own lists "
        "sort by. / Sıralama; eksi işareti azalan demektir. `date`, sitedeki listelerin "
        "sıralandığı andır.",
    )
    cursor: str | None = Field(
        None,
        max_length=2000,
        description=CURSOR_WORDS,
    )
    fields: str | None = Field(
        None,
        max_length=1000,
        description="Only these fields of each item, comma separated. / Her kayıtta yalnız bu "
        "alanlar, virgülle ayrılmış.",
        examples=["id,title,url"],
    )
    since: str | None = Field(
        None,
        max_length=400,
        description="`since` of an earlier answer: only what changed, and what went, since then. / "
        "Önceki bir yanıtın `since` değeri: yalnız o zamandan beri değişenler ve kalkanlar.",
    )
    total: bool = Field(
        False, description="Count everything that fits as well. / Uyan kayıtların tümünü de say."
    )
    format: Format = Field(
        Format.JSON,
        description="json, geojson (FeatureCollection) or csv (UTF-8 with byte order mark). / "
        "json, geojson ya da csv (BOM’lu UTF-8).",
    )


class DocumentsQuery(ListQuery):
    """Parameters of the list of all kinds."""

    kind: str | None = Field(
        None,
        max_length=400,
        description="One kind or several, comma separated. / Bir ya da birkaç tür, virgülle "
        "ayrılmış.",
        examples=["obituary,roadwork"],
    )


class DocumentOut(Schema):
    """What documents of every kind have. / Her türden belgenin ortak alanları."""

    id: int = Field(examples=[421])
    kind: str = Field(examples=["place"])
    locale: str = Field(examples=["tr"])
    url: str = Field(examples=["/kent-rehberi/eczane-ornek/"])
    title: str = Field(examples=["Örnek Eczanesi"])
    summary: str = ""
    published_at: datetime
    updated_at: datetime
    geometry: dict[str, Any] | None = None
    distance_m: int | None = None


class Block(Schema):
    """A block of a rich body; `value` depends on `type`, see docs/api.md. / Gövde bloğu."""

    type: str = Field(examples=["text"])
    id: str | None = None
    value: dict[str, Any]


class Body(Schema):
    """What one document has besides the fields of lists. / Tek belgenin ek alanları."""

    body: list[Block] = []
    translations: dict[str, str] = Field({}, examples=[{"tr": "/kvkk/", "en": "/en/kvkk/"}])


class Tombstone(Schema):
    """A document that is no longer listed. / Artık listede olmayan belge."""

    id: int
    kind: str
    locale: str
    url: str | None = None
    deleted: Literal[True] = True


class ParameterError(Schema):
    """What is wrong with one parameter. / Bir parametredeki hata."""

    parameter: str = Field(examples=["limit"])
    message: str


class Problem(Schema):
    """An error (RFC 9457). / Hata (RFC 9457)."""

    type: str = Field(examples=["/api/v1/problems/limit_too_large"])
    title: str
    status: int = Field(examples=[400])
    code: str = Field(examples=["limit_too_large"])
    detail: str | None = None
    errors: list[ParameterError] | None = None


class ProblemType(Schema):
    """A kind of error. / Hata türü."""

    type: str
    title: str
    status: int
    code: str


class Resolved(Schema):
    """What stands at an address. / Bir adreste ne olduğu."""

    status: Literal["document", "redirect", "gone"]
    id: int | None = None
    kind: str | None = None
    locale: str | None = None
    url: str | None = None
    permanent: bool | None = None
