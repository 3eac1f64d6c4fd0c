"""The rota in the API."""

import datetime

from ninja import Field, Schema

from content.reference.schemas import NeighbourhoodRef


class PharmacyOnDuty(Schema):
    """A pharmacy on duty / Nöbetçi eczane."""

    id: int = Field(
        description="`id` of its document under `/places`. / `/places` altındaki belgenin `id` "
        "değeri.",
        examples=[421],
    )
    external_id: str = Field("", examples=["yer-008"])
    name: str = Field(description="Name. / Adı.", examples=["Lale Eczanesi"])
    url: str = Field(examples=["/kent-rehberi/lale-eczanesi/"])
    phones: list[str] = Field([], examples=[["0352 000 10 08"]])
    address: str = ""
    neighbourhood: NeighbourhoodRef | None = None
    lat: float | None = Field(None, examples=[38.7402])
    lng: float | None = Field(None, examples=[35.479])
    note: str = Field("", description="Remark of the rota. / Listedeki not.")
    distance_m: int | None = Field(None, examples=[450])


class DutyOut(Schema):
    """The duty that begins on a day / Bir gün başlayan nöbet."""

    date: datetime.date = Field(
        description="The day the duty begins on. / Nöbetin başladığı gün.", examples=["2026-11-24"]
    )
    starts_at: datetime.datetime = Field(
        description="When it begins: in the evening, on Sundays and holidays in the morning. / "
        "Başlangıcı: akşam, pazar ve tatil günlerinde sabah.",
        examples=["2026-11-24T19:00+03:00"],
    )
    ends_at: datetime.datetime = Field(
        description="When it ends, the next morning. / Ertesi sabah bittiği an.",
        examples=["2026-11-25T08:30+03:00"],
    )
    holds_now: bool = Field(description="Whether it holds now. / Şu an sürüyor mu.")
    pharmacies: list[PharmacyOnDuty] = Field(
        description="By neighbourhood; with `near` by distance. Empty when the rota is not known "
        "yet. / Mahalleye, `near` ile uzaklığa göre. Liste henüz girilmediyse boş."
    )


class DutiesOut(Schema):
    """Pharmacies on duty, day by day / Gün gün nöbetçi eczaneler."""

    duties: list[DutyOut] = Field(description="A duty for each day. / Her gün için bir nöbet.")
    source: str = Field(
        "", description="Whose rota it is. / Listenin sahibi.", examples=["Kayseri Eczacı Odası"]
    )
    source_url: str = Field("", description="Address of the source. / Kaynağın adresi.")
    page_url: str = Field(
        "",
        description="The page for people. / İnsanlar için sayfa.",
        examples=["/kent-rehberi/nobetci-eczaneler/"],
    )
