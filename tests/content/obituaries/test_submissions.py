"""Notices sent by families and funeral services: the form, the desk's queue, what is forgotten."""

from datetime import date, timedelta

import pytest
from django.test import Client, override_settings

from accounts.limits import Limit
from content.obituaries.models import ObituaryPage, ObituarySubmission
from content.obituaries.submissions.actions import forget_old, make_draft, reject
from content.obituaries.submissions.queries import same_notices
from search.models import PublishedDocument
from tests.content.obituaries.surfaces import LIST, body
from tests.content.obituaries.test_desk import desk
from tests.factories.disclosures import disclosure_index
from tests.factories.obituaries import DEATH, obituary, obituary_index, on
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db
FORM = "/vefat-ilanlari/bildir/"
SENT = {
    "name": "hatice örnek",
    "death_date": "2026-03-02",
    "burial_date": "2026-03-03",
    "prayer": "ogle",
    "mosque": "Hunat Camii",
    "sender": "family",
    "sender_name": "Ali Deneme",
    "sender_phone": "0532 999 88 77",
    "sender_email": "ali@example.org",
}


def send(**fields):
    return Client().post(FORM, SENT | fields)


def sent(**fields):
    with on(DEATH):
        assert send(**fields).status_code == 302
    return ObituarySubmission.objects.latest("pk")


def test_what_a_family_sends_waits_for_the_desk_and_is_public_nowhere():
    obituary_index()
    submission = sent()
    with on(DEATH):
        assert submission.is_new
        assert not ObituaryPage.objects.exists()
        assert "Hatice" not in body(LIST).title()
        waiting = desk().get("/yonetim/").content.decode()
    assert "hatice örnek" in waiting
    assert not PublishedDocument.objects.filter(kind="obituary").exists()


def test_one_press_makes_a_draft_with_what_was_sent_and_the_sender_for_the_desk_only():
    obituary_index()
    submission = sent(neighbourhood="")
    with on(DEATH):
        answer = desk().post(f"/yonetim/vefat-bildirimleri/edit/{submission.pk}/", {})
    page = ObituaryPage.objects.get()
    assert answer["Location"] == f"/yonetim/pages/{page.pk}/edit/"
    assert (page.live, page.title, page.slug) == (False, "Hatice ÖRNEK", "hatice-ornek-020326")
    assert (page.desk_phone, page.desk_informant) == ("0532 999 88 77", "Ali Deneme (Yakını)")
    submission.refresh_from_db()
    assert submission.page_id == page.pk


def test_two_colleagues_make_one_draft():
    obituary_index()
    submission = sent()
    with on(DEATH):
        assert make_draft(submission_id=submission.pk, user=staff("obituaries")) is not None
        assert make_draft(submission_id=submission.pk, user=staff("obituaries")) is None
        assert reject(submission_id=submission.pk, user=staff("obituaries")) is None
    assert ObituaryPage.objects.count() == 1


def test_the_desk_is_told_of_the_same_name_near_the_day_however_it_is_spelled():
    obituary("Hatçe ÖRNEK")
    obituary("Hatice KAYA")
    obituary("Hatice ÖRNEK", death_date=date(2026, 1, 2), burial_date=date(2026, 1, 3))
    first, second = sent(), sent(name="ORNEK HATICE", mosque="Başka Cami")
    assert [page.title for page in same_notices(second)] == ["Hatçe ÖRNEK"]
    with on(DEATH):
        text = desk().get(f"/yonetim/vefat-bildirimleri/edit/{second.pk}/").content.decode()
    assert "daha önce bildirilmiş olabilir" in text
    assert f"/yonetim/vefat-bildirimleri/edit/{first.pk}/" in text


def test_the_form_does_not_tell_who_is_known_already():
    obituary_index()
    unknown = sent(name="Ali DENEME")
    obituary()
    with on(DEATH):
        known, new = send(), send(name="Veli DENEME")
    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert unknown.is_new


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "Hatice"}, "Vefat edenin adını ve soyadını yazın."),
        ({"death_date": ""}, "Vefat tarihini yazın."),
        ({"death_date": "dün"}, "Tarihi 24.11.2026 gibi yazın."),
        ({"death_date": "2026-03-05"}, "Vefat tarihi gelecekte görünüyor."),
        ({"burial_date": "2026-03-01"}, "Defin, vefattan önce olamaz."),
        ({"prayer": "cuma"}, "O gün Cuma değil"),
        ({"birth_year": "1700"}, "yıl doğru mu"),
        ({"sender": ""}, "kim olduğunuzu seçin"),
        ({"sender_phone": "yok"}, "Telefon numarası yazın"),
        ({"sender_email": "ali"}, "e-posta"),
        ({"website": "x"}, "alanını boş bırakıp"),
    ],
)
def test_a_mistake_is_explained_and_nothing_typed_is_lost(wrong, said):
    with on(DEATH):
        answer = send(**wrong, notes="Kahve ikramı\x00 olacak")
    text = answer.content.decode()
    assert answer.status_code == 400
    assert said in text
    assert "Kahve ikramı olacak" in text
    assert 'value="Ali Deneme"' in text
    assert not ObituarySubmission.objects.exists()


def test_dates_are_read_as_turks_write_them_too():
    assert sent(death_date="02.03.2026", burial_date="3/3/2026").burial_date == date(2026, 3, 3)


def test_the_second_press_makes_no_second_entry():
    sent()
    sent()
    assert ObituarySubmission.objects.count() == 1


@override_settings(OBITUARY_SUBMISSION_LIMITS=[Limit("few", ("network",), 2, 60)])
def test_one_network_cannot_fill_the_queue_and_keeps_its_words():
    with on(DEATH):
        send(name="Bir KİŞİ")
        send(name="İki KİŞİ")
        answer = send(name="Üç KİŞİ")
    assert answer.status_code == 429
    assert 'value="Üç KİŞİ"' in answer.content.decode()
    assert ObituarySubmission.objects.count() == 2


def test_another_site_cannot_send_in_its_visitors_name():
    with on(DEATH):
        answer = Client().post(FORM, SENT, headers={"origin": "https://other.example"})
    assert answer.status_code == 403
    assert not ObituarySubmission.objects.exists()


def test_which_disclosure_was_shown_is_kept(monkeypatch):
    disclosure_index()
    shown = ("/kvkk/vefat/", "3")
    monkeypatch.setattr("content.obituaries.submissions.views.disclosure_shown", lambda: shown)
    submission = sent()
    assert (submission.disclosure_path, submission.disclosure_version) == shown
    with on(DEATH):
        assert 'href="/kvkk/vefat/"' in body(FORM)


def test_who_sent_it_is_forgotten_and_what_was_turned_down_goes():
    obituary_index()
    kept, gone = sent(), sent(name="Şaka YAPAN")
    with on(DEATH):
        make_draft(submission_id=kept.pk, user=staff("obituaries"))
        reject(submission_id=gone.pk, user=staff("obituaries"))
    with on(DEATH + timedelta(days=59)):
        assert forget_old() == 0
    with on(DEATH + timedelta(days=61)):
        assert forget_old() == 2
        assert forget_old() == 0
    kept.refresh_from_db()
    assert "Deneme" not in str(list(ObituarySubmission.objects.values()))
    assert (kept.sender_phone, kept.sender_email) == ("", "")
    assert kept.erased_at is not None


@pytest.mark.parametrize("role", ["roadworks", "guide", "privacy", "editor"])
def test_other_desks_do_not_see_the_queue(role):
    all_sections()
    submission = sent()
    client = signed_in(staff(role))
    with on(DEATH):
        for path in ("", f"edit/{submission.pk}/"):
            answer = client.get(f"/yonetim/vefat-bildirimleri/{path}")
            assert "örnek" not in answer.content.decode()
        client.post(f"/yonetim/vefat-bildirimleri/edit/{submission.pk}/", {})
    assert not ObituaryPage.objects.exists()
