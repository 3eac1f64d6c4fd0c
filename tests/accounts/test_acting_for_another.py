"""Acting for another: offered, declared, accepted, confirmed, used, ended; and who may not."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.audit import kinds
from accounts.audit.models import Entry
from accounts.mandates import actions, scopes
from accounts.mandates.actions import NoSuchOffer, NotVerified
from accounts.mandates.models import Mandate, MandateState, comes_of_age, names_of
from accounts.mandates.queries import NotAuthorised, mandate_for, mandates_of, valid_for
from accounts.mandates.scopes import Scope
from accounts.mandates.signals import mandate_changed
from tests.factories.citizens import account, citizen, invented_number

pytestmark = pytest.mark.django_db
COURSES, DEBTS = "test_courses", "test_debts"
CHILD = invented_number(900_001)


@pytest.fixture(autouse=True)
def _scopes(monkeypatch):
    monkeypatch.setattr(scopes, "_scopes", {})
    scopes.register(
        Scope(COURSES, "Kurs kaydı"), Scope(DEBTS, "Borç sorgulama", for_children=False)
    )


def verified(**fields):
    profile = citizen(identity_verified_by="desk", identity_verified_at=timezone.now(), **fields)
    return profile.user


def in_days(days):
    return timezone.now() + timedelta(days=days)


def given(holder=None, principal=None, wanted=(COURSES,), days=30):
    principal, holder = principal or verified(), holder or verified()
    _made, code = actions.offer(principal=principal, scopes=wanted, ends_at=in_days(days))
    return actions.accept(holder=holder, code=code)


def child(parent, born=None, **fields):
    born = born or timezone.localdate() - timedelta(days=9 * 365)
    fields = {"name": "Deniz ÖRNEK", "number": CHILD, "scopes": [COURSES]} | fields
    return actions.declare_child(parent=parent, birth_date=born, **fields)


def use(mandate, user, scope=COURSES):
    return mandate_for(user=user, public_id=mandate.public_id, scope=scope)


def refused(mandate, user, scope=COURSES):
    with pytest.raises(NotAuthorised):
        use(mandate, user, scope)
    return True


# In writing ---------------------------------------------------------------------------------------


def test_the_code_of_an_offer_is_taken_once_as_people_type_it_and_is_not_stored():
    principal, holder = verified(), verified()
    made, code = actions.offer(principal=principal, scopes=[COURSES], ends_at=in_days(30))
    assert made.state() is MandateState.WAITING
    assert code not in str(list(Mandate.objects.values()))
    assert refused(made, holder)
    taken = actions.accept(holder=holder, code=f" {code[:5].lower()}-{code[5:]} ")
    assert (taken, taken.state()) == (made, MandateState.ACTIVE)
    assert use(taken, holder).for_whom == "Ayşe ÖRNEK"
    with pytest.raises(NoSuchOffer):
        actions.accept(holder=verified(), code=code)


@pytest.mark.parametrize("code", ["", "AAAAAAAAAA", "\x00", "ş" * 500])
def test_a_wrong_code_is_no_offer(code):
    actions.offer(principal=verified(), scopes=[COURSES], ends_at=in_days(30))
    with pytest.raises(NoSuchOffer):
        actions.accept(holder=verified(), code=code)


def test_an_offer_that_is_a_week_old_withdrawn_or_ones_own_is_none():
    principal, holder = verified(), verified()
    _made, code = actions.offer(principal=principal, scopes=[COURSES], ends_at=in_days(30))
    with pytest.raises(NoSuchOffer):
        actions.accept(holder=principal, code=code)
    with time_machine.travel(in_days(7.01)), pytest.raises(NoSuchOffer):
        actions.accept(holder=holder, code=code)
    made, code = actions.offer(principal=principal, scopes=[COURSES], ends_at=in_days(30))
    actions.end(mandate=made, by=principal)
    with pytest.raises(NoSuchOffer):
        actions.accept(holder=holder, code=code)


def test_it_holds_for_its_scopes_and_its_time_only():
    holder = verified()
    made = given(holder, days=30)
    assert use(made, holder)
    assert refused(made, holder, DEBTS)
    assert refused(made, holder, "olmayan")
    with time_machine.travel(in_days(31)):
        assert refused(made, holder)
        assert made.state() is MandateState.EXPIRED
    assert made.state(timezone.now() - timedelta(days=1)) is MandateState.WAITING


def test_it_holds_for_its_holder_only_and_not_the_other_way_round():
    holder = verified()
    made = given(holder)
    assert refused(made, made.principal)
    assert refused(made, verified())
    for odd in ("", "saçma", "0" * 36, made.pk):
        with pytest.raises(NotAuthorised):
            mandate_for(user=holder, public_id=odd, scope=COURSES)


@pytest.mark.parametrize("side", ["holder", "principal"])
def test_a_locked_account_neither_acts_nor_is_acted_for(side):
    holder = verified()
    made = given(holder)
    locked = getattr(made, side)
    locked.is_active = False
    locked.save()
    assert refused(made, holder)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_it_lasts_a_year_at_most(days):
    with pytest.raises(ValueError):
        actions.offer(principal=verified(), scopes=[COURSES], ends_at=in_days(days))


def test_only_verified_people_let_act_and_act():
    unverified = citizen().user
    for user in (unverified, account()):
        with pytest.raises(NotVerified):
            actions.offer(principal=user, scopes=[COURSES], ends_at=in_days(1))
        with pytest.raises(NotVerified):
            actions.accept(holder=user, code="x")
        with pytest.raises(NotVerified):
            child(user)


def test_it_is_for_something_that_is_done_for_others():
    for wanted in ([], ["olmayan"]):
        with pytest.raises((ValueError, KeyError)):
            actions.offer(principal=verified(), scopes=wanted, ends_at=in_days(1))
    with pytest.raises(ValueError):
        child(verified(), scopes=[DEBTS])
    with pytest.raises(ValueError, match="already"):
        scopes.register(Scope(COURSES, "başka"))


# For a child --------------------------------------------------------------------------------------


def test_a_declared_child_waits_for_the_desk_which_says_what_it_saw():
    parent, officer = verified(), account()
    made = child(parent)
    assert refused(made, parent)
    with pytest.raises(ValueError, match="document"):
        actions.confirm_child(mandate=made, officer=officer, reason=" ")
    with pytest.raises(ValueError):
        actions.confirm_child(mandate=made, officer=parent, reason="ben")
    made = actions.confirm_child(mandate=made, officer=officer, reason="Nüfus kayıt örneği görüldü")
    assert use(made, parent).for_whom == "Deniz ÖRNEK"
    entry = Entry.objects.filter(kind=kinds.MANDATE_CHANGED).latest("pk")
    assert (entry.actor, entry.reason) == (officer.public_id, "Nüfus kayıt örneği görüldü")


def test_it_ends_on_the_eighteenth_birthday_by_itself():
    born = timezone.localdate().replace(day=1) - timedelta(days=17 * 365)
    parent = verified()
    made = actions.confirm_child(
        mandate=child(parent, born), officer=account(), reason="Nüfus kayıt örneği"
    )
    birthday = comes_of_age(born)
    with time_machine.travel(f"{birthday - timedelta(days=1)}T20:00:00Z", tick=False):
        assert use(made, parent)
    with time_machine.travel(f"{birthday - timedelta(days=1)}T21:00:01Z", tick=False):
        assert refused(made, parent)
    assert comes_of_age(date(2008, 2, 29)) == date(2026, 3, 1)
    assert comes_of_age(date(2008, 2, 28)) == date(2026, 2, 28)


def test_an_adult_an_unborn_a_wrong_number_and_oneself_are_no_child():
    parent = verified(number="17291716060")
    today = timezone.localdate()
    for fields in (
        {"born": date(1990, 1, 1)},
        {"born": today + timedelta(days=1)},
        {"number": "17291716061"},
        {"number": "17291716060"},
        {"name": "  "},
        {"name": "x" * 151},
    ):
        with pytest.raises((ValueError, ValidationError)):
            child(parent, **fields)


def test_the_childs_number_is_sealed_and_a_child_stands_once():
    parent = verified()
    made = child(parent)
    with connection.cursor() as cursor:
        cursor.execute("SELECT child_number FROM mandates_mandate")
        assert CHILD not in cursor.fetchone()[0]
    assert Mandate.objects.get(pk=made.pk).child_number == CHILD
    with pytest.raises(actions.AlreadyNamed):
        child(parent)
    actions.end(mandate=made, by=parent)
    assert child(parent).state() is MandateState.WAITING
    assert child(verified()).state() is MandateState.WAITING


# Ended, seen, recorded ----------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["holder", "principal"])
def test_both_sides_end_it_at_once_without_a_reason(side):
    holder = verified()
    made = given(holder)
    actions.end(mandate=made, by=getattr(made, side))
    assert refused(made, holder)
    first = Mandate.objects.get(pk=made.pk).ended_at
    actions.end(mandate=made, by=made.principal)
    assert Mandate.objects.get(pk=made.pk).ended_at == first


def test_others_need_a_reason_to_end_it():
    made, officer = given(), account()
    with pytest.raises(ValueError):
        actions.end(mandate=made, by=officer)
    actions.end(mandate=made, by=officer, reason="Mahkeme kararı 2026/7")
    assert Mandate.objects.get(pk=made.pk).state() is MandateState.ENDED


def test_both_sides_see_it_also_when_it_has_ended_and_others_do_not():
    made = given()
    actions.end(mandate=made, by=made.holder)
    child(made.holder)
    assert list(mandates_of(made.principal)) == [made]
    assert made in mandates_of(made.holder)
    assert mandates_of(made.holder).count() == 2
    assert not mandates_of(verified()).exists()
    assert [str(name) for name in names_of(made)] == ["Kurs kaydı"]


def test_lists_cost_one_query_and_a_use_three(django_assert_num_queries):
    holder = verified()
    for _ in range(3):
        made = given(holder)
    with django_assert_num_queries(1):
        assert [item.for_whom for item in mandates_of(holder)] == ["Ayşe ÖRNEK"] * 3
    with django_assert_num_queries(1):
        assert len(valid_for(holder, COURSES)) == 3
    with django_assert_num_queries(3):
        use(made, holder)


def test_each_step_and_each_use_is_recorded_for_the_principal_without_names_and_code():
    holder = verified()
    made = given(holder)
    use(made, holder)
    actions.end(mandate=made, by=made.principal)
    found = Entry.objects.filter(about=f"mandate:{made.public_id}").order_by("pk")
    assert [(entry.kind, entry.details.get("change")) for entry in found] == [
        (kinds.MANDATE_CHANGED, "offered"),
        (kinds.MANDATE_CHANGED, "accepted"),
        (kinds.MANDATE_USED, None),
        (kinds.MANDATE_CHANGED, "ended"),
    ]
    assert {entry.subject for entry in found} == {made.principal.public_id}
    used = found.get(kind=kinds.MANDATE_USED)
    assert (used.actor, used.details) == (holder.public_id, {"scope": COURSES})


def test_both_can_be_told_after_the_commit(django_capture_on_commit_callbacks):
    told = []

    def listen(mandate, what, **kwargs):
        told.append((mandate.pk, what))

    mandate_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            made = given()
            assert told == []
    finally:
        mandate_changed.disconnect(listen)
    assert told == [(made.pk, "offered"), (made.pk, "accepted")]


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "parent"}, "mandate_kind_and_for_whom"),
        ({"child_name": "Deniz"}, "mandate_kind_and_for_whom"),
        ({"principal": None}, "mandate_kind_and_for_whom"),
        ({"ends_at": timezone.now() - timedelta(days=3)}, "mandate_begins_before_it_ends"),
        ({"ends_at": timezone.now() + timedelta(days=400)}, "mandate_in_writing_for_a_year"),
        ({"scopes": []}, "mandate_is_for_something"),
        ({"holder": None}, "mandate_confirmed_for_somebody"),
        ({"code_digest": "x"}, "mandate_confirmed_for_somebody"),
    ],
)
def test_the_database_holds_what_must_always_hold(fields, constraint):
    made = given()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Mandate.objects.filter(pk=made.pk).update(**fields)


def test_nobody_acts_for_themselves_in_the_database_either():
    made = given()
    with pytest.raises(IntegrityError, match="mandate_not_for_oneself"), transaction.atomic():
        Mandate.objects.filter(pk=made.pk).update(principal=made.holder)
