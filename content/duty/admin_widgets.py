"""The choice of a pharmacy in the desk's form."""

from typing import Any

from django import forms
from django.conf import settings

from search import turkish


class PharmacySelect(forms.Select):
    """A list of the guide's pharmacies, each with its neighbourhood, in alphabetical order."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        """Offer the pharmacies; read when the form is drawn, in one query."""
        from content.duty.queries import pharmacies

        rows = sorted(
            pharmacies(settings.LANGUAGE_CODE).values_list("pk", "title", "neighbourhood__name"),
            key=lambda row: turkish.sort_key(row[1]),
        )
        self.choices = [
            ("", "---------"),
            *((pk, f"{title} ({area})" if area else title) for pk, title, area in rows),
        ]
        return super().optgroups(name, value, attrs)
