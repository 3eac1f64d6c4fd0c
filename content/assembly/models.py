"""The page of the disaster assembly areas: the guide's places of one category, by neighbourhood."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import TranslatableField

from content.base import BasePage, editor_tabs
from search.documents import Document


class AssemblyPage(BasePage):
    """Lists the assembly areas so that they can be printed, and read without a network."""

    document_kind = "assembly_areas"
    parent_page_types: ClassVar[list[str]] = ["places.PlaceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    introduction = models.TextField(
        _("introduction"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences, e.g. “Deprem sonrasında buraya gidin”."),
    )
    category = models.ForeignKey(
        "places.PlaceCategory",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("category of the areas"),
        help_text=_("The guide's places of this category are listed, e.g. “Toplanma Alanı”."),
    )

    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        TranslatableField("introduction"),
    ]
    edit_handler = editor_tabs(
        (
            _("Content"),
            [FieldPanel("title"), FieldPanel("introduction"), FieldPanel("category")],
        )
    )

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("page of the assembly areas")
        verbose_name_plural = _("pages of the assembly areas")

    def describe(self) -> Iterable[Document]:
        """Return what the page says; the areas are documents of their own."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={
                "introduction": self.introduction,
                "category": self.category.slug if self.category else "",
            },
        )
