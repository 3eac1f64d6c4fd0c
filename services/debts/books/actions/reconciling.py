"""Reconciles a day with the provider: its file, what differs, what mends itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit.actions import record
from services.debts.actions.payments import settle
from services.debts.actions.refunds import pay_back
from services.debts.books.audited import DIFFERENCE_ENDED
from services.debts.books.comparing import Finding, Key, compare
from services.debts.books.models import Difference, LineKind, SettledRow, Settlement, What
from services.debts.books.queries import sides
from services.debts.models import Refund
from services.debts.payments.provider import Provider, ProviderAway
from services.debts.payments.settlement import CHARGE, REFUND, SettledDay
from services.debts.payments.states import CHARGED

LOCK = 7_310_011  # one reconciliation at a time


@dataclass(frozen=True, slots=True)
class Reconciled:
    """How a run went.

    Attributes:
        is_new: The file was not known, or changed.
        mended: Charges and refunds the provider was asked about and that were booked.
        open: Differences that are open now, of all days.
    """

    settlement: Settlement
    is_new: bool
    mended: int
    open: int


def reconcile(*, provider: Provider, day: date) -> Reconciled:
    """Fetch a day's file, note what differs, book what nobody told us of; safe to run again.

    What the provider says it charged or paid back and what is not booked here is asked for and
    booked at once: its answer, not the file, is what is booked.

    Raises:
        ProviderAway: Nothing was changed.
        settlement.Unreadable: Nothing was changed.
    """
    found = provider.settlement(day)
    settlement, is_new = store(provider=provider.name, found=found)
    note_differences(settlement=settlement)
    mended = _mend(provider)
    if mended:
        note_differences(settlement=settlement, note=_("Booked by the reconciliation."))
    still = Difference.objects.filter(ended_at=None).count()
    return Reconciled(settlement, is_new, mended, still)


@transaction.atomic
def store(*, provider: str, found: SettledDay) -> tuple[Settlement, bool]:
    """Keep a day's file; the same one again changes nothing, another one replaces it."""
    _one_at_a_time()
    settlement = Settlement.objects.filter(provider=provider, day=found.day).first()
    if settlement is not None and settlement.digest == found.digest:
        return settlement, False
    settlement = settlement or Settlement(provider=provider, day=found.day)
    settlement.digest, settlement.fetched_at = found.digest, timezone.now()
    settlement.rows = len(found.rows)
    settlement.charged, settlement.refunded = found.total(CHARGE), found.total(REFUND)
    settlement.save()
    settlement.lines.all().delete()
    SettledRow.objects.bulk_create(
        [
            SettledRow(
                settlement=settlement,
                kind=row.kind,
                order=row.order,
                key=row.key,
                state=row.state,
                amount=row.amount,
                reference=row.reference,
            )
            for row in found.rows
        ],
        batch_size=2_000,
    )
    return settlement, True


@transaction.atomic
def note_differences(*, settlement: Settlement, note: str = "") -> None:
    """Compare a day's lines and all that is open; end what agrees by now.

    Args:
        settlement: Of the day.
        note: How what agrees by now was settled.
    """
    _one_at_a_time()
    provider = settlement.provider
    keys = sides.keys_of_file(settlement) | sides.keys_of_day(provider, settlement.day)
    keys |= sides.keys_of_open()
    theirs, ours = sides.theirs(provider, keys), sides.ours(provider, keys)
    known = {
        (row.kind, row.order, row.key): row for row in Difference.objects.filter(ended_at=None)
    }
    settled = _settled_by_people(keys)
    for key in sorted(keys, key=str):
        finding = compare(key[0], ours.get(key), theirs.get(key))
        row = known.get(key)
        if row is not None and (finding is None or _facts(finding) != _facts_of(row)):
            row.ended_at = timezone.now()
            row.note = note or _("Both sides agree by now.")
            row.save(update_fields=["ended_at", "note"])
            row = None
        if finding is not None and row is None and (key, _facts(finding)) not in settled:
            _add(settlement, key, finding)


@transaction.atomic
def end_difference(*, difference: Difference, note: str, by: Any) -> Difference:
    """End a difference by hand; it is not noted again while both sides stay as they are.

    Raises:
        ValueError: No note.
    """
    difference = Difference.objects.select_for_update().get(pk=difference.pk)
    if difference.ended_at is not None:
        return difference
    if not note.strip():
        raise ValueError("A difference is ended with a note.")
    difference.ended_at, difference.ended_by = timezone.now(), by
    difference.note = note.strip()[:300]
    difference.save(update_fields=["ended_at", "ended_by", "note"])
    record(
        DIFFERENCE_ENDED,
        actor=by,
        reason=difference.note,
        about=f"debtbooks.difference:{difference.pk}",
    )
    return difference


def _mend(provider: Provider) -> int:
    """Ask the provider of what it did and we do not know; book its answer. Return how many."""
    mended = 0
    for row in Difference.objects.filter(ended_at=None, what=What.OTHER_STATE)[:500]:
        try:
            if row.kind == LineKind.CHARGE and row.their_state == "paid":
                attempt = settle(news=provider.query(row.order))
                mended += attempt is not None and attempt.status in CHARGED
            elif row.key is not None and row.their_state == "done":
                refund = Refund.objects.select_related("attempt").get(key=row.key)
                mended += pay_back(refund=refund, provider=provider)
        except ProviderAway:
            break
    return mended


def _add(settlement: Settlement, key: Key, finding: Finding) -> None:
    ours, theirs = finding.ours, finding.theirs
    Difference.objects.create(
        settlement=settlement,
        what=finding.what,
        kind=key[0],
        order=key[1],
        key=key[2],
        ours=ours.amount if ours else None,
        our_state=ours.state if ours else "",
        theirs=theirs.amount if theirs else None,
        their_state=theirs.state if theirs else "",
    )


def _settled_by_people(keys: Iterable[Key]) -> set[tuple[Key, tuple[Any, ...]]]:
    rows = Difference.objects.filter(
        ended_by__isnull=False, order__in={key[1] for key in keys}
    ).exclude(ended_at=None)
    return {((row.kind, row.order, row.key), _facts_of(row)) for row in rows}


def _facts(finding: Finding) -> tuple[Any, ...]:
    ours, theirs = finding.ours, finding.theirs
    return (
        finding.what,
        ours.amount if ours else None,
        ours.state if ours else "",
        theirs.amount if theirs else None,
        theirs.state if theirs else "",
    )


def _facts_of(row: Difference) -> tuple[Any, ...]:
    return (row.what, row.ours, row.our_state, row.theirs, row.their_state)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
