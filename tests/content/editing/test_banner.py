"""The emergency banner: on every page in two presses, off in one, and only by who may."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import EmergencyBanner, PageFeedback
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db


def add_url() -> str:
    return reverse("wagtailsnippets_home_emergencybanner:add")


def test_from_the_dashboard_one_press_opens_the_form_and_one_puts_the_banner_on_every_page():
    all_sections()
    client = signed_in(staff("approver"))
    assert add_url() in client.get(reverse("wagtailadmin_home")).content.decode()
    form = client.get(add_url()).context["form"]
    data = {
        name: form[name].value().strftime("%Y-%m-%d %H:%M")
        if hasattr(form[name].value(), "strftime")
        else form[name].value() or ""
        for name in form.fields
    }
    client.post(add_url(), {**data, "title": "Fırtına: parklar kapalı"})
    assert "Fırtına: parklar kapalı" in Client().get("/").content.decode()
    banner = EmergencyBanner.objects.get()
    assert banner.is_active
    assert banner.ends_at > timezone.now()


def test_one_press_on_the_dashboard_takes_it_off_everywhere_at_once():
    all_sections()
    banner = EmergencyBanner.objects.create(title="Fırtına uyarısı")
    assert "Fırtına uyarısı" in Client().get("/").content.decode()
    client = signed_in(staff("approver"))
    end = reverse("home_end_banner", args=[banner.pk])
    assert end in client.get(reverse("wagtailadmin_home")).content.decode()
    client.post(end)
    assert "Fırtına uyarısı" not in Client().get("/").content.decode()
    client.post(end)
    assert EmergencyBanner.objects.get().ends_at <= timezone.now()


@pytest.mark.parametrize("role", ["editor", "obituaries", "privacy"])
def test_who_may_not_switch_it_sees_it_but_cannot_end_or_begin_one(role):
    all_sections()
    banner = EmergencyBanner.objects.create(title="Fırtına uyarısı")
    client = signed_in(staff(role))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Fırtına uyarısı" in html
    assert f'"{add_url()}"' not in html
    client.post(reverse("home_end_banner", args=[banner.pk]))
    assert EmergencyBanner.objects.get().is_active
    assert client.get(add_url()).status_code == 302


def test_a_banner_of_four_days_is_refused_with_a_reason():
    all_sections()
    begins = timezone.localtime()
    response = signed_in(staff("approver")).post(
        add_url(),
        {
            "level": "warning",
            "title": "Uzun bant",
            "starts_at": begins.strftime("%Y-%m-%d %H:%M"),
            "ends_at": (begins + timedelta(days=4)).strftime("%Y-%m-%d %H:%M"),
        },
    )
    assert response.context["form"].errors["ends_at"]
    assert "Uzun bant" in response.content.decode()
    assert not EmergencyBanner.objects.exists()


def test_feedback_is_read_and_exported_but_neither_written_nor_changed():
    all_sections()
    PageFeedback.objects.create(path="/duyurular/", useful=False, comment="Saat yazmıyor")
    index = reverse("wagtailsnippets_home_pagefeedback:list")
    client = signed_in(staff("editor"))
    assert "Saat yazmıyor" in client.get(index).content.decode()
    csv = b"".join(client.get(index, {"export": "csv"}).streaming_content).decode()
    assert "Saat yazmıyor" in csv
    add = reverse("wagtailsnippets_home_pagefeedback:add")
    assert signed_in(staff("administrator")).get(add).status_code == 302
    assert signed_in(staff("obituaries")).get(index).status_code == 302
