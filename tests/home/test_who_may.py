"""Who may touch what belongs to the whole site."""

import pytest
from django.urls import reverse

from home.models import NavigationItem
from tests.factories.site import neighbourhood, turkish
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db
DESKS = ["editor", "obituaries", "roadworks", "guide", "courses", "privacy", "approver"]


def test_who_may_not_read_feedback_sees_neither_the_report_nor_its_entry():
    all_sections()
    client = signed_in(staff("obituaries"))
    address = reverse("home_feedback_report")
    assert client.get(address).status_code == 302
    assert address not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("role", ["editor", "obituaries"])
def test_who_may_not_put_one_up_is_not_offered_the_buttons(role):
    all_sections()
    page = signed_in(staff(role)).get(reverse("wagtailadmin_home")).content.decode()
    assert "?duzey=" not in page


@pytest.mark.parametrize("role", DESKS)
def test_only_administrators_change_who_the_municipality_is(role):
    all_sections()
    address = reverse("wagtailsettings:edit", args=["home", "municipalitysettings"])
    field = 'name="accent_1"'
    assert field not in signed_in(staff(role)).get(address, follow=True).content.decode()
    assert field in signed_in(staff("administrator")).get(address, follow=True).content.decode()


@pytest.mark.parametrize("role", ["obituaries", "roadworks", "guide", "courses", "privacy"])
def test_desks_cannot_change_menus_or_neighbourhoods(role):
    all_sections()
    entry = NavigationItem.objects.create(title="Hizmetler", url="/h/", locale=turkish())
    area = neighbourhood("Sahabiye")
    client = signed_in(staff(role))
    for name, pk in (("home_navigationitem", entry.pk), ("reference_neighbourhood", area.pk)):
        address = reverse(f"wagtailsnippets_{name}:edit", args=[pk])
        assert client.get(address).status_code == 302, name
