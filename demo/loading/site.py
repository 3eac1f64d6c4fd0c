"""Reference data, identity, home pages, menus, banner, users."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from content.reference.models import Directorate, Neighbourhood
from demo.loading.context import Loading
from home.models import EmergencyBanner, HomePage, MunicipalitySettings, NavigationItem

LEVELS = {"info": "info", "warning": "warning", "emergency": "danger"}


def load_reference(run: Loading) -> None:
    """Load the neighbourhoods and directorates."""
    for row in run.data("neighbourhoods"):
        Neighbourhood.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "uavt_id": row["uavt_id"],
                "postal_code": row["postal_code"],
                "population": row["population_2025"],
                "aliases": ", ".join(row["aliases"]),
                "lat": row["centre"]["lat"],
                "lng": row["centre"]["lng"],
            },
        )
    for row in run.data("directorates"):
        Directorate.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "scope": row["scope"],
                "phone": row["phone"],
                "email": row["email"],
            },
        )


def load_identity(run: Loading) -> None:
    """Load who the municipality is."""
    row = run.data("settings")
    numbers = run.data("home")["tr"]["numbers"]
    identity = MunicipalitySettings.objects.first() or MunicipalitySettings()
    identity.name = row["name"]
    identity.short_name = row["short_name"]
    identity.tagline = row["slogan"]
    identity.phone, identity.whatsapp = row["phone"], row["whatsapp"]
    identity.email, identity.kep, identity.address = row["email"], row["kep"], row["address"]
    identity.accent_1, identity.accent_2 = row["colours"]["primary"], row["colours"]["accent"]
    identity.social = "\n".join(
        f"{item['network']} {item['url']}" for item in row["social"] if item["url"]
    )
    identity.emergency_numbers = "\n".join(f"{item['number']} {item['label']}" for item in numbers)
    identity.logo = run.picture(row["logo_image"])
    identity.full_clean()
    identity.save()


def load_home_pages(run: Loading) -> None:
    """Make the home page in each language, the Turkish one the site's root."""
    root = Page.objects.get(depth=1)
    for stock in root.get_children().exclude(pk__in=HomePage.objects.values("pk")):
        stock.delete()
    root = Page.objects.get(depth=1)
    texts = run.data("home")
    turkish = root.add_child(
        instance=HomePage(title=texts["tr"]["title"], slug="kocasinan", locale=run.locales["tr"])
    )
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost",
        port=8000,
        root_page=turkish,
        is_default_site=True,
        site_name=run.data("settings")["site_name"],
    )
    for code in ("en", "ar"):
        page = turkish.copy_for_translation(run.locales[code])
        page.title = page.draft_title = texts[code]["title"]
        page.slug = f"kocasinan-{code}"
        page.live = True
        page.save()


def load_menus(run: Loading) -> None:
    """Load the main menu and the footer; addresses of pages are known by now."""
    rows = run.data("navigation")
    NavigationItem.objects.all().delete()
    turkish = run.locales["tr"]
    for order, item in enumerate(rows["main"]):
        parent = _entry(run, turkish, "main", item, order)
        for place, child in enumerate(item["children"]):
            _entry(run, turkish, "main", child, place, parent)
    for order, column in enumerate(rows["footer"]):
        parent = _entry(run, turkish, "footer", {"label": column["title"]}, order)
        for place, child in enumerate(column["links"]):
            _entry(run, turkish, "footer", child, place, parent)


def _entry(
    run: Loading,
    locale: Locale,
    area: str,
    item: dict[str, Any],
    order: int,
    parent: NavigationItem | None = None,
) -> NavigationItem:
    url = run.address(item.get("page", ""), item.get("url", "")) if len(item) > 1 else ""
    return NavigationItem.objects.create(
        locale=locale, area=area, title=item["label"], url=url, order=order, parent=parent
    )


def load_banner(run: Loading) -> None:
    """Load the banners that are active, each for its hours."""
    EmergencyBanner.objects.all().delete()
    for row in run.data("home")["banners"]:
        if not row["active"]:
            continue
        banner = EmergencyBanner(
            level=LEVELS[row["level"]],
            title=row["title"],
            text=row["text"],
            link_text=row["link_label"],
            link_url=run.address(row["link_page"], row["link_url"]),
            ends_at=timezone.now() + timedelta(hours=row["expires_after_hours"]),
            locale_code="tr",
        )
        banner.full_clean()
        banner.save()
