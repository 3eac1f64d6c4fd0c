"""One notice to many subscribers, workers killed in the middle: `python -m benchmarks.telling`.

A real SMTP server (aiosmtpd, a process of its own) counts what arrives. The worker is a process
that writes and sends as the site's worker does; it is killed (SIGKILL) while it writes the
messages, and at a third and two thirds of the sending; another takes over when the lease has run
out. The database is a throw-away one.
"""

import argparse
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Prepare, tell, kill, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--lease", type=int, default=5)
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    port = _free_port()
    _configure(port, options.lease)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _prepare(options.people)
    file = Path(tempfile.mkdtemp()) / "mails.txt"
    file.touch()
    sink = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.mail_sink", str(port), str(file)], cwd=ROOT
    )
    try:
        time.sleep(1)
        _publish()
        _run(options, file)
    finally:
        sink.kill()


def _configure(port: int, lease: int) -> None:
    from django.conf import settings

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.OUTBOX_MAILS_PER_MINUTE = 0
    settings.OUTBOX_QUIET_HOURS = ""
    settings.OUTBOX_LEASE_SECONDS = lease
    settings.SUBSCRIPTIONS_WAIT_SECONDS = 0


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _prepare(people: int) -> None:
    """Make the list and its subscribers; a third follow it twice, by neighbourhood and name."""
    from django.utils import timezone

    from subscriptions.actions import target_of
    from subscriptions.addresses import key_of
    from subscriptions.models import Subscriber, Subscription
    from subscriptions.targets import list_choice
    from tests.factories.obituaries import obituary_index
    from tests.factories.site import neighbourhood

    obituary_index()
    neighbourhood("Argıncık")
    now = timezone.now()
    rows = []
    for number in range(people):
        address = f"kisi{number}@example.org"
        rows.append(
            Subscriber(
                channel="mail",
                address=address,
                address_key=key_of("mail", address),
                locale=("tr", "en", "ar")[number % 10 // 8],
                state="active",
                confirmed_at=now,
            )
        )
    Subscriber.objects.bulk_create(rows, batch_size=2_000)
    lists = [
        target_of(choice)
        for query in ("", "?mahalle=argincik", "?ad=ornek")
        if (choice := list_choice(f"/vefat-ilanlari/{query}"))
    ]
    Subscription.objects.bulk_create(
        (
            Subscription(subscriber=row, target=target, confirmed_at=now)
            for number, row in enumerate(rows)
            for target in (lists if number % 3 == 0 else lists[:1])
        ),
        batch_size=2_000,
    )


def _publish() -> None:
    from datetime import timedelta

    from django.db import transaction
    from django.utils import timezone

    from tests.factories.obituaries import obituary_index, unsaved_obituary
    from tests.factories.site import neighbourhood

    today = timezone.localdate()
    page = unsaved_obituary(
        "Hatice ÖRNEK",
        live=False,
        death_date=today,
        burial_date=today + timedelta(days=1),
        neighbourhood=neighbourhood("Argıncık"),
    )
    obituary_index().add_child(instance=page)
    begun = time.monotonic()
    with transaction.atomic():
        page.save_revision().publish()
    print(f"publishing took {time.monotonic() - begun:.2f} s")


def _work() -> None:
    """Write and send until nothing is left, as the site's worker does."""
    from django.db import connections

    from outbox import sending
    from subscriptions import writing

    connections.close_all()
    while True:
        for event in writing.due_events():
            while writing.write(event):
                pass
        if not sending.send_due(30):
            time.sleep(0.2)


def _memory(pid: int) -> int:
    """Return the resident memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


def _run(options: argparse.Namespace, file: Path) -> None:
    from django.db import connections

    marks = [options.people * (at + 1) // (options.kills + 1) for at in range(options.kills)]
    begun = time.monotonic()
    worker, peak, first, written = _start(), 0, 0, 0.0
    writing = True
    while True:
        time.sleep(0.25)
        count = file.read_bytes().count(b"\n")
        memory = _memory(worker.pid)
        first = first or memory
        peak = max(peak, memory)
        if count and not written:
            written = time.monotonic() - begun
        if writing and not count and _waiting() >= options.people // 3:
            writing = False
            os.kill(worker.pid, signal.SIGKILL)
            worker.join()
            worker = _start()
        if marks and count >= marks[0]:
            marks.pop(0)
            os.kill(worker.pid, signal.SIGKILL)
            worker.join()
            worker = _start()
        if count >= options.people and _waiting() == 0:
            break
        connections.close_all()
    took = time.monotonic() - begun
    worker.kill()
    _report(options, file, took, written, first, peak)


def _start() -> Any:
    from django.db import connections

    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=_work)
    process.start()
    return process


def _waiting() -> int:
    from outbox.models import Message

    return Message.objects.filter(state="waiting").count()


def _report(
    options: argparse.Namespace, file: Path, took: float, written: float, first: int, peak: int
) -> None:
    lines = file.read_text().split("\n")[:-1]
    people = Counter(line.split()[0] for line in lines)
    numbers = {tuple(line.split()) for line in lines}
    again = len(lines) - len(people)
    print(
        f"people {options.people}, kills: 1 writing, {options.kills} sending, "
        f"lease {options.lease} s\n"
        f"first mail after {written:.1f} s (all messages written before), all after {took:.1f} s\n"
        f"rate {options.people / (took - written):.0f} mails/s over the sending, kills included\n"
        f"worker's memory: {first} MB at the start, {peak} MB at most\n"
        f"lost {options.people - len(people)}, addresses with two different messages "
        f"{len(numbers) - len(people)}, transmissions repeated with the same Message-ID {again}"
    )


if __name__ == "__main__":
    main()
