"""The list of disclosure texts."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from content.base import BasePage, editor_tabs
from search.documents import Document


class DisclosureIndexPage(BasePage):
    """Lists the disclosure texts."""

    document_kind = "disclosure_index"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["disclosures.DisclosurePage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), max_length=500, blank=True)

    edit_handler = editor_tabs((_("Content"), [FieldPanel("title"), FieldPanel("introduction")]))

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("disclosures list")

    def describe(self) -> Iterable[Document]:
        """Return title and introduction."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={"introduction": self.introduction},
        )
