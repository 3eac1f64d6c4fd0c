"""Writes of imports in the admin: upload, rehearsal, confirmation, and the work itself."""

import io
import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from content.imports.engine import FileError, run_import
from content.imports.kinds import ImportKind, kind_named
from content.imports.models import ImportJob
from content.imports.readers import read_rows

State = ImportJob.State
logger = logging.getLogger(__name__)
PROGRESS_EVERY = 10
KEPT_DAYS = 90
# A worker that was killed leaves its job behind; after this it may be started again.
LOST_AFTER = timedelta(minutes=5)


def upload(
    *,
    kind: ImportKind,
    user: Any,
    file_name: str,
    content: bytes,
    publish: bool,
    create_missing: bool,
) -> ImportJob:
    """Keep a file and have it rehearsed; old imports are cleared away."""
    from content.imports.tasks import work_on

    limit = timezone.now() - timedelta(days=KEPT_DAYS)
    with transaction.atomic():
        ImportJob.objects.filter(created_at__lt=limit).delete()
        job = ImportJob(
            kind=kind.name,
            user=user,
            language=translation.get_language() or "tr",
            file_name=file_name[-200:],
            content=content,
            publish=publish,
            create_missing=create_missing,
        )
        job.full_clean()
        job.save()
        transaction.on_commit(lambda: work_on.enqueue(job.pk))
    return job


def confirm(*, job_id: int) -> bool:
    """Have a rehearsed file imported; False when it is no longer waiting for that.

    The row lock lets of two presses of the button only the first one through.
    """
    from content.imports.tasks import work_on

    with transaction.atomic():
        job = ImportJob.objects.select_for_update().defer("content").get(pk=job_id)
        if job.state != State.REHEARSED and not is_lost(job):
            return False
        job.state = State.CONFIRMED if job.state == State.REHEARSED else job.state
        job.rows_done = 0
        job.save(update_fields=["state", "rows_done", "changed_at"])
        transaction.on_commit(lambda: work_on.enqueue(job.pk))
    return True


def is_lost(job: ImportJob) -> bool:
    """Tell whether a job is running, but nobody has been at it for minutes."""
    return job.running and job.changed_at < timezone.now() - LOST_AFTER


def work(job_id: int) -> None:
    """Rehearse or import the file of a job, whichever it waits for."""
    job = ImportJob.objects.select_related("user").filter(pk=job_id).first()
    kind = kind_named(job.kind) if job else None
    if job is None or kind is None or not job.running:
        return
    with translation.override(job.language):
        try:
            _run(job, kind)
        except FileError as error:
            job.state, job.message = State.FAILED, str(error)
        except Exception:
            logger.exception("import %s failed", job.pk)
            job.state = State.FAILED
            job.message = _(
                "Something unexpected happened. Rows that had gone in before stay; the file can "
                "be imported again without making anything twice."
            )
    if job.state == State.DONE:
        job.content = b""
    job.save()


def _run(job: ImportJob, kind: ImportKind) -> None:
    rehearsal = job.state == State.WAITING
    importer = kind.build(
        publish=job.publish and job.user is not None and kind.may_publish(job.user),
        create_missing=job.create_missing,
        user=job.user,
    )

    def progress(number: int) -> None:
        if number % PROGRESS_EVERY == 0:
            ImportJob.objects.filter(pk=job.pk).update(rows_done=number, changed_at=timezone.now())

    rows = read_rows(io.BytesIO(job.content), job.file_name, set(kind.required))
    job.take(run_import(importer, rows, dry_run=rehearsal, progress=progress))
    job.state = State.REHEARSED if rehearsal else State.DONE
