"""The editor's desk: dashboard, guide, branding, language."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.editing import guide
from content.editing.branding import theme_css
from content.editing.roles import ROLES
from home.models import EmergencyBanner, MunicipalitySettings
from tests.factories.staff import (
    all_sections,
    draft_announcement,
    obituaries,
    public_announcement,
    signed_in,
    staff,
)

pytestmark = pytest.mark.django_db


def dashboard(user) -> str:
    return signed_in(user).get(reverse("wagtailadmin_home")).content.decode()


def test_the_obituary_desk_begins_a_new_obituary_from_the_dashboard():
    sections = all_sections()
    html = dashboard(staff("obituaries"))
    add = reverse("wagtailadmin_pages:add", args=["obituaries", "obituarypage", obituaries().pk])
    assert add in html
    assert f"/standard/newspage/{sections['editor'].pk}/" not in html


def test_a_page_of_the_admin_reads_the_municipality_once():
    client = signed_in(staff("editor"))
    client.get(reverse("wagtailadmin_account"))
    with CaptureQueriesContext(connection) as asked:
        html = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "editing-brand__name" in html
    table = MunicipalitySettings._meta.db_table
    assert sum(f'FROM "{table}"' in one["sql"] for one in asked.captured_queries) == 1


def test_the_dashboard_shows_ones_own_drafts_and_not_those_of_others():
    editor, other = staff("editor"), staff("editor", "editor-2")
    page = draft_announcement(editor, "Benim taslağım", slug="benim")
    page.save_revision(user=editor, log_action=True)
    assert "Benim taslağım" in dashboard(editor)
    assert 'id="editing-drafts' not in dashboard(other)


def test_the_dashboard_reminds_of_pages_to_be_reviewed():
    public_announcement("Eskimiş duyuru", review_on=timezone.localdate())
    assert "Eskimiş duyuru" in dashboard(staff("editor"))
    assert "Eskimiş duyuru" not in dashboard(staff("obituaries"))


def test_the_dashboard_says_that_the_emergency_banner_is_on():
    all_sections()
    EmergencyBanner.objects.create(title="Fırtına uyarısı")
    EmergencyBanner.objects.create(
        title="Dünkü uyarı",
        starts_at=timezone.now() - timedelta(hours=30),
        ends_at=timezone.now() - timedelta(hours=1),
    )
    html = dashboard(staff("editor"))
    assert "Fırtına uyarısı" in html
    assert "Dünkü uyarı" not in html


def test_the_admin_speaks_turkish_to_everybody_whatever_the_browser_asks_for():
    all_sections()
    response = signed_in(staff("editor")).get(
        reverse("wagtailadmin_home"), headers={"accept-language": "en"}
    )
    assert '<html lang="tr"' in response.content.decode()


def test_the_admin_bears_the_municipalitys_name_and_not_wagtails():
    MunicipalitySettings.objects.create(name="Örnek Belediyesi", accent_1="#0b5d5b")
    html = Client().get(reverse("wagtailadmin_login")).content.decode()
    assert "Örnek Belediyesi" in html
    assert "Sign in to Wagtail" not in html


def test_the_municipalitys_colour_becomes_the_admins_and_stays_dark_enough_for_white_text():
    identity = MunicipalitySettings.objects.create(name="Örnek", accent_1="#0b5d5b")
    assert "--w-color-primary-hue:178.5" in theme_css()
    identity.accent_1 = "#ffff00"
    identity.save()
    assert "--w-color-primary-lightness:24.0%" in theme_css()


def test_without_a_colour_wagtails_own_stays():
    assert theme_css() == ""


def test_every_page_of_the_guide_opens_and_its_links_lead_to_pages_of_the_guide():
    client = signed_in(staff("editor"))
    pages = guide.pages()
    assert len(pages) >= 10
    for slug in pages:
        html = client.get(reverse("editing_guide_page", args=[slug])).content.decode()
        assert pages[slug].title in html
        for target in guide._LINK.findall((guide.folder() / f"{slug}.md").read_text()):
            assert target[0] in pages


def test_every_role_has_its_own_page_of_the_guide():
    for role in ROLES:
        assert role.guide in guide.pages(), role.key
    own = guide.pages_for(staff("obituaries"))
    assert [page.slug for page in own] == ["vefat-ilani"]


def test_no_other_file_can_be_read_through_the_guide():
    client = signed_in(staff("editor"))
    assert client.get("/yonetim/kilavuz/yok/").status_code == 404
    assert client.get("/yonetim/kilavuz/../../README/").status_code == 404


def test_the_guide_is_for_the_staff():
    assert "login" in Client().get(reverse("editing_guide")).url


def test_a_page_is_previewed_at_phone_tablet_and_desktop_width():
    page = public_announcement()
    assert [size["device_width"] for size in page.preview_sizes] == [390, 768, 1280]


def test_the_guide_shows_its_pictures_and_no_other_file():
    client = signed_in(staff("obituaries"))
    slugs = guide.pages()
    shown = set()
    for slug in slugs:
        html = client.get(reverse("editing_guide_page", args=[slug])).content.decode()
        assert "../pictures/" not in html
        shown |= set(re.findall(r'src="(/yonetim/kilavuz/resim/[^"]+)"', html))
    assert len(shown) >= 5
    for address in shown:
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
        assert response.content[8:12] == b"WEBP"
        assert "login" in Client().get(address).url
    for other in ("yok.webp", "..%2Fpictures.py", "README.md"):
        assert client.get(f"/yonetim/kilavuz/resim/{other}").status_code == 404
