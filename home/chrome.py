"""What frames every page (identity, menus, banner), kept in memory for each generation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from content.locales import DIRECTIONS, with_locale
from home.models import EmergencyBanner, MunicipalitySettings, NavigationItem
from search.generation import watch
from search.memory import remembered


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of pages in one language."""

    site: dict[str, Any]
    nav: list[dict[str, Any]]
    footer: list[dict[str, Any]]
    banners: list[EmergencyBanner]
    emergency_numbers: list[dict[str, str]]
    theme_url: str
    lang: dict[str, str]
    languages: list[dict[str, Any]]
    tiles: dict[str, str]


@remembered(maxsize=12)
def frame(locale: str, generation: int) -> Frame:
    """Return the frame of a language; read anew only in a new generation."""
    identity = MunicipalitySettings.current()
    menus = list(NavigationItem.objects.filter(locale__language_code=locale))
    if not menus:
        menus = list(NavigationItem.objects.filter(locale__language_code=settings.LANGUAGE_CODE))
    logo = identity.logo
    return Frame(
        site={
            "name": identity.name,
            "short_name": identity.short_name or identity.name,
            "tagline": identity.tagline,
            "logo_url": logo.file.url if logo else "",
            "phone": identity.phone,
            "whatsapp": identity.whatsapp,
            "whatsapp_url": identity.whatsapp_url(),
            "email": identity.email,
            "kep": identity.kep,
            "address": identity.address,
            "social": identity.social_links(),
            "footer_text": identity.footer_text,
        },
        nav=_menu(menus, NavigationItem.Area.MAIN),
        footer=[
            {"title": item["title"], "links": item["children"]}
            for item in _menu(menus, NavigationItem.Area.FOOTER)
        ],
        banners=list(EmergencyBanner.objects.filter(ends_at__gt=timezone.now())),
        emergency_numbers=identity.numbers(),
        theme_url=f"{reverse('theme')}?v={generation}" if identity.accent_1 else "",
        lang={
            "code": locale,
            "dir": DIRECTIONS.get(locale, "ltr"),
            "name": dict(settings.LANGUAGES)[locale],
        },
        languages=[
            {
                "code": code,
                "name": name,
                "url": with_locale("/", code),
                "current": code == locale,
                "available": code == locale,
            }
            for code, name in settings.LANGUAGES
        ],
        tiles={
            "url": settings.MAP_TILE_URL,
            "attribution": settings.MAP_TILE_ATTRIBUTION,
            "host": settings.MAP_TILE_URL.split("/")[2] if "//" in settings.MAP_TILE_URL else "",
        },
    )


def _menu(items: list[NavigationItem], area: str) -> list[dict[str, Any]]:
    below: dict[int | None, list[NavigationItem]] = {}
    for item in items:
        if item.area == area:
            below.setdefault(item.parent_id, []).append(item)
    return [
        {
            "title": item.title,
            "url": item.url,
            "children": [
                {"title": child.title, "url": child.url} for child in below.get(item.pk, [])
            ],
        }
        for item in below.get(None, [])
    ]


def current_banner(banners: list[EmergencyBanner], path: str, locale: str, now: datetime) -> Any:
    """Return the most urgent banner for a page now, or None."""
    urgency = {"danger": 0, "warning": 1, "info": 2}
    fitting = [
        banner
        for banner in banners
        if banner.starts_at <= now < banner.ends_at
        and (not banner.only_below or path.startswith(banner.only_below))
        and (not banner.locale_code or banner.locale_code == locale)
    ]
    return min(fitting, key=lambda banner: urgency[banner.level], default=None)


def context(request: HttpRequest) -> dict[str, Any]:
    """Template context of every public page: `chrome`, `lang`, `languages`, an empty `page`."""
    locale = translation.get_language() or settings.LANGUAGE_CODE
    generation = watch.current()
    built = frame(locale, generation)
    banner = current_banner(built.banners, request.path, locale, timezone.now())
    nav_current = tuple(
        bool(item["url"]) and request.path.startswith(item["url"]) for item in built.nav
    )
    return {
        "chrome": {
            "state": (locale, generation),
            "site": built.site,
            "nav": [
                {**item, "current": current}
                for item, current in zip(built.nav, nav_current, strict=True)
            ],
            "nav_current": nav_current,
            "footer": built.footer,
            "banner": banner
            and {
                "level": banner.level,
                "title": banner.title,
                "text": banner.text,
                "link_url": banner.link_url,
                "link_text": banner.link_text,
                "until": date_format(timezone.localtime(banner.ends_at), "DATETIME_FORMAT"),
            },
            "emergency_numbers": built.emergency_numbers,
            "theme_url": built.theme_url,
        },
        "lang": built.lang,
        # A processor's names win over the view's, so a view's `languages` needs another name.
        "default_languages": built.languages,
        "tiles": built.tiles,
    }
