"""Blocks that say whom to ask."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks.base import PublicBlock
from content.blocks.kinds.live import GROUP
from content.reference.queries import directorate_payload


class ContactBlock(PublicBlock):
    """Whom to ask."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    directorate = SnippetChooserBlock(
        "reference.Directorate",
        label=_("Directorate"),
        required=False,
        help_text=_("Fills in what is left empty below."),
    )
    phone = blocks.CharBlock(label=_("Phone"), max_length=40, required=False)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    address = blocks.CharBlock(label=_("Address"), max_length=250, required=False)
    hours = blocks.CharBlock(label=_("Hours"), max_length=160, required=False)

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Return the contact, completed by the directorate's own."""
        unit = directorate_payload(value["directorate"]) or {}
        return {
            "title": value["title"],
            "directorate": unit or None,
            "phone": value["phone"] or unit.get("phone", ""),
            "email": value["email"] or unit.get("email", ""),
            "address": value["address"] or getattr(value["directorate"], "address", "") or "",
            "hours": value["hours"],
        }

    class Meta:
        """How editors see it."""

        icon = "mail"
        label = _("Contact")
        description = _("Phone, e-mail, address and hours of a unit.")
        group = GROUP
        preview_value = {
            "title": "Fen İşleri Müdürlüğü",
            "directorate": None,
            "phone": "0352 000 00 00",
            "email": "fenisleri@example.org",
            "address": "Belediye hizmet binası, 2. kat",
            "hours": "Hafta içi 08.30–17.30",
        }
