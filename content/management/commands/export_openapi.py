"""Writes the OpenAPI document, for client generators and for the snapshot in the tests."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

SNAPSHOT = settings.BASE_DIR / "tests" / "api_snapshots" / "openapi.json"


def document_text() -> str:
    """Return the document as stable, readable JSON."""
    from config.api import api

    schema = api.get_openapi_schema(path_prefix="api/v1/")
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


class Command(BaseCommand):
    """`manage.py export_openapi [FILE]`: write the document; by default the tests' snapshot."""

    help = "Write the OpenAPI document of the public API."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the file."""
        parser.add_argument("file", nargs="?", default=str(SNAPSHOT))

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        target = Path(options["file"])
        target.write_text(document_text(), encoding="utf-8")
        self.stdout.write(f"{target}: {len(document_text())} characters")
