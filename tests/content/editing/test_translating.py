"""A page that is sent to be translated is not public before somebody has translated it."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from search.models import PublishedDocument
from tests.factories.staff import public_announcement, signed_in, staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_page_sent_to_be_translated_is_a_draft_in_its_language(
    code, django_capture_on_commit_callbacks
):
    announcement = public_announcement(title="Pazar yeri taşındı")
    locale = Locale.objects.get_or_create(language_code=code)[0]
    desk = signed_in(staff("administrator"))
    address = reverse("wagtail_localize:submit_page_translation", args=[announcement.pk])
    with django_capture_on_commit_callbacks(execute=True):  # where a translation is published
        response = desk.post(address, {"locales": [locale.pk]}, follow=True)
    assert "çeviriye gönderildi" in response.content.decode()
    translated = announcement.get_translation(locale).specific
    assert translated.live is False
    assert announcement.__class__.objects.get(pk=announcement.pk).live
    assert not PublishedDocument.objects.filter(page_id=translated.pk).exists()
    html = Client().get(f"/{code}{announcement.url}").content.decode()
    assert "Pazar yeri taşındı" in html  # offered in the language it has
    assert f'href="{announcement.url}"' in html
