"""The page of the disaster assembly areas in three languages."""

from content.assembly.models import AssemblyPage
from content.places.models import PlaceCategory, PlaceIndexPage
from demo.loading.context import Loading, add
from demo.loading.texts import publish

TITLES = {
    "tr": (
        "Afet toplanma alanları",
        "Deprem, yangın ya da selden sonra mahallenizdeki alanda buluşun; aracınızla gitmeyin.",
    ),
    "en": (
        "Disaster assembly areas",
        "After an earthquake, fire or flood meet at the area of your neighbourhood; do not drive.",
    ),
    "ar": (
        "مناطق التجمع عند الكوارث",
        "بعد الزلزال أو الحريق أو السيل تجمّعوا في منطقة حيّكم، ولا تستخدموا السيارة.",
    ),
}


def load_assembly(run: Loading) -> None:
    """Load the page."""
    title, introduction = TITLES["tr"]
    page = add(
        PlaceIndexPage.objects.get(locale=run.locales["tr"]),
        AssemblyPage(
            title=title,
            slug="toplanma-alanlari",
            introduction=introduction,
            category=PlaceCategory.objects.get(slug="toplanma-alani"),
        ),
    )
    for code in ("en", "ar"):
        copy = page.copy_for_translation(run.locales[code])
        copy.title, copy.introduction = TITLES[code]
        publish(copy)
