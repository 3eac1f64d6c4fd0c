"""The payload of obituaries in the API."""

from datetime import date
from typing import Literal

from ninja import Field, Schema

from content.reference.schemas import ImageRef, NeighbourhoodRef


class Condolence(Schema):
    """Where and when condolences are received; gone ten days after the burial."""

    address: str
    days: str
    hours: str


class ObituaryFields(Schema):
    """An obituary / Vefat ilanı."""

    name: str = Field(examples=["Hatice ÖRNEK"])
    gender: Literal["female", "male", "unspecified"] = "unspecified"
    father_name: str = ""
    mother_name: str = ""
    age: int | None = Field(None, examples=[78])
    birth_year: int | None = None
    birthplace: str = ""
    neighbourhood: NeighbourhoodRef | None = None
    death_date: date
    image: ImageRef | None = None
    ceremony: Literal["prayer", "neutral", "transfer"] = "prayer"
    burial_date: date | None = None
    prayer: Literal["sabah", "ogle", "cuma", "ikindi", "aksam", "yatsi", "other"] | None = None
    prayer_time: str | None = Field(None, examples=["15:12"])
    mosque: str = Field("", examples=["Hunat Camii"])
    cemetery: str = ""
    plot: str = ""
    transfer_city: str = ""
    condolence: Condolence | None = None
    notes: str = ""
