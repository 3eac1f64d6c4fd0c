"""A contact that came with a report is asked first; until it says yes nothing of it is kept."""

import re

import pytest

from outbox.models import Message
from services.cases.models import Case
from services.open311 import confirming
from services.requests.models import Report
from tests.factories.open311 import program
from tests.services.open311.test_filing import body, key, send  # noqa: F401

pytestmark = pytest.mark.django_db
THEIRS = "ayse@example.org"


def link_in(mails):
    letter = next(mail for mail in mails if "Bu bildirim sizin mi?" in mail.subject)
    return re.search(r"https?://[^/]+(/e-belediye/cozum-merkezi/iletisim/\S+/)", letter.body)[1]


@pytest.fixture
def letters():
    """Return what was mailed, when what waits was sent."""
    from django.core import mail

    from outbox import sending

    def sent():
        sending.send_due(5)
        return mail.outbox

    return sent


def test_the_contact_is_asked_and_not_kept_and_the_case_is_told_to_nobody(client, key, letters):  # noqa: F811
    send(client, body(key, email=THEIRS))
    case = Case.objects.get()
    assert (case.contact_email, case.contact_phone) == (None, None)
    assert Report.objects.get().contact_digest == ""
    assert [message.key for message in Message.objects.all()] == [f"open311-contact:{case.pk}:mail"]
    assert THEIRS in letters()[0].to


def test_opening_the_link_changes_nothing_and_a_press_keeps_the_contact(client, key, letters):  # noqa: F811
    send(client, body(key, email=THEIRS))
    path = link_in(letters())
    page = client.get(path).content.decode()
    assert str(Case.objects.get().reference) in page
    assert Case.objects.get().contact_email is None
    done = client.post(path)
    assert "Teşekkür ederiz" in done.content.decode()
    case = Case.objects.get()
    assert case.contact_email == THEIRS
    assert Report.objects.get().contact_digest
    assert "/e-belediye/talep-sorgulama/b/" in letters()[-1].body
    assert "zaten bir iletişim bilgisi var" in client.get(path).content.decode()
    again = client.post(path)
    assert "zaten bir iletişim bilgisi var" in again.content.decode()
    assert Message.objects.filter(key__startswith="case:").count() == 1


def test_a_false_or_old_link_says_so(client, key, letters):  # noqa: F811
    send(client, body(key, email=THEIRS))
    path = link_in(letters())
    changed = f"{path[:-8]}AAAAAAA/"
    for address in (changed, "/e-belediye/cozum-merkezi/iletisim/x/"):
        response = client.post(address)
        assert response.status_code == 404
        assert "Bu bağlantının süresi doldu" in response.content.decode()
    assert Case.objects.get().contact_email is None


def test_a_link_ends_after_two_weeks(key, client, monkeypatch):  # noqa: F811
    send(client, body(key))
    case = Case.objects.get()
    token = confirming.link_of(case, email=THEIRS, phone="").rstrip("/").rsplit("/", 1)[1]
    assert confirming.contact_of(token).email == THEIRS
    later = confirming.time.time() + confirming.SECONDS + 1
    monkeypatch.setattr("services.open311.confirming.time.time", lambda: later)
    assert confirming.contact_of(token) is None


def test_a_contact_is_asked_three_times_a_day_at_most(client, key):  # noqa: F811
    secrets = [key, program("Öteki")[1]]
    for number in range(5):
        words = f"{number}. çukur da bu yolda duruyor"
        send(client, body(secrets[number % 2], email=THEIRS, description=words))
    assert Report.objects.count() == 5
    assert Message.objects.filter(key__startswith="open311-contact:").count() == 3


def test_a_foreign_site_cannot_press_for_somebody(client, key, letters):  # noqa: F811
    send(client, body(key, email=THEIRS))
    path = link_in(letters())
    assert client.post(path, headers={"origin": "https://example.org"}).status_code == 403
    assert Case.objects.get().contact_email is None
