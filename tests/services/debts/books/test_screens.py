"""The screens of the books: who may, what is shown, what is typed is not lost."""

import uuid

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from accounts.audit.models import Entry
from accounts.models import User
from services.debts.actions.ledger import Move, book_entry
from services.debts.books.models import Batch, BatchEntry, ClosedDay, Difference, Settlement
from services.debts.models import Book
from tests.factories.debts import assessment, money
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
HERE = "/yonetim/borc-defterleri/mutabakat/"


@pytest.fixture(autouse=True)
def site(settings):
    home_page()
    settings.PAYMENT_PROVIDER = ""


def officer(*codenames):
    """Return the browser of somebody with rights in the admin."""
    user = User.objects.create_user(f"memur{uuid.uuid4()}", f"{uuid.uuid4()}@example.org")
    names = ("access_admin", *codenames)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(user)
    return client


def difference(**fields):
    day = timezone.localdate()
    file, _made = Settlement.objects.get_or_create(
        provider="sandbox", day=day, defaults={"digest": "x"}
    )
    fields = {"what": "other_amount", "kind": "charge", "order": uuid.uuid4()} | fields
    sides = {"ours": money(1234.5), "theirs": money(1), "our_state": "held", "their_state": "paid"}
    return Difference.objects.create(settlement=file, **sides | fields)


def test_who_sees_reads_both_sides_and_the_next_step_but_settles_nothing():
    row = difference()
    client = officer("see_books")
    page = client.get(HERE).content.decode().replace("\xa0", " ")
    assert "Çekim: Tutar farklı" in page
    assert "1.234,50 TL" in page
    assert "Yanlış tutarı iade ettirin" in page
    assert "Giderildi say" not in page
    assert client.post(f"{HERE}{row.pk}/", {"not": "x"}).status_code in {302, 403}
    assert client.post(f"{HERE}calistir/", {"gun": "2026-11-30"}).status_code in {302, 403}
    row.refresh_from_db()
    assert row.ended_at is None


def test_nobody_else_of_the_staff_sees_it():
    difference()
    page = officer("view_latefeerate").get(HERE)
    assert page.status_code in {302, 403}
    assert b"1.234,50" not in page.content


def test_a_difference_is_settled_with_a_note_that_stands_in_the_audit_log():
    row = difference()
    client = officer("keep_books")
    for wrong in ("", "   ", "x" * 301):
        refused = client.post(f"{HERE}{row.pk}/", {"not": wrong})
        assert refused.status_code == 422
        assert "en çok 300 harfle yazın" in refused.content.decode()
    assert "x" * 301 in refused.content.decode()
    client.post(f"{HERE}{row.pk}/", {"not": "İade edildi, dekont 12"})
    row.refresh_from_db()
    assert row.note == "İade edildi, dekont 12"
    entry = Entry.objects.get(kind="debt_difference_ended")
    assert (entry.reason, entry.about) == (row.note, f"debtbooks.difference:{row.pk}")
    assert "İade edildi, dekont 12" in client.get(HERE).content.decode()


def test_a_day_that_is_none_and_a_provider_that_is_not_there_are_told(settings):
    client = officer("keep_books")
    for day, says in (
        ("x", "casedesk-wrong"),
        ("2026-11-30", "Çevrim içi ödeme burada kurulu değil."),
    ):
        assert says in client.post(f"{HERE}calistir/", {"gun": day}).content.decode()
    settings.PAYMENT_PROVIDER = "services.debts.payments.sandbox.Sandbox"
    settings.PAYMENT_SANDBOX_URL = "http://127.0.0.1:1"
    answer = client.post(f"{HERE}calistir/", {"gun": "2026-11-30"})
    assert answer.status_code == 422
    assert "yanıt vermiyor" in answer.content.decode()
    assert 'value="2026-11-30"' in answer.content.decode()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("address", ["mutabakat/calistir/", "gun-sonu/kapat/"])
def test_a_day_at_the_calendars_ends_is_refused_and_stays_in_the_form(address, day):
    answer = officer("keep_books").post(f"/yonetim/borc-defterleri/{address}", {"gun": day})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert f'value="{day}"' in answer.content.decode()
    assert not ClosedDay.objects.exists()
    assert not Settlement.objects.exists()


def test_queries_do_not_grow_with_the_differences(django_assert_max_num_queries):
    client = officer("keep_books")
    for _turn in range(2):
        difference()
    client.get(HERE)
    for _turn in range(10):
        difference()
    with django_assert_max_num_queries(30):
        client.get(HERE)


DAYS = "/yonetim/borc-defterleri/gun-sonu/"


def test_a_day_is_closed_once_and_its_report_is_shown_and_given_as_files():
    client = officer("keep_books")
    debt = assessment(amounts=("2000.00",)).instalments.get()
    book_entry(
        kind="payment",
        reference=str(uuid.uuid4()),
        moves=[Move(Book.PROVIDER, money(1234.5)), Move(Book.RECEIVABLE, money(-1234.5), debt.pk)],
    )
    today = timezone.localdate()
    for _turn in range(2):
        answer = client.post(f"{DAYS}kapat/", {"gun": today.isoformat()})
        assert answer["Location"] == f"{DAYS}{today}/"
    page = client.get(answer["Location"]).content.decode().replace("\xa0", " ")
    assert "Emlak vergisi (bina)" in page
    assert "1.234,50 TL" in page
    assert "1.234,50 TL" in client.get(DAYS).content.decode().replace("\xa0", " ")
    assert client.get(f"{DAYS}{today}/rapor.pdf").content.startswith(b"%PDF")
    assert "1234.50" in client.get(f"{DAYS}{today}/rapor.csv").content.decode()
    assert ClosedDay.objects.get().closed_by is not None
    assert Entry.objects.filter(kind="debt_day_closed").count() == 1
    for day, says in (("2099-01-01", "henüz gelmedi"), ("2020-01-01", "daha sonraki bir gün")):
        refused = client.post(f"{DAYS}kapat/", {"gun": day})
        assert refused.status_code == 422
        assert says in refused.content.decode()


def test_who_only_sees_closes_nothing_and_there_is_no_page_of_a_day_that_is_not_closed():
    client = officer("see_books")
    client.post(f"{DAYS}kapat/", {"gun": timezone.localdate().isoformat()})
    assert not ClosedDay.objects.exists()
    for address in ("2026-11-30/", "2026-13-99/", "2026-11-30/rapor.pdf"):
        assert client.get(f"{DAYS}{address}").status_code == 404


def test_batches_show_what_waits_and_what_was_refused():
    entry = assessment().instalments.get().postings.first().entry
    waits = Batch.objects.create(number=7, entries=1, debit=money(100))
    BatchEntry.objects.create(batch=waits, entry=entry, refusal="hesap yok")
    page = officer("see_books").get("/yonetim/borc-defterleri/aktarim/").content.decode()
    assert "Bekliyor" in page
    assert "hesap yok" in page
