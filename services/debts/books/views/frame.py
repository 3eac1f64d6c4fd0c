"""What the screens of the books share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from services.debts.books import rights
from services.desk.views import frame


def shown(
    request: HttpRequest, template: str, *, title: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Draw a screen, with the tabs of the books."""
    tabs = [
        {"title": words, "url": reverse(name), "current": request.path == reverse(name)}
        for name, words in (
            ("debtbooks_reconciliation", _("Reconciliation")),
            ("debtbooks_days", _("Closed days")),
            ("debtbooks_batches", _("Hand-over to accounting")),
        )
    ]
    return frame.shown(
        request,
        template,
        title=title,
        context={"tabs": tabs, "may_keep": rights.may_keep(request.user), **context},
        icon="calendar-check",
        status=status,
        folder="services/debtbooks",
    )
