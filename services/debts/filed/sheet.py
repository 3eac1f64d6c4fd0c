"""The debt-free certificate on paper."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from printing import Letterhead, Sheet
from services.debts.models import Clearance

QR = 38  # mm


def clearance_sheet(
    made: Clearance, *, letterhead: Letterhead, verify_url: str, language: str
) -> bytes:
    """Return a certificate as PDF: of whom, for which day, by which figures, where to verify it."""
    title = _("Debt-free certificate")
    at = timezone.localtime(made.issued_at)
    sheet = Sheet(title=title, letterhead=letterhead, language=language, made_at=at)
    sheet.add_page()
    sheet.heading(title)
    sheet.facts(
        [
            (_("Reference"), str(made.case.reference)),
            (_("Name"), made.name or ""),
            (_("Identity number"), made.masked_number),
            (_("Issued on"), date_format(at, "j F Y H.i")),
            (
                _("Figures as of"),
                date_format(timezone.localtime(made.figures_at), "j F Y H.i")
                if made.figures_at
                else "",
            ),
        ]
    )
    sheet.band(_("On the day of issue no debt to the municipality was due."))
    sheet.paragraph(
        _(
            "Debts that come due later, and what is assessed later for earlier times, are not "
            "covered. Instalments of a plan that is kept are not due."
        )
    )
    top = sheet.y
    sheet.qr(
        verify_url,
        x=sheet.l_margin,
        y=top,
        width=QR,
        alt=_("Address where this certificate is verified"),
    )
    sheet.set_xy(sheet.l_margin + QR + 4, top + 8)
    sheet.paragraph(_("Verify this certificate: read the code with your phone."), size=9)
    return sheet.pdf()
