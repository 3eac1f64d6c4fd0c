"""Who may see and change notices: the desk and who stands above it, nobody else."""

import pytest
from django.urls import reverse

from content.obituaries.models import ObituaryPage
from tests.content.obituaries.test_desk import DESK_LIST, FORM, add_url, edit_url
from tests.factories.obituaries import DEATH, obituary, on
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["obituaries", "approver", "administrator"])
def test_who_works_with_notices_finds_them_in_the_menu(role):
    all_sections()
    page = signed_in(staff(role)).get(reverse("wagtailadmin_home")).content.decode()
    assert DESK_LIST in page


@pytest.mark.parametrize("role", ["roadworks", "guide", "privacy", "editor"])
def test_other_desks_neither_see_nor_change_them(role):
    all_sections()
    page = obituary()
    client = signed_in(staff(role))
    with on(DEATH):
        assert DESK_LIST not in client.get(reverse("wagtailadmin_home")).content.decode()
        assert "Hatice" not in client.get(DESK_LIST).content.decode()
        client.post(edit_url(page), FORM | {"title": "Ali KAYA", "action-publish": "publish"})
        client.post(add_url(), FORM | {"title": "Ali KAYA", "action-publish": "publish"})
    assert list(ObituaryPage.objects.values_list("title", flat=True)) == ["Hatice ÖRNEK"]


def test_nobody_sees_the_desk_without_signing_in(client):
    obituary()
    answer = client.get(DESK_LIST)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/yonetim/login/")


def test_the_desk_publishes_without_a_second_person():
    all_sections()
    with on(DEATH):
        client = signed_in(staff("obituaries"))
        client.post(add_url(), FORM | {"action-publish": "publish"})
    assert ObituaryPage.objects.get().live
