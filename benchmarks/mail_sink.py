"""A real SMTP server that counts: `python -m benchmarks.mail_sink PORT FILE`.

Each mail it has taken is one line of the file: recipient, Message-ID.
"""

import sys
import time
from typing import Any, TextIO

from aiosmtpd.controller import Controller


class Sink:
    """Takes everything."""

    def __init__(self, file: TextIO) -> None:
        """Take the file to write to."""
        self.file = file

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Note a mail, then say that it is taken."""
        head = envelope.content[:4_000].decode(errors="replace")
        number = next(
            line.partition(":")[2].strip()
            for line in head.splitlines()
            if line.lower().startswith("message-id:")
        )
        self.file.write(f"{envelope.rcpt_tos[0]} {number}\n")
        self.file.flush()
        return "250 OK"


def main() -> None:
    """Serve until killed."""
    with open(sys.argv[2], "a") as file:  # noqa: PTH123
        Controller(Sink(file), hostname="127.0.0.1", port=int(sys.argv[1])).start()
        while True:
            time.sleep(3_600)


if __name__ == "__main__":
    main()
