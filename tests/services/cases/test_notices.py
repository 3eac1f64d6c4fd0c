import dataclasses
import threading
import uuid

import pytest
from django.db import connection, transaction

from outbox.channels import letter_of
from outbox.models import ChannelName, Message
from services.cases.actions import assign, change_status, write_message, write_note
from services.cases.kinds import By
from services.cases.models import EntryKind
from services.cases.notices.links import case_of, token_of
from services.cases.notices.telling import preview, tell
from tests.factories.cases import asked, filed, moved, solved
from tests.factories.citizens import citizen
from tests.factories.site import directorate

MAIL = {"contact_email": "deneme@example.org"}
PHONE = {"contact_phone": "+905320000067"}


@pytest.fixture(autouse=True)
def sms(settings):
    settings.SMS_ADAPTER = "outbox.local.LocalSms"
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.org"


def letters():
    return [letter_of(message) for message in Message.objects.order_by("created_at", "pk")]


def test_who_files_is_written_to_with_the_reference_the_due_date_and_the_secret_link(trial):
    case = filed(**MAIL)
    (letter,) = letters()
    assert letter.recipient == "deneme@example.org"
    assert letter.subject == f"{case}: Alındı"
    assert "Başvurunuz bize ulaştı." in letter.text
    assert "Yanıtımızı en geç" in letter.text
    link = letter.values["link"]
    assert link.startswith("https://www.example.org/e-belediye/talep-sorgulama/b/")
    assert link in letter.text
    assert link.replace("&", "&amp;") in letter.html
    assert case_of(link.rstrip("/").rsplit("/", 1)[1]) == case


def test_the_secret_link_stands_sealed_in_the_outbox(trial):
    case = filed(**MAIL)
    message = Message.objects.get()
    assert message.is_secret
    assert token_of(case) not in str(message.values)
    assert token_of(case) not in message.content.text


def test_a_phone_is_told_in_one_sms_without_what_an_officer_wrote(trial):
    case = filed(**PHONE)
    solved(case)
    texts = [letter.text for letter in letters()]
    assert [letter.recipient for letter in letters()] == ["+905320000067"] * 3
    assert all(str(case) in text and "/talep-sorgulama/b/" in text for text in texts)
    assert "Gerekçe" not in "".join(texts)


def test_a_case_with_both_is_told_by_one_of_them(trial):
    filed(**MAIL, **PHONE)
    assert [message.channel for message in Message.objects.all()] == [ChannelName.MAIL]


def test_an_owner_is_told_by_the_ways_chosen_in_the_profile_and_signs_in(trial):
    owner = citizen("aysegul").user
    case = filed(owner=owner)
    (letter,) = letters()
    assert letter.recipient == owner.email
    assert letter.values["link"].endswith(f"/e-belediye/basvurularim/{case}/")


def test_who_wants_no_letters_gets_none(trial):
    owner = citizen("sessiz", is_told_by_email=False).user
    filed(owner=owner)
    assert not Message.objects.exists()


def test_each_change_by_somebody_else_is_told_once_and_ones_own_are_not(trial):
    case = asked(filed(**MAIL))
    write_message(case=case, by=By.CITIZEN, text="Köşedeki direk")
    moved(case, ("working", By.CITIZEN))
    write_message(case=case, by=By.STAFF, text="Teşekkürler")
    write_note(case=case, text="İç not", author=None)
    assign(case=case, directorate=directorate("Fen İşleri Müdürlüğü"))
    subjects = [letter.subject.partition(": ")[2] for letter in letters()]
    assert subjects == ["Alındı", "İşlemde", "Soruldu", "size ileti var"]
    assert "Hangi direk?" in letters()[2].text
    assert "İç not" not in "".join(letter.text for letter in letters())


def test_telling_again_of_the_same_entry_writes_nothing(trial):
    case = moved(filed(**MAIL), ("working", By.STAFF))
    before = Message.objects.count()
    for entry in case.timeline.all():
        assert tell(case, entry) == 0
    assert Message.objects.count() == before


def test_a_change_that_fails_tells_nobody(trial):
    case = filed(**MAIL)
    with transaction.atomic():
        change_status(case=case, after="working", by=By.STAFF)
        transaction.set_rollback(True)
    assert Message.objects.count() == 1


def test_letters_are_in_the_language_of_the_case(trial):
    filed(language="en", **MAIL)
    (letter,) = letters()
    assert "Your application: Sokak lambası" in letter.text
    assert "/en/e-belediye/talep-sorgulama/b/" in letter.values["link"]


def test_an_officer_sees_before_the_change_what_will_be_written_and_to_whom(trial):
    case = moved(filed(**MAIL), ("working", By.STAFF))
    seen = preview(case=case, after="solved", text="Lamba değişti.")
    assert seen.recipients == ("d***@example.org",)
    assert (case.status, Message.objects.count()) == ("working", 2)
    moved(case, ("solved", By.STAFF), text="Lamba değişti.")
    sent = letters()[-1]
    assert seen.subject == sent.subject
    assert seen.text == sent.text.replace(sent.values["link"], "(bağlantı burada olacak)")


def test_a_status_that_is_not_told_is_silent(trial, monkeypatch):
    statuses = tuple(
        dataclasses.replace(status, is_told=status.name != "working") for status in trial.statuses
    )
    quiet = dataclasses.replace(trial, statuses=statuses)
    monkeypatch.setattr("services.cases.kinds._kinds", {"DN": quiet})
    moved(filed(**MAIL), ("working", By.STAFF))
    assert Message.objects.count() == 1


def test_a_long_sms_is_cut_before_the_link_never_in_it(trial, monkeypatch):
    told = tuple(dataclasses.replace(status, told="çok uzun " * 80) for status in trial.statuses)
    long = dataclasses.replace(trial, statuses=told)
    monkeypatch.setattr("services.cases.kinds._kinds", {"DN": long})
    case = filed(**PHONE)
    (letter,) = letters()
    assert letter.text.endswith(f"{token_of(case)}/")
    assert len(letter.text) < 450


@pytest.mark.django_db(transaction=True)
def test_twenty_threads_that_make_one_change_write_one_letter(transactional_db, trial):
    case = moved(filed(**MAIL), ("working", By.STAFF))
    before = Message.objects.count()

    def press():
        try:
            change_status(case=case, after="solved", by=By.STAFF, text="Oldu")
        except Exception:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert case.timeline.filter(kind=EntryKind.STATUS, data__after="solved").count() == 1
    assert Message.objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_a_form_pressed_ten_times_at_once_writes_one_receipt(transactional_db, trial):
    key = uuid.uuid4()

    def press():
        try:
            filed(key=key, **MAIL)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Message.objects.count() == 1
