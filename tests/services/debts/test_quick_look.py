"""Debts without an account: each clause of decision 2022/388 of the data protection board."""

import re
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.audit.models import Entry
from accounts.profiles.models import VerifiedBy
from outbox.channels import letter_of
from outbox.models import ChannelName, Message
from services.cases.lookup import codes
from services.cases.models import Lookup
from services.debts.models import ImportRun
from services.debts.quick import door
from services.debts.quick.access import SECONDS
from services.debts.quick.door import DebtsDoor
from tests.factories import citizens as profiles
from tests.factories.debts import assessment, debt_account
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
HERE = "/e-belediye/borc/hizli/"
CODE, AGAIN, BASKET = f"{HERE}kod/", f"{HERE}kod/yeni/", f"{HERE}borclar/"
KNOWN, UNKNOWN = profiles.invented_number(901), profiles.invented_number(902)
COMPANY, NO_COMPANY = "1234567890", "9876543217"
LITERALS = re.compile(r"""'[^']*'|"s\d+_x\d+"|\b\d+\b""")


@pytest.fixture(autouse=True)
def _site(settings):
    cache.clear()
    settings.SMS_ADAPTER = "outbox.local.LocalSms"
    home_page()
    now = timezone.now()
    ImportRun.objects.create(
        source="muhasebe", kind="full", state="done", source_time=now, finished_at=now
    )


@pytest.fixture
def _worker_is_elsewhere(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def account():
    found = debt_account(KNOWN, number="S-901", name="ilker Ayşe ÖRNEK")
    assessment(
        found,
        amounts=("1250.00",),
        due=timezone.localdate() + timedelta(days=9),
        description="Örnek Mah. 17. Sok. No 5",
        number="2026/TAH-77",
    )
    return found


def asked(number, client=None):
    client = client or Client()
    return client, client.post(HERE, {"number": number}, follow=True)


def messages():
    return Message.objects.filter(key__startswith="debts-code:").order_by("created_at")


def sent_code():
    return letter_of(messages().last()).values["code"]


def text_of(answer):
    page = answer.content.decode().replace("\xa0", " ")
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0]).split())


def opened(number=KNOWN):
    client, _ = asked(number)
    return client, client.post(CODE, {"code": sent_code()}, follow=True)


def shown(answer):
    """Return a page without what differs by chance."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return re.sub(r"(\w\*\*\*@[\w.]+|05\d\d \*\*\* \*\* \d\d)", "CONTACT", text)


# First step: an identity, tax or register number ------------------------------------------------


@pytest.mark.parametrize("typed", [KNOWN, "S-901", f"{KNOWN[:3]} {KNOWN[3:]}"])
def test_first_step_identity_and_register_numbers_are_taken(account, typed):
    client, answer = asked(typed)
    assert "0500 *** ** 01" in text_of(answer)
    assert "+905000000001" not in answer.content.decode()
    said = text_of(client.post(CODE, {"code": sent_code()}, follow=True))
    assert "1.250,00 TL" in said


def test_first_step_tax_numbers_of_companies_are_taken():
    assessment(debt_account(COMPANY, kind="company", name="Örnek Ltd"), amounts=("70.00",))
    assert "Ö. L." in text_of(opened(COMPANY)[1])


def test_first_step_a_slip_is_told_by_the_check_digits_alone_and_stays_typed():
    slip = KNOWN[:-1] + str((int(KNOWN[-1]) + 1) % 10)
    for typed, words in ((slip, "bir yanlış var"), ("", "numaradan birini"), ("?*", "yalnızca")):
        with CaptureQueriesContext(connection) as queries:
            page = Client().post(HERE, {"number": typed}).content.decode()
        assert words in page
        assert f'value="{typed}"' in page or not typed
        assert not any("debts_" in one["sql"] or "cases_" in one["sql"] for one in queries)


# The number alone reveals nothing, not even that a record exists ---------------------------------


def test_number_alone_known_and_unknown_numbers_are_answered_with_the_same_words(account):
    without = debt_account(profiles.invented_number(903), phone=None)
    pages, wrongs = [], []
    for number in (KNOWN, UNKNOWN, without.identity_number, "S-901", "S-404", NO_COMPANY):
        client, answer = asked(number)
        pages.append(shown(answer))
        wrongs.append(shown(client.post(CODE, {"code": "000000"})))
    assert len(set(pages)) == 1
    assert "CONTACT" in pages[0]
    assert len(set(wrongs)) == 1
    assert "Kod yanlış" in wrongs[0]


def test_number_alone_shows_no_amount_name_address_or_number(account):
    _client, answer = asked(KNOWN)
    page = answer.content.decode()
    for secret in ("1.250", "ÖRNEK", "A. Ö", "Örnek Mah", "TAH-77", "S-901", KNOWN):
        assert secret not in page


def test_number_alone_opens_no_page_of_debts(account):
    client, _ = asked(KNOWN)
    assert client.get(BASKET)["Location"] == HERE
    assert Client().get(CODE)["Location"] == HERE


@pytest.mark.usefixtures("_worker_is_elsewhere")
def test_number_alone_known_and_unknown_numbers_ask_the_same_queries(account):
    profiles.citizen(
        "sahip",
        number=KNOWN,
        identity_verified_by=VerifiedBy.EDEVLET,
        identity_verified_at=timezone.now(),
        phone="+905320000067",
        phone_verified_at=timezone.now(),
    )
    debt_account(KNOWN, number="S-902")
    other = debt_account(profiles.invented_number(904), number="S-903", phone=None)
    asked(UNKNOWN)[0].post(CODE, {"code": "000000"})  # what is asked once in a process
    numbers = (KNOWN, profiles.invented_number(905), other.identity_number, "S-903", "S-405")
    found = []
    for number in numbers:
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            client.post(HERE, {"number": number})
        with CaptureQueriesContext(connection) as more:
            client.post(CODE, {"code": "000000"})
        found.append(([LITERALS.sub("?", one["sql"]) for one in queries], len(more)))
    assert all(one == found[0] for one in found[1:])
    assert len(found[0][0]) <= 14


@pytest.mark.usefixtures("_worker_is_elsewhere")
def test_number_alone_known_and_unknown_numbers_take_the_same_time(account, monkeypatch, settings):
    """As for references of cases; the distribution that was measured is in docs/security.md."""
    monkeypatch.setattr(door, "ASKING", ())
    settings.LOOKUP_EVEN_SECONDS = 0.04
    took = {True: [], False: []}
    for place in range(60):
        numbers = [(True, KNOWN), (False, profiles.invented_number(2_000 + place))]
        for is_known, number in numbers if place % 2 else numbers[::-1]:
            began = time.perf_counter()
            codes.begin(door=DebtsDoor(), subject=number, network="")
            took[is_known].append(time.perf_counter() - began)
    slower = sum(known > other for known in took[True] for other in took[False])
    assert abs(slower / 3_600 - 0.5) < 0.25


@pytest.mark.usefixtures("_worker_is_elsewhere")
def test_number_alone_only_the_worker_finds_out_whether_a_code_is_sent(account):
    for number in (KNOWN, UNKNOWN):
        codes.begin(door=DebtsDoor(), subject=number, network="")
    known, unknown = Lookup.objects.order_by("created_at")
    assert not messages().exists()
    assert codes.send_code(lookup_id=known.pk)
    assert not codes.send_code(lookup_id=known.pk)  # the task ran twice
    assert not codes.send_code(lookup_id=unknown.pk)
    assert messages().count() == 1


def test_number_alone_is_stored_sealed_and_counted_under_a_digest(account):
    asked(KNOWN)
    lookup = Lookup.objects.get()
    assert lookup.subject.startswith("sealed:1:")
    assert KNOWN not in str([session.get_decoded() for session in Session.objects.all()])
    assert KNOWN not in DebtsDoor().counted_as(KNOWN)


# Second step: a one-time code to the contact that is registered already -------------------------


def test_second_step_the_code_goes_to_the_registered_phone_and_to_no_other(account):
    client = Client()
    client.post(
        HERE,
        {"number": KNOWN, "phone": "+905551112233", "telefon": "+905551112233", "email": "x@y.tr"},
    )
    (message,) = messages()
    assert (message.channel, message.recipient) == (ChannelName.SMS, "+905000000001")


def test_second_step_without_sms_it_goes_to_the_registered_address(settings):
    settings.SMS_ADAPTER = ""
    debt_account(KNOWN, email="ayse@example.org")
    _client, answer = asked(KNOWN)
    assert "a***@example.org" in text_of(answer)
    assert messages().get().recipient == "ayse@example.org"


def test_second_step_a_contact_that_a_verified_citizen_has_proved_comes_first(account):
    now = timezone.now()
    profiles.citizen(
        number=KNOWN,
        identity_verified_by=VerifiedBy.DESK,
        identity_verified_at=now,
        phone="+905320000067",
        phone_verified_at=now,
    )
    assert "0532 *** ** 67" in text_of(asked(KNOWN)[1])
    assert messages().get().recipient == "+905320000067"


@pytest.mark.parametrize("is_verified", [False, True])
def test_second_step_a_contact_nobody_has_proved_is_never_used(account, is_verified):
    now = timezone.now() if is_verified else None
    profiles.citizen(
        number=KNOWN,
        identity_verified_by=VerifiedBy.EDEVLET if now else "",
        identity_verified_at=now,
        phone="+905320000067",
        phone_verified_at=None if now else timezone.now(),
    )
    asked(KNOWN)
    assert messages().get().recipient == "+905000000001"


def test_second_step_no_contact_birth_date_or_name_of_a_parent_is_asked_for(account):
    _client, answer = asked(KNOWN)
    for page in (Client().get(HERE).content.decode(), answer.content.decode()):
        main = page.split("<main")[1].split("</main>")[0]
        names = set(re.findall(r'<input[^>]* name="([^"]+)"', main))
        assert names <= {"csrfmiddlewaretoken", "number", "code"}


def test_second_step_typing_birth_date_or_names_opens_nothing(account):
    client, _ = asked(KNOWN)
    answer = client.post(CODE, {"code": "", "dogum": "17.05.1980", "ana": "Ayşe", "baba": "Ali"})
    assert "1.250,00" not in answer.content.decode()
    assert client.get(BASKET)["Location"] == HERE


def test_second_step_the_register_number_is_no_second_step(account):
    client, _ = asked(KNOWN)
    assert "Kod yanlış" in text_of(client.post(CODE, {"code": "S-901"}))


def test_second_step_a_code_works_once_in_its_browser_for_a_quarter_of_an_hour(account):
    client, _ = asked(KNOWN)
    code = sent_code()
    assert Client().post(CODE, {"code": code})["Location"] == HERE
    Lookup.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    assert "artık geçerli değil" in text_of(client.post(CODE, {"code": code}))
    Lookup.objects.update(created_at=timezone.now())
    assert client.post(CODE, {"code": code})["Location"] == BASKET
    assert client.post(CODE, {"code": code})["Location"] == HERE


def test_second_step_another_code_is_sent_without_the_number_in_the_page(account):
    client, answer = asked(KNOWN)
    assert KNOWN not in answer.content.decode()
    again = client.post(AGAIN, follow=True)
    assert messages().count() == 2
    assert "0500 *** ** 01" in text_of(again)
    assert client.post(CODE, {"code": sent_code()})["Location"] == BASKET


def test_second_step_a_code_of_a_case_opens_no_debts(account):
    lookup = Lookup.objects.create(subject="CM-26-00001-X", digest="0" * 64)
    found = codes.check(door=DebtsDoor(), lookup_id=lookup.pk, typed="123456", network="")
    assert found == (codes.Answer.OVER, None)


# Limits ----------------------------------------------------------------------------------------


def test_limits_a_number_gets_three_codes_an_hour_whether_or_not_it_is_known(account):
    for number in (KNOWN, UNKNOWN):
        for _turn in range(3):
            assert asked(number)[1].status_code == 200
        _client, answer = asked(number)
        assert answer.status_code == 429
        assert "Çok fazla deneme" in text_of(answer)
        assert f'value="{number}"' in answer.content.decode()


def test_limits_a_network_that_tries_one_number_after_the_other_is_stopped():
    for place in range(20):
        codes.begin(
            door=DebtsDoor(), subject=profiles.invented_number(3_000 + place), network="10.1.1.1"
        )
    with pytest.raises(codes.TooMany):
        codes.begin(door=DebtsDoor(), subject=UNKNOWN, network="10.1.1.1")
    codes.begin(door=DebtsDoor(), subject=UNKNOWN, network="10.1.1.2")


def test_limits_wrong_codes_end_a_lookup_and_are_counted_over_all_of_them(account, monkeypatch):
    monkeypatch.setattr(door, "ASKING", ())
    client, _ = asked(KNOWN)
    wrong = f"{(int(sent_code()) + 1) % 10**6:06}"
    said = [text_of(client.post(CODE, {"code": wrong})) for _turn in range(5)]
    assert "Kod yanlış" in said[3]
    assert "artık geçerli değil" in said[4]
    for _round in range(2):
        begun = codes.begin(door=DebtsDoor(), subject=KNOWN, network="")
        for _turn in range(5):
            codes.check(door=DebtsDoor(), lookup_id=begun.id, typed=wrong, network="")
    client, _ = asked(KNOWN)
    assert client.post(CODE, {"code": sent_code()}).status_code == 429


# After the code: initials and amounts only ------------------------------------------------------


def test_after_the_code_initials_and_amounts_are_shown_and_nothing_else_of_the_person(account):
    _client, answer = opened()
    said, page = text_of(answer), answer.content.decode()
    assert "İ. A. Ö." in said
    assert "1.250,00 TL" in said
    for secret in ("ÖRNEK", "Ayşe", "Örnek Mah", "17. Sok", "TAH-77", KNOWN, "S-901"):
        assert secret not in page


def test_after_the_code_it_is_open_for_half_an_hour_or_until_it_is_closed(account):
    client, _ = opened()
    client.post(f"{HERE}bitir/")
    assert client.get(BASKET)["Location"] == HERE
    client, _ = opened()
    session = client.session
    session["debts_quick"] = session["debts_quick"] | {"until": time.time() - SECONDS}
    session.save()
    assert client.get(BASKET)["Location"] == HERE


def test_after_the_code_nobody_elses_debts_are_shown_though_a_register_number_looks_alike(account):
    stranger = debt_account(profiles.invented_number(906), number=KNOWN, name="Yabancı KİŞİ")
    assessment(stranger, amounts=("999.00",))
    said = text_of(opened()[1])
    assert "999,00" not in said
    assert "1.250,00" in said


def test_after_the_code_all_accounts_of_an_identity_number_but_one_of_a_register_number(account):
    second = debt_account(KNOWN, number="S-905")
    assessment(second, amounts=("80.00",), due=timezone.localdate() + timedelta(days=3))
    both, one = text_of(opened(KNOWN)[1]), text_of(opened("S-905")[1])
    assert "1.330,00 TL" in both
    assert "1.250,00" not in one


def test_after_the_code_the_opening_is_in_the_audit_log_without_the_number(account):
    opened()
    entry = Entry.objects.get(kind="debts_opened")
    assert entry.about == f"debts.debtaccount:{account.pk}"
    assert KNOWN not in str(entry.details)


def test_after_the_code_the_page_asks_a_fixed_number_of_queries(account):
    client, _ = opened()
    counts = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(BASKET)
        counts.append(len(queries))
        for _more in range(6):
            assessment(account, amounts=("10.00", "10.00"))
    assert counts[0] == counts[1] <= 9
