"""Import road works from a GeoJSON file."""

from typing import Any

from content.imports.command import ImportCommand
from content.roadworks.import_kind import importer
from content.roadworks.importing import REQUIRED, RoadWorkImporter


class Command(ImportCommand):
    """`manage.py import_roadworks FILE`."""

    help = "Import road works from a GeoJSON file; repeatable by external_id."
    required = REQUIRED

    def importer(self, options: dict[str, Any]) -> RoadWorkImporter:
        """Return the importer for the list."""
        return importer(publish=options["publish"], create_missing=options["create_missing"])
