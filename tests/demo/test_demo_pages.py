"""Pages, disclosure, wording and pictures of the demo keep their promises. No Django needed."""

import json
import re
from collections import Counter

import pytest

from demo import catalogue
from demo.dates import fill_dates, fill_dates_deep, long_date
from demo.images import IMAGES, LOGO_SVG, encode, render
from demo.obituaries import build_obituaries

from .reading import DATA, ICONS, TODAY, everything_written, strings

BLOCKS = {
    "text": {"html"},
    "heading": {"text"},
    "image": {"image", "caption"},
    "table": {"caption", "header", "rows"},
    "callout": {"kind", "title", "html"},
    "contact": {"title", "directorate", "phone", "email", "address", "hours"},
    "steps": {"items"},
    "accordion": {"items"},
    "files": {"title", "items"},
    "quote": {"text", "source"},
    "latest": {"kind", "count", "title"},
    "places": {"category", "title"},
}


def bodies():
    for row in catalogue.load("announcements"):
        yield row["slug"], row["body"]
    for row in catalogue.load("services"):
        yield row["slug"], row["body"]
    for row in catalogue.load("pages")["pages"]:
        yield row["slug"], row["body"]
    for languages in catalogue.load("services_translated").values():
        for language, row in languages.items():
            yield language, row["body"]


def test_pages_services_and_announcements_are_enough_and_refer_to_what_exists():
    news, services = catalogue.load("announcements"), catalogue.load("services")
    site = catalogue.load("pages")
    assert len(news) >= 16
    assert len(services) >= 14
    assert len(site["pages"]) >= 14
    assert {n["type"] for n in news} == {"duyuru", "haber", "etkinlik", "ihale", "meclis"}
    assert sorted(s["menu_order"] for s in services if s["menu_order"]) == list(range(1, 9))
    for rows in (news, services, site["pages"], site["sections"]):
        assert len({r["slug"] for r in rows}) == len(rows)
    assert {p["section"] for p in site["pages"]} <= {s["slug"] for s in site["sections"]}
    places = {r["external_id"] for r in catalogue.places()}
    for row in [*news, *services, *site["pages"]]:
        assert row["directorate"] in catalogue.directorates()
        assert row.get("image", "") in {"", *IMAGES}
        assert row.get("icon", "star") in ICONS
    for row in news:
        assert set(row["neighbourhoods"]) <= set(catalogue.neighbourhoods())
        assert row["expire_day"] is None or row["expire_day"] > row["publish_day"]
        if row["type"] == "etkinlik":
            assert row["event"]["end_day"] >= row["event"]["start_day"] >= row["publish_day"]
            assert row["event"]["place_id"] in {"", *places}
    slugs = {s["slug"] for s in services}
    for row in services:
        assert set(row["related"]) <= slugs
        assert row["duration"]
        assert row["fee"]
        assert row["how_today"]
        assert row["steps"]


@pytest.mark.parametrize(("slug", "body"), list(bodies()))
def test_blocks_have_the_documented_form(slug, body):
    for block in body:
        kind = block["type"]
        assert set(block) - {"type"} == BLOCKS[kind], (slug, kind)
        if kind == "table":
            assert all(len(row) == len(block["header"]) for row in block["rows"])
            assert block["caption"]
        if kind == "image":
            assert block["image"] in IMAGES
        if kind == "files":
            assert all((DATA / "files" / item["file"]).is_file() for item in block["items"])
        if kind == "places":
            assert block["category"] in catalogue.categories()
        if kind == "contact" and block["directorate"]:
            assert block["directorate"] in catalogue.directorates()


def test_html_uses_only_balanced_simple_tags():
    for name, text in everything_written():
        opened = re.findall(r"<(\w+)", text)
        assert set(opened) <= {"p", "ul", "ol", "li", "b", "a", "bdi"}, (name, text[:80])
        assert Counter(opened) == Counter(re.findall(r"</(\w+)>", text)), (name, text[:80])
        assert "tıklayınız" not in text


def test_navigation_and_home_lead_somewhere():
    known = {f"page:{p['slug']}" for p in catalogue.load("pages")["pages"]}
    known |= {f"service:{s['slug']}" for s in catalogue.load("services")}
    known |= {f"announcement:{a['slug']}" for a in catalogue.load("announcements")}
    nav, home = catalogue.load("navigation"), catalogue.load("home")
    links = [link for item in nav["main"] for link in [item, *item["children"]]]
    links += [link for group in nav["footer"] for link in group["links"]]
    links += [tile for language in ("tr", "en", "ar") for tile in home[language]["grid"]]
    links += [{"page": b["link_page"], "url": b["link_url"]} for b in home["banners"]]
    for link in links:
        assert bool(link["page"]) != bool(link["url"]), link
        assert link["page"] in {"", *known}
    assert {n["number"] for n in home["tr"]["numbers"]} == {
        "112",
        "187",
        "186",
        "185",
        "188",
        "153",
    }
    assert {b["level"] for b in home["banners"]} == {"info", "warning", "emergency"}
    assert set(home["tr"]) == set(home["en"]) == set(home["ar"])


def test_the_second_disclosure_closes_the_gaps_of_the_first():
    first, second = catalogue.load("disclosure")["versions"]
    assert second["material_change"]
    assert first["effective_day"] < second["published_day"] < second["effective_day"] < 0
    assert {"kimlik", "iletisim", "internet-trafigi"} == {
        c["key"] for c in first["data_categories"]
    }
    assert len(first["purposes"]) == 12
    categories = {c["key"] for c in second["data_categories"]}
    bases = {b["key"] for b in second["legal_bases"]}
    assert {"kurs", "vefat", "odeme", "konum-ve-fotograf"} <= categories
    used = set()
    for purpose in second["purposes"]:
        assert purpose["categories"]
        assert purpose["bases"]
        assert set(purpose["categories"]) <= categories
        assert set(purpose["bases"]) <= bases
        assert not re.search(r"ileride|gelecekte|çeşitlendir|gibi amaçlar", purpose["text"])
        used |= set(purpose["categories"])
    assert used == categories
    assert [r["letter"] for r in second["rights"]["items"]] == list("abcçdefgğ")
    assert second["controller"]["address"]
    assert second["controller"]["kep"]
    assert {"odeme-kurulusu", "sms", "barindirma"} <= {r["key"] for r in second["recipients"]}
    for language in ("en", "ar"):
        other = catalogue.load("disclosure_translated")[language]
        for part in ("data_categories", "purposes", "legal_bases", "methods", "recipients"):
            assert [x["key"] for x in other[part]] == [x["key"] for x in second[part]]
        assert len(other["rights"]["items"]) == 9


def test_no_real_looking_phone_or_mail_is_published():
    phone = re.compile(r"(?<![\d/.])(?:\+90 ?|0)\d{3}[ \d]{7,}")
    for name, text in everything_written():
        for found in phone.findall(text):
            digits = re.sub(r"\D", "", found).removeprefix("90").lstrip("0")
            assert digits.startswith("352000") or digits == "3522227000", (name, found)
        for mail in re.findall(r"[\w.+-]+@[\w.-]+\w", text):
            assert mail.endswith("@example.org"), (name, mail)
    for row in catalogue.places():
        assert row["phone"] == "" or row["phone"].startswith("+90 352 000 ")


def test_no_notice_hints_at_a_cause_of_death_or_a_job():
    words = re.compile(
        r"hastalı|kanser|kalp krizi|kaza|intihar|tedavi|hastane|yoğun bakım|şehit|emekli|covid|virüs",
        re.IGNORECASE,
    )
    for notice in build_obituaries(TODAY):
        public = f"{notice.notes} {notice.condolence} {notice.photo_alt}"
        assert not words.search(public), public


def test_institution_names_take_suffixes_without_an_apostrophe():
    wrong = re.compile(r"(Müdürlüğü|Belediyesi|Çözüm Merkezi|Meclisi|Başkanlığı)[’'][a-zçğıöşü]")
    for name, text in everything_written():
        assert not wrong.search(text), (name, text[:120])
        assert name == "obituaries" or "'" not in text or re.search(r"[\u0600-\u06ff]", text), (
            name,
            text[:120],
        )


def test_dates_are_written_the_turkish_way():
    assert long_date(TODAY) == "24 Kasım 2026 Salı"
    assert fill_dates("{{gun:+1}} günü, {{ay:+1}}, {{yil:-1}}", TODAY) == (
        "25 Kasım 2026 Çarşamba günü, Aralık 2026, 2025"
    )
    assert fill_dates("{{ay:+2}}", TODAY) == "Ocak 2027"
    for path in DATA.glob("*.json"):
        filled = fill_dates_deep(json.loads(path.read_text(encoding="utf-8")), TODAY)
        assert not any("{{" in text for text in strings(filled))


def test_pictures_are_described_and_always_the_same():
    for key, spec in IMAGES.items():
        assert 15 <= len(spec.alt) <= 125, key
        assert not re.match(r"(resim|fotoğraf|görsel)\b", spec.alt.lower()), key
    for key in ("erciyes-gunduz", "monogram-k", "logo"):
        picture = render(key)
        assert picture.size == (IMAGES[key].width, IMAGES[key].height)
        assert picture.tobytes() == render(key).tobytes()
    assert encode("park")[:2] == b"\xff\xd8"
    assert len(encode("park")) < 250_000
    assert "<svg" in LOGO_SVG.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", sorted(IMAGES))
def test_every_picture_can_be_drawn(key):
    spec = IMAGES[key]
    picture = render(key)
    assert picture.size == (spec.width, spec.height)
    assert len(picture.resize((32, 18)).getcolors(maxcolors=1024)) > 3


def test_the_tables_and_files_made_from_other_data_agree_with_it():
    services = catalogue.load("services")
    pages = {p["slug"]: p for p in catalogue.load("pages")["pages"]}

    def first_table(slug):
        return next(block for block in pages[slug]["body"] if block["type"] == "table")["rows"]

    assert [row[1] for row in first_table("hizmet-standartlari")] == [s["title"] for s in services]
    assert [row[3] for row in first_table("hizmet-standartlari")] == [
        s["duration"] for s in services
    ]
    assert [row[0] for row in first_table("hizmet-envanteri")] == [s["title"] for s in services]
    desks = catalogue.directorates().values()
    assert first_table("mudurlukler") == [[d["name"], d["scope"], d["phone"]] for d in desks]
    rows = (DATA / "files" / "mahalleler.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(";")[0] for row in rows[1:]] == [
        hood["name"] for hood in catalogue.neighbourhoods().values()
    ]
