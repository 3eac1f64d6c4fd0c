"""The payload of places in the API."""

from datetime import date
from typing import Literal

from ninja import Field, Schema

from content.reference.schemas import DirectorateRef, ImageRef, NeighbourhoodRef

Known = Literal["yes", "no", "unknown"]


class CategoryRef(Schema):
    """A category inside a document."""

    slug: str = Field(examples=["eczane"])
    name: str = Field(examples=["Eczane"])


class DayHours(Schema):
    """The hours of a weekday; 0 is Monday, an empty list means closed."""

    weekday: int = Field(ge=0, le=6)
    hours: list[str] = Field(examples=[["08:30-17:00"]])


class HoursException(Schema):
    """Other hours on some days; `hours` null means closed."""

    from_: date = Field(alias="from")
    to: date
    hours: str | None = None
    note: str = ""


class Accessibility(Schema):
    """Facts; `unknown` means that nobody has looked, not that there is none."""

    step_free: Known
    accessible_toilet: Known
    accessible_parking: Known
    hearing_loop: Known
    tactile_paving: Known


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
    address: str = ""
    lat: float | None = Field(None, examples=[38.7402])
    lng: float | None = Field(None, examples=[35.479])
    phones: list[str] = []
    email: str = ""
    web: str = ""
    opening_hours: str = Field("", description="OpenStreetMap opening_hours syntax")
    week: list[DayHours] = []
    closed_on_holidays: bool = False
    exceptions: list[HoursException] = []
    hours_note: str = ""
    accessibility: Accessibility
    capacity: int | None = None
    image: ImageRef | None = None
    directorate: DirectorateRef | None = None
    verified_on: date | None = None
