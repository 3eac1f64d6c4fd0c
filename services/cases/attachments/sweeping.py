"""Clears away what no case will ever have, and asks the scanner again about what waits for it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from services.cases.actions.files import remove_content
from services.cases.attachments import scanner
from services.cases.models import Attachment, Scan, private_storage
from services.cases.models.files import FOLDER

# A form that is not sent within a week is not sent any more (the retention table's "drafts").
UNBOUND_DAYS = 7
# A request is over by then: a file without a row was left by a crash.
ORPHAN_HOURS = 6
BATCH = 200


def drop_unbound(most: int = BATCH) -> int:
    """Delete files whose form was never sent; return how many."""
    before = timezone.now() - timedelta(days=UNBOUND_DAYS)
    with transaction.atomic():
        old = list(
            Attachment.objects.select_for_update(skip_locked=True)
            .filter(case=None, uploaded_at__lt=before)
            .order_by("pk")[:most]
        )
        names = [row.content.name for row in old]
        Attachment.objects.filter(pk__in=[row.pk for row in old], case=None).delete()
        transaction.on_commit(lambda: remove_content(names))
    return len(names)


def sweep(*, days: int | None = 3) -> int:
    """Delete files in the private storage that no row knows; return how many.

    Args:
        days: Look only at folders of so many days; None looks at all.
    """
    storage = private_storage()
    try:
        folders = storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return 0
    if days is not None:
        today = timezone.localdate()
        recent = {f"{today - timedelta(days=back):%Y-%m-%d}" for back in range(days)}
        folders = [folder for folder in folders if folder in recent]
    return sum(_sweep_folder(f"{FOLDER}/{folder}") for folder in folders)


def _sweep_folder(folder: str) -> int:
    storage = private_storage()
    before = timezone.now() - timedelta(hours=ORPHAN_HOURS)
    names = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    known = set(Attachment.objects.filter(content__in=names).values_list("content", flat=True))
    orphans = [
        name for name in names if name not in known and storage.get_modified_time(name) < before
    ]
    remove_content(orphans)
    return len(orphans)


def scan_waiting(most: int = BATCH) -> int:
    """Ask the scanner about files that wait for it; return how many it answered.

    The content of an infected file is deleted, its row stays: the timeline has signed its digest.
    """
    done = 0
    for row in Attachment.objects.filter(scan=Scan.WAITING).order_by("pk")[:most]:
        try:
            with row.content.open("rb") as file:
                answer = scanner.scanned(file.read())
        except FileNotFoundError:
            answer = Scan.INFECTED
        if answer is Scan.WAITING:
            break
        Attachment.objects.filter(pk=row.pk, scan=Scan.WAITING).update(scan=answer)
        if answer is Scan.INFECTED:
            remove_content([row.content.name])
        done += 1
    return done
