"""The city guide's list."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import TranslatableField

from content.base import BasePage, editor_tabs
from search.documents import Document


class PlaceIndexPage(BasePage):
    """The city guide."""

    document_kind = "place_index"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = [
        "places.PlacePage",
        "duty.DutyPage",
        "assembly.AssemblyPage",
    ]
    max_count_per_parent = 1

    introduction = models.TextField(
        _("introduction"),
        max_length=500,
        blank=True,
        help_text=_("One sentence above the list, e.g. “Adres ve saatleriyle kentteki yerler”."),
    )

    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        TranslatableField("introduction"),
    ]

    edit_handler = editor_tabs((_("Content"), [FieldPanel("title"), FieldPanel("introduction")]))

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("city guide")
        verbose_name_plural = _("city guides")

    def describe(self) -> Iterable[Document]:
        """Return title and introduction."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={"introduction": self.introduction},
        )
