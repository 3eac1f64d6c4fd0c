"""The desk's list: columns, filters, the bulk mark, the form; and who may use them."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.courses.actions import change_standing
from content.courses.admin import with_status
from content.courses.choices import Status
from content.courses.import_kind import may_import, may_publish
from content.courses.models import CoursePage
from tests.factories.courses import (
    branch,
    cancelled,
    closed,
    course,
    day,
    draft,
    ended,
    index,
    moment,
    running,
    soon,
)
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db
URL = "/yonetim/kurslar/"
OTHERS = ["obituaries", "roadworks", "guide", "privacy", "editor"]


def bulk(pages) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "course_standing"])
    return f"{address}?next=/yonetim/&" + "&".join(f"id={page.pk}" for page in pages)


def every_state():
    course("Açık")
    soon("Yakında")
    closed("Kapandı")
    running("Sürüyor")
    ended("Bitti")
    cancelled("İptal")
    course("Dolu", standing="full")
    running("Dolu sürüyor", standing="full")
    course("Geç kayıt", starts_on=day(-2), ends_on=day(50))
    ended("Eski iptal", standing="cancelled", status_reason="Salon")


def test_the_filter_by_status_finds_what_the_pages_say_they_are():
    every_state()
    now = timezone.now()
    for status in Status:
        found = set(CoursePage.objects.filter(with_status(status, now)))
        assert found == {page for page in CoursePage.objects.all() if page.status(now) == status}


def test_the_list_names_branch_and_status_and_narrows_by_both():
    index()
    course("Ney", branch=branch("Müzik"))
    soon("Ebru")
    client = signed_in(staff("courses"))
    html = client.get(URL).content.decode()
    assert "Müzik" in html
    assert "Başvuru yakında" in html
    html = client.get(URL, {"status": "soon"}).content.decode()
    assert "Ebru" in html
    assert ">Ney<" not in html
    html = client.get(URL, {"branch": branch("Müzik").pk}).content.decode()
    assert "Ebru" not in html


def test_the_list_asks_for_no_course_its_branch_its_place_or_its_lessons():
    index()
    for number in range(5):
        course(f"Kurs {number}", branch=branch(f"Branş {number}"))
    client = signed_in(staff("courses"))
    client.get(URL)
    with CaptureQueriesContext(connection) as queries:
        html = client.get(URL).content.decode()
    assert "Branş 4" in html
    single = re.compile(
        r'FROM "(courses_coursebranch|courses_courselesson|reference_\w+|places_placepage)"'
        r".* WHERE .* = \d+"
    )
    assert [query["sql"] for query in queries if single.search(query["sql"])] == []


def test_the_table_of_the_list_is_exported_with_status_and_place():
    index()
    course("Ney", branch=branch("Müzik"), capacity=12)
    client = signed_in(staff("courses"))
    table = b"".join(client.get(URL, {"export": "csv"}).streaming_content).decode()
    assert "Başvuru açık" in table
    assert "Müzik" in table
    assert ",12," in table


def test_several_courses_are_cancelled_at_once_with_one_reason():
    index()
    pages = [course("Bir"), course("İki"), cancelled("Üç")]
    client = signed_in(staff("courses"))
    assert "Bir" in client.get(bulk(pages)).content.decode()
    missing = client.post(bulk(pages), {"standing": "cancelled", "reason": " "})
    assert "Nedenini yazın" in missing.content.decode()
    assert CoursePage.objects.filter(standing="cancelled").count() == 1
    client.post(bulk(pages), {"standing": "cancelled", "reason": "Salon kapandı"})
    assert CoursePage.objects.filter(standing="cancelled").count() == 3
    assert CoursePage.objects.get(title="Bir").status_reason == "Salon kapandı"
    assert CoursePage.objects.get(title="Üç").status_reason == "Yeterli başvuru olmadı"


def test_a_draft_keeps_its_words_when_the_public_course_is_marked():
    page = course("Ney")
    page.summary = "Yeni cümle"
    page.save_revision()
    user = staff("courses")
    change_standing(page_id=page.pk, standing="full", user=user)
    page = CoursePage.objects.get(pk=page.pk)
    assert (page.summary, page.standing) == ("Sıfırdan başlayanlar için.", "full")
    newest = page.get_latest_revision_as_object()
    assert (newest.summary, newest.standing) == ("Yeni cümle", "full")
    with pytest.raises(ValidationError):
        change_standing(page_id=page.pk, standing="full", user=user)


@pytest.mark.parametrize("role", OTHERS)
def test_another_desk_marks_imports_and_sees_no_courses(role):
    all_sections()
    page = course("Gizli kalsın")
    user = staff(role)
    client = signed_in(user)
    client.post(bulk([page]), {"standing": "cancelled", "reason": "Hayır"})
    assert CoursePage.objects.get().standing == "as_planned"
    assert "Gizli kalsın" not in client.get(URL).content.decode()
    assert URL not in client.get("/yonetim/").content.decode()
    assert not may_import(user)
    assert not may_publish(user)


def test_the_desk_has_its_entry_its_start_and_publishes_alone():
    page = draft("Ney")
    user = staff("courses")
    client = signed_in(user)
    html = client.get("/yonetim/").content.decode()
    assert URL in html
    assert "Yeni kurs" in html
    assert page.permissions_for_user(user).can_publish()
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Kimler, ücret" in form
    assert "Başvuru başlangıcı" in form


def test_a_course_that_is_over_or_that_nobody_can_ask_about_is_remarked_on():
    from content.editing.checks import findings

    page = ended("Bitti")
    codes = {(item.code, item.field) for item in findings(page)}
    assert ("date-past", "ends_on") in codes
    assert any(field == "contact_phone" for _code, field in codes)
    assert not [
        item
        for item in findings(course("Ney", contact_phone="0352 000 00 01"))
        if item.field in {"ends_on", "contact_phone"}
    ]


def test_the_facts_of_a_course_follow_into_its_translations(settings):
    from wagtail.models import Locale

    english = Locale.objects.get_or_create(language_code="en")[0]
    home = index().get_parent().specific
    home.copy_for_translation(english).save_revision().publish()
    index().copy_for_translation(english).save_revision().publish()
    page = course("Temel dikiş")
    other = page.copy_for_translation(english)
    other.title, other.summary = "Basic sewing", "For beginners."
    other.save_revision().publish()
    page.starts_on = day(20)
    page.lessons.all()[0].delete()
    page.save_revision().publish()
    other = CoursePage.objects.get(pk=other.pk)
    assert (other.starts_on, other.title, other.summary) == (
        day(20),
        "Basic sewing",
        "For beginners.",
    )
    change_standing(
        page_id=page.pk, standing="cancelled", reason="Salon kapandı", user=staff("courses")
    )
    other = CoursePage.objects.get(pk=other.pk)
    assert (other.standing, other.status_reason) == ("cancelled", "Salon kapandı")
    assert other.applications_open == moment(-3)
