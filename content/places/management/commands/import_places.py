"""Import places from a CSV or GeoJSON file."""

from typing import Any

from content.imports.command import ImportCommand
from content.places.import_kind import importer
from content.places.importing import REQUIRED, PlaceImporter


class Command(ImportCommand):
    """`manage.py import_places FILE`."""

    help = "Import places from a CSV or GeoJSON file; repeatable by external_id."
    required = REQUIRED

    def importer(self, options: dict[str, Any]) -> PlaceImporter:
        """Return the importer for the guide."""
        return importer(publish=options["publish"], create_missing=options["create_missing"])
