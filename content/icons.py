"""The icons of services and of the tiles of the home page: drawings of the site's sprite."""

from django.utils.translation import gettext_lazy as _

ICONS = [
    ("document", _("Document")),
    ("report", _("Request, complaint")),
    ("star", _("Star")),
    ("search", _("Enquiry")),
    ("wallet", _("Payment")),
    ("zoning", _("Zoning")),
    ("building", _("Building")),
    ("home", _("House")),
    ("road", _("Road")),
    ("bus", _("Transport")),
    ("graduation", _("Course")),
    ("library", _("Library")),
    ("condolence", _("Condolence, support")),
    ("wheelchair", _("Disability")),
    ("user", _("Person")),
    ("calendar", _("Appointment, event")),
    ("map-pin", _("Place")),
    ("map", _("Map")),
    ("market", _("Market")),
    ("park", _("Park")),
    ("tree", _("Green area")),
    ("shield", _("Protection")),
    ("megaphone", _("Announcement")),
    ("phone", _("Phone")),
    ("download", _("Download")),
    ("globe", _("Web site")),
]
