"""A day at the demo's tills: payments, a session that was counted, and a refund to be decided."""

from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from demo.loading.context import Loading
from services.debts.models import DebtAccount
from services.debts.queries.citizen import terms_of
from services.debts.reckoning import dues_of
from services.debts.staff.actions.payments import Taking, take_payment
from services.debts.staff.actions.proposals import ask_to_refund
from services.debts.staff.actions.tills import close_till, open_till
from services.debts.staff.models import Means, Till, TillPayment
from services.debts.staff.queries.accounts import debts_of_account

FLOAT = Decimal("500.00")
# Of invented people who have no account on the site, so that those who have keep all their debts.
PAID = (
    ("G017", Means.CASH, None, ""),
    ("G018", Means.CARD, None, "SLP 004512"),
    ("G019", Means.CASH, Decimal("250.00"), ""),
    ("G020", Means.TRANSFER, None, "EFT 20261"),
)


def load_till(run: Loading) -> None:
    """Take what they owe, count the drawer, and let the assessment officer ask for a refund."""
    cashier = User.objects.get(username="vezne")
    session = open_till(till=Till.objects.order_by("name")[0], cashier=cashier, opening_cash=FLOAT)
    paid = [_pay(number, means, amount, slip, cashier) for number, means, amount, slip in PAID]
    cash = sum(
        (one.attempt.charged for one in paid if one.means == Means.CASH), session.opening_cash
    )
    close_till(session=session, cashier=cashier, counted=cash)
    ask_to_refund(
        attempt=paid[1].attempt,
        amount=Decimal("100.00"),
        person=User.objects.get(username="tahakkuk"),
        reason="Aynı taksit bankadan da ödenmiş",
        key=uuid4(),
        by_hand=True,
        document="2026/118",
    )


def _pay(
    number: str, means: Means, amount: Decimal | None, slip: str, cashier: User
) -> TillPayment:
    account = DebtAccount.objects.get(number=number)
    dues = dues_of(debts_of_account(account, terms_of(timezone.localdate())))
    taking = Taking(
        form_key=uuid4(),
        instalments=frozenset(due.key for due in dues),
        means=means,
        amount=amount,
        document=slip,
    )
    return take_payment(account=account, taking=taking, cashier=cashier)
