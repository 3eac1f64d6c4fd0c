"""Writes of files: keep what was sent with a form, give it to the case when the form is filed."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils.translation import gettext as _

from services.cases.actions.timeline import add, locked
from services.cases.attachments import scanner
from services.cases.attachments.cleaning import cleaned, cleaned_name, read_whole
from services.cases.kinds import By, FileRule
from services.cases.models import Attachment, Case, Entry, EntryKind, Scan

LOCK = 7_310_002


def keep_upload(
    *, key: uuid.UUID, file: UploadedFile, rule: FileRule, by: By = By.CITIZEN
) -> Attachment:
    """Keep a file that was sent with a form, before there is a case or a message it belongs to.

    The file is written before the row is committed: a row without its file cannot be. A file
    without its row, left by a crash, is swept (`attachments.sweeping`). Only who fills the form in
    knows its `key`, by which `file_case` binds; `rule` is that of the kind the form files.

    Raises:
        ValidationError: Not taken, with the reason.
    """
    found = cleaned(read_whole(file, rule), rule)  # type: ignore[arg-type]
    scan = scanner.scanned(found.content)
    if scan is Scan.INFECTED:
        raise ValidationError(_("The virus scanner found something in this file. It was not kept."))
    digest = hashlib.sha256(found.content).hexdigest()
    with transaction.atomic():
        _one_at_a_time(key)
        waiting = list(waiting_files(key))
        for known in waiting:
            if known.sha256 == digest:  # the same form sent twice
                return known
        if len(waiting) >= rule.at_once:
            raise ValidationError(
                _("At most %(most)d files can be sent together.") % {"most": rule.at_once}
            )
        row = Attachment(
            key=key,
            by=by.value,
            name=cleaned_name(file.name or "", found.content_type),
            content_type=found.content_type,
            size=len(found.content),
            sha256=digest,
            width=found.width,
            height=found.height,
            scan=scan,
        )
        row.content.save("", ContentFile(found.content), save=False)
        row.full_clean()
        row.save(force_insert=True)
        return row


def waiting_files(key: uuid.UUID) -> Iterable[Attachment]:
    """Return the files kept for a form that has not been sent."""
    return Attachment.objects.filter(key=key, case=None)


@transaction.atomic
def drop_upload(*, key: uuid.UUID, public_id: uuid.UUID) -> bool:
    """Take back a file before the form is sent; False when it is not there, or bound already."""
    _one_at_a_time(key)
    found = Attachment.objects.filter(key=key, public_id=public_id, case=None).first()
    if found is None:
        return False
    found.delete()
    transaction.on_commit(lambda: remove_content([found.content.name]))
    return True


@transaction.atomic
def attach(
    *, case: Case, key: uuid.UUID, by: By, author: Any = None, is_public: bool = True
) -> Entry | None:
    """Give the files kept under a key to a case, as an entry of their own; None without files."""
    case = locked(case)
    files = claimed(case, key)
    if not files:
        return None
    entry = add(
        case,
        kind=EntryKind.FILES,
        by=by,
        author=author,
        is_public=is_public,
        data=files_of(files),
    )
    bind(files, entry)
    return entry


def claimed(case: Case, key: uuid.UUID | None) -> list[Attachment]:
    """Lock the files kept under a key and return them, as many as the case may have.

    Raises:
        ValidationError: When the case has too many already.
    """
    if key is None:
        return []
    _one_at_a_time(key)
    files = list(waiting_files(key))
    if files and case.pk:
        rule, there = case.type.files, case.attachments.count()
        if there + len(files) > rule.in_all:
            raise ValidationError(
                _("A case holds at most %(most)d files; there are %(there)d already.")
                % {"most": rule.in_all, "there": there}
            )
    return files


def files_of(files: Iterable[Attachment]) -> dict[str, Any]:
    """Return what the timeline signs of an entry's files; nothing where there are none."""
    facts = [file.facts() for file in files]
    return {"files": facts} if facts else {}


def bind(files: Sequence[Attachment], entry: Entry) -> None:
    """Give files to an entry that signs their digests."""
    if not files:
        return
    Attachment.objects.filter(pk__in=[file.pk for file in files]).update(
        case_id=entry.case_id, entry=entry
    )


def remove_content(names: Iterable[str | None]) -> None:
    """Delete files from the private storage; what is gone already is no error."""
    from services.cases.models import private_storage

    storage = private_storage()
    for name in names:
        if name:
            storage.delete(name)


def _one_at_a_time(key: uuid.UUID) -> None:
    """Let the requests of one form wait for each other, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, str(key)])
