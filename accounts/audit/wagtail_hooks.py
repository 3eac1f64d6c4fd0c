"""The log's place in Wagtail's admin."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.audit.admin import AuditLogView


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Return the addresses of the log."""
    base = "reports/denetim-gunlugu/"
    results = AuditLogView.as_view(results_only=True)
    return [
        path(base, AuditLogView.as_view(), name="audit_log"),
        path(f"{base}results/", results, name="audit_log_results"),
    ]


class AuditLogItem(MenuItem):
    """Shown to who may read it."""

    def is_shown(self, request: Any) -> bool:
        """Ask for the permission."""
        return bool(request.user.has_perm("audit.view_entry"))


@hooks.register("register_reports_menu_item")
def audit_log_item() -> MenuItem:
    """Put the log into the menu of reports."""
    return AuditLogItem(
        _("Audit log"), reverse("audit_log"), name="audit-log", icon_name="history", order=900
    )
