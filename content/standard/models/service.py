"""Services: what citizens come for."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import expand_db_html
from wagtail_localize.fields import SynchronizedField

from content.base import BasePage, editor_tabs
from content.blocks import api_form, text_of
from content.blocks.base import RICH
from content.blocks.kinds import StepsBlock
from content.icons import ICONS
from content.links import LINK
from content.reference.queries import directorate_payload
from content.standard.models.parts import TextPage, unit
from search.documents import Document


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
    start_label = models.CharField(
        _("text of the start button"),
        max_length=60,
        blank=True,
        help_text=_("A verb, e.g. “Başvuruya başla”. Empty: there is no button."),
    )
    start_url = models.CharField(
        _("address of the start button"),
        max_length=250,
        blank=True,
        validators=[LINK],
        help_text=_("E.g. /kent-rehberi/ or https://…"),
    )
    how_today = RichTextField(
        _("how to do it"),
        features=RICH,
        blank=True,
        help_text=_("By phone or in person, where there is no online service."),
    )
    steps = StreamField([("steps", StepsBlock())], blank=True, max_num=1, use_json_field=True)
    law = models.CharField(_("legal basis"), max_length=250, blank=True)
    icon = models.CharField(_("icon"), max_length=30, choices=ICONS, default="document")
    directorate = unit()
    reviewed_on = models.DateField(
        _("last reviewed"),
        null=True,
        blank=True,
        help_text=_("Citizens read under the text when somebody last checked it."),
    )

    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("icon"),
    ]

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
        told = ("what", "who", "needed", "how_today", "steps", "law")
        words = text_of([{"value": {key: data[key] for key in told}}])
        yield Document(
            title=self.title,
            summary=self.summary,
            data=data,
            body=body,
            text=f"{words} {text_of(body)}",
            facets={"directorate": [self.directorate.slug] if self.directorate else []},
        )
