"""Who follows courses hears that applications open, what moves, what is off: each once."""

import pytest
import time_machine
from django.core import mail

from content.courses.actions import change_standing
from subscriptions import turned
from subscriptions.models import Subscriber
from tests.factories import courses
from tests.factories.staff import staff
from tests.factories.subscriptions import follower, follows, subscriber

pytestmark = pytest.mark.django_db
LIST = "/kurslar/"


@pytest.fixture(autouse=True)
def clock(lists):
    courses.index()
    with time_machine.travel(courses.moment(0, 11), tick=False):
        yield


@pytest.fixture
def desk():
    return staff("courses")


def subjects():
    return sorted(letter.subject for letter in mail.outbox)


def off(page, desk, reason="Yeterli başvuru olmadı"):
    return change_standing(page_id=page.pk, standing="cancelled", reason=reason, user=desk)


def test_who_follows_a_course_is_told_once_that_it_is_cancelled_and_why(tell, desk):
    page = courses.course("Temel dikiş")
    tell()
    follows(subscriber("ayse"), page_id=page.pk)
    off(page, desk)
    tell()
    tell()
    [letter] = mail.outbox
    assert letter.to == ["ayse@example.org"]
    assert letter.subject == "İptal: Temel dikiş"
    assert "Yeterli başvuru olmadı" in letter.body


def test_a_list_by_branch_and_neighbourhood_tells_of_what_has_both(tell):
    music = courses.branch("Müzik")
    courses.course("Önceki", branch=music, area="Argıncık")
    follower("ali", f"{LIST}?brans=muzik&mahalle=argincik")
    courses.course("Ney", branch=music, area="Argıncık")
    courses.course("Ud", branch=music, area="Sahabiye")
    courses.course("Dikiş", area="Argıncık")
    tell()
    assert subjects() == ["Kurs: Ney"]


def test_a_list_by_branch_tells_of_its_courses_only(tell):
    music = courses.branch("Müzik")
    follower("ali", f"{LIST}?brans=muzik")
    courses.course("Ney", branch=music)
    courses.course("Dikiş")
    tell()
    assert subjects() == ["Kurs: Ney"]


def test_the_opening_of_applications_is_told_once_at_its_minute_to_all_who_follow(tell):
    page = courses.soon("Ebru")
    follower("liste", LIST)  # came after the course was announced
    follows(subscriber("kurs"), page_id=page.pk)
    follower("baska", f"{LIST}?durum=open")
    assert turned.note() == 0
    tell()
    assert mail.outbox == []
    with time_machine.travel(courses.moment(2, 9), tick=False):
        assert turned.note() == 1
        tell()
        assert turned.note() == 0
        tell()
    assert subjects() == ["Başvurular açıldı: Ebru"] * 3
    assert {letter.to[0] for letter in mail.outbox} == {
        *("liste@example.org", "kurs@example.org", "baska@example.org")
    }
    assert "Takip ettiğiniz bir kursun başvuruları açıldı." in mail.outbox[0].body


def test_who_was_told_of_a_new_course_hears_of_its_opening_too_and_of_nothing_else_in_time(tell):
    follower("ayse", LIST)
    courses.soon("Ebru")
    tell()
    with time_machine.travel(courses.moment(2, 9), tick=False):
        turned.note()
        tell()
    for days in (9, 10, 80, 81):
        with time_machine.travel(courses.moment(days, 18), tick=False):
            assert turned.note() == 0
            tell()
    assert subjects() == ["Başvurular açıldı: Ebru", "Kurs: Ebru"]


def test_an_opening_that_an_editor_brought_about_is_told_once(tell):
    follower("ayse", LIST)
    page = courses.soon("Ebru")
    tell()
    page.applications_open = courses.moment(0, 10)
    page.save_revision().publish()
    assert turned.note() == 0
    tell()
    assert turned.note() == 0
    tell()
    assert subjects() == ["Başvurular açıldı: Ebru", "Kurs: Ebru"]


def test_an_opening_longer_ago_than_a_day_is_told_no_more(tell):
    follower("ayse", LIST)
    courses.soon("Ebru")
    with time_machine.travel(courses.moment(4, 9), tick=False):
        assert turned.note() == 0


def test_nobody_is_told_of_the_opening_of_a_cancelled_course(tell, desk):
    page = courses.soon("Ebru")
    follows(subscriber("ayse"), page_id=page.pk)
    off(page, desk)
    tell()
    with time_machine.travel(courses.moment(2, 9), tick=False):
        assert turned.note() == 0
    assert subjects() == ["İptal: Ebru"]


def test_new_dates_and_another_place_are_told_with_what_they_were(tell):
    page = courses.course("Ebru")
    follows(subscriber("ayse"), page_id=page.pk)
    page.starts_on = courses.day(17)
    page.room = "3. kat"
    page.save_revision().publish()
    tell()
    [letter] = mail.outbox
    assert letter.subject.startswith("Değişti: Ebru")
    assert "İlk gün" in letter.body
    assert "(önce:" in letter.body
    assert "Salon: 3. kat" in letter.body


def test_a_better_summary_is_no_news(tell):
    page = courses.course("Ebru")
    follows(subscriber("ayse"), page_id=page.pk)
    page.summary = "Suyun üstünde desen."
    page.save_revision().publish()
    tell()
    assert mail.outbox == []


def test_full_waits_for_the_digest_and_free_places_are_told_at_once(tell, desk):
    page = courses.course("Ebru")
    follows(subscriber("ayse"), page_id=page.pk)
    change_standing(page_id=page.pk, standing="full", user=desk)
    tell()
    assert mail.outbox == []
    with time_machine.travel(courses.moment(1, 12), tick=False):
        tell()
        assert [letter for letter in mail.outbox if "dolu" in letter.body]
        mail.outbox.clear()
        change_standing(page_id=page.pk, standing="as_planned", user=desk)
        tell()
        assert subjects() == ["Yeniden yer açıldı: Ebru"]


def test_one_press_in_the_letter_ends_it(client, tell, desk):
    page = courses.course("Ebru")
    follows(subscriber("ayse"), page_id=page.pk)
    follows(subscriber("ali"), page_id=page.pk)
    page.starts_on = courses.day(17)
    page.save_revision().publish()
    tell()
    [letter] = [letter for letter in mail.outbox if letter.to == ["ayse@example.org"]]
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    answer = client.post(
        link.replace("http://localhost:8000", ""),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "https://mail.example"},
    )
    assert "Artık bildirim yok" in answer.content.decode()
    assert list(Subscriber.objects.values_list("address", flat=True)) == ["ali@example.org"]
    mail.outbox.clear()
    off(page, desk)
    tell()
    assert [letter.to for letter in mail.outbox] == [["ali@example.org"]]
