"""The list of obituaries, the page all notices stand below."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.base import BasePage
from content.obituaries import panels
from search.documents import Document


class ObituaryIndexPage(BasePage):
    """The list of obituaries."""

    document_kind = "obituary_index"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["obituaries.ObituaryPage"]
    max_count_per_parent = 1

    introduction = models.TextField(
        _("introduction"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences above the list, e.g. whom to call after a death."),
    )

    edit_handler = panels.INDEX_HANDLER

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("obituaries list")
        verbose_name_plural = _("obituaries lists")

    def describe(self) -> Iterable[Document]:
        """Return title and introduction."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={"introduction": self.introduction},
        )

    def get_admin_default_ordering(self) -> str:
        """Begin the desk's list with the newest funerals."""
        return "-burial_date"
