"""The payload of obituaries in the API, the data of the pages too."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from content.reference.schemas import ImageRef, NeighbourhoodRef


class Condolence(Schema):
    """Where and when condolences are received / Taziye adresi ve zamanı."""

    address: str = Field("", examples=["Argıncık Mah. Deneme Sok. No: 1"])
    days: str = Field("", examples=["3–5 Mart"])
    hours: str = Field("", examples=["14.00–20.00"])


class Correction(Schema):
    """What changed of day, time or place after the notice was public / Sonraki düzeltme."""

    at: datetime = Field(description="When it was corrected / Düzeltme zamanı")
    field: str = Field(
        examples=["prayer_time"], description="Key of this payload / Bu kaydın alanı"
    )
    old: str = Field(
        "", examples=["12:45"], description="Empty: not known before / Boşsa önce belli değildi"
    )
    new: str = Field(
        "", examples=["13:15"], description="Empty: not known any more / Boşsa artık belli değil"
    )


class ObituaryFields(Schema):
    """An obituary / Vefat ilanı.

    Ten days after the burial (a setting) only name, age, dates, cemetery and plot are left and
    `reduced` is true; forty days after it (a setting, or the family's wish) the notice is gone.
    Whoever keeps copies must follow: ask `since` for changes and delete what is no longer given.
    """

    name: str = Field(examples=["Hatice ÖRNEK"], description="Ad ve soyad")
    age: int | None = Field(
        None, examples=[78], description="Completed years at death / Vefat ettiği yaş"
    )
    birth_year: int | None = Field(
        None, examples=[1948], description="Never the full date / Tam tarih hiç verilmez"
    )
    death_date: date = Field(examples=["2026-03-02"], description="Vefat tarihi")
    ceremony: Literal["prayer", "neutral", "transfer"] = Field(
        "prayer",
        description=(
            "prayer: funeral prayer; neutral: ceremony without prayer; transfer: taken to "
            "another city / Namaz, namazsız tören, nakil"
        ),
    )
    burial_date: date | None = Field(
        None, examples=["2026-03-03"], description="None while not known / Henüz belli değilse boş"
    )
    cemetery: str = Field("", examples=["Argıncık Mezarlığı"], description="Mezarlık")
    plot: str = Field("", examples=["12. ada, 340. parsel"], description="Ada ve parsel")
    transfer_city: str = Field(
        "", examples=["Yozgat"], description="Where it is taken / Nakledildiği il"
    )
    condolence_book_until: date | None = Field(
        None,
        examples=["2026-04-11"],
        description=(
            "Last day of the condolence book on the notice's page; its messages are not given / "
            "Taziye defterinin son günü"
        ),
    )
    gender: Literal["female", "male", "unspecified"] = Field(
        "unspecified", description="For the wording only / Yalnız ifade için: merhum, merhume"
    )
    father_name: str = Field("", examples=["Mehmet"], description="Baba adı")
    mother_name: str = Field("", examples=["Fatma"], description="Ana adı")
    birthplace: str = Field("", examples=["Bünyan"], description="Doğum yeri")
    neighbourhood: NeighbourhoodRef | None = Field(None, description="Mahalle")
    image: ImageRef | None = Field(None, description="Fotoğraf")
    prayer: Literal["sabah", "ogle", "cuma", "ikindi", "aksam", "yatsi", "other"] | None = Field(
        None, examples=["ogle"], description="After which prayer / Hangi namazın ardından"
    )
    prayer_time: str | None = Field(
        None,
        examples=["12:45"],
        pattern=r"^\d{2}:\d{2}$",
        description="Local clock time as confirmed / Teyit edilen saat",
    )
    mosque: str = Field("", examples=["Argıncık Merkez Camii"], description="Cami veya yer")
    condolence: Condolence | None = Field(None, description="Taziye bilgisi")
    notes: str = Field("", description="Notlar")
    notice: str = Field(
        "",
        description=(
            "The notice as it is read aloud, without corrections; `summary` adds them while the "
            "funeral is to come / Okunacak metin"
        ),
    )
    corrections: list[Correction] = Field(
        [], description="Oldest first; none once `reduced` / Tarih, saat ve yer düzeltmeleri"
    )
    reduced: bool = Field(
        False,
        description="Only name, dates, cemetery are left / Yalnız ad, tarih ve mezarlık kaldı",
    )
