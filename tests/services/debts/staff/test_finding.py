"""Search by whole numbers and names, masked lists, a reason for each look."""

from functools import partial

import pytest

from accounts.audit.models import Entry
from services.debts.staff.actions.names import index_names
from services.debts.staff.models import NameIndex
from services.debts.staff.queries.accounts import find
from services.debts.staff.queries.names import name_words
from tests.factories import citizens
from tests.factories.debtdesk import DESK, looking, officer, read_in, row_of, text_of
from tests.factories.debts import assessment, debt_account
from tests.factories.staff import signed_in

pytestmark = pytest.mark.django_db
NUMBER = citizens.invented_number(640_001)


def search(client, who, why="payment", note=""):
    return client.post(DESK, {"who": who, "why": why, "note": note})


def test_identity_tax_and_register_number_and_name_find_an_account(town):
    person = debt_account(NUMBER, name="Işık ÇELİK ÖRNEK")
    company = debt_account("1234567890", kind="company", name="Örnek Gıda Ltd. Şti.")
    index_names()
    assert find(NUMBER) == ("identity_number", [person])
    assert find(f" {NUMBER[:3]} {NUMBER[3:]} ") == ("identity_number", [person])
    assert find("1234567890") == ("tax_number", [company])
    assert find(company.number.lower()) == ("register_number", [company])
    for text in ("ışık çelik", "ISIK CELIK", "Örnek Işık", "celik örnek"):
        assert find(text) == ("name", [person]), text
    assert find("örnek gıda") == ("name", [company])


@pytest.mark.parametrize(
    "text", ["Işık", "Işı Çel", "", "   ", "*", "%", "123", "\x00", "a" * 5000]
)
def test_one_word_and_parts_of_words_or_numbers_find_nobody(town, text):
    debt_account(NUMBER, name="Işık ÇELİK")
    index_names()
    assert find(text)[1] == []
    assert find(NUMBER[:6])[1] == []


def test_the_index_of_names_holds_no_name_and_follows_a_change(town):
    account = debt_account(NUMBER, name="Işık ÇELİK", fingerprint="a")
    assert index_names() == 1
    assert index_names() == 0
    row = NameIndex.objects.get()
    assert len(row.words) == 2
    assert not any("isik" in word or "celik" in word for word in row.words)
    account.name, account.fingerprint = "Işık YILMAZ", "b"
    account.save()
    assert index_names() == 1
    assert find("ışık çelik")[1] == []
    assert find("ışık yılmaz")[1] == [account]


def test_a_name_is_compared_by_its_words_in_any_spelling():
    assert name_words("Işık  ÇELİK-Ltd.") == ["celik", "isik", "ltd"]


def test_a_list_shows_names_and_numbers_masked(town):
    for _place in range(2):
        debt_account(NUMBER, name="Işık ÇELİK")
    page = text_of(search(signed_in(officer("cashier")), NUMBER))
    assert "I*** Ç****" in page
    assert f"{NUMBER[:3]}******{NUMBER[-2:]}" in page
    body = page.split("<main", 1)[-1]
    assert "Işık" not in body
    assert body.count(NUMBER) == 1  # what the officer typed, in its field


def test_one_account_opens_at_once_and_search_and_look_are_recorded_with_the_reason(town):
    account = debt_account(NUMBER, name="Işık ÇELİK")
    user = officer("cashier")
    client = looking(user, account)
    page = text_of(client.get(f"{DESK}hesap/{account.pk}/"))
    assert "Işık ÇELİK" not in page
    assert NUMBER not in page
    searched = Entry.objects.get(kind="debt_account_searched")
    assert (searched.actor, searched.details["by"]) == (user.public_id, "register_number")
    assert searched.reason
    viewed = Entry.objects.get(kind="debt_account_viewed")
    assert viewed.about == f"debts.debtaccount:{account.pk}"
    assert viewed.reason == searched.reason


def test_a_look_at_the_account_of_a_citizen_stands_in_the_citizens_own_log(town):
    from django.utils import timezone

    profile = citizens.citizen(
        number=NUMBER, identity_verified_by="edevlet", identity_verified_at=timezone.now()
    )
    account = debt_account(NUMBER)
    looking(officer("cashier"), account).get(f"{DESK}hesap/{account.pk}/")
    entry = Entry.objects.get(kind="personal_data_viewed")
    assert entry.subject == profile.user.public_id


def test_without_a_reason_an_account_does_not_open_by_its_address(town):
    account = debt_account(NUMBER)
    made = assessment(account)
    client = signed_in(officer("cashier"))
    for path in (f"hesap/{account.pk}/", f"hesap/{account.pk}/borc/{made.pk}/"):
        answer = client.get(DESK + path)
        assert (answer.status_code, answer["Location"]) == (302, DESK)
    assert not Entry.objects.filter(kind="debt_account_viewed").exists()


def test_nothing_found_says_so_keeps_what_was_typed_and_is_recorded(town):
    page = search(signed_in(officer("cashier")), "Hiç Kimse", note="telefonla sordu")
    assert page.status_code == 422
    assert 'value="Hiç Kimse"' in text_of(page)
    assert Entry.objects.get(kind="debt_account_searched").details["count"] == 0


def test_leafing_through_people_is_stopped(town, monkeypatch):
    from accounts.limits import Limit
    from services.debts.staff.views import accounts

    monkeypatch.setattr(accounts, "LOOKING", (Limit("debt-test", ("account",), 2, 600),))
    account = debt_account(NUMBER)
    client = signed_in(officer("cashier"))
    assert [search(client, account.number).status_code for _time in range(3)] == [302, 302, 422]


def test_the_page_of_an_account_asks_the_same_number_of_queries_however_many_debts(
    town, django_assert_max_num_queries
):
    account = debt_account(NUMBER)
    client = looking(officer("cashier"), account)
    for _place in range(12):
        assessment(account, amounts=("10.00", "20.00"))
    client.get(f"{DESK}hesap/{account.pk}/")
    with django_assert_max_num_queries(30) as few:
        client.get(f"{DESK}hesap/{account.pk}/")
    for _place in range(30):
        assessment(account, amounts=("10.00", "20.00"))
    with django_assert_max_num_queries(len(few)):
        page = client.get(f"{DESK}hesap/{account.pk}/")
    assert text_of(page).count('name="taksit"') == 0  # no till is open


def test_the_clock_indexes_after_an_import_and_reads_nothing_while_there_is_none(
    town, django_assert_max_num_queries
):
    from services.debts.staff import tasks

    tasks._indexed.clear()
    made = assessment(debt_account(NUMBER, name="Işık ÇELİK"))
    tasks.tick()
    assert find("ışık çelik")[1] == [made.account]
    with django_assert_max_num_queries(1):
        tasks.tick()
    row = made.instalments.get()
    read_in([row_of(made, row, name="Işık YILMAZ")])
    tasks.tick()
    assert find("ışık yılmaz")[1] == [made.account]
    assert find("ışık çelik")[1] == []


def test_names_a_tick_has_no_time_for_are_indexed_by_the_next_ones(town, monkeypatch):
    from services.debts import ticks
    from services.debts.staff import tasks

    tasks._indexed.clear()
    made = [debt_account(name="Işık ÇELİK") for _place in range(3)]
    monkeypatch.setattr(ticks, "SECONDS", 0)
    monkeypatch.setattr(tasks, "BATCH", 1)
    monkeypatch.setattr(tasks, "index_names", partial(index_names, limit=1))
    counts = []
    for _turn in range(4):
        tasks.tick()
        counts.append(len(find("ışık çelik")[1]))
    assert counts == [1, 2, 3, 3]
    assert find("ışık çelik")[1] == made
    assert tasks._indexed
