"""What the API of cases takes and gives; its problem is that of other e-services, too."""

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema


class LookupIn(Schema):
    """A reference / Başvuru numarası."""

    reference: str = Field(
        max_length=40,
        description="As it is read out; hyphens are free. / Okunduğu gibi; çizgi gerekmez.",
        examples=["CM-26-00482-K"],
    )


class LookupOut(Schema):
    """A code is on its way, if there is such a case / Böyle bir başvuru varsa kod yolda."""

    id: UUID = Field(description="Of the lookup. / Sorgunun kimliği.")
    sent_to: str = Field(
        description="Masked contact; invented where there is no case. / Maskeli iletişim adresi.",
        examples=["a***@example.org"],
    )
    expires_at: datetime = Field(description="Of the code. / Kodun son anı.")


class CodeIn(Schema):
    """The code / Kod."""

    code: str = Field(max_length=20, description="Six digits. / Altı rakam.", examples=["123456"])


class TokenOut(Schema):
    """What reads one case for half an hour / Bir başvuruyu yarım saat okuyan belirteç."""

    token: str = Field(description="For `Authorization: Bearer`. / `Authorization: Bearer` için.")
    reference: str = Field(description="Of the case. / Başvuru numarası.")
    expires_at: datetime = Field(description="Of the token. / Belirtecin son anı.")


class EntryOut(Schema):
    """Something that happened / Süreçte bir kayıt."""

    at: datetime = Field(description="When. / Ne zaman.")
    title: str = Field(description="What happened. / Ne oldu.")
    who: str = Field(description="You, or a directorate. / Siz ya da bir müdürlük.")
    text: str = Field(description="What was written. / Yazılan.")
    files: int = Field(description="How many came with it. / Kaç dosya eklendi.")


class CaseOut(Schema):
    """A case as its citizen sees it / Başvuranın gördüğü başvuru."""

    reference: str = Field(description="Of the case. / Başvuru numarası.")
    kind: str = Field(description="In words. / Türü.")
    title: str = Field(description="What it is about. / Konusu.")
    status: str = Field(description="Stable name. / Değişmeyen ad.", examples=["received"])
    status_text: str = Field(description="In words. / Sözle durumu.")
    next_step: str = Field(description="What it means. / Ne anlama geldiği.")
    turn: str = Field(description="`yours`, `ours`, `nobodys`. / Sıranın kimde olduğu.")
    directorate: str = Field(description="Who deals with it. / İlgilenen müdürlük.")
    received_at: datetime = Field(description="When it came. / Geldiği an.")
    due_on: str | None = Field(description="Last day of the answer. / Yanıtın son günü.")
    closed_at: datetime | None = Field(description="When it was closed. / Kapandığı an.")
    timeline: list[EntryOut] = Field(description="The newest first. / Yeniden eskiye.")


class ProblemOut(Schema):
    """What went wrong (RFC 9457) / Sorun."""

    type: str = Field(description="Address of the code. / Kodun adresi.")
    title: str = Field(description="In words. / Sözle.")
    status: int = Field(description="Of HTTP. / HTTP durumu.")
    code: str = Field(description="Stable. / Değişmez.")
    detail: str = Field("", description="What to do. / Ne yapmalı.")
