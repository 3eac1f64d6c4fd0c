"""Public reports in the API."""

import datetime

from ninja import Field, Schema

from content.reference.schemas import DirectorateRef, NeighbourhoodRef


class ReportCategoryRef(Schema):
    """A report's topic / Bildirimin konusu."""

    slug: str = Field(description="Stable name. / Değişmeyen ad.", examples=["cukur"])
    name: str = Field(description="Name. / Adı.", examples=["Çukur ve bozuk yol"])
    group: str = Field(description="Slug of its group. / Grubunun adı.", examples=["yol-asfalt"])


class ReportOut(Schema):
    """A public report; nothing of who sent it / Herkese açık bildirim; gönderen gösterilmez."""

    id: int = Field(description="Number. / Numara.", examples=[42])
    url: str = Field(
        description="Its page. / Sayfası.",
        examples=["/e-belediye/cozum-merkezi/bildirimler/42/"],
    )
    type: str = Field(
        description="request, complaint, notice, suggestion, information, thanks. / Türü.",
        examples=["complaint"],
    )
    category: ReportCategoryRef = Field(description="Topic. / Konu.")
    status: str = Field(
        description="received, in_review, forwarded, in_progress, waiting, reopened, solved, "
        "rejected, redirected, out_of_scope, withdrawn. / Durumu.",
        examples=["solved"],
    )
    status_label: str = Field(
        description="The status in words. / Durumun adı.", examples=["Çözüldü"]
    )
    text: str = Field(
        description="The words the sender made public. / Herkese açılan metin.",
        examples=["Yolda çukur var."],
    )
    neighbourhood: NeighbourhoodRef | None = Field(None, description="Where. / Mahalle.")
    street: str = Field("", description="Street. / Sokak.", examples=["Örnek Sokak"])
    lat: float | None = Field(None, description="Latitude. / Enlem.", examples=[38.7312])
    lng: float | None = Field(None, description="Longitude. / Boylam.", examples=[35.4821])
    received_at: datetime.datetime = Field(
        description="When it came. / Geldiği zaman.", examples=["2026-11-24T09:00:00+03:00"]
    )
    closed_at: datetime.datetime | None = Field(
        None, description="When it was closed. / Kapandığı zaman."
    )
    promised_on: datetime.date | None = Field(
        None, description="Our promise. / Taahhüt tarihi.", examples=["2026-12-08"]
    )
    joined: int = Field(0, description="How many have joined. / Katılan sayısı.", examples=[3])
    directorate: DirectorateRef | None = Field(
        None, description="Who deals with it. / İlgilenen müdürlük."
    )


class ReportsOut(Schema):
    """A page of reports / Bildirimlerin bir sayfası."""

    items: list[ReportOut] = Field(description="The newest first. / En yenisi önce.")
    next: str | None = Field(
        None, description="`before` of the next page. / Sonraki sayfanın `before` değeri."
    )


class ReportTopicOut(Schema):
    """A topic that can be reported / Bildirilebilen konu."""

    slug: str = Field(description="Stable name. / Değişmeyen ad.", examples=["cukur"])
    name: str = Field(description="Name. / Adı.", examples=["Çukur ve bozuk yol"])
    group: str = Field(description="Slug of its group. / Grubunun adı.", examples=["yol-asfalt"])
    group_name: str = Field(
        description="Name of its group. / Grubunun görünen adı.", examples=["Yol ve asfalt"]
    )
    promise_days: int | None = Field(
        None, description="Our promise in working days. / Taahhüt, iş günü.", examples=[10]
    )
    outside_body: str = Field(
        "", description="Whose duty it is, if not ours. / Bizim değilse görevli kurum."
    )
    phone: str = Field("", description="Phone of that body. / O kurumun telefonu.")


class ReportTopicsOut(Schema):
    """All topics / Tüm konular."""

    items: list[ReportTopicOut] = Field(description="In their order. / Sırasıyla.")


class ReportFiguresOut(Schema):
    """Figures of a group or neighbourhood / Bir grubun ya da mahallenin sayıları."""

    name: str = Field(description="Name. / Adı.", examples=["Yol ve asfalt"])
    slug: str = Field(description="Stable name. / Değişmeyen ad.", examples=["yol-asfalt"])
    received: int = Field(description="Came. / Gelen.", examples=[120])
    open: int = Field(description="Open now. / Şu anda açık.", examples=[14])
    closed: int = Field(description="Answered. / Yanıtlanan.", examples=[101])
    median_days: float | None = Field(
        None,
        description="Median of working days to the answer, from three answers on. / Yanıta kadar "
        "ortanca iş günü, en az üç yanıt varsa.",
        examples=[3.0],
    )
    promised: int = Field(
        description="Answers with a promise of ours. / Taahhütlü yanıt.", examples=[90]
    )
    kept: int = Field(description="Promises kept. / Tutulan taahhüt.", examples=[81])


class ReportStatisticsOut(Schema):
    """Figures of the last days / Son günlerin sayıları."""

    days: int = Field(description="How many days. / Kaç gün.", examples=[90])
    groups: list[ReportFiguresOut] = Field(description="By group of topics. / Gruplara göre.")
    neighbourhoods: list[ReportFiguresOut] = Field(
        description="By neighbourhood. / Mahallelere göre."
    )
