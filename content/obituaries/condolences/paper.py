"""The book as a PDF for the family."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from content.obituaries.models import CondolenceMessage, MessageState
from content.turkish_dates import long_date
from printing import Sheet


def book_pdf(page: Any) -> bytes:
    """Return the shown messages in the order they were written, in Turkish."""
    from home.letterhead import letterhead  # home knows content, not the other way round

    with translation.override("tr"):
        title = f"{_('Condolence book')}: {page.title}"
        sheet = Sheet(letterhead=letterhead(), title=title)
        sheet.add_page()
        sheet.heading(page.title)
        sheet.paragraph(f"{_('Condolence book')}, {long_date(page.day)}")
        shown = CondolenceMessage.objects.filter(page_id=page.pk, state=MessageState.SHOWN)
        for message in shown:
            sheet.ln(4)
            sheet.paragraph(message.text, size=13)
            day = timezone.localtime(message.created_at).date()
            sheet.paragraph(f"{message.name}, {long_date(day)}", quiet=True)
        return sheet.pdf()
