"""The editor's form of a place, grouped by what the desk does."""

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

ACCESS_FACTS = (
    "step_free",
    "accessible_toilet",
    "accessible_parking",
    "hearing_loop",
    "tactile_paving",
)
# Django would begin this label with a dotless I.
HEADINGS = {"hearing_loop": _("Hearing loop")}
WHERE: list[Any] = [
    TitleFieldPanel(
        "title",
        heading=_("Name"),
        classname="",
        placeholder=False,
        help_text=_("As people call it, e.g. “Sahabiye Aile Sağlığı Merkezi”."),
    ),
    FieldPanel("category"),
    FieldPanel("description"),
    FieldPanel("other_names"),
    MultiFieldPanel(
        [
            FieldPanel("neighbourhood"),
            FieldRowPanel([FieldPanel("street"), FieldPanel("door_no")]),
        ],
        heading=_("Address"),
    ),
    point_panel(),
    InlinePanel("photos", heading=_("Photos"), label=_("Photo")),
]
CONTACT: list[Any] = [
    MultiFieldPanel(
        [
            FieldPanel("phones"),
            FieldRowPanel([FieldPanel("email"), FieldPanel("web")]),
            FieldPanel("directorate"),
        ],
        heading=_("Contact"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("always_open"),
            InlinePanel(
                "hours",
                heading=_("Weekly hours"),
                label=_("Days and hours"),
                help_text=_(
                    "One row says “Pazartesi – Cuma, 08:30 – 17:00”. Two rows of one day make a "
                    "break; days in no row are closed. Without any row the page says that the "
                    "hours are not known."
                ),
            ),
            FieldRowPanel([FieldPanel("public_holidays"), FieldPanel("religious_holidays")]),
            InlinePanel(
                "exceptions",
                heading=_("Exceptions"),
                label=_("Exception"),
                help_text=_("E.g. closed for repairs, summer hours. They win over all the rest."),
            ),
            FieldPanel("hours_note"),
        ],
        heading=_("Opening hours"),
    ),
]
ACCESS: list[Any] = [
    MultiFieldPanel(
        [*(FieldPanel(name, heading=HEADINGS.get(name, "")) for name in ACCESS_FACTS)],
        heading=_("Accessibility"),
        help_text=_("“Not known” is an honest answer: people plan their way by this."),
    ),
    FieldPanel("capacity"),
]
CARE: list[Any] = [FieldPanel("verified_on"), FieldPanel("external_id")]
EDIT_HANDLER = editor_tabs(
    (_("What and where"), WHERE),
    (_("Contact and hours"), CONTACT),
    (_("Accessibility"), ACCESS),
    (_("Upkeep"), CARE),
)
