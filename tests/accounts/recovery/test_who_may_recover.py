"""Who may not recover what: one officer alone, the staff's accounts, one's own, another person."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.recovery import actions, checks, contacts
from accounts.recovery.models import Recovery
from accounts.recovery.queries import citizens
from accounts.recovery.states import CHANGES, State
from accounts.recovery.steps import Refused
from tests.factories import people
from tests.factories.citizens import invented_number
from tests.factories.desk import (
    NUMBER,
    confirmed,
    in_hours,
    officer,
    opened,
    registered,
)
from tests.factories.staff import staff

pytestmark = pytest.mark.django_db


def refused(why, act, **fields):
    with pytest.raises(Refused) as found:
        act(**fields)
    assert found.value.why == why
    return True


def confirm(recovery, by, number=NUMBER):
    return actions.confirm_recovery(recovery=recovery, officer=by, number=number, document="card")


def test_one_officer_alone_gets_nowhere_whatever_way_they_write():
    user, first = registered(), officer()
    found = opened(user, first)
    assert refused("same_officer", confirm, recovery=found, by=first)
    now = timezone.now()
    times = {"confirmed_at": now, "ready_at": now + timedelta(days=2),
             "expires_at": now + timedelta(days=5)}  # fmt: skip
    for change in (
        {"state": "waiting", "confirmed_by": first, **times},
        {"state": "waiting", **times},
        {"state": "completed", "closed_at": now + timedelta(days=3), **times},
        {"state": "waiting", "confirmed_by": officer("vezne"), **times, "ready_at": now},
        {"opened_by": officer("vezne"), "state": "opened"},
        {"user": registered("baska@example.org", invented_number(5))},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Recovery.objects.filter(pk=found.pk).update(**change)
    found.refresh_from_db()
    assert found.state == State.OPENED


@pytest.mark.parametrize("role", ["administrator", "editor", "guide"])
def test_who_does_not_work_at_the_desk_neither_opens_nor_confirms(role):
    user, other = registered(), staff(role)
    assert refused("not_desk", opened, user=user, by=other)
    found = opened(user)
    assert refused("not_desk", confirm, recovery=found, by=other)
    assert refused("not_desk", actions.stop_recovery, recovery=found, officer=other, reason="x")


def test_a_citizen_is_no_officer_by_having_an_account():
    user, other = registered(), people.citizen("baska@example.org")
    assert refused("not_desk", opened, user=user, by=other)


def test_an_officers_or_any_account_of_the_staff_is_not_recovered_here():
    for user in (
        registered("a@example.org", invented_number(1)),
        registered("b@example.org", invented_number(2)),
        registered("c@example.org", invented_number(3)),
    ):
        assert citizens().filter(pk=user.pk).exists()
    first = officer()
    boss, editor, special = (row.user for row in citizens().order_by("pk"))
    boss.is_superuser = True
    boss.save()
    editor.groups.add(staff("editor").groups.get())
    special.user_permissions.add(Permission.objects.get(codename="view_group"))
    for user, number in ((boss, 1), (editor, 2), (special, 3)):
        number = invented_number(number)
        assert refused("not_citizen", opened, user=user, by=first, number=number)
    assert refused("not_citizen", opened, user=staff("guide"), by=first)


def test_nobody_serves_themselves_not_even_in_their_other_account():
    desk = officer().groups.get()
    both = registered()
    both.groups.add(desk)
    assert refused("own", opened, user=both, by=both)
    own = registered("ozel@example.org", invented_number(8))
    worker = officer("vezne")
    from accounts.profiles.models import CitizenProfile

    CitizenProfile.objects.create(user=worker)
    found = opened(own, officer(), number=invented_number(8))
    with pytest.raises(IntegrityError), transaction.atomic():
        Recovery.objects.filter(pk=found.pk).update(opened_by=None, user=own, confirmed_by=own)


def test_the_person_at_the_desk_has_the_number_of_the_account_for_both_officers():
    user = registered()
    other = invented_number(42)
    for number in (other, "", "12", "abc", "99999999999999999999", NUMBER[:-1]):
        assert refused("other_person", opened, user=user, number=number)
    found = opened(user, number=f" {NUMBER[:3]} {NUMBER[3:6]}-{NUMBER[6:]}")
    assert refused("other_person", confirm, recovery=found, by=officer("vezne"), number=other)


def test_an_account_without_a_number_is_nobodys_at_the_desk():
    user = people.citizen()
    assert refused("not_citizen", opened, user=user)
    numberless = registered("b@example.org", None)
    assert refused("other_person", opened, user=numberless)


def test_an_account_that_became_staff_meanwhile_is_not_given_back():
    user = registered()
    found = confirmed(user)
    user.groups.add(staff("editor").groups.get())
    with time_machine.travel(in_hours(49)):
        token = actions._new_link(found)
        Recovery.objects.filter(pk=found.pk).update(link_digest=found.link_digest)
        assert refused("not_citizen", actions.complete_recovery, recovery=found, token=token)


def test_an_address_of_another_account_is_not_taken_over():
    user = registered()
    people.citizen("baska@example.org")
    for email in ("baska@example.org", "BASKA@example.org"):
        assert refused("email_taken", opened, user=user, resets=["email"], new_email=email)


def test_what_is_to_be_reset_is_said_and_makes_sense():
    user = registered()
    for fields in ({"resets": []}, {"resets": ["email"]}, {"new_email": "x@example.org"}):
        assert refused("nothing", opened, user=user, **fields)
    with pytest.raises((ValueError, ValidationError)):
        opened(user, resets=["password"])
    with pytest.raises((ValueError, ValidationError)):
        opened(user, document="hearsay")


def test_one_at_a_time_and_three_in_a_month():
    user = registered()
    for _time in range(actions.MOST_IN_A_MONTH):
        found = opened(user)
        assert refused("running", opened, user=user)
        actions.stop_recovery(recovery=found, officer=officer(), reason="Yanlış açıldı")
    assert refused("too_many", opened, user=user)


def test_either_officer_stops_it_with_a_reason_and_what_is_over_stays_over():
    user = registered()
    found = confirmed(user)
    second = officer("vezne")
    assert refused("no_reason", actions.stop_recovery, recovery=found, officer=second, reason="  ")
    actions.stop_recovery(recovery=found, officer=second, reason="Kart sahte çıktı")
    actions.stop_recovery(recovery=found)
    found.refresh_from_db()
    assert (found.stopped_by, found.stop_reason) == ("desk", "Kart sahte çıktı")
    assert refused("over", confirm, recovery=found, by=officer("ucuncu"))
    assert refused("over", actions.send_link_again, recovery=found, officer=second)
    assert refused(
        "over", contacts.send_contact_code, recovery=found, channel="email", officer=second
    )


def test_the_database_allows_the_changes_of_state_that_the_data_allow_and_no_other():
    user = registered()
    now = timezone.now()
    late = {
        "confirmed_by": officer("vezne"),
        "confirmed_at": now - timedelta(days=4),
        "ready_at": now - timedelta(days=2),
        "expires_at": now + timedelta(days=2),
    }
    for before in State:
        for after in State:
            with transaction.atomic():
                row = opened(user)
                if before != State.OPENED:
                    if before == State.COMPLETED:
                        Recovery.objects.filter(pk=row.pk).update(state="waiting", **late)
                    extra = {
                        State.WAITING: late,
                        State.COMPLETED: {"closed_at": now},
                        State.STOPPED: {"closed_at": now, "stopped_by": "desk"},
                        State.EXPIRED: {"closed_at": now},
                    }[before]
                    Recovery.objects.filter(pk=row.pk).update(state=before, **extra)
                change = {"state": after}
                if after == State.WAITING and before == State.OPENED:
                    change |= late
                if after in (State.COMPLETED, State.STOPPED, State.EXPIRED):
                    change |= {"closed_at": now}
                    change |= {"stopped_by": "desk" if after == State.STOPPED else ""}
                allowed = after in CHANGES[before] or after == before
                try:
                    with transaction.atomic():
                        Recovery.objects.filter(pk=row.pk).update(**change)
                    done = True
                except IntegrityError:
                    done = False
                assert done == allowed, (before, after)
                row.delete()


@pytest.mark.parametrize("hours", [0, 23, 14 * 24 + 1])
def test_a_waiting_time_out_of_bounds_is_refused_by_the_check_and_a_short_one_by_the_table(
    settings, hours
):
    settings.RECOVERY_WAIT_HOURS = hours
    assert [error.id for error in checks.waiting_time_is_long_enough(None)] == ["recovery.E001"]
    if hours < 24:
        found = opened(registered())
        with pytest.raises(IntegrityError), transaction.atomic():
            confirm(found, officer("vezne"))


def test_odd_links_are_gone_and_stop_nothing():
    for token in ("x", "a" * 400, "ş", "%00"):
        for step in ("tamamla", "durdur"):
            for method in ("get", "post"):
                answer = getattr(Client(), method)(f"/e-belediye/kurtarma/{step}/{token}/")
                assert answer.status_code == 410
    assert not Recovery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_stopping_and_completing_at_once_end_in_one_of_them():
    user = registered()
    found = confirmed(user)
    token = actions._new_link(found)
    Recovery.objects.filter(pk=found.pk).update(
        link_digest=found.link_digest,
    )
    outcomes = []

    def run(act, **fields):
        try:
            act(recovery=found, **fields)
            outcomes.append("done")
        except Refused as error:
            outcomes.append(error.why)
        finally:
            connection.close()

    with time_machine.travel(in_hours(49)):
        threads = [
            threading.Thread(
                target=run, args=(actions.complete_recovery,), kwargs={"token": token}
            ),
            threading.Thread(target=run, args=(actions.stop_recovery,)),
            threading.Thread(
                target=run, args=(actions.complete_recovery,), kwargs={"token": token}
            ),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    found.refresh_from_db()
    assert found.state in (State.COMPLETED, State.STOPPED)
    completed = found.state == State.COMPLETED
    user.refresh_from_db()
    assert user.has_usable_password() != completed
    assert outcomes.count("over") == (1 if completed else 2)
