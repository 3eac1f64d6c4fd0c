"""The payload of disclosures in the API."""

from datetime import date

from ninja import Field, Schema


class Controller(Schema):
    """The data controller (veri sorumlusu)."""

    name: str
    representative: str = ""
    address: str = ""
    kep: str = Field("", description="Registered e-mail address / KEP adresi")
    phone: str = ""
    email: str = ""


class DataCategory(Schema):
    """A category of personal data, what is in it and where it comes from."""

    name: str
    data: list[str]
    source: str
    persons: str = ""


class LegalBasis(Schema):
    """A ground of law."""

    article: str = Field(examples=["KVKK 5/2-a"])
    text: str


class Purpose(Schema):
    """A purpose with the categories it needs and the grounds it stands on."""

    text: str
    categories: list[str]
    bases: list[str]
    law: str = ""


class Recipient(Schema):
    """Who may receive data, and what for."""

    name: str
    purpose: str
    categories: list[str]
    abroad: bool = False


class DisclosureVersionShort(Schema):
    """A version in the list of versions."""

    version: int
    effective_on: date
    material_change: bool
    change_note: str
    url: str


class DisclosureFields(Schema):
    """A disclosure text of law 6698, article 10 / Aydınlatma metni (KVKK md. 10)."""

    about: str = ""
    version: int | None = Field(None, description="Version in force / Yürürlükteki sürüm")
    effective_on: date | None = None
    material_change: bool = False
    change_note: str = ""
    intro: str = Field("", description="HTML")
    controller: Controller | None = None
    data_categories: list[DataCategory] = []
    legal_bases: list[LegalBasis] = []
    purposes: list[Purpose] = []
    methods: list[str] = []
    recipients: list[Recipient] = []
    transfer_law: str = ""
    transfer_abroad: str = ""
    retention: str = Field("", description="HTML")
    rights_intro: str = Field("", description="HTML")
    rights: list[str] = []
    how_to_apply: str = Field("", description="HTML")
    versions: list[DisclosureVersionShort] = []
