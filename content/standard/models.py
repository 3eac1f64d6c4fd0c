"""Sections, standard pages, news and services."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import expand_db_html

from content.base import BasePage, editor_tabs
from content.blocks import Body, api_form, text_of
from content.blocks.base import RICH
from content.blocks.kinds import StepsBlock
from content.media import image_payload
from content.reference.queries import directorate_payload, neighbourhood_payload
from search.documents import Document


def _picture() -> models.ForeignKey:
    return models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image"),
    )


def _unit() -> models.ForeignKey:
    return models.ForeignKey(
        "reference.Directorate",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible directorate"),
    )


class TextPage(BasePage):
    """Abstract: a page with a summary and a body of blocks."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences; lists and search show them."),
    )
    body = StreamField(
        Body(required=False), blank=True, use_json_field=True, verbose_name=_("body")
    )

    class Meta(BasePage.Meta):
        """No table of its own."""

        abstract = True


class SectionPage(TextPage):
    """A section: an introduction and its pages as cards."""

    document_kind = "section"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "standard.SectionPage"]
    subpage_types: ClassVar[list[str]] = [
        "standard.SectionPage",
        "standard.StandardPage",
        "standard.ServicePage",
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

    image = _picture()
    directorate = _unit()

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
    image = _picture()
    directorate = _unit()
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
                "start": _iso(self.event_start),
                "end": _iso(self.event_end) if self.event_end else None,
                "place": self.event_place,
            }
        yield Document(
            title=self.title,
            summary=self.summary,
            data={
                "type": self.type,
                "date": _iso(self.date),
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


class ServicePage(TextPage):
    """A service: what it is, who may, what is needed, how long, what it costs, where to start."""

    document_kind = "service"
    parent_page_types: ClassVar[list[str]] = ["standard.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    what = RichTextField(_("what it is"), features=RICH, blank=True)
    who = RichTextField(_("who may use it"), features=RICH, blank=True)
    needed = models.TextField(
        _("what you need"), blank=True, help_text=_("One document on each line.")
    )
    duration = models.CharField(
        _("how long it takes"), max_length=250, blank=True, help_text=_("E.g. “3 iş günü”.")
    )
    fee = models.CharField(_("fee"), max_length=250, blank=True, help_text=_("E.g. “Ücretsizdir”."))
    start_label = models.CharField(_("text of the start button"), max_length=60, blank=True)
    start_url = models.CharField(_("address of the start button"), max_length=250, blank=True)
    how_today = RichTextField(
        _("how to do it"),
        features=RICH,
        blank=True,
        help_text=_("By phone or in person, where there is no online service."),
    )
    steps = StreamField([("steps", StepsBlock())], blank=True, max_num=1, use_json_field=True)
    law = models.CharField(_("legal basis"), max_length=250, blank=True)
    icon = models.CharField(_("icon"), max_length=30, default="document")
    directorate = _unit()
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)

    edit_handler = editor_tabs(
        (
            _("Service"),
            [
                FieldPanel("title"),
                FieldPanel("summary"),
                FieldPanel("what"),
                FieldPanel("who"),
                FieldPanel("needed"),
                FieldRowPanel([FieldPanel("duration"), FieldPanel("fee")]),
            ],
        ),
        (
            _("How to start"),
            [
                FieldRowPanel([FieldPanel("start_label"), FieldPanel("start_url")]),
                FieldPanel("how_today"),
                FieldPanel("steps"),
                FieldPanel("body"),
            ],
        ),
        (
            _("Responsible"),
            [
                FieldPanel("directorate"),
                FieldPanel("law"),
                FieldRowPanel([FieldPanel("icon"), FieldPanel("reviewed_on")]),
            ],
        ),
    )

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def clean(self) -> None:
        """A start button needs both its text and its address."""
        super().clean()
        if bool(self.start_label) != bool(self.start_url):
            message = _("The start button needs both a text and an address.")
            raise ValidationError({"start_label" if not self.start_label else "start_url": message})

    def describe(self) -> Iterable[Document]:
        """Return the service."""
        body = api_form(self.body)
        steps = [item for block in api_form(self.steps) for item in block["value"]["items"]]
        start = {"label": self.start_label, "url": self.start_url} if self.start_url else None
        data = {
            "what": expand_db_html(self.what),
            "who": expand_db_html(self.who),
            "needed": [line.strip() for line in self.needed.splitlines() if line.strip()],
            "duration": self.duration,
            "fee": self.fee,
            "start": start,
            "how_today": expand_db_html(self.how_today),
            "steps": steps,
            "law": self.law,
            "icon": self.icon,
            "directorate": directorate_payload(self.directorate),
            "reviewed_on": self.reviewed_on.isoformat() if self.reviewed_on else None,
        }
        words = text_of([{"value": {key: data[key] for key in ("what", "who", "needed")}}])
        yield Document(
            title=self.title,
            summary=self.summary,
            data=data,
            body=body,
            text=f"{words} {text_of(body)}",
            facets={"directorate": [self.directorate.slug] if self.directorate else []},
        )


def _iso(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="minutes")
