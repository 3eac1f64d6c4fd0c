"""The payload of road works in the API."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Schema

from content.reference.schemas import DirectorateRef, ImageRef, NeighbourhoodRef


class Street(Schema):
    """A street of a work, with its own geometry."""

    name: str = Field(examples=["Oymak Caddesi"])
    from_: str = Field("", alias="from")
    to: str = ""
    geometry: dict[str, Any] | None = Field(None, description="GeoJSON geometry")


class RoadWorkStep(Schema):
    """A step in the life of a road work / Çalışmanın geçmişinden bir adım."""

    at: datetime = Field(description="When it was told / Bildirildiği an")
    status: Literal["planned", "in_progress", "paused", "finished", "cancelled"]
    planned_end: datetime
    progress: int = Field(0, ge=0, le=100)
    reason: str = Field("", description="Why / Neden")
    photo: ImageRef | None = Field(None, description="A photo from the site / Sahadan fotoğraf")


class RoadWorkFields(Schema):
    """A road work / Yol çalışması."""

    external_id: str = ""
    work_kind: Literal[
        "hot_asphalt",
        "cold_asphalt_patch",
        "surface_treatment",
        "block_paving",
        "kerb_pavement",
        "utilities",
    ]
    neighbourhoods: list[NeighbourhoodRef] = []
    streets: list[Street] = []
    description: str = ""
    planned_start: datetime
    planned_end: datetime
    first_planned_end: datetime = Field(description="As first published / İlk duyurulan bitiş")
    slipped_days: int = Field(
        0,
        ge=0,
        description="Days from the first planned end to the real or planned one / Gecikme (gün)",
    )
    delay_reason: str = Field("", description="Why it is late / Gecikme nedeni")
    start_confirmed: bool = False
    end_confirmed: bool = False
    actual_start: datetime | None = None
    actual_end: datetime | None = None
    last_confirmed_on: date
    needs_confirmation: bool = Field(False, description="Teyit bekliyor")
    late_start: bool = Field(
        False, description="The planned start has passed, it has not begun / Başlaması bekleniyor"
    )
    overdue: bool = Field(False, description="The planned end has passed / Planlanan bitiş geçti")
    status: Literal["planned", "in_progress", "paused", "finished", "cancelled"]
    status_reason: str = ""
    vehicle_impact: str = Field(description="WZDx 4.2 vehicle_impact", examples=["flagging"])
    direction: str = Field("", description="Empty: both directions / Boşsa iki yön")
    closure_hours: str = Field("", description="Empty: day and night / Boşsa gece gündüz")
    detour: str = ""
    no_alternative: bool = Field(False, description="There is no detour / Alternatif yok")
    transit_effect: str = ""
    accessibility_effect: str = ""
    crew: str = ""
    tonnage: int | None = None
    area_m2: int | None = None
    progress: int = Field(0, ge=0, le=100)
    photo_before: ImageRef | None = None
    photo_after: ImageRef | None = None
    directorate: DirectorateRef | None = None
    contact: str = Field("", description="Who to ask / Başvurulacak birim")
    contact_phone: str = ""
    announcement: str = Field("", description="The work in plain Turkish / Duyuru metni")
    changes: list[RoadWorkStep] = Field([], description="The newest first / En yenisi önce")
