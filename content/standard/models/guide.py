"""Life events step by step: what to do in which order, with documents, offices and deadlines."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from content.base import BasePage, editor_tabs
from content.blocks import api_form, text_of
from content.blocks.base import RichText
from content.links import LINK
from content.reference.queries import directorate_payload
from content.standard.models.parts import TextPage, unit
from search.documents import Document


class LifeEvent(models.TextChoices):
    """What has happened; other parts of the site lead to the guide by it."""

    BEREAVEMENT = "bereavement", _("Somebody has died")
    BIRTH = "birth", _("A child is born")
    MARRIAGE = "marriage", _("Marrying")
    MOVING = "moving", _("Moving house")
    BUSINESS = "business", _("Opening a business")
    OTHER = "other", _("Something else")


def _link() -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Address"), max_length=250, required=False, validators=[LINK])


class OfficeBlock(blocks.StructBlock):
    """Where to go or whom to call; a place of the guide brings its page with it."""

    name = blocks.CharBlock(label=_("Office"), max_length=120)
    place = blocks.PageChooserBlock(
        label=_("Place in the city guide"), page_type="places.PlacePage", required=False
    )
    url = _link()
    phone = blocks.CharBlock(label=_("Phone"), max_length=32, required=False)

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, str]:
        """Return name, address and phone; the chosen place's address before the typed one."""
        place = value.get("place")
        url = (place.get_url() or "") if place is not None and place.live else ""
        return {"name": value["name"], "url": url or value["url"], "phone": value["phone"]}


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(
        label=_("What to do"), max_length=120, help_text=_("A verb, e.g. “Ölüm belgesini alın”.")
    )
    when = blocks.CharBlock(
        label=_("When"), max_length=80, required=False, help_text=_("E.g. “İlk saatlerde”.")
    )
    text = RichText(label=_("How"))
    documents = blocks.ListBlock(
        blocks.CharBlock(label=_("Document"), max_length=160),
        label=_("Documents needed"),
        default=[],
        required=False,
    )
    offices = blocks.ListBlock(OfficeBlock(), label=_("Offices"), default=[], required=False)
    links = blocks.ListBlock(
        blocks.StructBlock(
            [("title", blocks.CharBlock(label=_("Text"), max_length=120)), ("url", _link())]
        ),
        label=_("Links"),
        default=[],
        required=False,
    )
    deadline = blocks.CharBlock(
        label=_("Deadline"), max_length=160, required=False, help_text=_("E.g. “Dört ay içinde”.")
    )
    source = blocks.CharBlock(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("Law or authority, e.g. “5490 sayılı Kanun, m. 31”."),
    )
    to_confirm = blocks.BooleanBlock(
        label=_("Still to be confirmed by us"),
        required=False,
        help_text=_("Readers are told so beside the step; take it away when it was checked."),
    )

    class Meta:
        """How editors see it."""

        icon = "list-ol"
        label = _("Step")


class LifeEventPage(TextPage):
    """A guide through a life event."""

    document_kind = "life_event"
    parent_page_types: ClassVar[list[str]] = ["standard.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    event = models.CharField(
        _("life event"), max_length=12, choices=LifeEvent.choices, default=LifeEvent.OTHER
    )
    steps = StreamField([("step", StepBlock())], use_json_field=True, verbose_name=_("steps"))
    directorate = unit()
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)

    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        SynchronizedField("event"),
    ]
    edit_handler = editor_tabs(
        (
            _("Steps"),
            [
                FieldPanel("title"),
                FieldPanel("summary"),
                FieldPanel("event"),
                FieldPanel("steps"),
            ],
        ),
        (
            _("More"),
            [
                FieldPanel("body"),
                FieldRowPanel([FieldPanel("directorate"), FieldPanel("reviewed_on")]),
            ],
        ),
    )

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("step-by-step guide")
        verbose_name_plural = _("step-by-step guides")

    def publish_checks(self) -> Iterator[Any]:
        """Name the steps whose facts nobody has confirmed yet."""
        from content.editing.checks import Finding, Level

        open_ones = [step.value["title"] for step in self.steps if step.value["to_confirm"]]
        if open_ones:
            yield Finding(
                level=Level.WARNING,
                code="guide-unconfirmed",
                field="steps",
                message=_now("Still to be confirmed: %(steps)s") % {"steps": ", ".join(open_ones)},
            )

    def describe(self) -> Iterable[Document]:
        """Return the guide; every step is found by its words."""
        body = api_form(self.body)
        steps = [item["value"] for item in api_form(self.steps)]
        told = [
            {"value": {key: step[key] for key in ("title", "text", "documents")}} for step in steps
        ]
        yield Document(
            title=self.title,
            summary=self.summary,
            data={
                "event": self.event,
                "steps": steps,
                "directorate": directorate_payload(self.directorate),
                "reviewed_on": self.reviewed_on.isoformat() if self.reviewed_on else None,
            },
            body=body,
            keywords="\n".join(step["title"] for step in steps),
            text=f"{text_of(told)} {text_of(body)}",
            facets={
                "event": [self.event],
                "directorate": [self.directorate.slug] if self.directorate else [],
            },
        )
