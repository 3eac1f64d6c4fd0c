"""The administrators' screen of the late fee's rates."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from services.debts.actions.rates import save_rate
from services.debts.models import LateFeeRate


class RateForm(WagtailAdminModelForm):
    """A rate, and why it is written. Takes 3,7 and 3.7."""

    class Meta:
        """Numbers as they are written here."""

        localized_fields = ("monthly_percent",)

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Kept in the audit log, e.g. “CK 10556, read in the Official Gazette”."),
    )

    def save(self, commit: bool = True) -> Any:
        """Store by the action, which records old and new."""
        rate = super().save(commit=False)
        if not commit:
            return rate
        return save_rate(rate=rate, reason=self.cleaned_data["reason"], actor=self.for_user)


class NothingIsDeleted(ModelPermissionPolicy):
    """A rate that debts were reckoned with stays: wrong ones are corrected, with a reason."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse to delete."""
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Refuse to delete."""
        return any(self.user_has_permission(user, action) for action in actions)


class LateFeeRateViewSet(ModelViewSet):
    """The rates."""

    model = LateFeeRate
    icon = "tasks"
    menu_label = _("Late fee rates")
    menu_name = "late_fee_rates"
    menu_order = 640
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    list_display: ClassVar[list[Any]] = [
        "valid_from",
        Column("monthly_percent", label=_("per cent a month")),
        Column("basis", label=_("decision")),
        DateColumn("checked_on", label=_("checked on")),
        Column("state", label=_("state"), accessor=lambda row: _state(row)),
    ]
    list_export: ClassVar[list[str]] = ["valid_from", "monthly_percent", "basis", "checked_on"]
    export_filename = "gecikme-zammi-oranlari"
    ordering = ("-valid_from",)
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("monthly_percent")]),
            FieldPanel("basis"),
            FieldPanel("checked_on"),
            FieldPanel("reason"),
        ],
        base_form_class=RateForm,
    )


def _state(rate: models.Model) -> Any:
    if rate.valid_from > timezone.localdate():  # type: ignore[attr-defined]
        return _("not yet in force")
    return ""


viewset = LateFeeRateViewSet("late_fee_rates", url_prefix="gecikme-zammi-oranlari")
