"""Nothing that is not public comes out of any endpoint, in any format.

Goes over the operations of the OpenAPI document, so an endpoint added tomorrow is tested as well.
"""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from content.management.commands.export_openapi import document_text
from content.obituaries.models import ObituaryIndexPage, ObituaryPage
from content.standard.models import NewsIndexPage, NewsPage
from tests.factories.obituaries import cleared
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
SECRET = "GIZLI"
PHONE = "9876543"


def operations():
    return [
        (path.removeprefix("/api/v1"), operation)
        for path, methods in json.loads(document_text())["paths"].items()
        for operation in methods.values()
    ]


def news(parent, title, **fields):
    return parent.add_child(instance=NewsPage(title=title, **fields))


@pytest.fixture
def site():
    """A public page, and beside it everything that must not be seen; return the hidden ids."""
    now = timezone.now()
    home = home_page()
    section = home.add_child(instance=NewsIndexPage(title="Duyurular", slug="duyurular"))
    news(section, "Herkese açık")
    edited = news(section, "Herkese açık, taslağı var")
    edited.title = f"{SECRET} taslak metin"
    edited.save_revision()
    hidden = [
        news(section, f"{SECRET} taslak", live=False),
        news(section, f"{SECRET} süresi dolmuş", expired=True, live=False),
        news(section, f"{SECRET} bitmiş", expire_at=now - timedelta(hours=1)),
    ]
    private = home.add_child(instance=NewsIndexPage(title=f"{SECRET} bölüm", slug="gizli"))
    hidden += [private, news(private, f"{SECRET} özel")]
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    withdrawn = news(section, f"{SECRET} geri çekilmiş")
    withdrawn.unpublish()
    hidden.append(withdrawn)
    later = news(section, f"{SECRET} ileri tarihli", live=False, go_live_at=now + timedelta(days=1))
    later.save_revision().publish()
    hidden.append(later)
    desk = home.add_child(instance=ObituaryIndexPage(title="Vefat", slug="vefat"))
    today = timezone.localdate()
    desk.add_child(
        instance=cleared(
            ObituaryPage(
                title="Hatice ÖRNEK",
                death_date=today,
                desk_phone="0352 987 65 43",
                desk_informant=f"{SECRET} yakını",
            )
        )
    )
    return [page.pk for page in hidden]


def addresses(path, operation, hidden):
    """Yield the address of an operation with each format and each hidden document."""
    names = {parameter["name"]: parameter for parameter in operation["parameters"]}
    if "document_id" in names:
        yield from (path.replace("{document_id}", str(number)) for number in hidden)
    elif "number" in names:
        yield from (path.replace("{number}", str(number)) for number in hidden)
    elif "path" in names:
        for page in Page.objects.filter(pk__in=hidden):
            yield f"{path}?path={page.get_url() or '/gizli/'}"
    elif "q" in names:
        # Whole words, beginnings, what stands beside them, and numbers.
        for words in (SECRET.lower(), "gizl", "taslak", "süresi dolmuş", "hatice", PHONE, "987"):
            yield f"{path}?q={words}&limit=20"
    elif "token" in names:
        yield f"{path}?token=x"
    elif "format" in names:
        for form in ("json", "geojson", "csv"):
            yield f"{path}?format={form}&limit=100"
            yield f"{path}?format={form}&limit=100&sort=title&near=38.7,35.4&radius=50000"
    elif "{code}" in path:
        yield path.replace("{code}", "gone")
    else:
        yield path


@pytest.mark.parametrize(
    ("path", "operation"), operations(), ids=[path for path, _operation in operations()]
)
def test_no_endpoint_gives_away_what_is_not_public(api, site, path, operation):
    asked = 0
    for address in addresses(path, operation, site):
        response = api.client.get(f"/api/v1{address}")
        text = response.content.decode()
        echoed = address.partition("?path=")[2]  # what was asked for may be repeated
        assert SECRET not in text.replace(echoed or "\0", "").upper(), address
        assert PHONE not in re.sub(r"[^0-9]", "", text), address
        assert response.status_code in {200, 403, 404, 410}, (address, text)
        if "document_id" in path or "?path=" in address:
            assert response.status_code != 200 or response.json()["status"] == "gone", address
        asked += 1
    assert asked


def test_the_change_feed_tells_of_withdrawals_without_their_words(api, site):
    since = api.json("/documents")["since"]
    page = NewsPage.objects.get(title="Herkese açık")
    page.unpublish()
    body = api.json("/documents", since=since)
    assert [set(grave) for grave in body["deleted"]] == [{"id", "kind", "locale", "url", "deleted"}]


def test_the_public_page_beside_them_is_found_by_its_words(api, site):
    assert [one["text"] for one in api.json("/suggest", q="açık")["items"]] == [
        "Herkese açık",
        "Herkese açık, taslağı var",
    ]
    assert [one["text"] for one in api.json("/suggest", q="hatice")["items"]] == ["Hatice ÖRNEK"]
    assert [one["title"] for one in api.json("/search", q="hatice")["items"]] == ["Hatice ÖRNEK"]


def test_the_public_page_beside_them_is_there_in_every_format(api, site):
    for form in ("json", "geojson", "csv"):
        text = api.get("/documents", format=form, limit=100).content.decode()
        assert "Herkese açık" in text
        assert "Hatice ÖRNEK" in text
