"""Make the installation's own list of leaked passwords from files (docs/operations.md)."""

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.signin.bloom import Bloom

HASH = re.compile(rb"^([0-9A-Fa-f]{40})(?::(\d+))?$")


class Command(BaseCommand):
    """`manage.py leaked_passwords FILE… [--least 100]`."""

    help = (
        "Build the filter of leaked passwords from files with a password or a SHA-1 (`hash:count`, "
        "as Have I Been Pwned publishes them) in each line."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the files, and how often a password must have been seen."""
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument(
            "--least", type=int, default=1, help="leave out hashes with a smaller count"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read twice: to count, and to fill."""
        files, least = options["files"], options["least"]
        for file in files:
            if not file.is_file():
                raise CommandError(f"{file} is no file.")
        count = sum(1 for file in files for _entry in _entries(file, least))
        if not count:
            raise CommandError("There is no password in these files.")
        bloom = Bloom.create(count)
        for file in files:
            for entry in _entries(file, least):
                if isinstance(entry, bytes):
                    bloom.add_digest(entry)
                else:
                    bloom.add(entry)
        target = Path(settings.LEAKED_PASSWORDS_FILE)
        target.parent.mkdir(parents=True, exist_ok=True)
        bloom.save(target)
        self.stdout.write(f"{count} passwords, {target.stat().st_size // 1024 + 1} kB: {target}")


def _entries(file: Path, least: int) -> Iterator[bytes | str]:
    with file.open("rb") as lines:
        for raw in lines:
            line = raw.rstrip(b"\r\n")
            if not line:
                continue
            if found := HASH.match(line):
                if int(found[2] or least) >= least:
                    yield bytes.fromhex(found[1].decode())
            else:
                yield line.decode("utf-8", "replace")
