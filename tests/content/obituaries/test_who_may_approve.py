"""Who may ask the family, and who may not answer for it."""

import pytest
from django.test import Client
from django.urls import reverse

from content.obituaries.family.actions import ask
from content.obituaries.models import ApprovalState, FamilyApproval
from tests.factories.obituaries import DEATH, on, waiting_obituary
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["obituaries", "approver", "administrator"])
def test_who_publishes_notices_asks_the_family(role):
    all_sections()
    page = waiting_obituary()
    with on(DEATH):
        signed_in(staff(role)).post(reverse("obituary_family", args=[page.pk]), {"do": "ask"})
    assert FamilyApproval.objects.get().created_by.username == role


@pytest.mark.parametrize("role", ["roadworks", "guide", "privacy", "editor"])
def test_other_desks_neither_read_nor_override(role):
    all_sections()
    page = waiting_obituary()
    client, url = signed_in(staff(role)), reverse("obituary_family", args=[page.pk])
    with on(DEATH):
        assert "Hatice" not in client.get(url).content.decode()
        client.post(url, {"do": "override", "reason": "Ben istedim"})
    assert not FamilyApproval.objects.exists()


def test_nobody_asks_without_signing_in():
    page = waiting_obituary()
    answer = Client().post(reverse("obituary_family", args=[page.pk]), {"do": "ask"})
    assert answer["Location"].startswith("/yonetim/login/")
    assert not FamilyApproval.objects.exists()


def test_another_site_cannot_answer_in_the_family_s_name():
    page = waiting_obituary()
    with on(DEATH):
        _approval, token = ask(page=page, user=None)
        url = f"/vefat-ilanlari/aile-onayi/{token}/"
        answer = Client().post(url, {"answer": "evet"}, headers={"origin": "https://other.example"})
    assert answer.status_code == 403
    assert FamilyApproval.objects.get().state == ApprovalState.WAITING
