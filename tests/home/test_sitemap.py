"""What outside search engines are told."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from home import sitemap
from tests.factories.index import document
from tests.factories.site import home_page
from tests.factories.standard import draft_news, expired_news, news, private_news

pytestmark = pytest.mark.django_db
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def tree(path="/sitemap.xml"):
    response = Client().get(path)
    assert response["Content-Type"].startswith("application/xml")
    return ElementTree.fromstring(response.content)


def addresses(path="/sitemap.xml"):
    return [
        node.text.removeprefix("http://testserver")
        for node in tree(path).iterfind(".//s:loc", SPACES)
    ]


def test_public_pages_stand_there_with_their_last_change_and_no_others():
    page = news("Açık duyuru", slug="acik")
    draft_news()
    private_news()
    expired_news()
    document("Aranmasın", noindex=True, path="/gizlenen/")
    document("Eski sürüm", kind="disclosure_version", path="/kvkk/surum-1/")
    assert addresses() == ["/", "/duyurular/", "/duyurular/acik/"]
    changed = tree().find(".//s:url[3]/s:lastmod", SPACES).text
    assert changed.startswith(
        page.last_published_at.strftime("%Y-%m-") if page.last_published_at else ""
    )


def test_a_page_names_its_other_languages():
    english = Locale.objects.get_or_create(language_code="en")[0]
    home_page().copy_for_translation(english).save_revision().publish()
    links = {
        link.get("hreflang"): link.get("href")
        for link in tree().find("s:url", SPACES).iterfind("x:link", SPACES)
    }
    assert links == {
        "tr": "http://testserver/",
        "en": "http://testserver/en/",
        "x-default": "http://testserver/",
    }


def test_many_pages_are_split_by_language_into_parts_that_hold_everything_once(monkeypatch):
    monkeypatch.setattr(sitemap, "PER_FILE", 3)
    for number in range(5):
        document(f"Yer {number}", path=f"/rehber/{number}/")
    document("Place", locale="en", path="/en/rehber/0/")
    files = addresses()
    assert files == ["/sitemap-en-1.xml", "/sitemap-tr-1.xml", "/sitemap-tr-2.xml"]
    found = [address for file in files for address in addresses(file)]
    assert sorted(found) == ["/en/rehber/0/", *(f"/rehber/{number}/" for number in range(5))]
    for missing in ("/sitemap-tr-3.xml", "/sitemap-xx-1.xml", "/sitemap-tr-0.xml"):
        assert Client().get(missing).status_code == 404


def test_parts_name_other_languages_too(monkeypatch):
    monkeypatch.setattr(sitemap, "PER_FILE", 1)
    english = Locale.objects.get_or_create(language_code="en")[0]
    home_page().copy_for_translation(english).save_revision().publish()
    links = [
        link.get("hreflang") for link in tree("/sitemap-en-1.xml").iterfind(".//x:link", SPACES)
    ]
    assert links == ["en", "tr", "x-default"]


@pytest.mark.parametrize("number", [1, 40])
def test_the_sitemap_costs_few_queries(number):
    for index in range(number):
        document(f"Yer {index}")
    Client().get("/sitemap.xml")
    with CaptureQueriesContext(connection) as queries:
        Client().get("/sitemap.xml")
    # The number of the generation is asked for in tests alone, where nobody listens for it.
    asked = [query for query in queries if "publicationstate" not in query["sql"]]
    assert 1 < len(asked) <= 4


def test_crawlers_are_kept_from_search_results_and_the_admin():
    lines = Client().get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    for path in ("/yonetim/", "/ara/", "/en/ara/", "/ar/ara/", "/onizleme/"):
        assert f"Disallow: {path}" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
