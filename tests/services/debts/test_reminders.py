"""Citizens who ask are told of each instalment once before its last day and once after."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.profiles.models import CitizenProfile, VerifiedBy
from outbox.models import ChannelName, Message, State
from services.debts.actions.reminders import end_reminders, remind_some, wish_reminders
from services.debts.models import (
    Assessment,
    Attempt,
    AttemptItem,
    ImportRun,
    Instalment,
    Reminded,
    ReminderWish,
)
from services.debts.reminding import tasks
from services.debts.reminding.links import token_of
from tests.factories import citizens as profiles
from tests.factories.debts import assessment, debt_account, money
from tests.factories.desk import verified
from tests.factories.people import citizen, sign_in
from tests.factories.site import home_page
from tests.factories.threads import in_threads
from tests.services.debts.test_acting_for_another import acting

pytestmark = pytest.mark.django_db
HERE = "/e-belediye/borc/"
WISH = f"{HERE}hatirlatma/"
NUMBER = profiles.invented_number(77)
NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/Istanbul"))
LAST_DAY = date(2026, 11, 30)


def figures(at=None):
    at = at or timezone.now()
    ImportRun.objects.create(
        source="muhasebe", kind="full", state="done", source_time=at, finished_at=at
    )


@pytest.fixture(autouse=True)
def clock(request):
    with time_machine.travel(NOON, tick=False) as found:
        home_page()
        figures()
        yield found


@pytest.fixture
def profile():
    return known(citizen(), NUMBER)


def known(user, number, **fields):
    return CitizenProfile.objects.create(
        user=user,
        identity_number=number,
        identity_verified_by=VerifiedBy.EDEVLET,
        identity_verified_at=timezone.now(),
        **fields,
    )


@pytest.fixture
def wished(profile):
    wish_reminders(profile=profile, days=7)
    return profile


@pytest.fixture
def account():
    return debt_account(NUMBER)


def mails():
    rows = Message.objects.filter(key__startswith="debt-reminder:").select_related("content")
    return list(rows.order_by("created_at", "channel"))


def text_of(message):
    return message.content.text.replace("\xa0", " ")


def on(clock, day, hour=12):
    """Go to a day, with figures of that day."""
    clock.move_to(datetime(day.year, day.month, day.day, hour, tzinfo=NOON.tzinfo))
    figures()
    tasks.tick()


def test_reminders_are_off_until_the_citizen_turns_them_on_and_off_again(profile, account):
    assessment(account, due=LAST_DAY)
    tasks.tick()
    assert mails() == []
    client = Client()
    sign_in(client)
    page = client.get(HERE).content.decode()
    assert '<input type="radio" name="days" value="0" id="f-days_0" checked>' in page.replace(
        " required", ""
    )
    page = client.post(WISH, {"days": "7"}, follow=True).content.decode()
    assert "Taksitlerinizi size hatırlatacağız." in page
    assert ReminderWish.objects.get().days_before == 7
    page = client.post(WISH, {"days": "0"}, follow=True).content.decode()
    assert "Artık hatırlatma almayacaksınız" in page
    tasks.tick()
    assert not ReminderWish.objects.exists()
    assert mails() == []


@pytest.mark.parametrize("sent", [{}, {"days": ""}, {"days": "5"}, {"days": "yedi\x00"}])
def test_what_is_no_choice_changes_nothing_and_is_said_at_the_form(profile, sent):
    client = Client()
    sign_in(client)
    answer = client.post(WISH, sent)
    assert answer.status_code == 400
    assert "Birini seçin" in answer.content.decode()
    assert not ReminderWish.objects.exists()


def test_the_database_knows_the_days_and_one_wish_for_a_person(profile):
    today = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderWish.objects.create(user=profile.user, days_before=5, since=today, look_on=today)
    wish_reminders(profile=profile, days=3)
    wish_reminders(profile=profile, days=14)
    assert ReminderWish.objects.get().days_before == 14


def test_who_acts_for_another_neither_sees_nor_changes_reminders():
    principal = verified("anne@example.org", NUMBER)
    client, _mandate = acting(principal, verified("oglu@example.org", profiles.invented_number(78)))
    assessment(debt_account(NUMBER), number="ANNENIN/1")
    page = client.get(HERE).content.decode()
    assert "ANNENIN/1" in page
    assert WISH not in page
    assert client.post(WISH, {"days": "7"})["Location"] == "/e-belediye/hesabim/baskasi-adina/"
    assert not ReminderWish.objects.exists()


def test_one_letter_before_the_last_day_and_one_after_it_and_no_more(wished, account, clock):
    debt = assessment(account, due=date(2026, 12, 7), amounts=("800.00",))
    tasks.tick()
    assert mails() == []  # thirteen days are more than seven
    for day in range(30):
        on(clock, date(2026, 11, 25) + timedelta(days=day))
        tasks.tick()
    before, late = mails()
    assert [row.told_on for row in Reminded.objects.order_by("pk")] == [
        date(2026, 11, 30),
        date(2026, 12, 8),
    ]
    assert before.recipient == wished.user.email
    said = text_of(before)
    assert "Emlak vergisi (bina) 2026, 1. taksit" in said
    assert "Son gün: 7 Aralık 2026 Pazartesi" in said
    assert "800,00 TL" in said
    assert f"http://localhost:8000{HERE}{debt.pk}/" in said
    assert "Son günü yaklaşıyor" in before.content.subject
    assert "Son günü geçti" in late.content.subject
    assert "gecikme zammıyla" in text_of(late)


def test_what_one_person_is_told_on_a_day_is_one_letter(wished, account, clock):
    clock.move_to(NOON - timedelta(days=1))
    ReminderWish.objects.update(since=date(2026, 11, 1))
    assessment(account, due=date(2026, 11, 10), amounts=("10.00",))
    assessment(account, due=LAST_DAY, amounts=("20.00",))
    assessment(account, due=date(2026, 11, 26), amounts=("30.00",), revenue_type="land_tax")
    on(clock, NOON.date())
    message = mails()[0]
    said = text_of(message)
    assert len(mails()) == 1
    places = [said.index(word) for word in ("10 Kasım", "26 Kasım", "30 Kasım")]
    assert places == sorted(places)
    assert Reminded.objects.count() == 3


def test_what_was_late_before_the_wish_is_not_told(wished, account):
    assessment(account, due=date(2026, 11, 23))
    tasks.tick()
    assert mails() == []


@pytest.mark.parametrize("status", ["disputed", "deferred", "written_off", "draft"])
def test_disputed_deferred_and_ended_debts_are_not_told(wished, account, status):
    assessment(account, due=LAST_DAY, status=status)
    tasks.tick()
    assert mails() == []


def test_what_is_paid_is_not_told_and_what_is_partly_paid_is_told_with_what_is_left(
    wished, account
):
    paid = assessment(account, due=(LAST_DAY, LAST_DAY), amounts=("100.00", "100.00"))
    rows = paid.instalments
    rows.filter(number=1).update(collected_elsewhere=money(100))
    rows.filter(number=2).update(collected_elsewhere=money(60))
    Assessment.objects.filter(pk=paid.pk).update(status="partly_paid")
    tasks.tick()
    said = text_of(mails()[0])
    assert "2. taksit" in said
    assert "40,00 TL" in said
    assert "1. taksit" not in said


def test_what_is_being_paid_at_the_moment_is_told_only_if_it_stays_open(wished, account, clock):
    part = assessment(account, due=LAST_DAY).instalments.get()
    attempt = Attempt.objects.create(
        owner=wished.user,
        form_key=uuid.uuid4(),
        amount=money(100),
        fee_day=NOON.date(),
        expires_at=timezone.now(),
        provider="bank",
    )
    AttemptItem.objects.create(
        attempt=attempt, instalment=part, principal=money(100), fee=money(0), holds=True
    )
    tasks.tick()
    assert mails() == []
    AttemptItem.objects.update(holds=False)
    on(clock, date(2026, 11, 25))
    assert len(mails()) == 1


def test_by_old_figures_nobody_is_told_and_by_fresh_ones_everybody_is(wished, account, settings):
    assessment(account, due=LAST_DAY)
    hours = settings.DEBT_SOURCE_MAX_AGE_HOURS + 1
    ImportRun.objects.update(source_time=timezone.now() - timedelta(hours=hours))
    tasks.tick()
    assert mails() == []
    figures()
    tasks.tick()
    assert len(mails()) == 1


def test_nobody_is_told_at_night(wished, account, clock, settings):
    settings.OUTBOX_QUIET_HOURS = "22:00-08:00"
    assessment(account, due=LAST_DAY)
    on(clock, date(2026, 11, 25), hour=7)
    assert mails() == []
    on(clock, date(2026, 11, 25), hour=8)
    assert [message.is_quiet for message in mails()] == [True]


@pytest.mark.parametrize(
    ("fields", "channels"),
    [
        ({}, [ChannelName.MAIL]),
        ({"is_told_by_sms": True}, [ChannelName.MAIL, ChannelName.SMS]),
        ({"is_told_by_sms": True, "is_told_by_email": False}, [ChannelName.SMS]),
        ({"is_told_by_sms": True, "phone_verified_at": None}, [ChannelName.MAIL]),
        ({"is_told_by_email": False}, []),
    ],
)
def test_it_goes_by_the_ways_chosen_in_the_profile(wished, account, settings, fields, channels):
    settings.SMS_ADAPTER = "outbox.local.LocalSms"
    defaults = {"phone": "+905321234567", "phone_verified_at": timezone.now()}
    CitizenProfile.objects.filter(pk=wished.pk).update(**defaults | fields)
    assessment(account, due=LAST_DAY, amounts=("800.00",))
    tasks.tick()
    assert [message.channel for message in mails()] == channels
    assert Reminded.objects.exists() == bool(channels)
    for message in mails():
        if message.channel == ChannelName.SMS:
            said = text_of(message)
            assert "1, toplam 800,00 TL, ilki 30.11.2026" in said
            assert said.endswith(f"http://localhost:8000{HERE}")
            assert "vergisi" not in said


@pytest.mark.parametrize(
    ("language", "words", "address"),
    [
        ("tr", "Son günü yaklaşıyor", f"8000{HERE}"),
        ("en", "The last day is near", f"8000/en{HERE}"),
        ("ar", "آخر يوم يقترب", f"8000/ar{HERE}"),
    ],
)
def test_it_is_written_in_the_language_of_the_profile(wished, account, language, words, address):
    CitizenProfile.objects.update(language=language)
    assessment(account, due=LAST_DAY)
    tasks.tick()
    message = mails()[0]
    assert words in message.content.subject
    assert address in message.content.text
    assert f'lang="{language}"' in message.content.html


def test_a_letter_is_ended_by_its_link_with_one_press_and_without_signing_in(wished, account):
    assessment(account, due=LAST_DAY)
    tasks.tick()
    content = mails()[0].content
    path = f"{WISH}bitir/{token_of(wished.pk)}/"
    assert content.headers["List-Unsubscribe"] == f"<http://localhost:8000{path}>"
    assert path in content.text
    assert path in content.html
    stranger = Client(enforce_csrf_checks=True)
    assert "Hatırlatmaları bitir" in stranger.get(path).content.decode()
    assert ReminderWish.objects.exists()  # programs open links: that alone ends nothing
    page = stranger.post(path, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert "Artık hatırlatma almayacaksınız" in page
    assert not ReminderWish.objects.exists()
    assert mails()[0].state == State.STOPPED


def test_a_link_that_is_not_ours_ends_nothing(wished):
    for token in (f"{wished.pk}:abc", str(wished.pk), "x:y"):
        assert Client().post(f"{WISH}bitir/{token}/").status_code == 404
    assert ReminderWish.objects.exists()


def test_ended_and_asked_for_again_nothing_is_told_twice(wished, account):
    assessment(account, due=LAST_DAY)
    tasks.tick()
    end_reminders(user_id=wished.pk)
    wish_reminders(profile=wished, days=14)
    tasks.tick()
    assert len(mails()) == 1


def test_a_number_that_nobody_made_sure_of_gets_no_word_of_its_owners_debts(wished, account):
    CitizenProfile.objects.update(identity_verified_by="", identity_verified_at=None)
    assessment(account, due=LAST_DAY)
    tasks.tick()
    assert mails() == []


def test_a_closed_account_is_not_told_and_an_erased_one_leaves_nothing(wished, account, clock):
    debt = assessment(account, due=LAST_DAY)
    User.objects.update(is_active=False)
    tasks.tick()
    assert mails() == []
    User.objects.update(is_active=True)
    on(clock, date(2026, 11, 25))
    assert len(mails()) == 1
    User.objects.filter(pk=wished.pk).delete()
    assert not ReminderWish.objects.exists()
    assert not Reminded.objects.exists()
    assert Instalment.objects.filter(assessment=debt).exists()
    on(clock, date(2026, 12, 1))
    assert len(mails()) == 1


def test_nobody_is_told_of_anothers_debts(wished):
    assessment(debt_account(profiles.invented_number(78)), due=LAST_DAY)
    tasks.tick()
    assert mails() == []


def test_who_cannot_be_written_to_stops_nobody_else(wished, account, monkeypatch):
    from services.debts.actions import reminders

    other = known(citizen("fatma@example.org"), profiles.invented_number(78))
    wish_reminders(profile=other, days=7)
    for one in (account, debt_account(profiles.invented_number(78))):
        assessment(one, due=LAST_DAY)
    tell = reminders.words_of

    def broken(dues, *, user_id, **more):
        if user_id == wished.pk:
            raise ValueError("no words")
        return tell(dues, user_id=user_id, **more)

    monkeypatch.setattr(reminders, "words_of", broken)
    tasks.tick()
    assert [message.recipient for message in mails()] == ["fatma@example.org"]
    assert Reminded.objects.filter(user=wished.pk).count() == 0


def test_queries_do_not_grow_with_people_and_debts(django_assert_num_queries):
    def people(first, count):
        for place in range(first, first + count):
            number = profiles.invented_number(600 + place)
            wish_reminders(profile=known(citizen(f"v{place}@example.org"), number), days=7)
            for _debt in range(3):
                assessment(debt_account(number), due=date(2026, 12, 20))

    people(0, 1)
    # Savepoint and its end, wishes, profiles, instalments, when they are looked at again.
    with django_assert_num_queries(6):
        assert remind_some(as_of=timezone.now()) == 1
    people(1, 9)
    ReminderWish.objects.update(look_on=NOON.date())
    with django_assert_num_queries(6):
        assert remind_some(as_of=timezone.now()) == 10


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_each_instalment_once():
    for place in range(8):
        number = profiles.invented_number(700 + place)
        wish_reminders(profile=known(citizen(f"v{place}@example.org"), number), days=7)
        assessment(debt_account(number), due=LAST_DAY)
    assert in_threads(*[tasks.tick] * 3) == []
    assert Reminded.objects.count() == 8
    assert len({message.recipient for message in mails()}) == len(mails()) == 8
