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


class Office(Schema):
    """Where to go or whom to call."""

    name: str = Field(description="Its name / Adı")
    url: str = Field("", description="Its page / Sayfası")
    phone: str = Field("", description="Its phone / Telefonu")


class GuideLink(Schema):
    """A link of a step."""

    title: str = Field(description="What it leads to / Metni")
    url: str = Field("", description="Its address / Adresi")


class GuideStep(Schema):
    """One step of a guide; `text` is HTML."""

    title: str = Field(description="What to do / Yapılacak iş")
    when: str = Field("", description="When to do it / Zamanı")
    text: str = Field("", description="How, as HTML / Nasıl yapılır (HTML)")
    documents: list[str] = Field([], description="Documents needed / İstenen belgeler")
    offices: list[Office] = Field([], description="Where / Nerede")
    links: list[GuideLink] = Field([], description="Further reading / Bağlantılar")
    deadline: str = Field("", description="By when / Son süre")
    source: str = Field("", description="Law or authority / Kaynak")
    to_confirm: bool = Field(
        False, description="Not yet confirmed by the municipality / Belediye teyit etmedi"
    )


class LifeEventFields(Schema):
    """A step-by-step guide / Adım adım rehber."""

    event: Literal["bereavement", "birth", "marriage", "moving", "business", "other"] = Field(
        description="The life event / Yaşam olayı"
    )
    steps: list[GuideStep] = Field([], description="In order / Sırasıyla adımlar")
    directorate: DirectorateRef | None = Field(None, description="Responsible / Sorumlu müdürlük")
    reviewed_on: date | None = Field(None, description="Last checked / Son gözden geçirme")
