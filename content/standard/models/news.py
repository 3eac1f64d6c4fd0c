"""News and announcements."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.base import BasePage, editor_tabs
from content.blocks import api_form, text_of
from content.media import image_payload
from content.reference.queries import directorate_payload, neighbourhood_payload
from content.standard.models.parts import TextPage, iso, picture, unit
from search.documents import Document


class NewsType(models.TextChoices):
    """What an announcement is."""

    ANNOUNCEMENT = "duyuru", _("Announcement")
    NEWS = "haber", _("News")
    EVENT = "etkinlik", _("Event")
    TENDER = "ihale", _("Tender")
    COUNCIL = "meclis", _("Council")


class NewsIndexPage(BasePage):
    """The list of news and announcements."""

    document_kind = "news_index"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["standard.NewsPage"]

    introduction = models.TextField(_("introduction"), max_length=500, blank=True)

    edit_handler = editor_tabs((_("Content"), [FieldPanel("title"), FieldPanel("introduction")]))

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("news list")

    def describe(self) -> Iterable[Document]:
        """Return title and introduction."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={"introduction": self.introduction},
        )


class NewsPage(TextPage):
    """A piece of news, an announcement, an event, a tender or a council agenda."""

    document_kind = "news"
    parent_page_types: ClassVar[list[str]] = ["standard.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    type = models.CharField(
        _("what it is"), max_length=10, choices=NewsType.choices, default=NewsType.ANNOUNCEMENT
    )
    date = models.DateTimeField(_("date shown"), default=timezone.now)
    image = picture()
    directorate = unit()
    neighbourhoods = ParentalManyToManyField(
        "reference.Neighbourhood", blank=True, verbose_name=_("neighbourhoods"), related_name="+"
    )
    event_start = models.DateTimeField(_("event begins"), null=True, blank=True)
    event_end = models.DateTimeField(_("event ends"), null=True, blank=True)
    event_place = models.CharField(
        _("event place"), max_length=160, blank=True, help_text=_("E.g. “Kültür Merkezi, salon 2”.")
    )

    edit_handler = editor_tabs(
        (
            _("Content"),
            [
                FieldRowPanel([FieldPanel("type"), FieldPanel("date")]),
                FieldPanel("title"),
                FieldPanel("summary"),
                FieldPanel("image"),
                FieldPanel("body"),
            ],
        ),
        (
            _("Event and place"),
            [
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("event_start"), FieldPanel("event_end")]),
                        FieldPanel("event_place"),
                    ],
                    heading=_("Event"),
                ),
                FieldPanel("neighbourhoods"),
                FieldPanel("directorate"),
            ],
        ),
    )

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("news")
        verbose_name_plural = _("news")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(event_end=None)
                | models.Q(event_end__gte=models.F("event_start")),
                name="news_event_ends_later",
            )
        ]

    def clean(self) -> None:
        """An event needs its time; its end is not before its beginning."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.type == NewsType.EVENT and not self.event_start:
            errors["event_start"] = _("Say when the event begins.")
        if self.event_end and not self.event_start:
            errors["event_start"] = _("There is an end but no beginning.")
        if self.event_start and self.event_end and self.event_end < self.event_start:
            errors["event_end"] = _("The end is before the beginning.")
        if errors:
            raise ValidationError(errors)

    def describe(self) -> Iterable[Document]:
        """Return the news."""
        body = api_form(self.body)
        neighbourhoods = sorted(self.neighbourhoods.all(), key=lambda item: item.sort_key)
        event = None
        if self.event_start:
            event = {
                "start": iso(self.event_start),
                "end": iso(self.event_end) if self.event_end else None,
                "place": self.event_place,
            }
        yield Document(
            title=self.title,
            summary=self.summary,
            data={
                "type": self.type,
                "date": iso(self.date),
                "image": image_payload(self.image),
                "directorate": directorate_payload(self.directorate),
                "neighbourhoods": [neighbourhood_payload(item) for item in neighbourhoods],
                "event": event,
            },
            body=body,
            text=f"{text_of(body)} {self.event_place}",
            facets={
                "type": [self.type],
                "neighbourhood": [item.slug for item in neighbourhoods],
                "directorate": [self.directorate.slug] if self.directorate else [],
            },
            sort_at=self.date,
            starts_at=self.event_start,
            ends_at=self.event_end,
        )
