"""The form from the first step to the thanks, as a browser without scripts sends it."""

import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from accounts.profiles.actions import open_profile
from services.cases.models import Attachment, Case
from services.requests.models import Ban, Category, Report
from tests.factories import people, reports
from tests.factories.reports import outside_body
from tests.factories.site import home_page, neighbourhood

pytestmark = pytest.mark.django_db
URL = "/e-belediye/cozum-merkezi/"


@pytest.fixture(autouse=True)
def town(settings, tmp_path):
    home_page()
    reports.topic()
    neighbourhood("Sahabiye", slug="sahabiye", lat=38.73, lng=35.48)
    settings.SMS_ADAPTER = "outbox.local.LocalSms"


def fields(html: str) -> dict[str, str]:
    """Return the hidden fields of the form: what a browser sends along."""
    form = html.split(" data-report", 1)[1].split("</form>", 1)[0]
    return {
        name: value
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
        if value
    }


class Browser:
    def __init__(self, client=None):
        self.client = client or Client()
        self.html = self.client.get(URL).content.decode()

    def send(self, **typed):
        go = typed.pop("git", "ileri")
        self.answer = self.client.post(URL, {**fields(self.html), **typed, "git": go})
        if self.answer.status_code in {200, 400, 429}:
            self.html = self.answer.content.decode()
        return self.answer

    def to_the_end(self, contact="ayse@example.org"):
        self.send(topic="cukur", type="complaint")
        self.send(neighbourhood="sahabiye", street="Örnek Sokak")
        self.send(text="Yolda büyük bir çukur var.", visibility="same")
        return self.send(contact=contact)


def read_out() -> str:
    """Return the code that was sent."""
    letter = people.last_letter("ayse@example.org")
    return people.code_in(letter.replace(": ", "\n").replace(". ", "\n"))


def heading(browser) -> str:
    return re.search(r"<h1>(.*?)</h1>", browser.html)[1]


def test_a_report_is_filed_in_four_steps_and_a_code_without_an_account():
    browser = Browser()
    browser.to_the_end()
    assert "a***@example.org" in browser.html
    assert Report.objects.count() == 0
    code = read_out()
    answer = browser.send(code=code)
    assert answer["Location"] == f"{URL}tesekkurler/"
    made = Report.objects.get()
    assert made.case.contact_email == "ayse@example.org"
    assert (made.neighbourhood.slug, made.street) == ("sahabiye", "Örnek Sokak")
    assert made.public_text == "Yolda büyük bir çukur var."
    thanks = browser.client.get(f"{URL}tesekkurler/").content.decode()
    assert str(made.case.reference) in thanks
    assert "3071" in thanks
    # the session that filed may read its case; nobody else sees the thanks
    page = browser.client.get(f"/e-belediye/basvurularim/{made.case.reference}/")
    assert page.status_code == 200
    assert Client().get(f"{URL}tesekkurler/")["Location"] == URL


def test_a_wrong_code_files_nothing_and_keeps_what_was_typed():
    browser = Browser()
    browser.to_the_end()
    browser.send(code="000000")
    assert browser.answer.status_code == 400
    assert 'id="f-code-error"' in browser.html
    assert fields(browser.html)["text"] == "Yolda büyük bir çukur var."
    assert Case.objects.count() == 0


def test_the_last_press_twice_makes_one_report():
    browser = Browser()
    browser.to_the_end()
    code = read_out()
    last = {**fields(browser.html), "code": code, "git": "ileri"}
    first = browser.client.post(URL, last)
    second = browser.client.post(URL, last)
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1


def test_who_is_signed_in_files_without_a_code_as_the_owner():
    user = people.citizen()
    open_profile(user=user)
    client = Client()
    client.force_login(user)
    answer = Browser(client).to_the_end(contact="")
    assert answer["Location"] == f"{URL}tesekkurler/"
    assert Report.objects.get().case.owner == user


def test_words_alone_lead_to_the_topics_they_mean():
    browser = Browser()
    browser.send(words="yolda çukur var")
    assert browser.answer.status_code == 200
    assert 'value="cukur"' in browser.html
    assert "error-summary" not in browser.html


def test_the_list_of_all_topics_serves_who_finds_none_by_words():
    browser = Browser()
    browser.send(words="qwx plonk", topic_list="cukur", type="request")
    assert heading(browser) == "Nerede?"


def test_each_step_says_what_is_missing_and_keeps_the_rest():
    browser = Browser()
    browser.send()
    assert {"f-topic", "f-type"} <= set(re.findall(r'href="#(f-\w+)"', browser.html))
    browser.send(topic="cukur", type="complaint")
    browser.send(street="Örnek Sokak")
    assert 'href="#f-neighbourhood"' in browser.html
    assert 'value="Örnek Sokak"' in browser.html
    browser.send(neighbourhood="sahabiye", street="Örnek Sokak")
    browser.send(text="kısa")
    assert 'href="#f-text"' in browser.html
    assert ">\nkısa</textarea>" in browser.html


def test_the_address_in_words_is_enough():
    browser = Browser()
    browser.send(topic="cukur", type="complaint")
    browser.send(address="Sahabiye Mah. Gül Sokak No: 5/A okulun önü")
    browser.send(text="Yolda büyük bir çukur var.")
    assert "Sahabiye, Gül Sokak, 5/A" in browser.html


def test_a_point_alone_is_enough_and_one_far_away_is_refused():
    browser = Browser()
    browser.send(topic="cukur", type="complaint")
    browser.send(lng="-0.12", lat="51.5", source="phone")
    assert 'href="#f-address"' in browser.html
    browser.send(lng="35.4801", lat="38.7302", accuracy="12", source="phone")
    browser.send(text="Yolda büyük bir çukur var.")
    assert heading(browser) == "Siz kimsiniz, her şey doğru mu?"
    assert "<dd>Sahabiye</dd>" in browser.html


@pytest.mark.parametrize("point", [("nan", "38.7"), ("1e999", "5"), ("abc", "5"), ("35.4", "")])
def test_a_broken_point_is_no_error_of_ours(point):
    browser = Browser()
    browser.send(topic="cukur", type="complaint")
    browser.send(lng=point[0], lat=point[1])
    assert browser.answer.status_code == 400
    assert heading(browser) == "Nerede?"


def test_going_back_loses_nothing():
    browser = Browser()
    browser.send(topic="cukur", type="complaint")
    browser.send(neighbourhood="sahabiye", street="Gül Sokak")
    browser.send(text="Yolda büyük bir çukur var.", git="geri")
    assert 'value="Gül Sokak"' in browser.html
    browser.send(git="ileri", neighbourhood="sahabiye", street="Gül Sokak")
    assert "Yolda büyük bir çukur var." in browser.html


def photo(name="a.jpg"):
    file = BytesIO()
    Image.effect_noise((200, 150), 40).convert("RGB").save(file, "JPEG")
    file.seek(0)
    file.name = name
    return file


def test_photos_stay_with_the_form_and_become_the_cases_files():
    browser = Browser()
    browser.send(topic="cukur", type="complaint")
    browser.send(neighbourhood="sahabiye", street="Gül Sokak")
    browser.send(text="kısa", photos=[photo(), photo("b.jpg")])
    assert browser.html.count("kaldir:") == 2
    one = re.search(r'value="(kaldir:[^"]+)"', browser.html)[1]
    browser.send(text="Yolda büyük bir çukur var.", git=one)
    assert browser.html.count("kaldir:") == 1
    browser.send(text="Yolda büyük bir çukur var.")
    browser.send(contact="ayse@example.org")
    code = read_out()
    browser.send(code=code)
    assert Attachment.objects.get().case == Case.objects.get()


def test_a_file_that_is_no_photo_is_refused_with_the_reason():
    browser = Browser()
    browser.send(topic="cukur", type="complaint")
    browser.send(neighbourhood="sahabiye", street="Gül Sokak")
    file = BytesIO(b"<html>")
    file.name = "foto.jpg"
    browser.send(text="Yolda büyük bir çukur var.", photos=file)
    assert browser.answer.status_code == 400
    assert 'id="f-photos-error"' in browser.html


def test_before_sending_the_same_reported_by_others_is_shown_with_its_distance():
    lng, lat = reports.HERE
    made = reports.public_report(category=reports.topic("c2", "Çukur", moderation="at_once"))
    Category.objects.filter(pk=made.category_id).update(is_active=True)
    browser = Browser()
    browser.send(topic="c2", type="complaint")
    browser.send(lng=str(lng), lat=str(lat + 0.00011), source="phone")
    browser.send(text="Burada bir çukur var, lütfen kapatın.")
    assert "12 m ötede" in browser.html
    assert f"{URL}bildirimler/{made.pk}/ben-de/" in browser.html


def test_numbers_and_names_of_people_are_pointed_out_and_do_not_block():
    browser = Browser()
    browser.send(topic="cukur", type="complaint")
    browser.send(neighbourhood="sahabiye", street="Gül Sokak")
    browser.send(text="Komşum Ahmet YILMAZ 38 ABC 123 plakalı araçla çukura düştü, 0532 123 45 67")
    assert browser.answer.status_code == 200
    for told in ("Ahmet YILMAZ", "38 ABC 123", "0532 123 45 67"):
        assert f"<bdi>{told}</bdi>" in browser.html


def test_whose_duty_it_is_stands_before_the_report_with_the_right_phone():
    reports.topic(
        "rogar",
        "Rögar",
        route_to=None,
        body=outside_body(),
        stop_text="Hemen 185’i arayın.",
        is_emergency=True,
    )
    browser = Browser()
    browser.send(topic="rogar", type="notice")
    assert 'href="tel:185"' in browser.html
    assert 'href="tel:112"' in browser.html
    assert "Hemen 185’i arayın." in browser.html


def test_a_topic_without_a_place_leaves_the_second_step_out():
    reports.topic("makbuz", "Makbuz", place_asked="none", moderation="never")
    browser = Browser()
    browser.send(topic="makbuz", type="request")
    assert heading(browser) == "Neyi bildirmek istiyorsunuz?"
    browser.send(git="geri")
    assert heading(browser) == "Konu nedir?"


def test_a_request_for_information_asks_for_name_and_address():
    browser = Browser()
    browser.send(topic="cukur", type="information")
    browser.send(neighbourhood="sahabiye", street="Gül Sokak")
    browser.send(text="2025 yılında kaç çukur kapatıldı?")
    browser.send(contact="ayse@example.org")
    assert {"f-name", "f-home_address"} <= set(re.findall(r'href="#(f-\w+)"', browser.html))


def test_the_trap_for_programs_stops_the_form():
    browser = Browser()
    browser.send(topic="cukur", type="complaint")
    browser.send(neighbourhood="sahabiye", street="Gül Sokak")
    browser.send(text="Yolda büyük bir çukur var.")
    browser.send(contact="ayse@example.org", website="http://spam.example")
    assert browser.answer.status_code == 400
    assert heading(browser) != "Size gönderdiğimiz kodu yazın"


def test_a_barred_contact_hears_of_the_other_ways():
    from datetime import timedelta

    from django.utils import timezone

    from services.requests.contacts import digest_of

    Ban.objects.create(
        contact_digest=digest_of(email="ayse@example.org"),
        reason="Tekrarlanan hakaret",
        until=timezone.now() + timedelta(days=30),
    )
    browser = Browser()
    answer = browser.to_the_end()
    assert answer.status_code == 429
    assert "error-summary" in browser.html
    assert "Yolda büyük bir çukur var." in browser.html


def test_too_many_reports_from_a_network_are_told_to_wait(settings):
    from accounts.limits import Limit

    settings.REPORT_LIMITS = (Limit("report-test", ("network",), 1, 60),)
    user = people.citizen()
    open_profile(user=user)
    client = Client()
    client.force_login(user)
    assert Browser(client).to_the_end(contact="").status_code == 302
    assert Browser(client).to_the_end(contact="").status_code == 429


def test_another_site_cannot_send_the_form():
    answer = Client().post(URL, {"adim": "1"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert Case.objects.count() == 0


def test_the_form_is_never_kept_by_a_cache():
    answer = Client().get(URL)
    assert "no-store" in answer["Cache-Control"]
    one, other = (fields(Client().get(URL).content.decode())["anahtar"] for _ in range(2))
    assert one != other


def test_who_is_signed_in_goes_on_with_a_draft_kept_on_the_server():
    user = people.citizen()
    open_profile(user=user)
    client = Client()
    client.force_login(user)
    browser = Browser(client)
    browser.send(topic="cukur", type="complaint")
    browser.send(neighbourhood="sahabiye", street="Gül Sokak")
    later = Client()
    later.force_login(user)
    assert "taslak=devam" in later.get(URL).content.decode()
    html = later.get(f"{URL}?taslak=devam").content.decode()
    assert 'value="Gül Sokak"' in html
    assert fields(html)["topic"] == "cukur"
    later.post(URL, {"git": "unut"})
    assert "taslak=devam" not in later.get(URL).content.decode()


def test_a_list_of_topics_with_a_sign_no_database_keeps_is_read_without_it():
    browser = Browser()
    browser.send(topic_list="\x00", type="complaint")
    assert browser.answer.status_code == 400
    assert heading(browser) == "Konu nedir?"
    browser.send(topic_list="cu\x00kur", type="complaint")
    assert heading(browser) == "Nerede?"


def test_an_accuracy_of_thousands_of_digits_is_as_one_that_is_not_known():
    browser = Browser()
    browser.send(topic="cukur", type="complaint")
    browser.send(lng="35.4821", lat="38.7312", accuracy="9" * 5_000, source="phone")
    browser.send(text="Yolda büyük bir çukur var.", visibility="same")
    browser.send(contact="ayse@example.org")
    browser.send(code=read_out())
    assert Report.objects.get().accuracy_m is None
