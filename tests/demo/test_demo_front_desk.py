"""What the demo leaves at the service desk: one recovery, one child, one authorisation."""

import pytest

from accounts.desk.queries import waiting_children
from accounts.mandates.models import Mandate, MandateKind, MandateState
from accounts.recovery.actions import confirm_recovery
from accounts.recovery.queries import open_recoveries
from accounts.recovery.states import State
from accounts.registry.fake import invented_people
from demo.loading.citizens import load_citizens
from demo.loading.context import Loading
from demo.loading.front_desk import load_front_desk
from tests.factories.desk import officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    officer("danisma")
    load_citizens(Loading())
    load_front_desk(Loading())


def test_the_second_officer_can_confirm_what_the_first_has_opened(desk):
    found = open_recoveries().get()
    assert (found.user.username, found.opened_by.username) == ("isil.sinama", "danisma")
    number = invented_people()[2].number
    done = confirm_recovery(
        recovery=found, officer=officer("vezne"), number=number, document="card"
    )
    assert done.state == State.WAITING


def test_a_child_waits_for_the_desk_and_somebody_may_act_for_another(desk):
    child = Mandate.objects.get(kind=MandateKind.PARENT)
    assert list(waiting_children(child.holder)) == [child]
    written = Mandate.objects.get(kind=MandateKind.WRITTEN)
    assert written.state() is MandateState.ACTIVE
    assert (written.principal.username, written.holder.username) == ("ayse.ornek", "omer.hayali")
