"""The reports: collection from the ledger itself, what is overdue, sessions, refunds.

Collection is never added up from payments: it is what the ledger's money books say, so a report and
the ledger cannot differ.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from services.debts.days import span_of
from services.debts.models import Book, EntryKind, Instalment, Posting
from services.debts.revenue_types import REVENUE_TYPES
from services.debts.staff.models import Proposal, ProposalKind, TillSession
from services.debts.states import STATES

ZERO = Decimal("0.00")
MONEY = (Book.CASH, Book.TERMINAL, Book.BANK, Book.PROVIDER)
MOST_ROWS = 5_000
AGES = (30, 90, 365, 730, 1825)  # days


@dataclass(frozen=True, slots=True)
class Report:
    """A table, for the page and for the spreadsheet alike.

    Attributes:
        heads: One for each column.
        rows: Texts, numbers, days, times and amounts.
        total: The last line; () for none.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: tuple[Any, ...] = ()


def by_day(first: date, last: date) -> Report:
    """Return what came in and went back on each day."""
    day = TruncDate("entry__at", tzinfo=timezone.get_current_timezone())
    rows = _in_and_out(_money(first, last).annotate(by=day))
    return _collection(_("By day"), _("Day"), rows)


def by_channel(first: date, last: date) -> Report:
    """Return what came in and went back by each way."""
    names = {str(book): str(book.label) for book in MONEY}
    rows = _in_and_out(_money(first, last).annotate(by=F("book")))
    return _collection(
        _("By channel"), _("Way it came"), ((names[by], *rest) for by, *rest in rows)
    )


def by_revenue(first: date, last: date) -> Report:
    """Return for which revenue it came in; fees and unapplied money on lines of their own."""
    postings = _booked(first, last).filter(book__in=(Book.RECEIVABLE, Book.FEE, Book.UNAPPLIED))
    revenue = Case(
        When(book=Book.RECEIVABLE, then=F("instalment__assessment__revenue_type")),
        default=F("book"),
    )
    names = {
        **{code: kind.turkish for code, kind in REVENUE_TYPES.items()},
        str(Book.FEE): _("Late fees"),
        str(Book.UNAPPLIED): _("Paid and owed to nobody yet"),
    }
    rows = _in_and_out(postings.annotate(by=revenue), sign=-1)
    return _collection(
        _("By revenue"), _("Revenue"), ((names.get(by, by), *rest) for by, *rest in rows)
    )


def overdue(_first: date, _last: date) -> Report:
    """Return what is overdue today by how long, without fees."""
    today = timezone.localdate()
    bounds = [today - timedelta(days=days) for days in AGES]
    whens = [When(due_on__gte=bound, then=Value(place)) for place, bound in enumerate(bounds)]
    owed = [name for name, state in STATES.items() if state.owed and name != "overdue"]
    rows = (
        Instalment.objects.filter(open_amount__gt=0, due_on__lt=today, assessment__status__in=owed)
        .annotate(age=Case(*whens, default=Value(len(AGES))))
        .order_by()
        .values_list("age")
        .annotate(count=Count("pk"), amount=Sum("open_amount"))
    )
    found = {age: (count, amount) for age, count, amount in rows}
    labels = _age_labels()
    lines = tuple((label, *found.get(place, (0, ZERO))) for place, label in enumerate(labels))
    total = (_("Together"), sum(line[1] for line in lines), sum((line[2] for line in lines), ZERO))
    return Report(
        _("Overdue by age"),
        (_("Overdue since"), _("Instalments"), _("Amount still open")),
        lines,
        total,
    )


def till_sessions(first: date, last: date) -> Report:
    """Return the sessions that were opened in these days, with their counts."""
    begins, ends = span_of(first, last)
    rows = (
        TillSession.objects.filter(opened_at__gte=begins, opened_at__lt=ends)
        .select_related("till", "cashier")
        .order_by("opened_at")[:MOST_ROWS]
    )
    heads = (
        *(_("Till"), _("Cashier"), _("Till opened"), _("Till closed"), _("Cash at the beginning")),
        *(_("By the ledger"), _("Counted"), _("Difference"), _("Reason of the difference")),
    )
    lines = tuple(
        (
            *(row.till.name, _name(row.cashier), row.opened_at, row.closed_at, row.opening_cash),
            *(row.expected, row.counted, row.difference, row.difference_reason),
        )
        for row in rows
    )
    return Report(_("Till sessions"), heads, lines)


def refunds(first: date, last: date) -> Report:
    """Return voids and refunds that were asked for in these days, with both people."""
    begins, ends = span_of(first, last)
    rows = (
        Proposal.objects.filter(
            kind__in=(ProposalKind.VOID, ProposalKind.REFUND),
            asked_at__gte=begins,
            asked_at__lt=ends,
        )
        .select_related("attempt__receipt", "asked_by", "decided_by", "refund")
        .order_by("pk")[:MOST_ROWS]
    )
    heads = (
        *(_("Request"), _("Receipt"), _("Sum of money"), _("State"), _("Requested"), _("Asked by")),
        *(_("Decided by"), _("Paid back"), _("Reason"), _("Document number")),
    )
    lines = tuple(
        (
            row.get_kind_display(),
            str(getattr(row.attempt, "receipt", "")),
            row.amount,
            row.get_state_display(),
            row.asked_at,
            _name(row.asked_by),
            _name(row.decided_by),
            row.refund.done_at if row.refund else None,
            row.reason,
            row.document,
        )
        for row in rows
    )
    return Report(_("Refunds and voids"), heads, lines)


def _booked(first: date, last: date) -> QuerySet[Posting]:
    begins, ends = span_of(first, last)
    return Posting.objects.filter(
        entry__kind__in=(EntryKind.PAYMENT, EntryKind.REFUND),
        entry__at__gte=begins,
        entry__at__lt=ends,
    ).order_by()


def _money(first: date, last: date) -> QuerySet[Posting]:
    return _booked(first, last).filter(book__in=MONEY)


def _in_and_out(rows: QuerySet[Any], sign: int = 1) -> list[tuple[Any, ...]]:
    """Return (by, came in, went back, left) for each value of `by`."""
    paid, back = Q(entry__kind=EntryKind.PAYMENT), Q(entry__kind=EntryKind.REFUND)
    sums = rows.values_list("by").annotate(
        came=Coalesce(Sum("amount", filter=paid), ZERO),
        went=Coalesce(Sum("amount", filter=back), ZERO),
    )
    # 0 + takes the sign off a zero.
    found = [(by, 0 + sign * came, 0 - sign * went) for by, came, went in sums.order_by("by")]
    return [(by, came, went, came - went) for by, came, went in found]


def _collection(title: str, head: str, rows: Iterable[Sequence[Any]]) -> Report:
    lines = tuple(tuple(row) for row in rows)
    sums = (sum((line[place] for line in lines), ZERO) for place in (1, 2, 3))
    heads = (head, _("Came in"), _("Paid back"), _("Collected"))
    return Report(title, heads, lines, (_("Together"), *sums))


def _age_labels() -> tuple[str, ...]:
    return (
        _("up to 30 days"),
        _("31 to 90 days"),
        _("91 days to a year"),
        _("one to two years"),
        _("two to five years"),
        _("more than five years"),
    )


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


REPORTS: dict[str, Callable[[date, date], Report]] = {
    "gun": by_day,
    "gelir": by_revenue,
    "kanal": by_channel,
    "yas": overdue,
    "kasa": till_sessions,
    "iade": refunds,
}
