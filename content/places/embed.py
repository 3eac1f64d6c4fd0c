"""The guide on other sites: a page to be framed, and a screen that makes the code to copy.

No script, no cookie, no count: who frames it gives its readers' visits to nobody.
"""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.pages import render_found
from content.places.lists import grouped
from content.places.queries import category_labels, category_named
from content.reference.queries import neighbourhoods
from search.generation import watch
from search.models import DocumentQuerySet, PublishedDocument
from search.queries import Found, Shown, facet_counts, shown

FRAME, BUILDER = "gomulu", "sitenize-ekleyin"
# Name in the address -> what it is called, how many places it shows, height in CSS pixels.
SIZES: dict[str, tuple[Any, int, int]] = {
    "kucuk": (gettext_lazy("Small"), 5, 360),
    "orta": (gettext_lazy("Medium"), 10, 560),
    "buyuk": (gettext_lazy("Large"), 20, 760),
}
USUAL_SIZE = "orta"
PLACE_HEIGHT = 360


def frame(request: HttpRequest, guide: Found) -> HttpResponse:
    """Answer `?kategori=&mahalle=&yer=&dil=&boy=`; what is not understood is left out.

    This address alone may stand in the pages of others. It shows nothing that could be pressed to
    somebody's harm, so clickjacking has nothing to win here. What it says of open and closed is
    what the page of the place says, and is kept for the minute, as every page is (content.cache).
    """
    asked = _asked(request, guide)
    with translation.override(asked["dil"]):
        response = _framed(request, guide, asked)
    response.headers["Content-Language"] = asked["dil"]
    response.xframe_options_exempt = True  # type: ignore[attr-defined]
    response._csp_replace = {"frame-ancestors": ["*"]}  # type: ignore[attr-defined]
    return response


def _framed(request: HttpRequest, guide: Found, asked: dict[str, Any]) -> HttpResponse:
    locale, category = asked["dil"], asked["category"]
    path = guide.alternates[locale]
    _label, most, _height = SIZES[asked["boy"]]
    listed: DocumentQuerySet = (
        PublishedDocument.objects.listed(timezone.now()).of_kind("place").in_locale(locale)
    )
    if asked["yer"]:
        listed = listed.filter(page_id=int(asked["yer"]))
    if category:
        listed = listed.with_facet("category", [category.slug])
    if asked["mahalle"]:
        listed = listed.with_facet("neighbourhood", [asked["mahalle"]])
    found = shown(listed.order_by("sort_key", "page_id")[: most + 1])
    more = f"{path}{category.slug}/" if category else path
    if asked["mahalle"]:
        more += "?" + urlencode({"mahalle": asked["mahalle"]})
    context = {
        "title": _title(asked, found),
        "places": found[:most],
        "has_more": len(found) > most,
        "more": request.build_absolute_uri(more),
        "base": request.build_absolute_uri("/").rstrip("/"),
        "single": bool(asked["yer"]),
    }
    return render(request, "pages/place_frame.jinja", context)


def _title(asked: dict[str, Any], found: list[Shown]) -> str:
    if asked["yer"]:
        return found[0].title if found else _("City guide")
    category = asked["category"]
    title = category.label(asked["dil"]) if category else _("City guide")
    area = neighbourhoods().get(asked["mahalle"])
    return f"{title}, {area.name}" if area else title


def _asked(request: HttpRequest, guide: Found) -> dict[str, Any]:
    """Return the parameters that make sense, the usual ones for those that do not."""
    given = {name: request.GET.get(name, "")[:120] for name in ("kategori", "mahalle", "yer")}
    size, locale = request.GET.get("boy", ""), request.GET.get("dil", "")
    number = given["yer"]
    return {
        "category": category_named(given["kategori"]),
        "mahalle": given["mahalle"] if given["mahalle"] in neighbourhoods() else "",
        "yer": number if number.isascii() and number.isdigit() and len(number) < 16 else "",
        "boy": size if size in SIZES else USUAL_SIZE,
        "dil": locale if locale in guide.alternates else guide.document.locale,
    }


def builder(request: HttpRequest, guide: Found) -> HttpResponse:
    """Show the choices, the code to copy and how it looks; a plain form, two queries at most."""
    asked = _asked(request, guide)
    category = asked["category"]
    values = {
        "kategori": category.slug if category else "",
        "mahalle": asked["mahalle"],
        "dil": asked["dil"],
        "boy": asked["boy"],
    }
    document = guide.document
    query = urlencode({name: value for name, value in values.items() if value})
    address = request.build_absolute_uri(f"{document.path}{FRAME}/?{query}")
    title = f"{_title(asked, [])} – {document.title}"
    height = SIZES[asked["boy"]][2]
    found = Found(
        Shown(
            0,
            document.kind,
            document.locale,
            f"{document.path}{BUILDER}/",
            _("Put the city guide on your site"),
            {},
        ),
        {code: f"{path}{BUILDER}/" for code, path in guide.alternates.items()},
        [*guide.ancestors, (document.path, document.title)],
    )
    names = dict(settings.LANGUAGES)
    context = {
        "values": values,
        "code": code_of(address, title, height),
        "preview": {"address": address, "title": title, "height": height},
        "categories": _choices(document.locale),
        "areas": [(area.slug, area.name) for area in neighbourhoods().values()],
        "locales": [(code, names[code]) for code in guide.alternates],
        "sizes": [(name, label) for name, (label, _most, _height) in SIZES.items()],
        "guide_path": document.path,
    }
    return render_found(request, found, "pages/place_embed.jinja", context)


def code_of(address: str, title: str, height: int) -> str:
    """Return the HTML to copy: no script, so that it works where scripts are forbidden."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" '
        f'height="{height}" loading="lazy"></iframe>'
    )


def _choices(locale: str) -> list[dict[str, Any]]:
    """Return the categories that have places, below their groups."""
    counts = facet_counts(("place",), locale, timezone.localtime(), watch.current())
    used = [
        (slug, label)
        for slug, label in category_labels(locale).items()
        if counts.get(f"category:{slug}")
    ]
    return grouped(used, locale)
