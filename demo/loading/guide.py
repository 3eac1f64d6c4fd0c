"""The city guide: categories, places through the product's own importer, translations."""

from typing import Any

from content.imports.engine import Row, run_import
from content.places.importing import PlaceImporter
from content.places.models import PlaceCategory, PlaceIndexPage, PlacePage
from content.places.models.category import usual_filters
from demo import catalogue
from demo.loading.context import Loading, add
from demo.loading.texts import ICONS, publish

INTRODUCTIONS = ("introduction", "introduction_en", "introduction_ar")
TITLES = {
    "tr": ("Kent rehberi", "Hastane, eczane, okul, park ve diğer yerler; adres ve saatleriyle."),
    "en": ("City guide", "Hospitals, pharmacies, schools, parks and more, with address and hours."),
    "ar": ("دليل المدينة", "المستشفيات والصيدليات والمدارس والحدائق وغيرها، مع العنوان والأوقات."),
}


def load_categories(run: Loading) -> None:
    """Load the category tree: names in three languages, and what some pages say and filter by."""
    for group in run.data("categories"):
        parent = _category(run, group, description=group["description"])
        for leaf in group["children"]:
            _category(run, leaf, parent=parent)


def _category(run: Loading, row: dict[str, Any], **fields: Any) -> PlaceCategory:
    english, arabic = run.data("categories_translated")[row["slug"]]
    page = run.data("category_pages").get(row["slug"], {})
    texts = dict(zip(INTRODUCTIONS, page.get("introduction", ("", "", "")), strict=True))
    category, _made = PlaceCategory.objects.update_or_create(
        slug=row["slug"],
        defaults={
            "name": row["name"],
            "name_en": english,
            "name_ar": arabic,
            "icon": ICONS.get(row["icon"], row["icon"]),
            "order": row["order"],
            "filters": page.get("filters", usual_filters()),
            "area_role": page.get("area_role", ""),
            **texts,
            **fields,
        },
    )
    return category


def load_places(run: Loading) -> None:
    """Load the places and the translations of twenty of them."""
    load_categories(run)
    title, introduction = TITLES["tr"]
    index = add(
        run.home, PlaceIndexPage(title=title, slug="kent-rehberi", introduction=introduction)
    )
    importer = PlaceImporter(index, publish=True)
    rows = (Row(number, row) for number, row in enumerate(catalogue.places(), start=2))
    report = run_import(importer, rows, dry_run=False)
    if report.rejected:
        raise ValueError(f"demo places rejected: {report.rejected[:3]}")
    _translate(run, index)


def _translate(run: Loading, index: PlaceIndexPage) -> None:
    translated = run.data("places_translated")
    for code in ("en", "ar"):
        locale = run.locales[code]
        parent = index.copy_for_translation(locale)
        parent.title, parent.introduction = TITLES[code]
        publish(parent)
        for row in translated:
            source = PlacePage.objects.get(external_id=row["external_id"], locale=index.locale)
            page = source.copy_for_translation(locale)
            page.title, page.description = row[code]["name"], row[code]["description"]
            publish(page)
