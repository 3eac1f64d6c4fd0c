"""A citizen's pages of debts: one's own, explained to the kuruş, with bounded queries."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pypdfium2 import PdfDocument

from accounts.profiles.models import VerifiedBy
from services.debts.actions.ledger import Move, book_entry
from services.debts.models import Assessment, Book, EntryKind, ImportRun, Instalment
from tests.factories import citizens as profiles
from tests.factories.debts import assessment, debt_account, money
from tests.factories.people import citizen, sign_in
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
HERE = "/e-belediye/borc/"
NUMBER = profiles.invented_number(77)
NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture(autouse=True)
def _site():
    home_page()
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def _figures(_site):
    now = timezone.now()
    ImportRun.objects.create(
        source="muhasebe", kind="full", state="done", source_time=now, finished_at=now
    )


def profile_of(user, number=NUMBER, *, verified=True):
    from accounts.profiles.models import CitizenProfile

    profile = CitizenProfile(user=user, identity_number=number, birth_date=date(1980, 5, 17))
    if verified:
        profile.identity_verified_by = VerifiedBy.EDEVLET
        profile.identity_verified_at = timezone.now()
    profile.save()
    return profile


@pytest.fixture
def client():
    user = citizen()
    profile_of(user)
    found = Client()
    sign_in(found)
    return found


@pytest.fixture
def account():
    return debt_account(NUMBER)


def html(client, path=HERE, **data):
    response = client.get(path, data)
    assert response.status_code == 200, response
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def text_of(page):
    import re

    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0]).split())


def test_the_summary_adds_up_what_is_late_what_comes_and_what_was_paid(client, account):
    assessment(account, amounts=("4250.00",), due=date(2025, 6, 2), year=2025)
    paid = assessment(
        account, amounts=("800.00", "800.00"), due=(date(2026, 6, 1), date(2026, 11, 30))
    )
    first = paid.instalments.get(number=1)
    Instalment.objects.filter(pk=first.pk).update(collected_elsewhere=money(800))
    said = text_of(html(client))
    # Six months at 4,5 %, eleven at 3,7 %, 22 days: 4.250,00 × 0,704148.
    assert "Vadesi geçti 7.242,63 TL" in said
    assert "2.992,63 TL gecikme zammıyla" in said
    assert "Sıradaki taksit 800,00 TL Son gün: 30 Kasım 2026 Pazartesi" in said
    assert "2026 yılı için ödenen 800,00 TL" in said
    assert "24 Kasım 2026, 12.00 tarihinde güncellendi" in said


def test_every_line_of_the_late_fee_is_shown_and_they_add_up(client, account):
    made = assessment(account, amounts=("1000.00",), due=date(2026, 9, 15))
    said = text_of(html(client, f"{HERE}{made.pk}/"))
    assert "16 Eylül – 15 Ekim 2026 %3,7 × 1 ay 37,00 TL" in said
    assert "16 Ekim – 15 Kasım 2026 %3,7 × 1 ay 37,00 TL" in said
    assert "16 – 24 Kasım 2026 %3,7 × 9 gün 11,11 TL" in said  # 1000 × 0.001234 × 9
    assert "Toplam 85,11 TL" in said


def test_the_least_fee_has_a_line_of_its_own(client, account):
    made = assessment(account, amounts=("12.40",), due=date(2026, 11, 20))
    said = text_of(html(client, f"{HERE}{made.pk}/"))
    assert "En az zam olan 1 TL’ye tamamlama 0,94 TL" in said
    assert "Toplam 1,00 TL" in said


@pytest.mark.parametrize(
    ("fields", "owed"),
    [
        ({"revenue_type": "administrative_fine"}, "1.000,00 TL"),
        ({"revenue_type": "rent"}, "1.000,00 TL"),
        ({"revenue_type": "irregularity_penalty"}, "1.000,00 TL"),
        ({"revenue_type": "tax_loss_penalty"}, "1.085,11 TL"),
        ({"status": "deferred"}, "1.000,00 TL"),
    ],
)
def test_no_fee_runs_where_the_law_gives_none(client, account, fields, owed):
    made = assessment(account, amounts=("1000.00",), due=date(2026, 9, 15), **fields)
    assert f"{owed} bugün öderseniz" in text_of(html(client, f"{HERE}{made.pk}/"))


def test_another_day_shows_what_waiting_costs(client, account):
    made = assessment(
        account, amounts=("1000.00", "1000.00"), due=(date(2026, 9, 15), date(2026, 11, 30))
    )
    said = text_of(html(client, f"{HERE}{made.pk}/", gun="2026-12-15"))
    assert "Bugün 2.085,11 TL" in said
    assert "Vadesi gelmemişleri son gününde 1.000,00 TL" in said
    # 1000 from 15.09: three months 111,00; 1000 from 30.11: 15 days 18,51.
    assert "15 Aralık 2026 Salı 2.129,51 TL bugünkünden 44,40 TL fazla" in said


@pytest.mark.parametrize(
    "day", ["31.12.2026", "x", "2026-11-23", "2031-12-01", "0001-01-01", "9" * 99]
)
def test_a_day_that_cannot_be_is_told_and_stays_typed(client, account, day):
    made = assessment(account)
    page = html(client, f"{HERE}{made.pk}/", gun=day)
    assert "error-summary" in page
    assert f'value="{day}"' in page


def test_nobody_sees_the_debts_of_another(client):
    other = assessment(debt_account(profiles.invented_number(78)), amounts=("123.45",))
    for path in (HERE, f"{HERE}tumu/?durum=hepsi"):
        assert "123,45" not in html(client, path)
    assert client.get(f"{HERE}{other.pk}/").status_code == 404
    assert client.get(f"{HERE}999999/").status_code == 404
    assert client.get(f"{HERE}dokum/2026.pdf").status_code == 404


def test_a_number_that_was_only_typed_shows_nothing(account):
    assessment(account, amounts=("123.45",))
    user = citizen("yazan@example.org")
    profile_of(user, verified=False)
    client = Client()
    sign_in(client, "yazan@example.org")
    for path in ("", "tumu/", "takvim.ics", "dokum/2026.pdf", "1/"):
        answer = client.get(f"{HERE}{path}")
        assert answer.status_code == 403
        assert "123,45" not in answer.content.decode()
        assert "Kimliğiniz henüz doğrulanmadı" in answer.content.decode()


def test_strangers_are_led_to_the_door_and_nothing_is_stored_by_browsers(client, account):
    assessment(account)
    for path in ("", "tumu/", "takvim.ics", "dokum/2026.pdf", "1/"):
        assert "/giris/" in Client().get(f"{HERE}{path}")["Location"]
    assert client.get(HERE)["Cache-Control"] == "private, no-store"


def test_drafts_are_not_told(client, account):
    made = assessment(account, status="draft", amounts=("321.00",))
    assert "321,00" not in html(client, f"{HERE}tumu/", durum="hepsi")
    assert client.get(f"{HERE}{made.pk}/").status_code == 404


def test_the_list_filters_by_state_revenue_and_year_and_odd_values_change_nothing(client, account):
    assessment(account, amounts=("11.00",), due=date(2027, 5, 31))
    assessment(account, amounts=("22.00",), due=date(2026, 6, 1), revenue_type="rent", year=2025)
    done = assessment(account, amounts=("33.00",), status="paid")
    Instalment.objects.filter(assessment=done).update(collected_elsewhere=money(33))
    disputed = assessment(account, amounts=("44.00",), status="disputed")

    def shown(**query):
        page = html(client, f"{HERE}tumu/", **query)
        return {
            amount for amount in ("11,00", "22,00", "33,00", "44,00") if f">{amount} TL" in page
        }

    assert shown() >= {"11,00", "22,00"}
    assert "33,00" not in shown()
    assert shown(durum="odenen") == {"33,00"}
    assert "11,00" not in shown(durum="geciken")
    assert shown(durum="hepsi", tur="rent") == {"22,00"}
    assert shown(durum="hepsi", yil="2025") == {"22,00"}
    for odd in ({"durum": "x"}, {"tur": "'"}, {"yil": "9" * 50}, {"sayfa": "x"}, {"sayfa": "-1"}):
        assert "11,00" in shown(**odd)
    assert "İtirazlı" in html(client, f"{HERE}{disputed.pk}/")


def test_pages_of_the_list_hold_twenty(client, account):
    for place in range(45):
        assessment(account, amounts=(f"{100 + place}.00",), due=date(2027, 5, 31))
    pages = [html(client, f"{HERE}tumu/", sayfa=number) for number in (1, 2, 3, 99)]
    assert [page.count("card-title") for page in pages] == [20, 20, 5, 5]


def test_queries_do_not_grow_with_the_debts(client, account, django_assert_max_num_queries):
    first = assessment(account, amounts=("100.00",), due=date(2025, 6, 2))

    def counted(path):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(path)
        return len(found)

    paths = (HERE, f"{HERE}tumu/", f"{HERE}{first.pk}/", f"{HERE}takvim.ics")
    few = [counted(path) for path in paths]
    for _place in range(30):
        assessment(account, amounts=("100.00", "50.00"), due=(date(2025, 6, 2), date(2026, 12, 1)))
    assert [counted(path) for path in paths] == few
    assert max(few) <= 12, few


def test_the_calendar_holds_what_comes_and_no_amounts(client, account):
    assessment(account, amounts=("1234.56", "1234.56"), due=(date(2026, 6, 1), date(2026, 11, 30)))
    answer = client.get(f"{HERE}takvim.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"1234" not in answer.content
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2026, 11, 30)]
    assert "2. taksit" in events[0]["summary"]
    assert len(events[0].walk("VALARM")) == 1


def test_the_statement_is_a_pdf_of_one_year_with_the_masked_number(client, account):
    assessment(account, amounts=("4250.00",), due=date(2025, 6, 2), year=2025)
    assessment(account, amounts=("77.00",), due=date(2027, 5, 31), year=2026)
    answer = client.get(f"{HERE}dokum/2025.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(page.get_textpage().get_text_range() for page in PdfDocument(answer.content))
    assert "7.242,63" in text
    assert "77,00" not in text
    assert NUMBER not in text


def test_the_history_tells_what_was_booked(client, account):
    made = assessment(account, amounts=("100.00",))
    row = made.instalments.get()
    book_entry(
        kind=EntryKind.PAYMENT,
        reference="x",
        moves=[Move(Book.PROVIDER, money(30)), Move(Book.RECEIVABLE, money(-30), row.pk)],
    )
    Instalment.objects.filter(pk=row.pk).update(collected_here=money(30))
    Assessment.objects.filter(pk=made.pk).update(status="partly_paid")
    said = text_of(html(client, f"{HERE}{made.pk}/"))
    assert "Tahakkuk: 100,00 TL" in said
    assert "Buradan ödendi: 30,00 TL" in said


def test_while_the_source_is_away_the_page_says_so_and_shows_the_last_figures(client, account):
    assessment(account, amounts=("55.00",), due=date(2027, 5, 31))
    ImportRun.objects.update(source_time=timezone.now() - timedelta(days=3))
    said = text_of(html(client))
    assert "21 Kasım 2026, 12.00 tarihinde güncellendi" in said
    assert "Şu anda ödeme yapılamıyor" in said
    assert "55,00 TL" in said


def test_a_debt_older_than_the_rates_is_shown_without_a_fee_and_says_to_ask(client, account):
    made = assessment(account, amounts=("5.00",), due=date(1989, 12, 1), year=1990)
    assert "bize sorun" in text_of(html(client, f"{HERE}{made.pk}/"))
