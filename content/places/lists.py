"""The city guide's list: by category, neighbourhood, name, accessibility; a map beside it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.lists import ALPHABET, ListSpec, Results, Sort
from content.places import gazetteer, maps
from content.places.access import PROFILES
from content.places.description import CAPACITY_STEPS
from content.places.models import ACCESS_FACTS, PlacePage
from content.places.models.category import CategoryFilter
from content.places.nearby import BY_DISTANCE, by_box, by_position
from content.places.queries import category_labels, group_slugs, overview
from content.reference.queries import NEIGHBOURHOOD
from search.generation import watch
from search.kinds import Facet
from search.opening import open_at
from search.queries import facet_counts

CATEGORY = Facet(name="category", param="tur", label=_("Category"), labels=category_labels)
# Address of the list -> fact; the API filters by them, the guide's form by whom they suit.
FACT_PARAMS = dict(
    zip(
        ACCESS_FACTS,
        ("engelsiz", "engelli-tuvaleti", "engelli-otoparki", "isitme-dongusu", "kilavuz-yol"),
        strict=True,
    )
)


def _answers(locale: str) -> Mapping[str, str]:
    return {"yes": gettext("Yes"), "no": gettext("No"), "unknown": gettext("Not known")}


def _profiles(locale: str) -> Mapping[str, str]:
    return {profile.name: str(profile.label) for profile in PROFILES}


SUITS = Facet(name="suits", param="uygun", label=_("Suitable for"), labels=_profiles)


def _open_now(locale: str) -> Mapping[str, str]:
    return {"simdi": gettext("Open now")}


def _room(locale: str) -> Mapping[str, str]:
    return {
        str(step): gettext("For %(number)s people or more")
        % {"number": number_format(step, force_grouping=True)}
        for step in CAPACITY_STEPS
    }


OPEN_NOW = Facet(
    name="open_now",
    param="acik",
    label=_("Opening hours"),
    labels=_open_now,
    resolve=lambda value, now: open_at(now),
)
CAPACITY = Facet(name="capacity", param="kapasite", label=_("Capacity"), labels=_room)
# What editors may choose for the page of a category.
FILTERS = {
    CategoryFilter.OPEN_NOW: OPEN_NOW,
    CategoryFilter.NEIGHBOURHOOD: NEIGHBOURHOOD,
    CategoryFilter.SUITS: SUITS,
    CategoryFilter.CAPACITY: CAPACITY,
}
FACTS = tuple(
    Facet(
        name=name,
        param=param,
        label=PlacePage._meta.get_field(name).verbose_name,
        labels=_answers,
    )
    for name, param in FACT_PARAMS.items()
)
VERIFIED = Sort(
    value="dogrulanan",
    label=_("Recently verified first"),
    order=("-payload__verified_on", "sort_key", "page_id"),
)

MOST_ACCESSIBLE = Sort(
    value="erisilebilir",
    label=_("Most accessible first"),
    order=("-payload__access_score", "sort_key", "page_id"),
)


def guide_context(request: HttpRequest, results: Results) -> dict[str, Any]:
    """Return the groups for the first look, categories by group, and what the map asks for."""
    counts = facet_counts(results.spec.kinds, results.locale, results.now, watch.current())
    chosen = ""
    for item in results.filters:
        if item.get("facet") == CATEGORY.name:
            chosen = item["value"]
            item["options"] = grouped(item["options"], results.locale)
    tiles: list[dict[str, Any]] = []
    browsing = not results.active or (chosen and len(results.active) == 1)
    if results.page == 1 and browsing and results.position is None:
        tiles = overview(results.locale, counts, chosen)
    return {
        "overview": tiles,
        "overview_of": chosen,
        "map_url": maps.address(results),
        "near_names": gazetteer.names(),
    }


def grouped(options: list[tuple[str, str]], locale: str) -> list[dict[str, Any]]:
    """Return the options of categories below the names of their groups."""
    groups = group_slugs()
    short = category_labels(locale, short=True)
    found: list[dict[str, Any]] = []
    for slug, label in options:
        if slug in groups:
            whole = gettext("All of %(group)s") % {"group": label}
            found.append({"group": label, "options": [(slug, whole)]})
        elif found:
            found[-1]["options"].append((slug, short[slug]))
    return found


PLACES = ListSpec(
    kinds=("place",),
    facets=(CATEGORY, OPEN_NOW, NEIGHBOURHOOD, SUITS),
    sorts=(ALPHABET, BY_DISTANCE, VERIFIED, MOST_ACCESSIBLE),
    narrowers=(by_position, by_box),
    word_param="ad",
    word_label=_("Name or word"),
    word_hint=_("E.g. eczane, Lale Parkı"),
    template="pages/place_list.jinja",
    map=True,
    context=guide_context,
)
