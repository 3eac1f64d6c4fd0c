"""Payloads of pages, news and services in the API."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from content.reference.schemas import DirectorateRef, ImageRef, NeighbourhoodRef


class PageFields(Schema):
    """A standard page / Sayfa."""

    image: ImageRef | None = None
    directorate: DirectorateRef | None = None


class Event(Schema):
    """When and where an event is."""

    start: datetime
    end: datetime | None = None
    place: str = ""


class NewsFields(Schema):
    """News, announcements, events, tenders, council agendas / Duyuru ve haberler."""

    type: Literal["duyuru", "haber", "etkinlik", "ihale", "meclis"]
    date: datetime
    image: ImageRef | None = None
    directorate: DirectorateRef | None = None
    neighbourhoods: list[NeighbourhoodRef] = []
    event: Event | None = None


class Start(Schema):
    """The start button of a service."""

    label: str
    url: str


class Step(Schema):
    """One step of a service; `text` is HTML."""

    title: str
    text: str = ""


class ServiceFields(Schema):
    """A service / Hizmet."""

    what: str = Field("", description="HTML")
    who: str = Field("", description="HTML")
    needed: list[str] = Field([], description="Documents needed / İstenen belgeler")
    duration: str = ""
    fee: str = ""
    start: Start | None = None
    how_today: str = Field("", description="HTML")
    steps: list[Step] = []
    law: str = ""
    icon: str = ""
    directorate: DirectorateRef | None = None
    reviewed_on: date | None = None
