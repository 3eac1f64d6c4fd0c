"""Where the family's approval stands, in the desk's form."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component


class UndeliveredPanel(Component):
    """The dashboard's word on mails to families that did not arrive."""

    name = "family_undelivered"
    order = 214
    template_name = "obituaries/undelivered.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what waits for them."""
        from content.obituaries.family.mail import undelivered

        return {"approvals": undelivered()}


class ApprovalPanel(Panel):
    """Says it in a line and leads to the page where the link is made."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one notice's form."""

        template_name = "obituaries/approval_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return what holds and the address of the page about it."""
            from content.obituaries.family.mail import delivery_of
            from content.obituaries.family.queries import approval_of

            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            context["approval"] = approval = approval_of(page)
            context["delivery"] = delivery_of(approval)
            context["url"] = reverse("obituary_family", args=[page.pk]) if page.pk else ""
            return context
