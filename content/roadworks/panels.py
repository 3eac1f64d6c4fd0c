"""The editor's form of a road work, grouped by what the desk does."""

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
from content.roadworks.forms import NeighbourhoodPicker
from content.roadworks.overview import OverviewPanel
from content.roadworks.widgets import AnnouncementInput

WHERE: list[Any] = [
    OverviewPanel(),
    FieldPanel("kind"),
    FieldPanel("neighbourhoods", widget=NeighbourhoodPicker(), required_on_save=False),
    InlinePanel(
        "streets",
        heading=_("Streets"),
        label=_("Street"),
        help_text=_("One row for each street; draw its line or point on the map."),
        min_num=1,
    ),
    TitleFieldPanel(
        "title",
        heading=_("Title"),
        classname="",
        placeholder=False,
        help_text=_(
            "Proposed from neighbourhood, street and kind, e.g. “Barbaros, Oymak Caddesi: sıcak "
            "asfalt”; you may write another."
        ),
    ),
    FieldPanel("description"),
    FieldPanel("announcement", widget=AnnouncementInput()),
]
WHEN: list[Any] = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("planned_start"), FieldPanel("planned_end")]),
            FieldRowPanel([FieldPanel("start_confirmed"), FieldPanel("end_confirmed")]),
            FieldPanel("delay_reason"),
        ],
        heading=_("Plan"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("status"),
            FieldPanel("status_reason"),
            FieldRowPanel([FieldPanel("actual_start"), FieldPanel("actual_end")]),
            FieldRowPanel([FieldPanel("progress"), FieldPanel("last_confirmed_on")]),
        ],
        heading=_("How it stands"),
    ),
]
TRAFFIC: list[Any] = [
    FieldPanel("vehicle_impact"),
    FieldRowPanel([FieldPanel("direction"), FieldPanel("closure_hours")]),
    FieldPanel("detour"),
    FieldPanel("no_alternative"),
    FieldPanel("transit_effect"),
    FieldPanel("accessibility_effect"),
]
WORK: list[Any] = [
    FieldRowPanel([FieldPanel("crew"), FieldPanel("crew_lead")]),
    FieldRowPanel([FieldPanel("tonnage"), FieldPanel("area_m2")]),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("photo_before"), FieldPanel("photo_before_alt")]),
            FieldRowPanel([FieldPanel("photo_after"), FieldPanel("photo_after_alt")]),
        ],
        heading=_("Photos"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("directorate"),
            FieldRowPanel([FieldPanel("contact"), FieldPanel("contact_phone")]),
        ],
        heading=_("Who answers questions"),
    ),
    FieldPanel("external_id"),
]
EDIT_HANDLER = editor_tabs(
    (_("What and where"), WHERE),
    (_("When"), WHEN),
    (_("Traffic"), TRAFFIC),
    (_("Work and contact"), WORK),
)
