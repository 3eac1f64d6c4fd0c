"""A receipt on paper, with a QR code that says whether it is genuine."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from printing import A5, Letterhead, Sheet
from services.debts.models import AttemptItem, Receipt
from services.debts.money import lira

QR = 32  # mm


def receipt_sheet(
    receipt: Receipt,
    items: Sequence[AttemptItem],
    *,
    name: str,
    number: str,
    letterhead: Letterhead,
    verify_url: str,
    language: str,
) -> bytes:
    """Return a receipt as PDF: what was paid for what, by whom, and where to verify it."""
    title = _("Receipt %(number)s") % {"number": receipt}
    at = timezone.localtime(receipt.issued_at)
    sheet = Sheet(title=title, letterhead=letterhead, size=A5, language=language, made_at=at)
    sheet.add_page()
    sheet.heading(title)
    sheet.facts(
        [
            (_("Paid on"), date_format(at, "j F Y H.i")),
            (_("Name"), name),
            *([(_("Identity number"), number)] if number else []),
            (_("Amount paid"), lira(receipt.attempt.charged)),
            (_("Payment"), str(receipt.attempt.public_id)),
        ]
    )
    sheet.grid(
        [_row(item) for item in items],
        head=[_("Debt"), _("Principal"), _("Late fee")],
        widths=(0.5, 0.25, 0.25),
    )
    back = receipt.attempt.given_back
    if back:
        sheet.band(_("%(amount)s of it was paid back.") % {"amount": lira(back)})
    top = sheet.y
    sheet.qr(
        verify_url,
        x=sheet.l_margin,
        y=top,
        width=QR,
        alt=_("Address where this receipt is verified"),
    )
    sheet.set_xy(sheet.l_margin + QR + 4, top + 6)
    sheet.paragraph(_("Verify this receipt: read the code with your phone."), size=9)
    return sheet.pdf()


def _row(item: AttemptItem) -> tuple[str, str, str]:
    debt = item.instalment.assessment
    what = f"{debt.get_revenue_type_display()} {debt.year}/{item.instalment.number}\n{debt.number}"
    return (what, lira(item.principal), lira(item.fee))
