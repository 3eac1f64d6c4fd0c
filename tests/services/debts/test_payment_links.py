"""Links on printed notices: each opens one debt, once, and no more than a code does."""

import csv
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pypdfium2 import PdfDocument

from accounts.audit.models import Entry
from services.debts.actions.links import LinkRefused, make_link, revoke_link
from services.debts.models import Attempt, PaymentLink
from tests.factories.debts import assessment, debt_account
from tests.factories.staff import signed_in, staff
from tests.services.debts.test_quick_look import BASKET, HERE, text_of
from tests.services.debts.test_quick_look import _site as _plain_site
from tests.services.debts.test_quick_payment import bank as _bank
from tests.services.debts.test_quick_payment import begin, everything_agrees, ids, paid

pytestmark = pytest.mark.django_db
LINK = "/e-belediye/borc/baglanti/"
bank, _site = _bank, _plain_site


@pytest.fixture
def debt():
    due = timezone.localdate() + timedelta(days=9)
    account = debt_account(name="Ayşe ÖRNEK")
    assessment(account, amounts=("77.00",), due=due)
    return assessment(account, amounts=("300.00",), due=due, description="Örnek Mah. No 5")


def link_of(debt, **more):
    return make_link(account=debt.account, assessment=debt, days=30, **more)


def opened(token):
    client = Client()
    return client, client.get(f"{LINK}{token}/", follow=True)


def test_a_link_opens_its_debt_alone_with_initials_and_amounts(debt):
    _client, answer = opened(link_of(debt)[1])
    said = text_of(answer)
    assert answer.redirect_chain[-1][0] == BASKET
    assert "A. Ö." in said
    assert "300,00 TL" in said
    for secret in ("77,00", "ÖRNEK", "Örnek Mah", debt.number):
        assert secret not in said


def test_a_link_of_an_account_opens_all_its_debts(debt):
    _link, token = make_link(account=debt.account, days=30)
    assert "377,00 TL" in text_of(opened(token)[1])


def test_the_token_is_stored_nowhere_and_leads_on_without_itself(debt):
    link, token = link_of(debt)
    assert token not in str(PaymentLink.objects.filter(pk=link.pk).values()[0])
    client, answer = opened(token)
    assert token not in answer.content.decode()
    assert token not in str(client.session.items())
    assert token not in str(list(Entry.objects.values_list("details", "about")))


def test_paid_with_once_a_link_is_dead_and_the_receipt_stays(bank, debt):
    _link, token = link_of(debt)
    client, _ = opened(token)
    other, _ = opened(token)
    answer = paid(bank, client, begin(client, ids(debt)))
    assert "Ödemeniz bize ulaştı" in text_of(answer)
    assert other.get(BASKET)["Location"] == HERE
    gone = Client().get(f"{LINK}{token}/")
    assert gone.status_code == 404
    assert "artık bir şey açmıyor" in text_of(gone)
    everything_agrees(bank)


def test_a_link_whose_payment_was_given_up_still_works(bank, debt):
    _link, token = link_of(debt)
    client, _ = opened(token)
    client.post(f"{begin(client, ids(debt))['Location']}vazgec/")
    assert Attempt.objects.get().status == "expired"
    assert "300,00 TL" in text_of(opened(token)[1])


def test_a_link_pays_nothing_but_its_debt(bank, debt):
    client, _ = opened(link_of(debt)[1])
    other = debt.account.assessments.exclude(pk=debt.pk).get()
    assert begin(client, ids(other)).status_code == 422


def test_a_link_that_was_revoked_or_ran_out_closes_what_it_had_opened(debt):
    link, token = link_of(debt)
    client, _ = opened(token)
    assert revoke_link(link=link)
    assert not revoke_link(link=link)
    assert client.get(BASKET)["Location"] == HERE
    assert Client().get(f"{LINK}{token}/").status_code == 404
    _link, token = link_of(debt)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert "artık bir şey açmıyor" in text_of(Client().get(f"{LINK}{token}/"))


def test_wrong_tokens_are_limited_for_a_network_and_answered_like_dead_ones(debt):
    link, token = link_of(debt)
    revoke_link(link=link)
    dead, wrong = (Client().get(f"{LINK}{one}/") for one in (token, "A" * 24))
    assert text_of(dead) == text_of(wrong)
    for place in range(20):
        Client().get(f"{LINK}{place:024}/")
    answer = Client().get(f"{LINK}{link_of(debt)[1]}/")
    assert answer.status_code == 429
    assert "300,00" not in answer.content.decode()


def test_a_link_fits_its_account_and_its_days(debt):
    for wrong in ({"days": 0}, {"days": 366}, {"days": 9, "account": debt_account()}):
        with pytest.raises(LinkRefused):
            make_link(**({"account": debt.account, "assessment": debt} | wrong))
    link, _token = link_of(debt)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentLink.objects.filter(pk=link.pk).update(expires_at=link.made_at)


def test_a_run_of_notices_is_a_csv_with_a_link_for_each_overdue_debt(tmp_path, debt):
    late = assessment(debt.account, amounts=("10.00", "10.00"), due=timezone.localdate())
    late.instalments.update(due_on=timezone.localdate() - timedelta(days=3))
    assessment(debt.account, status="disputed")
    file = tmp_path / "baski.csv"
    call_command("make_payment_links", str(file), "--batch=2026-11")
    (row,) = csv.DictReader(file.open(encoding="utf-8"), delimiter=";")
    assert row["external_id"] == late.external_id
    assert file.stat().st_mode & 0o077 == 0
    token = re.search(r"/baglanti/([\w-]{24})/$", row["link"])[1]
    assert "22,00 TL" in text_of(opened(token)[1])
    with pytest.raises(CommandError):
        call_command("make_payment_links", str(file), "--batch=2026-11")
    assert PaymentLink.objects.count() == 1


def test_a_run_of_chosen_debts_is_a_pdf_with_a_page_for_each(tmp_path, debt):
    wanted = tmp_path / "liste.txt"
    wanted.write_text(f"{debt.external_id}\nYOK-1\n")
    file = tmp_path / "baski.pdf"
    call_command("make_payment_links", str(file), "--batch=b", f"--numbers={wanted}")
    document = PdfDocument(file.read_bytes())
    assert len(document) == 1
    text = document[0].get_textpage().get_text_bounded()
    assert debt.number in text
    assert "ÖRNEK" not in text


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"batch": "x" * 61}, "60 letters"),
        ({"days": 0}, "1 to 365"),
        ({"numbers": "yok.txt"}, "yok.txt cannot be read"),
        ({"numbers": "eski.txt"}, "eski.txt cannot be read"),
    ],
)
def test_a_run_that_cannot_be_is_refused_in_words_and_makes_nothing(tmp_path, debt, given, says):
    (tmp_path / "eski.txt").write_bytes("ÖRNEK".encode("iso-8859-9"))
    if "numbers" in given:
        given = {"numbers": tmp_path / given["numbers"]}
    with pytest.raises(CommandError, match=says):
        call_command("make_payment_links", tmp_path / "baski.csv", **{"batch": "b", **given})
    assert not PaymentLink.objects.exists()
    assert not (tmp_path / "baski.csv").exists()


def test_an_officer_makes_a_link_sees_it_once_and_takes_it_back(debt):
    admin_client = signed_in(staff("assessment"))
    wrong = admin_client.post(
        "/yonetim/odeme-baglantilari/new/", {"number": "yok", "days": "30"}, follow=True
    )
    assert "ödenebilecek bir borç yok" in wrong.content.decode()
    page = admin_client.post(
        "/yonetim/odeme-baglantilari/new/", {"number": debt.number, "days": "30"}, follow=True
    ).content.decode()
    token = re.search(r"/borc/baglanti/([\w-]{24})/", page)[1]
    assert "300,00 TL" in text_of(opened(token)[1])
    listed = admin_client.get("/yonetim/odeme-baglantilari/").content.decode()
    assert token not in listed
    assert "Ödenebilir" in listed
    link = PaymentLink.objects.get()
    admin_client.post(f"/yonetim/odeme-baglantilari/edit/{link.pk}/", {"revoke": "on"})
    assert Client().get(f"{LINK}{token}/").status_code == 404
    assert "Geri alındı" in admin_client.get("/yonetim/odeme-baglantilari/").content.decode()
    kinds = list(Entry.objects.values_list("kind", flat=True))
    assert kinds.count("debts_link_made") == kinds.count("debts_link_revoked") == 1
