"""The city guide: categories, places through the product's own importer, translations."""

from content.imports.engine import Row, run_import
from content.places.importing import PlaceImporter
from content.places.models import PlaceCategory, PlaceIndexPage, PlacePage
from demo import catalogue
from demo.loading.context import Loading, add
from demo.loading.texts import ICONS, publish

TITLES = {
    "tr": ("Kent rehberi", "Hastane, eczane, okul, park ve diğer yerler; adres ve saatleriyle."),
    "en": ("City guide", "Hospitals, pharmacies, schools, parks and more, with address and hours."),
    "ar": ("دليل المدينة", "المستشفيات والصيدليات والمدارس والحدائق وغيرها، مع العنوان والأوقات."),
}


def load_categories(run: Loading) -> None:
    """Load the category tree."""
    for group in run.data("categories"):
        parent, _made = PlaceCategory.objects.update_or_create(
            slug=group["slug"],
            defaults={
                "name": group["name"],
                "icon": ICONS.get(group["icon"], group["icon"]),
                "description": group["description"],
                "order": group["order"],
            },
        )
        for leaf in group["children"]:
            PlaceCategory.objects.update_or_create(
                slug=leaf["slug"],
                defaults={
                    "name": leaf["name"],
                    "icon": ICONS.get(leaf["icon"], leaf["icon"]),
                    "parent": parent,
                    "order": leaf["order"],
                },
            )


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
