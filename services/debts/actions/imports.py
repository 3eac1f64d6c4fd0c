"""Takes over what a source gives: all of it, or nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.debts.imports.locks import lock_what_changes
from services.debts.imports.merge import cross_check, gone_of_full, keep_rejects, merge
from services.debts.imports.source import Header, Source, SourceError
from services.debts.imports.staging import Came, stage
from services.debts.models import ImportRun, RunKind, RunState
from services.debts.queries.source import latest_run

LOCK = 7_310_007  # one import at a time
# A full list that lacks more than this part of the running debts is taken for a broken one.
MOST_GONE = 0.1
FEW = 20
# Figures of a time to come would count as fresh for ever, and every later list as older; near the
# ends of the calendar a time cannot be read back. An hour: clocks of two systems differ.
OLDEST, MOST_AHEAD = datetime(1990, 1, 1, tzinfo=UTC), timedelta(hours=1)


class ImportRefused(Exception):
    """Nothing was taken over; the message says why, for the operator."""


def import_from(
    *,
    source: Source,
    progress: Callable[[int], None] = lambda rows: None,
    allow_gone: bool = False,
    now: datetime | None = None,
) -> ImportRun:
    """Read a source and merge it; return how it went.

    Rows that are wrong are refused one by one and listed; a file that is not what its control
    totals say, is older than what is there, or lacks a tenth of the running debts changes nothing.

    Args:
        source: Where from.
        progress: Told the number of rows read, now and then.
        allow_gone: Take a full list though many debts are missing from it.
        now: The present time.

    Raises:
        ImportRefused: Nothing was changed; the run says why as well.
    """
    run: ImportRun | None = None
    try:
        header = source.open()
        _refuse_impossible(header, now or timezone.now())
        run = ImportRun.objects.create(
            source=source.name,
            kind=header.kind,
            source_time=header.source_time,
            started_at=now or timezone.now(),
        )
        with transaction.atomic():
            _take_over(run, source, header, progress, allow_gone)
    except (SourceError, ImportRefused, DatabaseError) as error:
        why = _("The database refused it: %(error)s") % {"error": str(error).splitlines()[0]}
        text = why if isinstance(error, DatabaseError) else str(error)
        _refused(run, source, text, is_down=getattr(error, "is_down", False), now=now)
        raise ImportRefused(text) from error
    return run


def _refuse_impossible(header: Header, now: datetime) -> None:
    if not OLDEST <= header.source_time <= now + MOST_AHEAD:
        at = header.source_time.isoformat()
        raise ImportRefused(_("Its figures are of a time that cannot be: %(at)s.") % {"at": at})


def _take_over(
    run: ImportRun,
    source: Source,
    header: Header,
    progress: Callable[[int], None],
    allow_gone: bool,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = latest_run(before=run)
    if last is not None and header.source_time < last.source_time:
        raise ImportRefused(_("Its figures are older than those we have."))
    came = stage(source, progress)
    _reconcile(source, came)
    lock_what_changes(full=header.kind is RunKind.FULL)
    rejected = cross_check()
    if came.rows and rejected == came.rows:
        raise ImportRefused(_("Every row was refused."))
    if header.kind is RunKind.FULL and not allow_gone:
        gone, running = gone_of_full()
        if gone > max(FEW, running * MOST_GONE):
            raise ImportRefused(
                _("%(gone)d of %(running)d running debts are missing from it.")
                % {"gone": gone, "running": running}
            )
    keep_rejects(run)
    run.changed = merge(run, header.source_time)
    run.rows, run.rejected, run.principal = came.rows, rejected, came.principal
    run.state, run.finished_at = RunState.DONE, timezone.now()
    run.save()


def _reconcile(source: Source, came: Came) -> None:
    totals = source.totals()
    if totals is None:
        raise ImportRefused(_("It has no control totals: it may be cut off."))
    if not came.agrees_with(totals):
        raise ImportRefused(
            _("Rows or amounts are not what its control totals say (%(rows)d rows came).")
            % {"rows": came.rows}
        )


def _refused(
    run: ImportRun | None, source: Source, text: str, *, is_down: bool, now: datetime | None
) -> None:
    """Keep that and why nothing came, so that pages know how the source is."""
    at = now or timezone.now()
    if run is None:
        run = ImportRun(source=source.name, kind=RunKind.DELTA, source_time=at, started_at=at)
    run.state, run.finished_at, run.message = RunState.REFUSED, timezone.now(), text[:300]
    run.is_down = is_down
    run.save()


def rest_source(kind: RunKind) -> Any:
    """Return the configured interface; raise `ImportRefused` when there is none."""
    from services.debts.imports.rest import RestSource

    if not settings.DEBT_SOURCE_URL:
        raise ImportRefused(_("DEBT_SOURCE_URL is not set."))
    last = latest_run()
    since = last.source_time if last else None
    whole = RunKind.FULL if since is None else kind
    return RestSource(settings.DEBT_SOURCE_URL, settings.DEBT_SOURCE_TOKEN, whole, since)
