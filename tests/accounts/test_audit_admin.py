"""The audit log in the admin: what administrators read, filter and export, and that it is seen."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.audit import kinds
from accounts.audit.actions import record, record_view
from accounts.audit.models import Entry
from tests.factories.citizens import account
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(staff("administrator"))


@pytest.fixture(autouse=True)
def _empty():
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry, audit_link, audit_seal")


def page(client, **filters):
    return client.get(reverse("audit_log"), filters).content.decode()


def rows(html):
    return html.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in html else ""


def test_an_entry_reads_in_turkish_with_names(client):
    officer, person = account(first_name="Yavuz"), account(first_name="Gülsüm")
    record_view(subject=person, actor=officer, reason="Borç itirazı", what="profil")
    record(kinds.CONTACT_CHANGED, subject=person, details={"changed": ["phone", "address"]})
    html = rows(page(client))
    for words in ("Kişisel veri görüntülendi", "Yavuz ÖRNEK", "Gülsüm ÖRNEK", "Borç itirazı"):
        assert words in html
    assert "değişen: telefon, adres" in html


def test_roles_given_are_shown_by_their_names(client):
    staff("approver")
    html = rows(page(client, kind=kinds.RIGHTS_CHANGED))
    assert "Onaylayan" in html
    assert "değişiklik: eklendi; neyin: roller" in html


def test_it_is_filtered_by_kind_person_address_and_date(client):
    one, two = account("bir", first_name="Naciye"), account("iki", first_name="Veysel")
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        record(kinds.SIGN_IN, actor=one, subject=one, address="192.0.2.1")
    record(kinds.SIGN_OUT, actor=two, subject=one, address="192.0.2.2")
    record(kinds.SIGN_IN, actor=two, subject=two, address="192.0.2.3")
    day = f"{timezone.localdate() - timedelta(days=3):%d.%m.%Y}"
    for filters, expected in (
        ({"kind": "sign_in"}, {1, 3}),
        ({"kind": "sign_out"}, {2}),
        ({"person": "naciye örnek"}, {1, 2}),
        ({"person": "iki@example.org"}, {2, 3}),
        ({"person": "IKI"}, {2, 3}),
        ({"person": "yok böyle biri"}, set()),
        ({"address": "192.0.2.2"}, {2}),
        ({"at_from": day, "at_to": day}, {1}),
        ({"kind": "sign_in", "person": "veysel"}, {3}),
    ):
        html = rows(page(client, **filters))
        shown = {number for number in (1, 2, 3) if f"192.0.2.{number}" in html}
        assert shown == expected, filters


def test_odd_filters_are_no_error(client):
    for filters in (
        {"kind": "saçma"},
        {"at_from": "dün"},
        {"p": "9999"},
        {"person": "\x00"},
        {"export": "exe"},
    ):
        assert client.get(reverse("audit_log"), filters).status_code in {200, 404}


def test_an_account_that_was_deleted_is_said_to_be(client):
    person = account()
    record(kinds.SIGN_IN, actor=person, subject=person)
    short = str(person.public_id)[:8]
    person.delete()
    assert f"silinmiş hesap {short}" in page(client)


def test_an_empty_list_says_so(client):
    assert "kayıt yok" in page(client, address="203.0.113.77")


def test_looking_is_recorded_once_for_the_same_list_and_without_the_name_that_was_typed(client):
    person = account(first_name="Gülsüm")
    for _ in range(3):
        page(client, person="gülsüm")
    page(client)
    looks = list(Entry.objects.filter(kind=kinds.AUDIT_VIEWED).order_by("pk"))
    assert [(look.subject, look.details) for look in looks] == [
        (person.public_id, {"filters": ["person"]}),
        (None, {"filters": []}),
    ]
    assert looks[0].actor is not None


def test_it_is_exported_as_csv_with_headings_and_names_and_that_is_recorded(client):
    person = account(first_name="Gülsüm")
    record(kinds.PASSWORD_CHANGED, actor=person, subject=person, address="192.0.2.1")
    response = client.get(reverse("audit_log"), {"export": "csv", "kind": "password_changed"})
    text = b"".join(response.streaming_content).decode()
    found = list(csv.reader(StringIO(text)))
    assert found[0][:4] == ["Zaman", "Tür", "Kim", "Kimin verisi"]
    assert found[1][1:5] == ["Parola değiştirildi", "Gülsüm ÖRNEK", "Gülsüm ÖRNEK", "192.0.2.1"]
    assert len(found) == 2
    entry = Entry.objects.get(kind=kinds.AUDIT_EXPORTED)
    assert entry.details == {"filters": ["kind"], "format": ["csv"]}


def test_it_is_exported_as_a_spreadsheet_in_which_nothing_is_a_formula(client):
    record(kinds.SIGN_IN_FAILED, about="=1+1")
    response = client.get(reverse("audit_log"), {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    cell = next(row[6] for row in sheet.iter_rows(min_row=2) if row[6].value == "=1+1")
    assert cell.data_type == "s"


def test_a_page_of_the_log_costs_as_many_queries_for_fifty_entries_as_for_one(
    client, django_assert_max_num_queries
):
    record(kinds.SIGN_IN_FAILED, subject=account())
    page(client)
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        page(client)
    for _ in range(20):
        record(kinds.SIGN_IN_FAILED, subject=account())
    with CaptureQueriesContext(connection) as many:
        page(client)
    assert len(many) == len(one)
    with django_assert_max_num_queries(len(one)):
        page(client)


def test_there_is_no_way_to_add_change_or_delete(client):
    html = page(client)
    assert "denetim-gunlugu/add" not in html
    response = client.post(reverse("audit_log"), {"kind": "x"})
    assert response.status_code == 405


def test_only_administrators_find_it_in_the_menu_and_open_it(client):
    assert "denetim-gunlugu" in client.get(reverse("wagtailadmin_home")).content.decode()
    record(kinds.SIGN_IN_FAILED, address="203.0.113.9")
    for role in ("approver", "privacy", "editor"):
        other = signed_in(staff(role))
        assert "denetim-gunlugu" not in other.get(reverse("wagtailadmin_home")).content.decode()
        for name in ("audit_log", "audit_log_results"):
            response = other.get(reverse(name))
            assert response.status_code == 302
            assert "203.0.113.9" not in response.content.decode()
