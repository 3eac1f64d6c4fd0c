"""Reports from the site: two taps, a published change, a step in the history."""

import io
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from content.roadworks import actions
from content.roadworks.models import RoadWorkChange, RoadWorkPage
from search.models import PublishedDocument
from tests.factories.roadworks import day, draft, finished, index, paused, planned, work
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db
SITE = "/yonetim/saha/"


@pytest.fixture
def lead():
    index()
    return staff("crew", "saha")


@pytest.fixture
def phone(lead):
    return signed_in(lead)


def photo():
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "gray").save(out, "JPEG")
    return SimpleUploadedFile("IMG_0001.JPG", out.getvalue(), "image/jpeg")


def address(page, step):
    return reverse("roadwork_report", args=[page.pk, step])


def payload(page):
    return PublishedDocument.objects.public().get(page_id=page.pk).payload


def test_a_lead_sees_the_own_open_works_with_what_may_happen(phone, lead):
    work("Benim", crew_lead=lead)
    planned("Gelecek", crew_lead=lead)
    work("Başkasının")
    finished("Bitmiş", crew_lead=lead)
    draft("Taslak", crew_lead=lead)
    html = phone.get(SITE).content.decode()
    assert re.findall(r"<h2>(.*?)</h2>", html) == ["Benim", "Gelecek"]
    labels = re.findall(r'class="big [a-z]+" href="[^"]*">([^<]*)<', html)
    assert labels == [
        "Bitti",
        "Ara verildi",
        "Gecikiyor",
        "İlerleme ve fotoğraf",
        "Başladı",
        "Gecikiyor",
    ]


def test_two_taps_publish_that_it_has_begun(phone, lead):
    page = planned(crew_lead=lead)
    first = phone.get(address(page, "basladi")).content.decode()
    assert "Yayımla: Başladı" in first
    response = phone.post(address(page, "basladi"), {}, follow=True)
    assert "Yayımlandı" in response.content.decode()
    data = payload(page)
    assert data["status"] == "in_progress"
    assert data["actual_start"]
    assert "Sürüyor" in Client().get(page.url).content.decode()


def test_a_press_on_a_reason_pauses_and_tells_citizens_why(phone, lead):
    page = work(crew_lead=lead)
    phone.post(address(page, "durdu"), {"reason": "Hava koşulları"})
    assert payload(page)["status_reason"] == "Hava koşulları"


def test_without_a_reason_nothing_is_published_and_what_was_typed_stays(phone, lead):
    page = work(crew_lead=lead, planned_end=day(5, 18))
    wanted = day(9).date().isoformat()
    response = phone.post(address(page, "gecikiyor"), {"planned_end": wanted})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Nedenini söyleyin" in html
    assert f'value="{wanted}"' in html
    assert RoadWorkPage.objects.get().planned_end == day(5, 18)


def test_a_delay_is_told_with_the_first_end_the_days_and_the_reason(phone, lead):
    page = work(crew_lead=lead, planned_end=day(5, 18))
    wanted = day(8).date().isoformat()
    phone.post(address(page, "gecikiyor"), {"planned_end": wanted, "other_reason": "Su borusu"})
    data = payload(page)
    assert (data["slipped_days"], data["delay_reason"]) == (3, "Su borusu")
    html = Client().get(page.url).content.decode()
    assert "3 gün gecikti; neden: Su borusu" in html
    assert "Neler değişti" in html
    assert "Yeni planlanan bitiş:" in html


def test_an_end_in_the_past_is_refused_beside_its_field(phone, lead):
    page = work(crew_lead=lead)
    values = {"planned_end": day(-1).date().isoformat(), "reason": "Yağış"}
    html = phone.post(address(page, "gecikiyor"), values).content.decode()
    assert "Yeni bitiş bugün ya da sonra olmalı." in html


def test_a_photo_is_kept_without_its_name_and_shown_with_its_words(phone, lead):
    page = work(crew_lead=lead)
    values = {"photo": photo(), "photo_alt": "Serilen asfalt", "progress": "40"}
    phone.post(address(page, "ilerleme"), values)
    step = RoadWorkChange.objects.first()
    assert step.progress == 40
    assert step.user == lead
    assert "IMG_0001" not in step.photo.file.name
    assert step.photo.collection.name == "Yol çalışmaları"
    html = Client().get(page.url).content.decode()
    assert 'alt="Serilen asfalt"' in html
    assert "%40 bitti" in html


def test_the_photo_of_the_end_becomes_the_pages_own(phone, lead):
    page = work(crew_lead=lead)
    phone.post(address(page, "bitti"), {"photo": photo(), "photo_alt": "Yeni asfalt"})
    data = payload(page)
    assert data["status"] == "finished"
    assert data["photo_after"]["alt"] == "Yeni asfalt"
    assert data["progress"] == 100


def test_a_photo_without_words_is_refused(phone, lead):
    page = work(crew_lead=lead)
    html = phone.post(address(page, "bitti"), {"photo": photo(), "photo_alt": ""}).content.decode()
    assert "Göremeyenler için fotoğrafta" in html
    assert RoadWorkPage.objects.get().status == "in_progress"


def test_a_heic_photo_is_refused_with_the_way_out(phone, lead):
    page = work(crew_lead=lead)
    heic = SimpleUploadedFile("a.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 50)
    html = phone.post(address(page, "bitti"), {"photo": heic}).content.decode()
    assert "En Uyumlu" in html
    assert "Fotoğrafı yeniden seçin" in html


def test_what_has_happened_already_is_said_instead_of_done_twice(phone, lead):
    page = work(crew_lead=lead)
    html = phone.post(address(page, "basladi"), {}, follow=True).content.decode()
    assert "zaten “Sürüyor”" in html
    assert RoadWorkChange.objects.filter(page=page).count() == 1


def test_somebody_elses_work_is_refused(phone, lead):
    page = work(crew_lead=staff("crew", "baska"))
    # Wagtail sends who may not back to the dashboard, with a message.
    assert phone.get(address(page, "bitti")).url == "/yonetim/"
    assert phone.post(address(page, "bitti"), {}).url == "/yonetim/"
    with pytest.raises(PermissionDenied):
        actions.report_from_site(page_id=page.pk, user=lead, status="finished")
    assert RoadWorkPage.objects.get().status == "in_progress"


def test_who_lost_the_role_may_not_report_any_more(phone, lead):
    page = work(crew_lead=lead)
    lead.groups.clear()
    assert phone.post(address(page, "bitti"), {}).status_code in {302, 403}
    assert RoadWorkPage.objects.get().status == "in_progress"


@pytest.mark.parametrize("role", ["editor", "obituaries", "guide"])
def test_other_desks_have_nothing_to_do_on_site(role):
    page = work()
    client = signed_in(staff(role))
    assert client.get(SITE).url == "/yonetim/"
    assert client.get(address(page, "bitti")).url == "/yonetim/"


def test_strangers_are_asked_to_sign_in():
    page = work()
    for url in (SITE, address(page, "bitti")):
        assert "login" in Client().get(url).url


def test_a_lead_cannot_edit_the_page_itself(phone, lead):
    page = work(crew_lead=lead)
    response = phone.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 302
    assert phone.get("/yonetim/yol-calismalari/").status_code == 302


def test_the_desk_may_report_of_every_work():
    page = work()
    client = signed_in(staff("roadworks"))
    client.post(address(page, "bitti"), {})
    assert RoadWorkPage.objects.get().status == "finished"


def test_every_way_of_changing_leaves_one_step(lead):
    page = work(crew_lead=lead)
    desk = staff("roadworks")
    actions.change_status(page_id=page.pk, status="paused", user=desk, reason="Yağmur")
    actions.confirm(page_id=page.pk, user=desk)
    edited = RoadWorkPage.objects.get()
    edited.progress = 60
    edited.save_revision(user=desk).publish(user=desk)
    actions.report_from_site(page_id=page.pk, user=lead, status="in_progress")
    steps = list(RoadWorkChange.objects.values_list("status", "progress", "user__username"))
    assert steps == [
        ("in_progress", 60, "saha"),
        ("paused", 60, "roadworks"),
        ("paused", 0, "roadworks"),
        ("in_progress", 0, None),
    ]


def test_a_draft_somebody_works_on_stays_a_draft_and_gets_the_report(lead):
    page = work(crew_lead=lead)
    page.title = "Yeni başlık"
    page.save_revision()
    actions.report_from_site(page_id=page.pk, user=lead, status="finished")
    page = RoadWorkPage.objects.get()
    assert page.title == "Oymak Caddesi"
    latest = page.get_latest_revision_as_object()
    assert (latest.title, latest.status) == ("Yeni başlık", "finished")


def test_an_empty_report_is_refused(lead):
    page = work(crew_lead=lead)
    with pytest.raises(ValidationError):
        actions.report_from_site(page_id=page.pk, user=lead)


def test_citizens_never_learn_who_reported(phone, lead):
    lead.first_name, lead.last_name = "Gizli", "Kişi"
    lead.save()
    page = paused(crew_lead=lead)
    phone.post(address(page, "basladi"), {})
    assert "Gizli" not in Client().get(page.url).content.decode()
    assert "Gizli" not in str(payload(page))


def test_a_path_that_names_no_step_is_not_found(phone, lead):
    page = work(crew_lead=lead)
    assert phone.get(f"{SITE}{page.pk}/uctu/").status_code == 404
    assert phone.get(f"{SITE}999999/bitti/").status_code == 404


def test_the_list_does_not_ask_more_for_more_works(phone, lead):
    def count():
        with CaptureQueriesContext(connection) as queries:
            phone.get(SITE)
        return len(queries)

    work("Bir", crew_lead=lead)
    count()
    few = count()
    for number in range(8):
        work(f"Çalışma {number}", crew_lead=lead)
    assert count() == few


def test_the_history_stays_when_time_passes(lead):
    page = work(crew_lead=lead)
    actions.report_from_site(page_id=page.pk, user=lead, progress=30)
    assert [step["progress"] for step in payload(page)["changes"]] == [30, 0]
    assert timezone.localdate().isoformat() in payload(page)["changes"][0]["at"]


def test_the_dashboard_leads_a_crew_lead_to_the_own_works(phone):
    assert f'href="{SITE}"' in phone.get("/yonetim/").content.decode()
