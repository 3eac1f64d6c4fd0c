"""The payload of places in the API."""

from datetime import date
from typing import Literal

from ninja import Field, Schema

from content.reference.schemas import DirectorateRef, ImageRef, NeighbourhoodRef

Known = Literal["yes", "no", "unknown"]
HolidayRule = Literal["unknown", "usual", "closed"]
FeastRule = Literal["unknown", "usual", "closed", "first_day"]


class CategoryRef(Schema):
    """A category inside a document / Kategori."""

    slug: str = Field(examples=["eczane"])
    name: str = Field(examples=["Eczane"])


class DayHours(Schema):
    """The hours of a weekday; 0 is Monday, an empty list means closed.

    An end before the beginning lies on the next day.
    """

    weekday: int = Field(ge=0, le=6)
    hours: list[str] = Field(examples=[["08:30-17:00"]])


class HoursException(Schema):
    """Other hours from a day to a day; `hours` null means closed.

    `every_day` false leaves out the weekdays on which the place is always closed.
    """

    from_: date = Field(alias="from")
    to: date
    hours: str | None = Field(None, examples=["09:00-12:00"])
    every_day: bool = False
    note: str = ""


class Accessibility(Schema):
    """Facts; `unknown` means that nobody has looked, not that there is none."""

    step_free: Known
    accessible_toilet: Known
    accessible_parking: Known
    hearing_loop: Known
    tactile_paving: Known


Verdict = Literal["suitable", "partly", "unsuitable", "unknown"]


class Suitability(Schema):
    """For whom it is suitable, judged from the facts / Kimler için uygun."""

    wheelchair: Verdict
    stroller: Verdict
    low_vision: Verdict
    hearing: Verdict


class PlaceImage(ImageRef):
    """A photo of a place / Yerin fotoğrafı."""

    caption: str = ""


class PlaceFields(Schema):
    """An entry of the city guide / Kent rehberi kaydı."""

    external_id: str = ""
    other_names: list[str] = []
    category: CategoryRef
    group: CategoryRef | None = None
    icon: str = ""
    description: str = ""
    neighbourhood: NeighbourhoodRef | None = None
    street: str = ""
    door_no: str = ""
    postal_code: str = Field("", examples=["38010"])
    address: str = ""
    lat: float | None = Field(None, examples=[38.7402])
    lng: float | None = Field(None, examples=[35.479])
    phones: list[str] = []
    email: str = ""
    web: str = ""
    opening_hours: str = Field("", description="OpenStreetMap opening_hours syntax")
    week: list[DayHours] = Field([], description="Seven days, or none when nobody has told")
    ramadan_week: list[DayHours] = Field(
        [],
        description="Replaces `week` in the month of Ramadan; empty when nothing changes. / "
        "Ramazan ayında `week` yerine geçer; değişiklik yoksa boş.",
    )
    always_open: bool = False
    public_holidays: HolidayRule = "unknown"
    religious_holidays: FeastRule = "unknown"
    exceptions: list[HoursException] = []
    hours_note: str = ""
    accessibility: Accessibility
    suitability: Suitability
    access_score: int = Field(ge=0, le=100, description="The most accessible places have most")
    capacity: int | None = None
    image: PlaceImage | None = None
    images: list[PlaceImage] = []
    directorate: DirectorateRef | None = None
    verified_on: date | None = None
