"""The civil registry: match, mismatch, unavailable, against a local server that speaks its SOAP."""

import logging
import threading
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from xml.etree import ElementTree

import pytest

from accounts.audit import kinds
from accounts.audit.models import Entry
from accounts.identity import is_valid
from accounts.profiles import actions
from accounts.profiles.models import CitizenProfile
from accounts.profiles.registry import verify_by_registry
from accounts.registry import Outcome, Person, checks, verify, verifying
from accounts.registry.fake import FakeRegistry, invented_people
from accounts.registry.nvi import NviRegistry, capitals
from tests.factories.citizens import account

AYSE = Person("11100011162", "Işıl", "ince", date(1984, 3, 12))
OMAR = Person("99000022204", "Omar", "VARSAYIM", date(1973, 10, 18))
WS = "{http://tckimlik.nvi.gov.tr/WS}"
ANSWER = """<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
<{0}Response xmlns="http://tckimlik.nvi.gov.tr/WS"><{0}Result>{1}</{0}Result></{0}Response>
</soap:Body></soap:Envelope>"""


class Service:
    """A server of the test; `answer(path, body)` gives status and text."""

    def __init__(self):
        self.asked = []
        self.answer = lambda path, operation: (200, ANSWER.format(operation, "true"))
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                operation = self.headers["SOAPAction"].strip('"').rsplit("/", 1)[1]
                asked = ElementTree.fromstring(body).find(f".//{WS}{operation}")
                values = {item.tag.replace(WS, ""): item.text for item in asked}
                service.asked.append((self.path, operation, values))
                status, text = service.answer(self.path, operation)
                try:
                    self.send_response(status)
                    self.end_headers()
                    self.wfile.write(text.encode())
                except OSError:
                    pass

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/Service"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def service(settings):
    found = Service()
    settings.IDENTITY_VERIFIER = "accounts.registry.nvi.NviRegistry"
    settings.IDENTITY_VERIFIER_URL = found.url
    settings.IDENTITY_VERIFIER_SECONDS = 1
    yield found
    found.server.shutdown()
    found.server.server_close()


def test_citizens_are_asked_about_in_turkish_capitals_with_the_year(service):
    assert NviRegistry().verify(AYSE) is Outcome.MATCH
    assert service.asked == [
        (
            "/Service/KPSPublic.asmx",
            "TCKimlikNoDogrula",
            {"TCKimlikNo": "11100011162", "Ad": "IŞIL", "Soyad": "İNCE", "DogumYil": "1984"},
        )
    ]


def test_foreigners_are_asked_about_at_their_own_service_with_the_whole_date(service):
    assert NviRegistry().verify(OMAR) is Outcome.MATCH
    path, operation, values = service.asked[0]
    assert (path, operation) == ("/Service/KPSPublicYabanciDogrula.asmx", "YabanciKimlikNoDogrula")
    assert values == {
        "KimlikNo": "99000022204",
        "Ad": "OMAR",
        "Soyad": "VARSAYIM",
        "DogumGun": "18",
        "DogumAy": "10",
        "DogumYil": "1973",
    }


def test_no_is_a_mismatch(service):
    service.answer = lambda path, operation: (200, ANSWER.format(operation, "false"))
    assert NviRegistry().verify(AYSE) is Outcome.MISMATCH


def test_a_number_with_wrong_check_digits_is_not_even_asked_about(service):
    wrong = Person("11100011163", "Işıl", "ince", date(1984, 3, 12))
    assert NviRegistry().verify(wrong) is Outcome.MISMATCH
    assert service.asked == []


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (500, ANSWER.format("TCKimlikNoDogrula", "true")),
        (200, "<html>Bakım çalışması</html>"),
        (200, ""),
        (200, "<kırık"),
        (200, ANSWER.format("TCKimlikNoDogrula", "belki")),
        (200, ANSWER.format("BaskaBirIslem", "true")),
        (200, '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + ANSWER.format("TCKimlikNoDogrula", "true")),
        (200, " " * 70_000),
    ],
)
def test_an_answer_that_is_not_understood_is_no_answer(service, status, text):
    service.answer = lambda path, operation: (status, text)
    assert NviRegistry().verify(AYSE) is Outcome.UNAVAILABLE


def test_a_slow_registry_is_left_after_the_time_set(service):
    has_been_left = threading.Event()
    service.answer = lambda path, operation: (has_been_left.wait(30), (200, ""))[1]
    begun = time.monotonic()
    assert NviRegistry(timeout=0.3).verify(AYSE) is Outcome.UNAVAILABLE
    assert time.monotonic() - begun < 15
    has_been_left.set()


def test_nobody_at_the_address_is_unavailable_and_the_log_names_nobody(caplog):
    with caplog.at_level(logging.WARNING):
        outcome = NviRegistry("http://127.0.0.1:9/Service", 1).verify(AYSE)
    assert outcome is Outcome.UNAVAILABLE
    assert "did not answer" in caplog.text
    assert AYSE.number not in caplog.text
    assert "ince" not in caplog.text.casefold()
    assert AYSE.number not in repr(AYSE)


def test_after_a_failure_nobody_waits_for_the_registry_for_a_minute(service):
    service.answer = lambda path, operation: (503, "")
    assert verify(AYSE) is Outcome.UNAVAILABLE
    service.answer = lambda path, operation: (200, ANSWER.format(operation, "true"))
    assert verify(AYSE) is Outcome.UNAVAILABLE
    assert len(service.asked) == 1
    verifying.cache.delete(verifying._RESTING)
    assert verify(AYSE) is Outcome.MATCH


def test_a_broken_adapter_is_unavailable(monkeypatch):
    monkeypatch.setattr(FakeRegistry, "verify", lambda self, person: 1 / 0)
    assert verify(AYSE) is Outcome.UNAVAILABLE


def test_without_an_adapter_nobody_answers(settings):
    settings.IDENTITY_VERIFIER = ""
    assert verify(AYSE) is Outcome.UNAVAILABLE


def test_turkish_capitals():
    assert capitals(" ışıl  ince ") == "IŞIL İNCE"


def test_the_invented_people_are_ten_with_valid_numbers_two_of_them_foreigners():
    people = invented_people()
    assert len({person.number for person in people}) == 10
    assert all(is_valid(person.number) for person in people)
    assert sum(person.number.startswith("99") for person in people) == 2


def test_the_fake_gives_all_three_answers():
    known = invented_people()[0]
    other = {"first_name": known.first_name, "last_name": known.last_name}
    ask = FakeRegistry().verify
    assert ask(Person(known.number, "ayşe", "örnek", date(1984, 1, 1))) is Outcome.MATCH
    assert ask(Person(known.number, **other, birth_date=date(1985, 1, 1))) is Outcome.MISMATCH
    assert ask(Person("10000000146", **other, birth_date=known.birth_date)) is Outcome.MISMATCH
    assert ask(Person(known.number, "Ayşe", "Kapalı", known.birth_date)) is Outcome.UNAVAILABLE


def test_the_check_refuses_the_invented_registry_outside_of_the_demo(settings):
    assert checks.invented_people_are_for_the_demo(None) == []
    settings.DEMO = settings.DEBUG = False
    assert [item.id for item in checks.invented_people_are_for_the_demo(None)] == ["registry.E001"]
    settings.IDENTITY_VERIFIER = "accounts.registry.nvi.NviRegistry"
    assert checks.invented_people_are_for_the_demo(None) == []


# With a profile -----------------------------------------------------------------------------------


def somebody(person=None, **changed):
    """Return an account whose profile says what one of the invented people is."""
    person = person or invented_people()[0]
    user = account(first_name=person.first_name, last_name=changed.get("surname", person.last_name))
    actions.open_profile(user=user, birth_date=changed.get("birth_date", person.birth_date))
    actions.give_identity_number(user=user, number=person.number)
    return user


def is_verified(user):
    return CitizenProfile.objects.get(pk=user.pk).identity_verified_by == "registry"


@pytest.mark.django_db
def test_a_match_verifies():
    user = somebody()
    assert verify_by_registry(user=user) is Outcome.MATCH
    assert is_verified(user)


@pytest.mark.django_db
def test_a_mismatch_verifies_nothing_and_is_recorded():
    user = somebody(birth_date=date(1990, 1, 1))
    assert verify_by_registry(user=user) is Outcome.MISMATCH
    assert not is_verified(user)
    entry = Entry.objects.get(kind=kinds.IDENTITY_VERIFIED)
    assert entry.details == {"by": "", "answer": "mismatch"}


@pytest.mark.django_db
def test_unavailable_blocks_nothing_and_can_be_tried_again_later():
    user = somebody(surname="Kapalı")
    assert verify_by_registry(user=user) is Outcome.UNAVAILABLE
    assert not is_verified(user)
    verifying.cache.clear()
    actions.change_person(
        user=user, first_name="Ayşe", last_name="ÖRNEK", birth_date=date(1984, 3, 12)
    )
    assert verify_by_registry(user=user) is Outcome.MATCH


@pytest.mark.django_db
def test_a_birth_year_cannot_be_found_out_by_trying():
    user = somebody(birth_date=date(1950, 1, 1))
    answers = []
    for year in range(1950, 1958):
        actions.change_person(
            user=user, first_name="Ayşe", last_name="ÖRNEK", birth_date=date(year, 1, 1)
        )
        answers.append(verify_by_registry(user=user))
    assert answers == [Outcome.MISMATCH] * 4 + [Outcome.UNAVAILABLE] * 4


@pytest.mark.django_db
def test_what_changed_while_the_registry_was_asked_is_not_verified(monkeypatch):
    user = somebody()

    def change_meanwhile(self, person):
        actions.change_person(
            user=user, first_name="Başka", last_name="BİRİ", birth_date=date(1984, 3, 12)
        )
        return Outcome.MATCH

    monkeypatch.setattr(FakeRegistry, "verify", change_meanwhile)
    assert verify_by_registry(user=user) is Outcome.UNAVAILABLE
    assert not is_verified(user)


@pytest.mark.django_db
def test_there_is_nothing_to_ask_about_without_number_birth_date_or_profile():
    user = account()
    assert verify_by_registry(user=user) is Outcome.UNAVAILABLE
    actions.open_profile(user=user)
    assert verify_by_registry(user=user) is Outcome.UNAVAILABLE
