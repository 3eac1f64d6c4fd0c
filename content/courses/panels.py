"""The editor's form of a course, grouped by what the desk does."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)

from content.base import editor_tabs
from content.geometry.panels import point_panel

WHAT: list[Any] = [
    TitleFieldPanel(
        "title",
        heading=_("Name"),
        classname="",
        placeholder=False,
        help_text=_("As people call it, e.g. “Temel dikiş (akşam grubu)”."),
    ),
    FieldRowPanel([FieldPanel("branch"), FieldPanel("brand")]),
    FieldPanel("summary"),
    FieldPanel("description"),
    MultiFieldPanel(
        [FieldPanel("standing"), FieldPanel("status_reason")], heading=_("How it stands")
    ),
]
WHEN: list[Any] = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            FieldPanel("hours_total"),
        ],
        heading=_("Course days"),
    ),
    InlinePanel(
        "lessons",
        heading=_("Weekly lessons"),
        label=_("Lesson"),
        help_text=_("One row for each day of the week, e.g. “Salı, 18:00 – 20:00”."),
    ),
    InlinePanel(
        "days_off",
        heading=_("Days without lesson"),
        label=_("Day"),
        help_text=_("E.g. public holidays; calendars of citizens leave these days out."),
    ),
]
WHERE: list[Any] = [
    FieldPanel("place"),
    FieldPanel("room"),
    MultiFieldPanel(
        [FieldPanel("address"), FieldPanel("neighbourhood")],
        heading=_("Address, where the city guide has no place"),
    ),
    point_panel(),
]
WHO: list[Any] = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("min_age"), FieldPanel("max_age")]),
            FieldPanel("residents_only"),
        ],
        heading=_("Who may attend"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("capacity"), FieldPanel("min_participants")]),
            FieldPanel("fee"),
            FieldPanel("material_note"),
        ],
        heading=_("Places and costs"),
    ),
    MultiFieldPanel([FieldPanel("teacher"), FieldPanel("teacher_consents")], heading=_("Teacher")),
    FieldPanel("certificate"),
    FieldPanel("conditions"),
]
APPLY: list[Any] = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("applications_open"), FieldPanel("applications_close")]),
            FieldPanel("how_to_apply"),
            FieldPanel("documents_needed"),
        ],
        heading=_("Applying"),
    ),
    MultiFieldPanel(
        [FieldPanel("contact_phone"), FieldPanel("directorate")],
        heading=_("Who answers questions"),
    ),
    FieldPanel("external_id"),
]
EDIT_HANDLER = editor_tabs(
    (_("Course"), WHAT),
    (_("When"), WHEN),
    (_("Where"), WHERE),
    (_("Who and what it costs"), WHO),
    (_("How to apply"), APPLY),
)
