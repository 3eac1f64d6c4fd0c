"""The editor's form of an obituary, grouped by what the desk does."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.base import editor_tabs
from content.obituaries.family.panel import ApprovalPanel
from content.obituaries.widgets import ProposingTimeInput, SuggestingInput

WHO: list[Any] = [
    FieldPanel(
        "title",
        heading=_("Name and surname"),
        help_text=_("As on the identity card, e.g. “Hatice ÖRNEK”; the address is made from it."),
    ),
    FieldRowPanel([FieldPanel("death_date"), FieldPanel("gender")]),
    FieldRowPanel(
        [FieldPanel("birth_date"), FieldPanel("birth_year"), FieldPanel("given_age")],
        heading=_("Birth or age: one of the three is enough"),
    ),
]
CLOCK = FieldPanel("prayer_time", widget=ProposingTimeInput)
FUNERAL: list[Any] = [
    FieldPanel("ceremony"),
    FieldRowPanel([FieldPanel("burial_date"), FieldPanel("prayer"), CLOCK]),
    FieldPanel("mosque", widget=SuggestingInput("mosque")),
    FieldRowPanel([FieldPanel("cemetery", widget=SuggestingInput("cemetery")), FieldPanel("plot")]),
    FieldPanel("transfer_city"),
    FieldPanel("notes"),
]
MORE: list[Any] = [
    FieldRowPanel([FieldPanel("father_name"), FieldPanel("mother_name")]),
    FieldRowPanel([FieldPanel("birthplace"), FieldPanel("neighbourhood")]),
    FieldRowPanel([FieldPanel("photo"), FieldPanel("photo_alt")]),
]
CONDOLENCE: list[Any] = [
    MultiFieldPanel(
        [
            FieldPanel("condolence_address"),
            FieldRowPanel([FieldPanel("condolence_days"), FieldPanel("condolence_hours")]),
        ],
        heading=_("Where condolences are received"),
        help_text=_("It vanishes from page, lists, search and API ten days after the burial."),
    ),
]
DESK: list[Any] = [
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("desk_phone"), FieldPanel("desk_informant")])],
        heading=_("Only for the desk"),
        help_text=_("Nothing here is ever published."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("keep_until"),
            FieldPanel("allow_search_engines"),
            FieldPanel("condolence_book"),
        ],
        heading=_("The family's wishes"),
    ),
]
EDIT_HANDLER = editor_tabs(
    (
        _("Who and funeral"),
        [
            MultiFieldPanel(WHO, heading=_("Who")),
            MultiFieldPanel(FUNERAL, heading=_("Funeral")),
            MultiFieldPanel(MORE, heading=_("More about the person")),
            MultiFieldPanel(
                [ApprovalPanel(), FieldPanel("desk_reason")], heading=_("Family's approval")
            ),
        ],
    ),
    (_("Condolence"), CONDOLENCE),
    (_("Desk and wishes"), DESK),
)
INDEX_HANDLER = editor_tabs((_("Content"), [FieldPanel("title"), FieldPanel("introduction")]))
# What the desk's list filters and sorts by.
FILTERED = (
    *("burial_date", "death_date", "ceremony", "prayer", "prayer_time", "mosque", "cemetery"),
    "neighbourhood",
)
