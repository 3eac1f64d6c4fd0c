"""What stands below the guide besides its places: pages of categories, widgets for others."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from content.lists import Results, list_view
from content.places import embed, gazetteer, maps
from content.places.lists import FILTERS, PLACES
from content.places.models import PlaceCategory
from content.places.queries import categories, category_named, overview
from search.generation import watch
from search.models import PublishedDocument
from search.queries import Found, Shown, facet_counts

WIDGETS = {embed.FRAME: embed.frame, embed.BUILDER: embed.builder}


def below(request: HttpRequest, guide: Found, name: str) -> HttpResponse | None:
    """Answer the address of a category or a widget; None for what is nothing of ours."""
    if name in WIDGETS:
        return WIDGETS[name](request, guide)
    category = category_named(name)
    return category_page(request, guide, category) if category else None


def category_page(request: HttpRequest, guide: Found, category: PlaceCategory) -> HttpResponse:
    """List a category's places with the filters its editors have chosen."""
    found = as_found(guide, category)

    def context(request: HttpRequest, results: Results) -> dict[str, Any]:
        counts = facet_counts(results.spec.kinds, results.locale, results.now, watch.current())
        tiles = (
            []
            if results.active or results.page > 1
            else overview(results.locale, counts, category.slug)
        )
        return {
            "guide_path": guide.document.path,
            "overview": tiles,
            "overview_of": category.slug,
            "category": category,
            "map_url": maps.address(results),
            "near_names": gazetteer.names(),
        }

    spec = replace(
        PLACES,
        facets=tuple(FILTERS[name] for name in FILTERS if name in category.filters),
        within=f"category:{category.slug}",
        template="pages/place_category.jinja",
        context=context,
    )
    response: HttpResponse = list_view(spec)(request, found)
    return response


def as_found(guide: Found, category: PlaceCategory) -> Found:
    """Return a category as if the index had its page: title, languages, ancestors."""
    document = guide.document
    locale = document.locale
    introduction = category.introduced(locale)
    shown = Shown(
        0,
        document.kind,
        locale,
        f"{document.path}{category.slug}/",
        category.label(locale),
        {
            "summary": introduction or (category.description if locale == "tr" else ""),
            "introduction": introduction,
        },
    )
    ancestors = [*guide.ancestors, (document.path, document.title)]
    if category.parent:
        group = category.parent
        ancestors.append((f"{document.path}{group.slug}/", group.label(locale)))
    alternates = {code: f"{path}{category.slug}/" for code, path in guide.alternates.items()}
    return Found(shown, alternates, ancestors)


def addresses() -> list[dict[str, str]]:
    """Return the addresses of the categories that have places, by language, for the sitemap."""
    now = timezone.localtime()
    guides = PublishedDocument.objects.public(now).of_kind("place_index").order_by("-path")
    paths = dict(guides.values_list("locale", "path"))
    counts = {locale: facet_counts(("place",), locale, now, watch.current()) for locale in paths}
    found = [
        {
            locale: f"{path}{category.slug}/"
            for locale, path in paths.items()
            if counts[locale].get(f"category:{category.slug}")
        }
        for category in categories()
    ]
    return [item for item in found if item]
