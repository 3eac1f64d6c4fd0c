"""Shapes of the API: query parameters, the common fields of documents, pages of a list."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from ninja import Field, Schema
from pydantic import ConfigDict

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
    DISTANCE = "distance"


class ListQuery(Schema):
    """Parameters of a list. A parameter that is not named here is refused."""

    model_config = ConfigDict(extra="forbid")

    locale: str = Field(
        "tr", pattern=r"^[a-z]{2}$", description="Language: tr, en, ar / Dil", examples=["tr"]
    )
    neighbourhood: str | None = Field(
        None, max_length=120, description="Slug of a neighbourhood / Mahalle", examples=["sahabiye"]
    )
    category: str | None = Field(
        None, max_length=120, description="Slug of a guide category / Rehber kategorisi"
    )
    status: str | None = Field(None, max_length=40, description="Status / Durum")
    directorate: str | None = Field(None, max_length=120, description="Slug / Müdürlük")
    type: str | None = Field(None, max_length=40, description="Type of news / Duyuru türü")
    starts_after: datetime | None = Field(None, description="Begins at or after / Başlangıç ≥")
    starts_before: datetime | None = Field(None, description="Begins before / Başlangıç <")
    ends_after: datetime | None = Field(None, description="Ends at or after / Bitiş ≥")
    ends_before: datetime | None = Field(None, description="Ends before / Bitiş <")
    bbox: str | None = Field(
        None,
        max_length=120,
        description="west,south,east,north in degrees / batı,güney,doğu,kuzey",
        examples=["35.40,38.70,35.55,38.80"],
    )
    near: str | None = Field(
        None,
        max_length=60,
        description="lat,lng in degrees / enlem,boylam",
        examples=["38.74,35.48"],
    )
    radius: int = Field(
        2000, ge=1, le=MAX_RADIUS_M, description="Metres around `near` / Metre olarak yarıçap"
    )
    sort: Sort = Field(Sort.NEWEST, description="Order / Sıralama")
    limit: int = Field(20, ge=1, le=MAX_LIMIT, description="Items a page / Sayfadaki kayıt")
    cursor: str | None = Field(None, max_length=400, description="`next` of the page before")
    fields: str | None = Field(
        None, max_length=600, description="Only these fields, comma separated / Yalnız bu alanlar"
    )
    since: str | None = Field(
        None,
        max_length=400,
        description="`since` of an earlier answer: only what changed, and what went, since then / "
        "Yalnız o zamandan beri değişenler ve kalkanlar",
    )
    total: bool = Field(False, description="Count all items as well / Toplamı da say")
    format: Format = Field(Format.JSON, description="json, geojson or csv")


class DocumentsQuery(ListQuery):
    """Parameters of the list of all kinds."""

    kind: str | None = Field(
        None,
        max_length=200,
        description="One kind or several, comma separated / Bir ya da birkaç tür",
        examples=["obituary,roadwork"],
    )


class DocumentOut(Schema):
    """What documents of every kind have."""

    id: int = Field(description="Stable id / Kalıcı numara", examples=[421])
    kind: str = Field(examples=["place"])
    locale: str = Field(examples=["tr"])
    url: str = Field(description="Address, relative to the site / Adres", examples=["/kvkk/"])
    title: str
    summary: str = ""
    published_at: datetime
    updated_at: datetime
    geometry: dict[str, Any] | None = Field(None, description="GeoJSON geometry, WGS84")
    distance_m: int | None = Field(None, description="Only with `near` / Yalnız `near` ile")


class Block(Schema):
    """A block of a rich body; what `value` holds depends on `type` (docs/api.md)."""

    type: str = Field(examples=["text"])
    id: str | None = None
    value: dict[str, Any]


class DetailOut(DocumentOut):
    """One document with its body."""

    body: list[Block] = []
    translations: dict[str, str] = Field({}, description="Language -> address / Dil -> adres")


class Tombstone(Schema):
    """A document that is no longer public."""

    id: int
    kind: str
    locale: str
    url: str
    deleted: bool = True


class Problem(Schema):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str = Field(examples=["limit_too_large"])
    detail: str = ""


class Resolved(Schema):
    """What stands at an address."""

    status: str = Field(description="document, redirect or gone", examples=["document"])
    id: int | None = None
    kind: str | None = None
    locale: str | None = None
    url: str | None = None
    permanent: bool | None = None
