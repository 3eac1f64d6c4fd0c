"""The home page."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from content.base import BasePage, editor_tabs
from content.icons import ICONS
from content.links import LINK
from search.documents import Document


class ServiceTileBlock(blocks.StructBlock):
    """One tile of the service grid."""

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    text = blocks.CharBlock(label=_("Text"), max_length=80, required=False)
    url = blocks.CharBlock(
        label=_("Address"),
        max_length=250,
        validators=[LINK],
        help_text=_("E.g. /kent-rehberi/ or https://…"),
    )
    icon = blocks.ChoiceBlock(choices=ICONS, default="document", label=_("Icon"))

    class Meta:
        """How editors see it."""

        icon = "link"
        label = _("Service tile")


class HomePage(BasePage):
    """The first page: services, today's notices, news."""

    document_kind = "home"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "standard.SectionPage",
        "standard.StandardPage",
        "standard.NewsIndexPage",
        "obituaries.ObituaryIndexPage",
        "places.PlaceIndexPage",
        "roadworks.RoadWorkIndexPage",
        "disclosures.DisclosureIndexPage",
    ]

    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    introduction = models.TextField(_("introduction"), max_length=500, blank=True)

    services = StreamField(
        [("tile", ServiceTileBlock())], blank=True, use_json_field=True, verbose_name=_("services")
    )

    edit_handler = editor_tabs(
        (
            _("Content"),
            [
                FieldPanel("title"),
                FieldPanel("tagline"),
                FieldPanel("introduction"),
                FieldPanel("services"),
            ],
        )
    )

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("home page")

    def describe(self) -> Iterable[Document]:
        """Return title and introduction."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={
                "tagline": self.tagline,
                "introduction": self.introduction,
                "services": [dict(child.value) for child in self.services],
            },
        )
