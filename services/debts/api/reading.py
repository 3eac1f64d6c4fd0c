"""Debts, what paying would cost, receipts."""

from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router

from content.api.problems import Problem
from services.cases.schemas import ProblemOut
from services.debts import payloads
from services.debts.access import READING, record_use
from services.debts.allocation import CannotAllocate, allocate
from services.debts.api.session import WHO, private, whose
from services.debts.filters import in_tab
from services.debts.payments.provider import provider
from services.debts.queries.citizen import debt_of, debts_of, history_of, summary_of, terms_of
from services.debts.queries.payments import receipts_of
from services.debts.queries.source import freshness
from services.debts.reckoning import FARTHEST, dues_of
from services.debts.schemas import (
    AMOUNT,
    DebtDetailOut,
    DebtsOut,
    ReceiptsOut,
    SimulationOut,
)

router = Router()
TABS = {"open": "acik", "late": "geciken", "paid": "odenen", "all": "hepsi"}
CHOSEN = Query(max_length=100, description="Ids. / Taksit kimlikleri.")
ON = Query(None, description="Day, today unless given. / Gün; yoksa bugün.")


@router.get(
    "",
    response={200: DebtsOut, 400: ProblemOut, **WHO},
    summary="Debts of who asks / Soranın borçları",
    operation_id="list_debts",
)
def list_debts(
    request: HttpRequest,
    state: str = Query("open", description="open, late, paid, all. / Hangileri."),
    year: int = Query(0, ge=0, le=2100, description="0 for all. / Yıl; 0 hepsi."),
    limit: int = Query(50, ge=1, le=100, description="How many. / Kaç tane."),
    offset: int = Query(0, ge=0, le=2000, description="After how many. / Kaçından sonra."),
) -> HttpResponse:
    """What is owed today, with the fees of today. Bugün, bugünün zammıyla ne borçlu olunduğu."""
    if state not in TABS:
        raise Problem("invalid_parameter", f"state is one of {', '.join(TABS)}")
    today = timezone.localdate()
    debts = debts_of(whose(request, READING), terms_of(today))
    fresh = freshness()
    why_not = fresh.why_not or ("" if provider() else "-")
    found = [one for one in debts if in_tab(one, TABS[state]) and year in {0, one.row.year}]
    return private(
        {
            "as_of": payloads.moment(fresh.as_of) if fresh.as_of else None,
            "can_pay": not why_not,
            "why_not": str(fresh.why_not or ""),
            "summary": payloads.summary(summary_of(debts, today)),
            "count": len(found),
            "items": [payloads.debt(one) for one in found[offset : offset + limit]],
        }
    )


@router.get(
    "/simulation",
    response={200: SimulationOut, 400: ProblemOut, **WHO, 404: ProblemOut, 422: ProblemOut},
    summary="What paying on a day would cost / Bir günde ödemenin tutarı",
    operation_id="simulate_payment",
)
def simulate(
    request: HttpRequest,
    instalment: list[int] = CHOSEN,
    on: date | None = ON,
    amount: str = Query("", pattern=f"^$|{AMOUNT}", description="Lira; all unless given. / Tutar."),
) -> HttpResponse:
    """Nothing is begun or held. Hiçbir şey başlatılmaz, kilitlenmez."""
    today = timezone.localdate()
    day = on or today
    if not today <= day <= today + FARTHEST:
        raise Problem("invalid_parameter", "on: from today, at most five years ahead")
    debts = debts_of(whose(request, READING), terms_of(day))
    dues = [due for due in dues_of(debts) if due.key in set(instalment)]
    if len(dues) < len(set(instalment)):
        raise Problem("not_found")
    whole = sum((due.total for due in dues), Decimal("0.00"))
    paid = Decimal(amount) if amount else whole
    try:
        spread = allocate(paid, dues)
    except CannotAllocate as error:
        raise Problem("cannot_pay", why=error.why) from error
    return private(
        {
            "on": day.isoformat(),
            "total": payloads.money(whole),
            "amount": payloads.money(paid),
            "shares": payloads.shares(spread),
        }
    )


@router.get(
    "/receipts",
    response={200: ReceiptsOut, **WHO},
    summary="Receipts / Makbuzlar",
    operation_id="list_receipts",
)
def list_receipts(request: HttpRequest) -> HttpResponse:
    """The newest hundred, with the address of each PDF. En yeni yüz makbuz, PDF adresleriyle."""
    rows = receipts_of(whose(request, READING))
    return private({"items": [payloads.receipt(row) for row in rows]})


@router.get(
    "/{int:debt_id}",
    response={200: DebtDetailOut, **WHO, 404: ProblemOut},
    summary="One debt, every line of its fee / Bir borç, zammının her satırıyla",
    operation_id="get_debt",
)
def get_debt(
    request: HttpRequest,
    debt_id: int = Path(ge=1, lt=2**63, description="Id. / Kimlik."),
) -> HttpResponse:
    """Debts of others answer as if there were none. Başkasının borcu yok gibi yanıtlanır."""
    found = debt_of(whose(request, READING), debt_id, terms_of(timezone.localdate()))
    if found is None:
        raise Problem("not_found")
    record_use(request, READING, found.row.number)
    return private(
        {
            "debt": payloads.debt(found, lines=True),
            "history": payloads.history(history_of(found)),
        }
    )
