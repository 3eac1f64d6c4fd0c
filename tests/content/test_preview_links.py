"""Links to drafts: what they show, to whom, and for how long."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from content import previews
from home.models import HomePage
from search.models import PublishedDocument
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(rf):
    """A published page with a draft nobody may see yet."""
    home = home_page()
    home.introduction = "Gizli taslak"
    return home, home.save_revision()


def links(draft, rf):
    html, api = previews.address(rf.get("/"), *draft)
    return html.removeprefix("http://testserver"), api.removeprefix("http://testserver")


def test_the_link_shows_the_draft_in_the_sites_frame_and_the_public_page_stays(client, draft, rf):
    html, _api = links(draft, rf)
    page = client.get(html).content.decode()
    assert "Gizli taslak" in page
    assert "Bu bir taslaktır, yayımlanmamıştır" in page
    assert "Gizli taslak" not in client.get("/").content.decode()
    assert "Bu bir taslaktır" not in client.get("/").content.decode()


def test_the_api_gives_the_draft_as_it_would_be_published_and_says_that_it_is_one(
    client, draft, rf
):
    _html, api = links(draft, rf)
    body = client.get(api).json()
    assert body["draft"] is True
    assert body["introduction"] == "Gizli taslak"
    assert body["id"] == draft[0].pk
    assert body["expires_at"] > timezone.localtime().isoformat()
    draft[1].publish()
    published = client.get(f"/api/v1/documents/{draft[0].pk}").json()
    ours = {"draft", "expires_at", "published_at", "updated_at"}
    assert {k: v for k, v in body.items() if k not in ours} == {
        k: v for k, v in published.items() if k not in ours
    }


def test_a_page_that_was_never_published_can_be_previewed_and_stays_out_of_the_index(client, rf):
    home = home_page()
    home.unpublish()
    revision = HomePage.objects.get(pk=home.pk).save_revision()
    html, api = links((home, revision), rf)
    assert client.get(html).status_code == 200
    assert client.get(api).json()["draft"] is True
    assert not PublishedDocument.objects.filter(page_id=home.pk, gone=False).exists()


def test_the_link_names_one_revision_and_shows_nothing_later(client, draft, rf):
    html, _api = links(draft, rf)
    home = draft[0]
    home.introduction = "Daha da gizli"
    home.save_revision()
    page = client.get(html).content.decode()
    assert "Gizli taslak" in page
    assert "Daha da gizli" not in page


def test_drafts_are_kept_by_no_cache_and_found_by_no_search_engine(client, draft, rf):
    for address in links(draft, rf):
        headers = client.get(address).headers
        assert headers["Cache-Control"] == "private, no-store"
        assert "noindex" in headers["X-Robots-Tag"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in headers


def forged(draft):
    home, revision = draft
    good = previews.make_token(home, revision)
    return {
        "changed": good[:-2] + ("aa" if not good.endswith("aa") else "bb"),
        "another salt": signing.dumps([home.pk, revision.pk], salt="other"),
        "another page": signing.dumps([home.pk + 1, revision.pk], salt=previews.SALT),
        "no revision": signing.dumps([home.pk, 10**12], salt=previews.SALT),
        "another shape": signing.dumps({"a": 1}, salt=previews.SALT),
        "text": "nothing",
        "long": "a" * 5000,
    }


@pytest.mark.parametrize(
    "name",
    ["changed", "another salt", "another page", "no revision", "another shape", "text", "long"],
)
def test_a_token_that_is_not_ours_shows_nothing_and_says_what_to_do(client, draft, name):
    token = forged(draft)[name]
    page = client.get(reverse("preview", args=[token]))
    assert page.status_code == 403
    assert "Bağlantıyı gönderen kişiden yenisini isteyin" in page.content.decode()
    assert "Gizli taslak" not in page.content.decode()
    body = client.get("/api/v1/preview", {"token": token}).json()
    assert body["code"] in {"invalid_token", "invalid_parameter"}


def test_the_link_runs_out(client, draft, rf, settings):
    html, api = links(draft, rf)
    later = timezone.now() + timedelta(days=settings.PREVIEW_LINK_DAYS, minutes=1)
    with time_machine.travel(later, tick=False):
        assert client.get(html).status_code == 403
        assert client.get(api).json()["code"] == "invalid_token"


def test_a_deleted_draft_is_gone_with_its_link(client, draft, rf):
    html, api = links(draft, rf)
    draft[1].delete()
    assert client.get(html).status_code == 403
    assert client.get(api).status_code == 403


def test_an_editor_gets_the_link_from_the_page_and_it_works(client, draft, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("editor", password="x" * 12))
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[draft[0].pk])).content.decode()
    address = reverse("preview_link", args=[draft[0].pk])
    assert address in edit
    assert "Önizleme bağlantısı" in edit
    page = client.get(address)
    html = page.context["html_url"]
    assert html in page.content.decode()
    client.logout()
    assert "Gizli taslak" in client.get(html.removeprefix("http://testserver")).content.decode()


def test_who_may_not_edit_the_page_gets_no_link(client, draft, django_user_model):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("baska", password="x" * 12)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    response = client.get(reverse("preview_link", args=[draft[0].pk]))
    assert response.status_code in {302, 403}
    assert b"onizleme/" not in response.content
