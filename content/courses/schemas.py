"""The payload of courses in the API, the data of the pages too."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from content.reference.schemas import DirectorateRef, NeighbourhoodRef


class BranchRef(Schema):
    """A branch of courses inside a document / Branş."""

    slug: str = Field(examples=["el-sanatlari"], description="In filters / Süzgeçlerde kullanılır")
    name: str = Field(
        examples=["El sanatları"], description="In the language asked / İstenen dilde"
    )


class CoursePlace(Schema):
    """The place of the city guide it takes place at / Kent rehberindeki yeri."""

    id: int = Field(description="Id of the place / Yerin kimliği")
    title: str = Field(examples=["Barbaros Kurs Merkezi"], description="Its name / Adı")
    url: str = Field(
        examples=["/kent-rehberi/barbaros-kurs-merkezi/"], description="Its page / Sayfası"
    )


class WeeklyLesson(Schema):
    """A lesson of the week / Haftalık ders."""

    weekday: int = Field(ge=0, le=6, examples=[1], description="0 is Monday / 0 pazartesidir")
    starts: str = Field(
        examples=["18:00"], pattern=r"^\d{2}:\d{2}$", description="Local clock / Yerel saat"
    )
    ends: str = Field(
        examples=["20:00"], pattern=r"^\d{2}:\d{2}$", description="Local clock / Yerel saat"
    )


class DayOff(Schema):
    """A day without lesson / Ders yapılmayan gün."""

    day: date = Field(description="The day / Gün")
    reason: str = Field("", description="Why / Neden")


class CourseFields(Schema):
    """A course / Kurs.

    `status` follows from the dates and is right at the moment it is read. People's own data is
    never here; a teacher is named with consent only.
    """

    external_id: str = Field("", description="Id of the source / Kaynaktaki kimlik")
    branch: BranchRef = Field(description="Branch / Branş")
    brand: str = Field(
        "",
        examples=["Kocasinan Akademi"],
        description="Programme it is offered under / Hangi adla sunulduğu",
    )
    description: str = Field("", description="What is taught / Neler öğretilir")
    status: Literal["soon", "open", "closed", "full", "running", "ended", "cancelled"] = Field(
        description=(
            "Applications soon, open, closed; full; course running, ended, cancelled / Başvuru "
            "yakında, açık, kapalı; dolu; kurs sürüyor, bitti, iptal"
        )
    )
    applications_open_now: bool = Field(
        False, description="Whether one can apply now / Başvuru şimdi açık mı"
    )
    status_reason: str = Field("", description="Why it is cancelled / İptal nedeni")
    place: CoursePlace | None = Field(
        None, description="Place of the city guide / Kent rehberindeki yeri"
    )
    place_name: str = Field("", description="Name of the place / Yerin adı")
    room: str = Field("", examples=["2. kat, dikiş atölyesi"], description="Room / Salon, derslik")
    address: str = Field("", description="Address / Adres")
    neighbourhood: NeighbourhoodRef | None = Field(None, description="Neighbourhood / Mahalle")
    lat: float | None = Field(None, description="Latitude / Enlem")
    lng: float | None = Field(None, description="Longitude / Boylam")
    starts_on: date = Field(description="First day / İlk gün")
    ends_on: date = Field(description="Last day / Son gün")
    timetable: str = Field(
        "",
        examples=["Salı, Perşembe 18.00–20.00"],
        description="The lessons in words / Ders günleri, yazıyla",
    )
    lessons: list[WeeklyLesson] = Field([], description="Lessons of the week / Haftalık dersler")
    days_off: list[DayOff] = Field([], description="Days without lesson / Ders yapılmayan günler")
    hours_total: int | None = Field(
        None, examples=[96], description="Lesson hours in total / Toplam ders saati"
    )
    teacher: str = Field("", description="With consent only / Yalnız onayla")
    min_age: int | None = Field(
        None, examples=[18], description="Completed years on the first day / İlk gün bitirilen yaş"
    )
    max_age: int | None = Field(
        None, description="Completed years on the first day / İlk gün bitirilen yaş"
    )
    residents_only: bool = Field(
        False, description="For residents of the district / Yalnız ilçede oturanlar"
    )
    capacity: int | None = Field(None, examples=[20], description="Number of places / Kontenjan")
    min_participants: int | None = Field(
        None, examples=[12], description="Opens with at least so many / Açılma sayısı"
    )
    fee: str = Field(
        "0.00", examples=["0.00"], pattern=r"^\d+\.\d{2}$", description="Fee in TL / Ücret, TL"
    )
    is_free: bool = Field(True, description="Whether it is free / Ücretsiz mi")
    material_note: str = Field("", description="What has to be brought or paid / Malzeme")
    applications_open: datetime = Field(description="Applications from / Başvuru başlangıcı")
    applications_close: datetime = Field(description="Applications until / Başvuru bitişi")
    how_to_apply: str = Field("", description="How to apply / Nasıl başvurulur")
    documents_needed: list[str] = Field([], description="Documents to bring / Gerekli belgeler")
    conditions: list[str] = Field([], description="Conditions / Koşullar")
    certificate: Literal["none", "attendance", "meb"] = Field(
        "attendance",
        description="None, of attendance, approved by the ministry / Yok, katılım, MEB onaylı",
    )
    contact_phone: str = Field("", description="Phone for applications / Başvuru telefonu")
    directorate: DirectorateRef | None = Field(
        None, description="Responsible directorate / Sorumlu müdürlük"
    )
