"""One document, and what stands at an address."""

import uuid
from datetime import timedelta

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from tests.factories.index import document, tombstone
from tests.factories.site import home_page

HOUR = timedelta(hours=1)


def test_a_document_comes_with_its_body_and_its_translations_in_one_query(
    api, django_assert_num_queries
):
    key = uuid.uuid4()
    block = {"type": "text", "id": "1", "value": {"text": "<p>Merhaba</p>"}}
    turkish = document("Yazı", kind="page", translation_key=key, body=[block])
    english = document("Text", kind="page", translation_key=key, locale="en")
    with django_assert_num_queries(1):
        response = api.get(f"/documents/{turkish.page_id}")
    body = response.json()
    assert body["title"] == "Yazı"
    assert body["body"] == [block]
    assert body["translations"] == {"tr": turkish.path, "en": english.path}
    assert response.headers["Content-Language"] == "tr"


def test_a_document_that_left_the_lists_can_still_be_read_while_its_page_is_public(api):
    found = document(listed_until=timezone.now() - HOUR)
    assert api.json(f"/documents/{found.page_id}")["id"] == found.page_id


def test_a_withdrawn_or_expired_document_is_gone(api):
    withdrawn, expired = document(), document(valid_until=timezone.now() - HOUR)
    tombstone(withdrawn.page_id)
    for page_id in (withdrawn.page_id, expired.page_id):
        body = api.problem(f"/documents/{page_id}")
        assert (body["status"], body["code"]) == (410, "gone")


def test_what_begins_later_cannot_be_told_from_what_never_was(api):
    later = document(valid_from=timezone.now() + HOUR, path="/sonra/")
    unknown = api.get("/documents/424242").content
    assert api.get(f"/documents/{later.page_id}").content == unknown
    assert api.problem("/resolve", path="/sonra/")["code"] == "not_found"


def test_resolve_finds_a_document_with_or_without_the_last_slash(api):
    found = document(path="/kvkk/")
    for path in ("/kvkk/", "/kvkk"):
        assert api.json("/resolve", path=path) == {
            "status": "document",
            "id": found.page_id,
            "kind": "place",
            "locale": "tr",
            "url": "/kvkk/",
        }


def test_resolve_follows_a_redirect_and_tells_what_is_gone(api):
    Redirect.objects.create(old_path="/eski", redirect_link="/yeni/", is_permanent=False)
    assert api.json("/resolve", path="/eski/") == {
        "status": "redirect",
        "url": "/yeni/",
        "permanent": False,
    }
    past = document(path="/kalkti/")
    tombstone(past.page_id)
    assert api.json("/resolve", path="/kalkti/")["status"] == "gone"


def test_a_redirect_to_a_page_that_is_not_public_gives_nothing_away(api):
    home = home_page()
    Redirect.objects.create(old_path="/eski", redirect_page=home)
    assert api.json("/resolve", path="/eski/")["url"] == "/"
    home.unpublish()
    assert api.problem("/resolve", path="/eski/")["code"] == "not_found"


def test_resolve_wants_a_path_of_the_site(api):
    assert api.problem("/resolve", path="https://a.example/")["code"] == "invalid_parameter"
    assert api.problem("/resolve")["code"] == "invalid_parameter"
    assert api.problem("/resolve", path="/a\x00b")["code"] == "invalid_parameter"
    assert api.problem("/resolve", path="/" + "a/" * 600)["code"] == "invalid_parameter"
    assert api.problem("/resolve", path="/" + "a/" * 490)["code"] == "not_found"
