"""The page of the pharmacies on duty, and a rota around today through the product's importer."""

from datetime import timedelta

from content.duty.importing import DutyImporter
from content.duty.models import DutyPage
from content.imports.engine import Row, run_import
from content.places.models import PlaceCategory, PlaceIndexPage
from demo import catalogue
from demo.loading.context import Loading, add
from demo.loading.texts import publish

TITLES = {
    "tr": (
        "Nöbetçi eczaneler",
        "Gitmeden önce telefonla sormanız iyi olur. Bu site örnektir: liste gerçek değildir.",
    ),
    "en": (
        "Pharmacies on duty",
        "Please call before you go. This is a demo: the rota is not real.",
    ),
    "ar": ("الصيدليات المناوبة", "يُفضل الاتصال قبل الذهاب. هذا موقع تجريبي: القائمة غير حقيقية."),
}
BEFORE, AFTER = 3, 42
EACH_DAY = 2


def load_duty(run: Loading) -> None:
    """Load the page in three languages and six weeks of the rota."""
    guide = PlaceIndexPage.objects.get(locale=run.locales["tr"])
    title, introduction = TITLES["tr"]
    page = add(
        guide,
        DutyPage(
            title=title,
            slug="nobetci-eczaneler",
            introduction=introduction,
            category=PlaceCategory.objects.get(slug="eczane"),
            source="Kayseri Eczacı Odası (örnek veri)",
        ),
    )
    for code in ("en", "ar"):
        copy = page.copy_for_translation(run.locales[code])
        copy.title, copy.introduction = TITLES[code]
        publish(copy)
    names = [row["name"] for row in catalogue.places() if row["subcategory"] == "Eczane"]
    rows: list[Row] = []
    for number, offset in enumerate(range(-BEFORE, AFTER)):
        day = run.today + timedelta(days=offset)
        for turn in range(EACH_DAY):
            name = names[(number * EACH_DAY + turn) % len(names)]
            rows.append(Row(len(rows) + 2, {"date": day.isoformat(), "name": name}))
    report = run_import(DutyImporter(), rows, dry_run=False)
    if report.rejected:
        raise ValueError(f"demo rota rejected: {report.rejected[:3]}")
