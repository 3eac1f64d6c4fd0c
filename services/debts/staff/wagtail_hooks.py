"""Hooks into Wagtail's admin: addresses of the staff side of debts, its place in the menu."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from services.debts.admin import NothingIsDeleted
from services.debts.staff import rights
from services.debts.staff.admin import TillViewSet
from services.debts.staff.models import Till
from services.debts.staff.views import accounts, debts, payment, proposals, reports, taking, tills

register_permission_policy(Till, NothingIsDeleted(Till))

ACCOUNT = "borclar/hesap/<int:pk>"
PAYMENT = "borclar/odeme/<uuid:public_id>"


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses."""
    return [
        path("borclar/", accounts.find, name="debtdesk_find"),
        path(f"{ACCOUNT}/", accounts.account, name="debtdesk_account"),
        path(f"{ACCOUNT}/tahsilat/", taking.take, name="debtdesk_take"),
        path(f"{ACCOUNT}/borc/<int:assessment>/", debts.debt, name="debtdesk_debt"),
        path("borclar/kasa/", tills.till, name="debtdesk_till"),
        path("borclar/kasalar/", tills.listing, name="debtdesk_sessions"),
        path("borclar/kasalar/<int:pk>/", tills.session, name="debtdesk_session"),
        path(f"{PAYMENT}/", payment.payment, name="debtdesk_payment"),
        path(f"{PAYMENT}/makbuz.pdf", payment.receipt, name="debtdesk_receipt"),
        path(f"{PAYMENT}/iptal/", payment.ask, {"what": "iptal"}, name="debtdesk_void"),
        path(f"{PAYMENT}/iade/", payment.ask, {"what": "iade"}, name="debtdesk_refund"),
        path("borclar/onay/", proposals.listing, name="debtdesk_proposals"),
        path("borclar/onay/<int:pk>/", proposals.proposal, name="debtdesk_proposal"),
        path("borclar/raporlar/", reports.report, name="debtdesk_reports"),
    ]


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    """Return what administrators keep."""
    return [TillViewSet("debtdesk_tills", url_prefix="vezneler")]


class DebtsItem(MenuItem):
    """Shown to who may do something there."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the rights."""
        return rights.may_enter(request.user)


@hooks.register("register_admin_menu_item")
def debts_item() -> MenuItem:
    """Put the search into the main menu."""
    return DebtsItem(
        _("Debts"), reverse("debtdesk_find"), name="debtdesk", icon_name="table", order=235
    )


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """Let administrators see the rights in a role."""
    codenames = [one.split(".")[1] for one in rights.ALL]
    return Permission.objects.filter(content_type__app_label="debtdesk", codename__in=codenames)
