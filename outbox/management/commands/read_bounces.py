"""`manage.py read_bounces`: take in what came back from an mbox, a Maildir, or standard input."""

import mailbox
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from outbox import bounces, returns


class Command(BaseCommand):
    """Reads delivery failures; tells how many concerned messages of ours."""

    help = "Read returned mails: a mailbox file (mbox), a Maildir, or one mail on standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="path of an mbox or Maildir; - for one mail on stdin")
        parser.add_argument("--delete", action="store_true", help="remove the mails that were read")

    def handle(self, *args: Any, **options: Any) -> None:
        read = taken = 0
        for data in self._mails(options["source"], delete=options["delete"]):
            read += 1
            report = bounces.read(bounces.parse(data))
            if report is not None and returns.take(report):
                taken += 1
        self.stdout.write(f"{read} read, {taken} returned messages noted")

    def _mails(self, source: str, *, delete: bool) -> Iterator[bytes]:
        if source == "-":
            yield sys.stdin.buffer.read()
            return
        path = Path(source)
        if not path.exists():
            raise CommandError(f"There is no mailbox at {path}.")
        box: mailbox.Mailbox[Any] = (
            mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path)
        )
        box.lock()
        try:
            for key in list(box.keys()):
                yield box.get_bytes(key)
                if delete:  # only after it was taken in
                    box.remove(key)
            box.flush()
        finally:
            box.unlock()
            box.close()
