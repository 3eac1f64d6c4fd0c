"""Builders of the site's frame: locales, the home page, neighbourhoods."""

from wagtail.models import Locale, Page, Site

from content.reference.models import Directorate, Neighbourhood
from home.models import HomePage


def turkish() -> Locale:
    return Locale.objects.get_or_create(language_code="tr")[0]


def home_page() -> HomePage:
    """Return the Turkish home page, making it the site's root at the first call."""
    existing = HomePage.objects.filter(locale=turkish()).first()
    if existing:
        return existing
    # Tests that really commit empty the tables afterwards, the tree's root included.
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=turkish())
    )
    for stock in root.get_children():
        stock.delete()
    root = Page.objects.get(pk=root.pk)
    home = root.add_child(instance=HomePage(title="Kocasinan", slug="kocasinan", locale=turkish()))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
    )
    return home


def neighbourhood(name: str = "Sahabiye", **fields) -> Neighbourhood:
    return Neighbourhood.objects.get_or_create(name=name, defaults=fields)[0]


def directorate(name: str = "Fen İşleri Müdürlüğü", **fields) -> Directorate:
    return Directorate.objects.get_or_create(name=name, defaults=fields)[0]
