"""Import road works from a GeoJSON file."""

from typing import Any

from django.core.management.base import CommandError

from content.imports.command import ImportCommand
from content.roadworks.importing import REQUIRED, RoadWorkImporter
from content.roadworks.models import RoadWorkIndexPage


class Command(ImportCommand):
    """`manage.py import_roadworks FILE`."""

    help = "Import road works from a GeoJSON file; repeatable by external_id."
    required = REQUIRED

    def importer(self, options: dict[str, Any]) -> RoadWorkImporter:
        """Return the importer for the Turkish list."""
        index = RoadWorkIndexPage.objects.filter(locale__language_code="tr").first()
        if index is None:
            raise CommandError("There is no road works page yet; create it first.")
        return RoadWorkImporter(
            index, publish=options["publish"], create_missing=options["create_missing"]
        )
