"""Withdrawing a page: with a reason, in one transaction, and what its address answers then."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry

from content.editing.models import Withdrawal
from content.editing.withdrawal import InvalidTarget, check_target, withdraw
from content.standard.models import NewsPage, StandardPage
from search.models import PublishedDocument
from tests.factories.staff import (
    draft_announcement,
    news,
    public_announcement,
    services,
    signed_in,
    staff,
)

pytestmark = pytest.mark.django_db


def address(page) -> str:
    return reverse("wagtailadmin_pages:unpublish", args=[page.pk])


def is_public(page) -> bool:
    return PublishedDocument.objects.public().filter(page_id=page.pk).exists()


def test_wagtails_unpublish_button_leads_to_a_form_that_asks_for_the_reason():
    page = public_announcement()
    html = signed_in(staff("approver")).get(address(page)).content.decode()
    assert 'name="reason"' in html
    assert 'name="target"' in html


def test_without_a_reason_nothing_happens_and_what_was_typed_stays():
    page = public_announcement()
    client = signed_in(staff("approver"))
    response = client.post(address(page), {"note": "Aile telefon etti"})
    assert "Aile telefon etti" in response.content.decode()
    assert is_public(page)


def test_another_reason_must_be_explained():
    page = public_announcement()
    response = signed_in(staff("approver")).post(address(page), {"reason": "other"})
    assert response.context["form"].errors["note"]
    assert is_public(page)


def test_a_withdrawn_page_answers_410_with_the_message_and_stands_in_the_history():
    page = public_announcement()
    path = page.get_url()
    approver = staff("approver")
    client = signed_in(approver)
    client.post(
        address(page),
        {"reason": "outdated", "note": "Pazar geri taşındı", "message": "Pazar eski yerinde."},
    )
    public = Client().get(path)
    assert public.status_code == 410
    assert "Pazar eski yerinde." in public.content.decode()
    assert "Pazar geri taşındı" not in public.content.decode()
    entry = PageLogEntry.objects.get(page=page.pk, action="editing.withdraw")
    assert entry.user == approver
    assert entry.data["reason"] == "outdated"
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Pazar geri taşındı" in history


def test_readers_are_led_to_the_page_that_replaces_it_also_after_that_one_moves():
    page = public_announcement()
    path = page.get_url()
    other = public_announcement("Yeni pazar", slug="yeni-pazar")
    withdraw(page, user=staff("approver"), reason="moved", target=other.get_url())
    response = Client().get(path)
    assert response.status_code == 302
    assert response.url == other.get_url()
    other.slug = "yepyeni-pazar"
    other.save_revision().publish()
    assert Client().get(path).url == NewsPage.objects.get(pk=other.pk).get_url()


def test_a_page_that_is_published_again_answers_itself_and_its_redirect_is_gone():
    page = public_announcement()
    path = page.get_url()
    withdraw(page, user=staff("approver"), reason="moved", target=news().get_url())
    NewsPage.objects.get(pk=page.pk).save_revision().publish()
    assert Client().get(path).status_code == 200
    assert not Redirect.objects.exists()
    assert Withdrawal.objects.get(page_id=page.pk).ended_at is not None


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "//evil.example/x", "duyurular", "/yok-boyle-bir-sayfa/", "/\\evil"],
)
def test_an_address_that_leads_nowhere_good_is_refused(target):
    page = public_announcement()
    with pytest.raises(InvalidTarget):
        check_target(page, target)
    response = signed_in(staff("approver")).post(
        address(page), {"reason": "moved", "target": target}
    )
    assert response.context["form"].errors["target"]
    assert is_public(page)


def test_a_page_cannot_lead_to_itself():
    page = public_announcement()
    with pytest.raises(InvalidTarget):
        check_target(page, page.get_url())


def test_pages_below_are_asked_about_and_withdrawn_together():
    section = services()
    parent = section.add_child(instance=StandardPage(title="Kurum", slug="kurum"))
    child = parent.add_child(instance=StandardPage(title="Tarihçe", slug="tarihce"))
    client = signed_in(staff("approver"))
    response = client.post(address(parent), {"reason": "outdated"})
    assert response.context["form"].errors["include_descendants"]
    assert is_public(parent)
    client.post(address(parent), {"reason": "outdated", "include_descendants": "on"})
    assert not is_public(parent)
    assert not is_public(child)


def test_an_editor_who_may_not_publish_may_not_withdraw():
    page = public_announcement()
    response = signed_in(staff("editor")).post(address(page), {"reason": "outdated"})
    assert response.status_code == 302
    assert is_public(page)
    assert not Withdrawal.objects.exists()


def test_several_pages_are_withdrawn_at_once_with_one_reason():
    pages = [public_announcement(f"Duyuru {n}", slug=f"duyuru-{n}") for n in range(3)]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    query = "&".join(f"id={page.pk}" for page in pages)
    client = signed_in(staff("approver"))
    client.post(f"{url}?{query}", {})
    assert all(is_public(page) for page in pages)
    client.post(f"{url}?{query}", {"reason": "outdated"})
    assert not any(is_public(page) for page in pages)
    assert Withdrawal.objects.count() == 3


def test_a_draft_offers_no_withdrawal():
    editor = staff("editor")
    page = draft_announcement(editor)
    response = signed_in(staff("approver")).get(address(page))
    assert response.status_code == 302
