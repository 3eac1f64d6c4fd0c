"""Who may confirm, change and import road works: the desk; nobody else, also by address."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.roadworks.import_kind import may_import, may_publish
from content.roadworks.models import RoadWorkPage
from tests.factories.roadworks import draft, index, work
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.localdate() - timedelta(days=40)
OTHERS = ["obituaries", "guide", "privacy", "editor"]


def refused(response) -> bool:
    """Wagtail answers who may not with the dashboard and a message."""
    return response.status_code == 302 and response.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("role", OTHERS)
def test_another_desk_neither_confirms_nor_changes_the_status(role):
    all_sections()
    page = work(last_confirmed_on=LONG_AGO)
    client = signed_in(staff(role))
    assert refused(client.post(reverse("roadwork_confirm", args=[page.pk])))
    status = reverse("roadwork_status", args=[page.pk])
    assert refused(client.get(status))
    assert refused(client.post(status, {"status": "finished", "at": "24.11.2026 09:00"}))
    page = RoadWorkPage.objects.get()
    assert page.last_confirmed_on == LONG_AGO
    assert page.status == "in_progress"


@pytest.mark.parametrize("role", OTHERS)
def test_another_desk_sees_no_works_in_the_list_and_no_menu_entry(role):
    all_sections()
    work("Gizli kalsın")
    client = signed_in(staff(role))
    assert "Gizli kalsın" not in client.get("/yonetim/yol-calismalari/").content.decode()
    assert "/yonetim/yol-calismalari/" not in client.get("/yonetim/").content.decode()


def test_the_desk_has_its_menu_entry_and_its_report():
    index()
    html = signed_in(staff("roadworks")).get("/yonetim/").content.decode()
    assert "/yonetim/yol-calismalari/" in html
    assert "concern=unconfirmed" in html


def test_who_is_not_signed_in_is_sent_to_the_sign_in():
    page = work(last_confirmed_on=LONG_AGO)
    for name in ("roadwork_confirm", "roadwork_status"):
        response = Client().post(reverse(name, args=[page.pk]))
        assert response.url.startswith("/yonetim/login/")
    assert RoadWorkPage.objects.get().last_confirmed_on == LONG_AGO


def test_a_link_alone_confirms_nothing():
    page = work(last_confirmed_on=LONG_AGO)
    client = signed_in(staff("roadworks"))
    assert client.get(reverse("roadwork_confirm", args=[page.pk])).status_code == 405
    assert RoadWorkPage.objects.get().last_confirmed_on == LONG_AGO


def test_a_draft_is_neither_confirmed_nor_changed():
    page = draft(last_confirmed_on=LONG_AGO)
    client = signed_in(staff("roadworks"))
    assert client.post(reverse("roadwork_confirm", args=[page.pk])).status_code == 404
    assert client.get(reverse("roadwork_status", args=[page.pk])).status_code == 404
    assert RoadWorkPage.objects.get().last_confirmed_on == LONG_AGO


def test_a_forged_form_of_another_site_confirms_nothing():
    page = work(last_confirmed_on=LONG_AGO)
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff("roadworks"))
    assert client.post(reverse("roadwork_confirm", args=[page.pk])).status_code == 403
    assert RoadWorkPage.objects.get().last_confirmed_on == LONG_AGO


def test_only_the_desk_imports():
    all_sections()
    desk = staff("roadworks")
    assert may_import(desk)
    assert may_publish(desk)
    for role in OTHERS:
        assert not may_import(staff(role))
    assert not may_import(AnonymousUser())
