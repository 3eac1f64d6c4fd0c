"""What the demo leaves at the tills: payments, a counted session, a refund to be decided."""

import pytest
from django.core.management import call_command

from accounts.models import User
from content.editing.actions import create_staff, grant_roles
from demo.loading.context import Loading
from demo.loading.debts import load_debts
from demo.loading.staff import ROLES
from demo.loading.till import load_till
from demo.users import DEMO_PASSWORD
from services.debts.staff.actions.proposals import approve
from services.debts.staff.models import Proposal, ProposalState, TillPayment, TillSession

pytestmark = pytest.mark.django_db


@pytest.fixture
def tills():
    grant_roles()
    for name in ("vezne", "tahakkuk", "gelir"):
        role = "cashier" if name == "vezne" else ROLES[name][0]
        create_staff(username=name, role=role, password=DEMO_PASSWORD)
    load_debts(Loading())
    load_till(Loading())


def test_the_drawer_was_counted_without_a_difference_and_the_ledger_balances(tills):
    session = TillSession.objects.get()
    assert session.closed_at
    assert session.difference == 0
    assert TillPayment.objects.count() == 4
    call_command("verify_ledger")


def test_the_chief_can_approve_the_refund_that_was_asked_for(tills):
    waiting = Proposal.objects.get()
    done = approve(proposal=waiting, person=User.objects.get(username="gelir"))
    assert done.state == ProposalState.DONE
