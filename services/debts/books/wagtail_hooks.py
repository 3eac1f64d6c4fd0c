"""Hooks into Wagtail's admin: addresses of the books of debts, their place in the menu."""

from datetime import date

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, register_converter, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from services.debts.books import rights
from services.debts.books.views import closing, reconciliation

RECONCILIATION = "borc-defterleri/mutabakat/"
DAYS = "borc-defterleri/gun-sonu/"


class Day:
    """A day in an address: 2026-11-30."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Return the day; ValueError (404) for none."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Return its text."""
        return value.isoformat()


register_converter(Day, "day")


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses."""
    return [
        path(RECONCILIATION, reconciliation.reconciliation, name="debtbooks_reconciliation"),
        path(f"{RECONCILIATION}calistir/", reconciliation.run, name="debtbooks_reconcile"),
        path(f"{RECONCILIATION}<int:pk>/", reconciliation.end, name="debtbooks_end_difference"),
        path(DAYS, closing.days, name="debtbooks_days"),
        path(f"{DAYS}kapat/", closing.close, name="debtbooks_close"),
        path(f"{DAYS}<day:day>/", closing.day, name="debtbooks_day"),
        path(f"{DAYS}<day:day>/rapor.pdf", closing.paper, {"form": "pdf"}, "debtbooks_pdf"),
        path(f"{DAYS}<day:day>/rapor.csv", closing.paper, {"form": "csv"}, "debtbooks_csv"),
        path("borc-defterleri/aktarim/", closing.batches, name="debtbooks_batches"),
    ]


class BooksItem(MenuItem):
    """Shown to who may see the books."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right."""
        return rights.may_see(request.user)


@hooks.register("register_admin_menu_item")
def books_item() -> MenuItem:
    """Put the books into the main menu."""
    return BooksItem(
        _("Books of debts"),
        reverse("debtbooks_reconciliation"),
        name="debtbooks",
        icon_name="calendar-check",
        order=238,
    )


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """Let administrators see the rights in a role."""
    codenames = [one.split(".")[1] for one in rights.ALL]
    return Permission.objects.filter(content_type__app_label="debtbooks", codename__in=codenames)
