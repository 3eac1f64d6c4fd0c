"""Sections, pages, services, news; their blocks; the tiles of the home pages."""

from typing import Any

from django.utils import timezone

from content.standard.models import (
    NewsIndexPage,
    NewsPage,
    SectionPage,
    ServicePage,
    StandardPage,
)
from demo.loading.context import Loading, add
from home.models import HomePage

TRANSLATED = (
    *("title", "summary", "what", "who", "needed", "duration", "fee", "how_today"),
    *("steps", "body", "start_label", "start_url"),
)
ICONS = {"heart": "condolence"}
E_BELEDIYE = {
    "tr": ("E-Belediye", "Belediye işlemlerinizi buradan başlatın."),
    "en": ("Online municipality", "Start your business with the municipality here."),
    "ar": ("البلدية الإلكترونية", "ابدأ معاملاتك مع البلدية من هنا."),
}


def blocks_of(run: Loading, rows: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """Return demo blocks as the values of `content.blocks.Body`."""
    return [block for row in rows for block in _block(run, row)]


def _items(row: dict[str, Any]) -> list[dict[str, str]]:
    return [{"title": item["title"], "text": item["html"]} for item in row["items"]]


def _block(run: Loading, row: dict[str, Any]) -> list[tuple[str, Any]]:
    match row["type"]:
        case "text":
            return [("text", {"text": row["html"]})]
        case "heading":
            return [("heading", {"text": row["text"]})]
        case "image":
            picture = run.picture(row["image"])
            return [("image", {"image": picture, "alt": "", "caption": row.get("caption", "")})]
        case "table":
            lines = [row["header"], *row["rows"]]
            text = "\n".join(" | ".join(line) for line in lines)
            return [("table", {"caption": row["caption"], "rows": text})]
        case "callout":
            value = {"level": row["kind"], "title": row["title"], "text": row["html"]}
            return [("callout", value)]
        case "contact":
            unit = run.directorates.get(row["directorate"] or "")
            value = {key: row.get(key, "") for key in ("phone", "email", "address", "hours")}
            return [("contact", {"title": row["title"], "directorate": unit, **value})]
        case "steps" | "accordion":
            return [(row["type"], {"items": _items(row)})]
        case "files":
            files = [
                {"file": run.file(item["file"], item["title"]), "title": item["title"]}
                for item in row["items"]
            ]
            return [("files", {"title": row.get("title", ""), "files": files})]
        case "quote":
            return [("quote", {"text": row["text"], "source": row.get("source", "")})]
        case "latest":
            value = {"title": row["title"], "kind": row["kind"], "count": row["count"]}
            return [("latest", value)]
        case "places":
            return [("places", {"title": row["title"], "category": row["category"]})]
    raise ValueError(f"unknown demo block {row['type']}")


def load_texts(run: Loading) -> None:
    """Load sections with pages and services, then the news."""
    pages = run.data("pages")
    services = run.data("services")
    news = run.data("announcements")
    run.draw({row.get("image", "") for row in (*pages["pages"], *news)})
    title, summary = E_BELEDIYE["tr"]
    sections = {
        "e-belediye": add(run.home, SectionPage(title=title, slug="e-belediye", summary=summary))
    }
    for row in sorted(pages["sections"], key=lambda item: item["order"]):
        if row["slug"] == "duyurular":
            continue
        section = SectionPage(title=row["title"], slug=row["slug"], summary=row["summary"])
        sections[row["slug"]] = add(run.home, section)
    for row in pages["pages"]:
        run.addresses[f"page:{row['slug']}"] = f"/{row['section']}/{row['slug']}/"
    for row in services:
        parent = "e-belediye" if row["menu_order"] else "hizmetler"
        run.addresses[f"service:{row['slug']}"] = f"/{parent}/{_page_slug(row)}/"
    for row in news:
        run.addresses[f"announcement:{row['slug']}"] = f"/duyurular/{row['slug']}/"
    for row in pages["pages"]:
        page = StandardPage(
            title=row["title"],
            slug=row["slug"],
            summary=row["summary"],
            image=run.picture(row["image"]),
            directorate=run.directorates.get(row["directorate"] or ""),
            body=blocks_of(run, row["body"]),
            show_in_menus=row["show_in_menus"],
        )
        add(sections[row["section"]], page)
    for row in services:
        parent = sections["e-belediye" if row["menu_order"] else "hizmetler"]
        add(parent, _service(run, row))
    _load_news(run, news)
    _translate_service(run, sections["e-belediye"])


def _page_slug(row: dict[str, Any]) -> str:
    """Return the slug of a service's page; the service itself may stand at its own address."""
    return str(row.get("page_slug") or row["slug"])


def _service(run: Loading, row: dict[str, Any]) -> ServicePage:
    start = row.get("start") or {}
    return ServicePage(
        title=row["title"],
        slug=_page_slug(row),
        summary=row["summary"],
        what=row["what"],
        who=row["who"],
        needed="\n".join(row["documents"]),
        duration=row["duration"],
        fee=row["fee"],
        start_label=start.get("label", ""),
        start_url=start.get("url", ""),
        how_today=row["how_today"],
        steps=[("steps", {"items": _items({"items": row["steps"]})})] if row["steps"] else [],
        body=blocks_of(run, row["body"]),
        law=row.get("legal_basis", ""),
        icon=ICONS.get(row.get("icon", ""), row.get("icon", "document")),
        directorate=run.directorates.get(row.get("directorate") or ""),
        reviewed_on=run.day(-row["reviewed_days_ago"]) if "reviewed_days_ago" in row else None,
    )


def _load_news(run: Loading, rows: list[dict[str, Any]]) -> None:
    index = add(
        run.home,
        NewsIndexPage(
            title="Duyurular ve haberler",
            slug="duyurular",
            introduction="Duyuru, haber, etkinlik, ihale ve meclis gündemi.",
        ),
    )
    for row in rows:
        event = row["event"] or {}
        published = run.moment(row["publish_day"], f"{row['publish_hour']:02d}:00")
        page = NewsPage(
            title=row["title"],
            slug=row["slug"],
            summary=row["summary"],
            type=row["type"],
            date=published,
            image=run.picture(row["image"]),
            directorate=run.directorates.get(row["directorate"] or ""),
            body=blocks_of(run, row["body"]),
            expire_at=run.moment(row["expire_day"], "23:59") if row["expire_day"] else None,
            event_start=_at(run, event, "start"),
            event_end=_at(run, event, "end"),
            event_place=event.get("place") or "",
        )
        page.neighbourhoods.set([run.neighbourhoods[slug] for slug in row["neighbourhoods"]])
        add(index, page, published)


def _at(run: Loading, event: dict[str, Any], which: str) -> Any:
    day, clock = event.get(f"{which}_day"), event.get(f"{which}_time")
    return run.moment(day, clock or "09:00") if day is not None else None


def _translate_service(run: Loading, section: SectionPage) -> None:
    slug = next(_page_slug(row) for row in run.data("services") if row["slug"] == "cozum-merkezi")
    source = ServicePage.objects.get(slug=slug, locale=run.locales["tr"])
    for code, row in run.data("services_translated")["cozum-merkezi"].items():
        locale = run.locales[code]
        title, summary = E_BELEDIYE[code]
        parent = section.copy_for_translation(locale)
        parent.title, parent.summary = title, summary
        publish(parent)
        page = source.copy_for_translation(locale)
        fresh = _service(run, {**row, "slug": source.slug, "icon": source.icon})
        for name in TRANSLATED:
            setattr(page, name, getattr(fresh, name))
        publish(page)
        run.addresses[f"{code}:service:cozum-merkezi"] = f"/{code}/e-belediye/{slug}/"


def publish(page: Any) -> None:
    """Make a page live as if it had just been published."""
    page.draft_title = page.title
    page.live = True
    page.has_unpublished_changes = False
    page.first_published_at = page.last_published_at = timezone.now()
    page.save()


def load_home_tiles(run: Loading) -> None:
    """Fill the home pages: greeting and service grid in each language."""
    texts = run.data("home")
    for home in HomePage.objects.select_related("locale"):
        code = home.locale.language_code
        row = texts[code]
        home.tagline = row["hero_title"]
        home.introduction = row["hero_text"]
        home.services = [
            (
                "tile",
                {
                    "title": tile["title"],
                    "text": tile["text"],
                    "icon": ICONS.get(tile["icon"], tile["icon"]),
                    "url": run.addresses.get(f"{code}:{tile['page']}")
                    or run.address(tile["page"], tile["url"]),
                },
            )
            for tile in row["grid"]
        ]
        home.first_published_at = home.first_published_at or run.moment(-200)
        home.last_published_at = home.first_published_at
        home.save()
