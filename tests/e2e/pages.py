"""Every type of page of the shared municipality, in each language it has."""

from collections.abc import Iterator

from django.conf import settings
from django.test import RequestFactory
from wagtail.models import Page

from content import previews
from search.models import PublishedDocument

# What a reader reaches besides the documents themselves, by the kind of document it belongs to.
BESIDES = {
    "life_event": ("?adim=1",),
    "obituary_index": ("bildir/", "?donem=arsiv", "?ad=yok+boyle+biri", "?sayfa=2"),
    "roadwork_index": (
        *("?donem=biten&sayfa=2", "?durum=yok", "bugun/", "takvim/", "takvim/?ay=yok"),
        *("sokagimda/?sokak=cadde", "sokagimda/?sokak=kuyumcu", "mahalleler/", "istatistik/"),
    ),
    "course_index": ("?donem=biten", "?brans=yok&kimler=children", "?zaman=evening&sayfa=2"),
    "place_index": ("?tur=saglik", "?sirala=teyit", "?sayfa=2"),
    "news_index": ("?tur=haber",),
    "disclosure": ("?eski=1&yeni=2", "?eski=1"),
}
EVERYWHERE = (
    *("ara/?q=park", "ara/?q=eczane", "ara/?q=qqqqqq", "ara/", "yok/"),
    *("bildirimler/", "bildirimler/yeni/?adres=/vefat-ilanlari/?ad=ornek"),
    *("bildirimler/yeni/?mahalle=sahabiye", "bildirimler/gonderildi/", "bildirimler/sayfam/"),
)


def documents() -> dict[tuple[str, str], str]:
    """Return the richest document of each kind in each language: its address."""
    found: dict[tuple[str, str], PublishedDocument] = {}
    for document in PublishedDocument.objects.public().order_by("-page_id"):
        key = document.kind, document.locale
        if key in found and richness(found[key]) >= richness(document):
            continue
        found[key] = document
    return {key: document.path for key, document in found.items()}


def richness(document: PublishedDocument) -> int:
    """Return how much a page shows, so that one page stands for its type."""
    return len(str(document.payload)) + 10 * len(str(document.body))


def addresses() -> Iterator[str]:
    """Yield the address of every type of page in every language it has."""
    for (kind, locale), path in sorted(documents().items()):
        yield path
        if locale == "tr" or kind != "disclosure":
            yield from (f"{path}{query}" for query in BESIDES.get(kind, ()))
    for code, _name in settings.LANGUAGES:
        prefix = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
        yield from (f"{prefix}{path}" for path in EVERYWHERE)
    # A page that is not translated offers its other languages.
    yield from (f"/{code}/vefat-ilanlari/" for code in ("en", "ar"))
    for page in Page.objects.filter(live=False).specific()[:1]:
        request = RequestFactory().get("/", SERVER_NAME="localhost")
        html_url, _api_url = previews.address(request, page, page.get_latest_revision())
        yield "/" + html_url.split("/", 3)[3]
