"""Who acts for another by an authorisation files and reads that person's reports; nobody else's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.audit.models import Entry as AuditEntry
from accounts.mandates import actions
from services.cases.models import Case, EntryKind
from services.requests.models import Report
from tests.factories import reports
from tests.factories.citizens import invented_number
from tests.factories.desk import verified
from tests.factories.people import sign_in
from tests.factories.site import home_page, neighbourhood
from tests.services.requests.test_pages import Browser

pytestmark = pytest.mark.django_db
HERE = "/e-belediye/hesabim/baskasi-adina/"
MINE = "/e-belediye/basvurularim/"
BOTH = ("cases_file", "cases_read")


@pytest.fixture(autouse=True)
def town():
    home_page()
    reports.topic()
    neighbourhood("Sahabiye", slug="sahabiye", lat=38.73, lng=35.48)


@pytest.fixture
def mother():
    return verified("anne@example.org", invented_number(61), first_name="Anne")


@pytest.fixture
def son():
    return verified("oglu@example.org", invented_number(62), first_name="Oğuz")


def acting(mother, son, scopes=BOTH):
    """Return the son's browser that acts for the mother, and the mandate."""
    _made, code = actions.offer(
        principal=mother, scopes=scopes, ends_at=timezone.now() + timedelta(days=30)
    )
    mandate = actions.accept(holder=son, code=code)
    client = signed_in(son)
    client.post(f"{HERE}{mandate.public_id}/sec/")
    return client, mandate


def signed_in(user):
    client = Client()
    sign_in(client, user.email)
    return client


def reported(client):
    browser = Browser(client)
    browser.send(topic="cukur", type="complaint")
    browser.send(neighbourhood="sahabiye", street="Örnek Sokak")
    browser.send(text="Yolda büyük bir çukur var.", visibility="no")
    return browser.send()


def uses_of(mandate):
    rows = AuditEntry.objects.filter(about=f"mandate:{mandate.public_id}", kind="mandate_used")
    return [(row.details["scope"], row.details.get("what")) for row in rows.order_by("pk")]


def page(client, address):
    return client.get(address).content.decode()


def test_a_report_filed_for_another_is_theirs_and_says_who_wrote_it(mother, son):
    client, mandate = acting(mother, son)

    assert reported(client).status_code == 302

    case = Case.objects.get()
    assert case.owner == mother
    assert case.timeline.get(kind=EntryKind.FILED).author == son.public_id
    assert Report.objects.get().applicant_name == mother.get_full_name()
    assert uses_of(mandate) == [("cases_file", str(case.reference))]
    assert "Başvuru sahibinin yetkisiyle" in page(signed_in(mother), f"{MINE}{case.reference}/")


def test_the_list_and_the_case_of_the_other_are_read_and_each_reading_is_recorded(mother, son):
    reported(signed_in(mother))
    case = Case.objects.get()
    client, mandate = acting(mother, son)

    assert str(case.reference) in page(client, MINE)
    shown = page(client, f"{MINE}{case.reference}/")

    assert "Yolda büyük bir çukur var." in shown
    assert "Başvuru sahibi" in shown
    assert uses_of(mandate) == [("cases_read", str(case.reference))]


def test_an_authority_to_read_is_none_to_write(mother, son):
    reported(signed_in(mother))
    case = Case.objects.get()
    client, _mandate = acting(mother, son, scopes=("cases_read",))

    answer = client.post(f"{MINE}{case.reference}/geri-cek/")
    assert (answer.status_code, answer["Location"]) == (302, HERE)
    assert "Yetkiniz bunu kapsamıyor" in page(client, HERE)
    assert client.get("/e-belediye/cozum-merkezi/")["Location"] == HERE
    case.refresh_from_db()
    assert case.phase == "open"
    assert Case.objects.count() == 1


def test_what_has_ended_opens_nothing_and_files_nothing_in_ones_own_name(mother, son):
    reported(signed_in(mother))
    case = Case.objects.get()
    client, mandate = acting(mother, son)
    actions.end(mandate=mandate, by=mother)

    assert client.get(f"{MINE}{case.reference}/")["Location"] == "/e-belediye/talep-sorgulama/"
    assert client.get(MINE)["Location"] == HERE
    assert Case.objects.count() == 1


def test_the_cases_of_a_third_person_stay_closed(mother, son):
    stranger = verified("baska@example.org", invented_number(63))
    reported(signed_in(stranger))
    client, mandate = acting(mother, son)

    answer = client.get(f"{MINE}{Case.objects.get().reference}/")

    assert answer["Location"] == "/e-belediye/talep-sorgulama/"
    assert uses_of(mandate) == []
