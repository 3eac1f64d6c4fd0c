"""The disclosure text: two versions in Turkish, the second in English and Arabic as well."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from content.disclosures.models import DisclosureIndexPage, DisclosurePage, DisclosureVersionPage
from demo.loading.context import Loading, add
from demo.loading.texts import publish

TITLES = {
    "tr": ("Aydınlatma metinleri", "Kişisel verilerinizi neden ve nasıl işlediğimizi okuyun."),
    "en": ("Privacy notices", "Read why and how we process your personal data."),
    "ar": ("نصوص الإفصاح", "اقرأ لماذا وكيف نعالج بياناتك الشخصية."),
}
VERSION = {"tr": "Sürüm", "en": "Version", "ar": "الإصدار"}
ABOUT = {
    "tr": "E-Belediye girişi, profil ve formlar",
    "en": "Online municipality sign-in, profile and forms",
    "ar": "تسجيل الدخول والملف الشخصي والنماذج",
}


def load_disclosures(run: Loading) -> None:
    """Load the index, the text and its versions."""
    rows = run.data("disclosure")
    translated = run.data("disclosure_translated")
    title, introduction = TITLES["tr"]
    index = add(run.home, DisclosureIndexPage(title=title, slug="kvkk", introduction=introduction))
    text = add(
        index,
        DisclosurePage(title=rows["versions"][-1]["title"], slug=rows["slug"], about=ABOUT["tr"]),
    )
    versions = [
        add(text, _version(run, row, "tr"), _midnight(run, row["published_day"]))
        for row in rows["versions"]
    ]
    for code in ("en", "ar"):
        _translate(
            run, code, (index, text, versions[-1]), {**rows["versions"][-1], **translated[code]}
        )


def _midnight(run: Loading, offset: int) -> datetime:
    return timezone.make_aware(datetime.combine(run.day(offset), time(9)))


def _version(run: Loading, row: dict[str, Any], code: str) -> DisclosureVersionPage:
    names = {item["key"]: item["name"] for item in row["data_categories"]}
    articles = {item["key"]: item["article"] for item in row["legal_bases"]}
    controller = row["controller"]

    def stream(items: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
        return [("row", item) for item in items]

    return DisclosureVersionPage(
        title=f"{VERSION[code]} {row['version']}",
        slug=f"surum-{row['version']}",
        version=row["version"],
        effective_on=run.day(row["effective_day"]),
        material_change=row["material_change"],
        change_note=row["change_note"],
        intro=row["intro"],
        controller_name=controller["name"],
        controller_address=controller["address"],
        controller_kep=controller["kep"],
        controller_phone=controller["phone"],
        controller_email=controller["email"],
        representative=controller["representative"],
        data_categories=stream(
            [
                {key: item[key] for key in ("name", "data", "source", "persons")}
                for item in row["data_categories"]
            ]
        ),
        legal_bases=stream(
            [{"article": item["article"], "text": item["text"]} for item in row["legal_bases"]]
        ),
        purposes=stream(
            [
                {
                    "text": item["text"],
                    "categories": [names[key] for key in item["categories"]],
                    "bases": [articles[key] for key in item["bases"]],
                    "law": item["law"],
                }
                for item in row["purposes"]
            ]
        ),
        methods=stream([{"text": item["text"]} for item in row["methods"]]),
        recipients=stream(
            [
                {
                    "name": item["name"],
                    "purpose": item["purpose"],
                    "categories": [names[key] for key in item["categories"]],
                    "abroad": item["abroad"],
                }
                for item in row["recipients"]
            ]
        ),
        transfer_law=", ".join(row["transfer_articles"]),
        transfer_abroad=row["transfer_abroad"],
        retention=row["retention"],
        rights_intro=row["rights"]["intro"],
        rights=stream([{"text": item["text"]} for item in row["rights"]["items"]]),
        how_to_apply=row["rights"]["how_to_apply"],
    )


def _translate(run: Loading, code: str, pages: tuple[Any, Any, Any], row: dict[str, Any]) -> None:
    index, text, version = pages
    locale = run.locales[code]
    title, introduction = TITLES[code]
    new_index = index.copy_for_translation(locale)
    new_index.title, new_index.introduction = title, introduction
    publish(new_index)
    new_text = text.copy_for_translation(locale)
    new_text.title, new_text.about = row["title"], ABOUT[code]
    publish(new_text)
    copied = version.copy_for_translation(locale)
    fresh = _version(run, row, code)
    for field in DisclosureVersionPage._meta.local_fields:
        if not field.primary_key and field.name not in {"page_ptr", "review_on"}:
            setattr(copied, field.name, getattr(fresh, field.name))
    copied.title = fresh.title
    publish(copied)
