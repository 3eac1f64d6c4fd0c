"""The list of courses as a page."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from content.base import BasePage, editor_tabs
from search.documents import Document


class CourseIndexPage(BasePage):
    """The list of courses."""

    document_kind = "course_index"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["courses.CoursePage"]
    max_count_per_parent = 1

    introduction = models.TextField(
        _("introduction"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences above the list, e.g. who may attend and how to apply."),
    )

    edit_handler = editor_tabs((_("Content"), [FieldPanel("title"), FieldPanel("introduction")]))

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("courses list")
        verbose_name_plural = _("courses lists")

    def describe(self) -> Iterable[Document]:
        """Return title and introduction."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={"introduction": self.introduction},
        )
