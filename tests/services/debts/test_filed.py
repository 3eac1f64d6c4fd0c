"""Objections to debts and debt-free certificates: cases whose end the register follows."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdfium2 import PdfDocument

from accounts.profiles.models import VerifiedBy
from outbox.models import Message
from services.cases.actions import change_status, withdraw
from services.cases.kinds import By
from services.cases.models import Case
from services.debts.actions.imports import import_from
from services.debts.actions.objections import ObjectionRefused, object_to
from services.debts.actions.payments import Basket, begin_attempt
from services.debts.filed.kinds import BT, BY
from services.debts.imports.files import FileSource
from services.debts.models import Assessment, Clearance, ImportRun, Objection
from services.debts.payments.provider import provider
from services.debts.queries.citizen import owner_of
from tests.factories import citizens as profiles
from tests.factories.debt_files import csv_text, row
from tests.factories.debts import assessment, debt_account
from tests.factories.paying import bank as _bank
from tests.factories.people import citizen, sign_in
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
HERE = "/e-belediye/borc/"
NUMBER = profiles.invented_number(77)
bank = _bank


@pytest.fixture(autouse=True)
def _site():
    home_page()
    now = timezone.now()
    ImportRun.objects.create(
        source="muhasebe", kind="full", state="done", source_time=now, finished_at=now
    )


@pytest.fixture
def profile():
    from accounts.profiles.models import CitizenProfile

    return CitizenProfile.objects.create(
        user=citizen(),
        identity_number=NUMBER,
        identity_verified_by=VerifiedBy.EDEVLET,
        identity_verified_at=timezone.now(),
    )


@pytest.fixture
def client(profile):
    found = Client()
    sign_in(found)
    return found


@pytest.fixture
def late():
    due = timezone.localdate() - timedelta(days=40)
    return assessment(debt_account(NUMBER), amounts=("1000.00",), due=due)


def text_of(answer):
    page = answer.content.decode().replace("\xa0", " ")
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0]).split())


def send(client, debt, **data):
    data = {"key": str(uuid.uuid4()), "ground": "amount", "text": "Yüzölçümü yanlış."} | data
    return client.post(f"{HERE}{debt.pk}/itiraz/", data, follow=True)


def imported_again(debt, folder):
    """Import the debt once more as the accounting system has it: open."""
    later = timezone.now() + timedelta(minutes=ImportRun.objects.count())
    part = debt.instalments.get()
    told = row(
        account=debt.account.number,
        identity=NUMBER,
        external_id=debt.external_id,
        number=debt.number,
        due_on=part.due_on.isoformat(),
        principal=str(part.principal),
    )
    file = folder / "tahakkuk.csv"
    file.write_text(csv_text([told], kind="delta", time=later.isoformat()))
    run = import_from(source=FileSource(file))
    assert (run.rows, run.rejected) == (1, 0)


def status_of(debt):
    return Assessment.objects.values_list("status", flat=True).get(pk=debt.pk)


# Objections ------------------------------------------------------------------------------------


def test_an_objection_is_a_case_with_a_lawful_clock_and_the_debt_is_disputed(client, late):
    answer = send(client, late)
    case = Case.objects.get()
    assert answer.redirect_chain[-1][0] == f"/e-belediye/basvurularim/{case}/"
    said = text_of(answer)
    assert "İtirazınız bize ulaştı" in said
    assert late.number in said
    assert "Tutar yanlış" in said
    assert case.due_source == "3071 s.K. m.7"
    assert case.due_on == timezone.localdate() + timedelta(days=30)
    assert status_of(late) == "disputed"
    assert Message.objects.filter(key__startswith=f"case:{case.pk}:").count() == 1


@pytest.mark.parametrize("end", ["accepted", "rejected", "withdrawn"])
def test_when_an_objection_ends_the_debt_stands_as_its_amounts_make_it(client, late, end):
    send(client, late)
    case = Case.objects.get()
    if end == "withdrawn":
        withdraw(case=case, author=case.owner)
    else:
        change_status(case=case, after=end, by=By.STAFF, text="Gerekçe")
    assert status_of(late) == "open"
    assert not Objection.objects.get().is_open
    assert "İtiraz" in send(client, late).content.decode()  # another one may be filed
    assert Objection.objects.filter(is_open=True).count() == 1


def test_the_end_of_an_objection_locks_instalments_in_the_order_in_which_payments_do(client, late):
    send(client, late)
    case = Case.objects.get()
    with CaptureQueriesContext(connection) as asked:
        withdraw(case=case, author=case.owner)
    locks = [
        one["sql"] for one in asked if "FOR UPDATE" in one["sql"] and "instalment" in one["sql"]
    ]
    assert len(locks) == 1
    assert 'ORDER BY "debts_instalment"."id" ASC' in locks[0]


@pytest.mark.parametrize("before", ["deferred", "disputed"])
def test_a_plan_goes_on_and_what_the_accounting_system_disputes_stays_so(client, before):
    made = assessment(debt_account(NUMBER), status=before)
    send(client, made)
    assert status_of(made) == before
    change_status(case=Case.objects.get(), after="rejected", by=By.STAFF, text="Gerekçe")
    assert status_of(made) == before


def test_an_import_leaves_the_debt_disputed_while_the_objection_is_open(client, late, tmp_path):
    send(client, late)
    imported_again(late, tmp_path)
    assert status_of(late) == "disputed"
    change_status(case=Case.objects.get(), after="rejected", by=By.STAFF, text="Gerekçe")
    imported_again(late, tmp_path)
    assert status_of(late) == "open"


def test_a_form_sent_twice_is_one_objection_and_there_is_one_open_objection(client, late):
    key = str(uuid.uuid4())
    send(client, late, key=key)
    send(client, late, key=key)
    assert Objection.objects.count() == 1
    assert "açık bir itiraz zaten var" in text_of(send(client, late))
    assert "itiraz ettiniz" in text_of(client.get(f"{HERE}{late.pk}/itiraz/"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.create(
            case=Case.objects.get(), assessment=late, ground="other", is_open=True
        )


def test_a_debt_that_is_being_paid_is_not_disputed_under_the_payment(bank, client, profile, late):
    part = late.instalments.get()
    begin_attempt(
        profile=profile,
        basket=Basket(form_key=uuid.uuid4(), instalments=frozenset([part.pk])),
        provider=provider(),
    )
    answer = send(client, late)
    assert answer.status_code == 409
    assert "şu anda ödeniyor" in text_of(answer)
    assert "Yüzölçümü yanlış." in answer.content.decode()
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": ""}, "Yanlış olanı yazın"),
        ({"ground": ""}, "Bir neden seçin"),
        ({"ground": "uydurma"}, "Birini seçin"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, late, data, words):
    answer = send(client, late, **data)
    assert words in text_of(answer)
    if "text" not in data:
        assert "Yüzölçümü yanlış." in answer.content.decode()
    assert not Case.objects.exists()


def test_nobody_objects_to_the_debt_of_another(client, profile):
    other = assessment(debt_account())
    assert send(client, other).status_code == 404
    with pytest.raises(ObjectionRefused):
        object_to(
            profile=owner_of(profile),
            assessment=other.pk,
            ground="other",
            text="x",
            key=uuid.uuid4(),
        )
    assert status_of(other) == "open"
    assert Client().get(f"{HERE}{other.pk}/itiraz/").status_code == 302


# Certificates ----------------------------------------------------------------------------------


def ask(client, **data):
    return client.post(f"{HERE}borcu-yoktur/", {"anahtar": str(uuid.uuid4())} | data, follow=True)


def test_with_nothing_due_the_certificate_is_made_at_once_and_anybody_can_verify_it(client):
    soon = timezone.localdate() + timedelta(days=1)
    assessment(debt_account(NUMBER), amounts=("50.00",), due=soon)
    answer = ask(client)
    case, made = Case.objects.get(), Clearance.objects.get()
    assert "Vadesi gelmiş borcunuz yoktu" in text_of(answer)
    assert case.was_in_time
    path = f"{HERE}borcu-yoktur/{case}.pdf"
    assert path in answer.content.decode()
    text = PdfDocument(client.get(path).content)[0].get_textpage().get_text_bounded()
    assert "vadesi gelmiş borcu yoktur" in text
    assert case.owner.get_full_name() in text
    assert NUMBER not in text
    said = text_of(Client().get(f"{HERE}borcu-yoktur/dogrula/{made.code}/"))
    assert "Bu belge gerçek" in said
    assert str(case) in said
    assert case.owner.get_full_name() not in said
    for wrong in ("x", "A" * 24):
        answer = Client().get(f"{HERE}borcu-yoktur/dogrula/{wrong}/")
        assert "Böyle bir belge tanımıyoruz" in text_of(answer)


def test_with_overdue_debts_it_is_refused_and_they_are_listed(client, late):
    assert "Vadesi geçmiş borç varken belge verilmez" in text_of(client.get(f"{HERE}borcu-yoktur/"))
    answer = ask(client)
    case = Case.objects.get()
    assert case.status == "refused"
    assert "Bugün vadesi geçmiş olanlar" in text_of(answer)
    assert re.search(r"1\.0\d\d,\d\d TL", text_of(answer))
    assert not Clearance.objects.exists()
    assert client.get(f"{HERE}borcu-yoktur/{case}.pdf").status_code == 404


@pytest.mark.parametrize("status", ["disputed", "deferred"])
def test_what_needs_judging_is_left_to_an_officer_who_can_issue_it(client, late, status):
    Assessment.objects.filter(pk=late.pk).update(status=status)
    ask(client)
    case = Case.objects.get()
    assert case.status == "in_review"
    change_status(case=case, after="issued", by=By.STAFF)
    assert Clearance.objects.get().case == case


def test_figures_that_are_not_fresh_make_no_certificate_by_themselves(client):
    ImportRun.objects.update(source_time=timezone.now() - timedelta(days=9))
    ask(client)
    assert Case.objects.get().status == "in_review"
    assert not Clearance.objects.exists()


def test_a_form_sent_twice_is_one_request(client):
    key = str(uuid.uuid4())
    ask(client, anahtar=key)
    ask(client, anahtar=key)
    assert (Case.objects.count(), Clearance.objects.count()) == (1, 1)


def test_the_paper_is_for_who_reads_the_case_alone(client):
    ask(client)
    path = f"{HERE}borcu-yoktur/{Case.objects.get()}.pdf"
    assert Client().get(path)["Location"] == "/e-belediye/talep-sorgulama/"


def test_what_is_personal_goes_when_the_case_is_erased_and_genuine_stays_genuine(client, profile):
    ask(client)
    made = Clearance.objects.get()
    BY.forget(made.case)
    said = text_of(Client().get(f"{HERE}borcu-yoktur/dogrula/{made.code}/"))
    assert "Bu belge gerçek" in said
    made.refresh_from_db()
    assert (made.name, made.masked_number) == (None, "")


def test_both_kinds_need_a_session_of_the_second_level_and_have_the_petitions_clock():
    for kind in (BT, BY):
        assert kind.level == 2
        assert (kind.term.days, kind.term.source) == (30, "3071 s.K. m.7")
