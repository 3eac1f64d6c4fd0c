"""Import places from a CSV or GeoJSON file."""

from typing import Any

from django.core.management.base import CommandError

from content.imports.command import ImportCommand
from content.places.importing import REQUIRED, PlaceImporter
from content.places.models import PlaceIndexPage


class Command(ImportCommand):
    """`manage.py import_places FILE`."""

    help = "Import places from a CSV or GeoJSON file; repeatable by external_id."
    required = REQUIRED

    def importer(self, options: dict[str, Any]) -> PlaceImporter:
        """Return the importer for the Turkish guide."""
        index = PlaceIndexPage.objects.filter(locale__language_code="tr").first()
        if index is None:
            raise CommandError("There is no city guide page yet; create it first.")
        return PlaceImporter(
            index, publish=options["publish"], create_missing=options["create_missing"]
        )
