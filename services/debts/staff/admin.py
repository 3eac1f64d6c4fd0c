"""What administrators keep: the tills."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet

from services.debts.staff.models import Till


class TillViewSet(ModelViewSet):
    """The tills. One that was used is taken out of use, not deleted."""

    model = Till
    icon = "table"
    menu_label = _("Tills")
    menu_name = "debtdesk_tills"
    menu_order = 641
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    list_display: ClassVar[list[Any]] = ["name", BooleanColumn("is_active", label=_("in use"))]
    panels: ClassVar[list[Any]] = [FieldPanel("name"), FieldPanel("is_active")]
