"""The icons editors choose from: those of the site's sprite that say something of a place."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

# With the schema.org type of places that carry the icon, where it is sure; else CivicStructure.
CIVIC = "CivicStructure"
ICONS: dict[str, tuple[Any, str]] = {
    "map-pin": (_("Place"), CIVIC),
    "building": (_("Public building"), CIVIC),
    "document": (_("Office"), "GovernmentOffice"),
    "user": (_("Person"), CIVIC),
    "wallet": (_("Payment"), "LocalBusiness"),
    "hospital": (_("Health"), "MedicalBusiness"),
    "pharmacy": (_("Pharmacy"), "Pharmacy"),
    "condolence": (_("Support"), CIVIC),
    "wheelchair": (_("Disability"), CIVIC),
    "accessibility": (_("Accessibility"), CIVIC),
    "school": (_("School"), "School"),
    "graduation": (_("Courses"), CIVIC),
    "library": (_("Library"), "Library"),
    "mosque": (_("Mosque"), "Mosque"),
    "park": (_("Park"), "Park"),
    "tree": (_("Green area"), CIVIC),
    "sports": (_("Sports"), "SportsActivityLocation"),
    "camera": (_("Culture"), CIVIC),
    "star": (_("Sight"), CIVIC),
    "market": (_("Market"), "LocalBusiness"),
    "home": (_("Social facility"), CIVIC),
    "toilet": (_("Toilet"), CIVIC),
    "bus": (_("Transport"), CIVIC),
    "parking": (_("Car park"), CIVIC),
    "road": (_("Road"), CIVIC),
    "shield": (_("Safety"), CIVIC),
    "warning": (_("Emergency"), CIVIC),
    "globe": (_("Internet"), CIVIC),
}


def check_icon(name: str) -> None:
    """Refuse a name that the sprite of the site does not have."""
    if name not in ICONS:
        raise ValidationError(
            _("There is no icon “%(name)s”. Choose one of the pictures."), params={"name": name}
        )


def schema_type(icon: str) -> str:
    """Return the schema.org type of places with this icon."""
    return ICONS[icon][1] if icon in ICONS else CIVIC


class IconPicker(forms.RadioSelect):
    """Radio buttons, each with its picture."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Offer every icon."""
        super().__init__({"class": "place-icons", **(attrs or {})})

    @property
    def choices(self) -> Any:
        """Return name and picture of each icon; made late, since addresses of files are."""
        sprite = static("icons/sprite.svg")
        return [
            (
                name,
                format_html(
                    '<svg width="24" height="24" aria-hidden="true"><use href="{}#{}"></use></svg>'
                    " {}",
                    sprite,
                    name,
                    label,
                ),
            )
            for name, (label, _type) in ICONS.items()
        ]

    @choices.setter
    def choices(self, value: Any) -> None:
        """Ignore what a form offers; the icons are the sprite's."""
