"""Sections and standard pages."""

from collections.abc import Iterable
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from content.base import BasePage, editor_tabs
from content.blocks import api_form, text_of
from content.media import image_payload
from content.reference.queries import directorate_payload
from content.standard.models.parts import TextPage, picture, unit
from search.documents import Document


class SectionPage(TextPage):
    """A section: an introduction and its pages as cards."""

    document_kind = "section"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "standard.SectionPage"]
    subpage_types: ClassVar[list[str]] = [
        "standard.SectionPage",
        "standard.StandardPage",
        "standard.ServicePage",
        "standard.LifeEventPage",
    ]

    edit_handler = editor_tabs(
        (_("Content"), [FieldPanel("title"), FieldPanel("summary"), FieldPanel("body")])
    )

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def describe(self) -> Iterable[Document]:
        """Return title, summary and body."""
        body = api_form(self.body)
        yield Document(title=self.title, summary=self.summary, body=body, text=text_of(body))


class StandardPage(TextPage):
    """A page of text."""

    document_kind = "page"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "standard.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["standard.StandardPage"]

    image = picture()
    directorate = unit()

    edit_handler = editor_tabs(
        (
            _("Content"),
            [
                FieldPanel("title"),
                FieldPanel("summary"),
                FieldPanel("image"),
                FieldPanel("body"),
                FieldPanel("directorate"),
            ],
        )
    )

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def describe(self) -> Iterable[Document]:
        """Return the page."""
        body = api_form(self.body)
        yield Document(
            title=self.title,
            summary=self.summary,
            data={
                "image": image_payload(self.image),
                "directorate": directorate_payload(self.directorate),
            },
            body=body,
            text=text_of(body),
            facets={"directorate": [self.directorate.slug] if self.directorate else []},
        )
