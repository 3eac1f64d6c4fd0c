"""What the API of debts takes and gives. Amounts are texts in lira with two decimals."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ninja import Field, Schema

AMOUNT = r"^\d{1,10}(\.\d{1,2})?$"


class FeeLineOut(Schema):
    """A line of a late fee / Gecikme zammının bir satırı."""

    start: date = Field(description="First day. / İlk gün.")
    end: date = Field(description="Last day. / Son gün.")
    monthly_percent: Decimal = Field(description="Rate a month. / Aylık oran.")
    months: int = Field(description="Whole months. / Tam ay.")
    days: int = Field(description="Days of a part of a month. / Ay kesri, gün.")
    amount: Decimal = Field(description="Lira. / Lira.")


class InstalmentOut(Schema):
    """An instalment on the day asked for / Bir taksit, sorulan günde."""

    id: int = Field(description="For paying. / Ödeme için.")
    number: int = Field(description="1, 2, … / Sıra.")
    due_on: date = Field(description="Due day. / Vade.")
    principal: Decimal = Field(description="Assessed, lira. / Tahakkuk, lira.")
    collected: Decimal = Field(description="Paid, lira. / Ödenen, lira.")
    open: Decimal = Field(description="Still owed without fee. / Kalan, zamsız.")
    late_fee: Decimal = Field(description="Fee of the day. / O günün zammı.")
    total: Decimal = Field(description="To be paid that day. / O gün ödenecek.")
    is_late: bool = Field(description="Its due day has passed. / Vadesi geçti.")
    can_be_paid: bool = Field(description="Here and now, as to its state. / Buradan ödenebilir.")
    fee_lines: list[FeeLineOut] = Field(
        description="How the fee comes about; in one debt only. / Zammın dökümü; tek borçta."
    )


class DebtOut(Schema):
    """A debt on the day asked for / Bir borç, sorulan günde."""

    id: int = Field(description="Of the debt. / Borcun kimliği.")
    number: str = Field(description="Assessment number. / Tahakkuk numarası.")
    revenue_type: str = Field(description="Stable name. / Değişmeyen ad.")
    revenue: str = Field(description="In words. / Gelir türü.")
    year: int = Field(description="Of the assessment. / Yılı.")
    description: str = Field(description="What it is for. / Ne için.")
    state: str = Field(description="Stable name; `overdue` by the clock. / Durum.")
    state_text: str = Field(description="In words. / Sözle durum.")
    open: Decimal = Field(description="Still owed without fee. / Kalan, zamsız.")
    late_fee: Decimal = Field(description="Fee of the day. / O günün zammı.")
    total: Decimal = Field(description="To be paid that day. / O gün ödenecek.")
    next_due: date | None = Field(description="Oldest open due day. / En eski açık vade.")
    instalments: list[InstalmentOut] = Field(description="By due day. / Vade sırasıyla.")


class SummaryOut(Schema):
    """At a glance / Bir bakışta."""

    due: Decimal = Field(description="Late or due today, fees included. / Bugün ödenmesi gereken.")
    late: Decimal = Field(description="Late, fees included. / Vadesi geçen, zamla.")
    late_fee: Decimal = Field(description="Of it the fees. / Bunun zammı.")
    to_come: Decimal = Field(description="Not late. / Vadesi gelmemiş.")
    next_due: date | None = Field(description="Next due day. / Sıradaki vade.")
    next_amount: Decimal = Field(description="Due that day. / O gün ödenecek.")
    paid_this_year: Decimal = Field(description="Paid of this year's. / Bu yıldan ödenen.")


class DebtsOut(Schema):
    """Debts of one person / Bir kişinin borçları."""

    as_of: datetime | None = Field(
        description="When the accounting system read the figures. / Rakamların okunduğu an."
    )
    can_pay: bool = Field(description="Paying is on now. / Şu an ödeme açık.")
    why_not: str = Field(description="Why paying is off; else empty. / Ödeme neden kapalı.")
    summary: SummaryOut = Field(description="At a glance. / Bir bakışta.")
    count: int = Field(description="How many there are by the filter. / Kaç borç var.")
    items: list[DebtOut] = Field(description="The oldest open due day first. / En eski vade önce.")


class HistoryOut(Schema):
    """Something that was booked / Bir kayıt."""

    at: datetime = Field(description="When. / Ne zaman.")
    what: str = Field(description="assessed, paid, refunded, reduced. / Ne oldu.")
    instalment: int = Field(description="Id of the instalment. / Taksit kimliği.")
    amount: Decimal = Field(description="Owed more (+) or less (-). / Borç değişimi.")


class DebtDetailOut(Schema):
    """One debt with its lines and history / Dökümü ve geçmişiyle bir borç."""

    debt: DebtOut = Field(description="The debt. / Borç.")
    history: list[HistoryOut] = Field(description="Oldest first. / Eskiden yeniye.")


class ShareOut(Schema):
    """What of a payment goes to an instalment / Ödemenin bir taksite düşen payı."""

    instalment: int = Field(description="Id. / Kimlik.")
    principal: Decimal = Field(description="To the principal. / Asla.")
    late_fee: Decimal = Field(description="To the fee. / Zamma.")


class SimulationOut(Schema):
    """What paying on a day would cost / Bir günde ödemenin tutarı."""

    on: date = Field(description="The day. / Gün.")
    total: Decimal = Field(description="All that was chosen, that day. / Seçilenin tamamı.")
    amount: Decimal = Field(description="What would be paid. / Ödenecek.")
    shares: list[ShareOut] = Field(description="How it is spread. / Nasıl dağılır.")


class PaymentIn(Schema):
    """What to pay / Ne ödenecek."""

    instalments: list[int] = Field(
        min_length=1, max_length=100, description="Ids. / Taksit kimlikleri."
    )
    amount: str | None = Field(
        None,
        pattern=AMOUNT,
        description="Lira, less than all; null for all. / Kısmi tutar; tümü için boş.",
        examples=["250.00"],
    )


class PaymentOut(Schema):
    """A payment and how it stands / Bir ödeme ve durumu."""

    id: UUID = Field(description="Of the payment. / Ödemenin kimliği.")
    state: str = Field(description="Stable name. / Değişmeyen ad.")
    state_text: str = Field(description="In words. / Sözle durum.")
    is_open: bool = Field(description="Its end is not known yet. / Henüz sonuçlanmadı.")
    amount: Decimal = Field(description="Lira, frozen. / Dondurulan tutar.")
    fee_day: date = Field(description="Day of the fee. / Zammın günü.")
    expires_at: datetime = Field(
        description="The debts are held until. / Borçlar bu ana dek kilitli."
    )
    pay_url: str = Field(
        description="Page of the provider; empty until it answered. / Ödeme sayfası."
    )
    receipt: str = Field(description="Number of the receipt, or empty. / Makbuz numarası.")
    receipt_url: str = Field(description="PDF, or empty. / Makbuz PDF adresi.")
    shares: list[ShareOut] = Field(description="What is paid of what. / Neyin ne kadarı.")


class ReceiptOut(Schema):
    """A receipt / Bir makbuz."""

    number: str = Field(description="As printed. / Basılı numara.")
    issued_at: datetime = Field(description="When. / Ne zaman.")
    amount: Decimal = Field(description="Lira charged. / Çekilen tutar.")
    given_back: Decimal = Field(description="Lira paid back. / İade edilen.")
    payment: UUID = Field(description="Id of the payment. / Ödemenin kimliği.")
    pdf_url: str = Field(description="The receipt as PDF. / PDF adresi.")
    verify_url: str = Field(description="Where it is verified. / Doğrulama adresi.")


class ReceiptsOut(Schema):
    """Receipts, the newest first / Makbuzlar, yeniden eskiye."""

    items: list[ReceiptOut] = Field(description="A hundred at most. / En çok yüz tane.")
