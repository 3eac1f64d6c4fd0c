"""Draws the pictures of docs/pictures from the running demo: `make run`, then `make pictures`.

Every picture is what a window shows, without scrolling, as WebP. Phones are 390 px wide and drawn
at twice the density; computers are 1280 px wide.
"""

import json
import os
import re
import shutil
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pypdfium2 import PdfDocument

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
PASSWORD = "kocasinan-demo"  # noqa: S105 - printed by `make run`, of the demo only
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 1200}, "device_scale_factor": 2}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
STILL: dict[str, Any] = {"reduced_motion": "reduce", "locale": "tr-TR", "color_scheme": "light"}
# A file to import of which some rows are good and some are not.
IMPORT = """external_id,name,category,subcategory,neighbourhood,street,lat,lng,phone
yer-001,Kızılırmak Devlet Hastanesi,Sağlık,Hastane,Sahabiye,Çiçekçi Sokak,38.756973,35.410278,+90 352 000 10 99
yeni-1,Menekşe Eczanesi,Sağlık,Eczane,Sahabiye,Lale Sokak,38.7402,35.4790,+90 352 000 10 77
yeni-2,Uzaktaki Eczane,Sağlık,Eczane,Sahabiye,Deniz Sokak,41.0082,28.9784,+90 352 000 10 78
yeni-3,,Sağlık,Eczane,Sahabiye,Lale Sokak,38.7410,35.4795,
yeni-4,Papatya Parkı,Park ve Bahçe,Uzay Parkı,Erkilet,Papatya Sokak,38.7990,35.4410,
"""  # noqa: E501


def save(page: Page, name: str) -> None:
    """Write what the window shows as docs/pictures/NAME.webp."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(700)
    write(Image.open(BytesIO(page.screenshot())), name)


def write(picture: Image.Image, name: str) -> None:
    """Write a picture as docs/pictures/NAME.webp."""
    path = FOLDER / f"{name}.webp"
    picture.save(path, "WEBP", quality=72, method=6)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")  # noqa: T201


def items(site: str, query: str) -> list[dict[str, Any]]:
    """Return what a list of the API answers."""
    with urllib.request.urlopen(f"{site}/api/v1/{query}", timeout=30) as answer:  # noqa: S310
        found: list[dict[str, Any]] = json.load(answer)["items"]
    return found


def public_pages(site: str) -> dict[str, str]:
    """Return the address of each picture's page: one that shows what its type can."""
    obituaries = items(site, "obituaries?limit=100")
    works = items(site, "roadworks?limit=100")
    places = items(site, "places?limit=100")
    return {
        "home": "/",
        "obituary-list": "/vefat-ilanlari/",
        "obituary": max(obituaries, key=lambda item: (bool(item["condolence"]), len(str(item))))[
            "url"
        ],
        "roadwork": max(
            (work for work in works if work["status"] == "in_progress"),
            key=lambda item: len(str(item)),
        )["url"],
        "place": max(places, key=lambda item: (bool(item["image"]), len(str(item))))["url"],
        "disclosure": items(site, "disclosures?limit=1")[0]["url"],
        "arabic": "/ar/",
    }


@contextmanager
def editor(
    browser: Browser, site: str, username: str, device: dict[str, Any] = DESKTOP
) -> Iterator[Page]:
    """Sign an editor in."""
    context = browser.new_context(**device, **STILL)
    page = context.new_page()
    page.goto(f"{site}/yonetim/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def draw_public(browser: Browser, site: str) -> None:
    """Draw the citizens' pages, on the phone and on the computer."""
    for device, options in (("phone", PHONE), ("desktop", DESKTOP)):
        context = browser.new_context(**options, **STILL)
        page = context.new_page()
        for name, path in public_pages(site).items():
            page.goto(site + path)
            save(page, f"{name}-{device}")
        context.close()
    context = browser.new_context(**PHONE, **{**STILL, "color_scheme": "dark"})
    page = context.new_page()
    page.goto(f"{site}/asfalt-calismalari/")
    save(page, "roadwork-list-dark-phone")
    context.close()


def draw_notices(browser: Browser, site: str) -> None:
    """Draw how notices reach people: boards, map, door notice, the crew's phone."""
    context = browser.new_context(**DESKTOP, **STILL)
    page = context.new_page()
    page.goto(f"{site}/vefat-ilanlari/bugun/")
    save(page, "funeral-board")
    page.goto(f"{site}/asfalt-calismalari/")
    page.get_by_role("button", name="Haritayı göster").click()
    page.locator(".leaflet-interactive").first.wait_for()
    save(page, "roadwork-map-desktop")
    context.close()
    work = public_pages(site)["roadwork"]
    with urllib.request.urlopen(f"{site}{work}kapi-ilani/", timeout=30) as answer:  # noqa: S310
        sheet = PdfDocument(answer.read())[0].render(scale=2).to_pil().convert("RGB")
    write(sheet, "door-notice")
    with editor(browser, site, "saha", PHONE) as page:
        page.goto(f"{site}/yonetim/saha/")
        save(page, "crew-phone")
        page.locator("main a[href*='/yonetim/saha/']").first.click()
        save(page, "crew-status-phone")


def draw_desk(browser: Browser, site: str) -> None:
    """Draw the desk of cases: queue, a case, a call taken down, a crew's jobs; a citizen."""
    with editor(browser, site, "cozum") as page:
        page.goto(f"{site}/yonetim/basvurular/")
        save(page, "desk-queue")
        page.locator("[data-open]").first.click()
        page.wait_for_load_state("networkidle")
        page.locator("#durum > summary").click()
        save(page, "desk-case")
    with editor(browser, site, "cagri") as page:
        page.goto(f"{site}/yonetim/basvurular/adina-kayit/")
        page.keyboard.type("sokak lambası yanmıyor")
        page.keyboard.press("Enter")
        page.locator("[data-part=advice] h2").wait_for()
        save(page, "desk-intake")
    with editor(browser, site, "ekip", PHONE) as page:
        page.goto(f"{site}/yonetim/saha-isleri/")
        save(page, "desk-jobs-phone")
    context = browser.new_context(**PHONE, **STILL)
    page = context.new_page()
    page.goto(f"{site}/e-belediye/cozum-merkezi/?ne=çöpler alınmadı")
    save(page, "report-phone")
    context.close()


def draw_editing(browser: Browser, site: str) -> None:
    """Draw the editors' screens."""
    with editor(browser, site, "vefat") as page:
        page.get_by_role("link", name="Yeni vefat ilanı").click()
        page.wait_for_load_state("networkidle")
        for label, value in (
            ("Ad ve soyad", "Hatice ÖRNEK"),
            ("Doğum yılı", "1948"),
            ("Cami ya da yer", "Hunat Camii"),
            ("Mezarlık", "Argıncık Mezarlığı"),
        ):
            page.get_by_label(label).fill(value)
        page.get_by_label("Hangi vakit").select_option("ikindi")
        page.get_by_label("Önizlemeyi aç/kapa").click()
        page.wait_for_timeout(2500)
        page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
        save(page, "editor-obituary")
    with editor(browser, site, "onay") as page:
        save(page, "editor-dashboard")
        page.get_by_role("link", name="Cumartesi pazarı").first.click()
        page.wait_for_load_state("networkidle")
        page.get_by_role("button", name="Daha fazla eylem").click()
        save(page, "editor-approval")
    with editor(browser, site, "yonetici") as page:
        page.goto(f"{site}/yonetim/reports/gozden-gecirilecekler/")
        save(page, "editor-review")
    with editor(browser, site, "rehber") as page:
        page.goto(f"{site}/yonetim/ice-aktarma/places/")
        file = {"name": "yerler.csv", "mimeType": "text/csv", "buffer": IMPORT.encode()}
        page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
        page.get_by_role("button", name="Yükle ve dene").click()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(3000)
        page.reload()
        save(page, "editor-import")


@contextmanager
def citizen(browser: Browser, site: str, username: str, device: dict[str, Any]) -> Iterator[Page]:
    """Sign a demo citizen in; the code of the second step stands on the demo's page of letters."""
    context = browser.new_context(**device, **STILL)
    page = context.new_page()
    page.goto(f"{site}/e-belediye/giris/")
    page.fill("input[name=login]", f"{username}@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(3000)  # the worker's turn
    letters = context.new_page()
    letters.goto(f"{site}/yerel-posta/")
    letters.locator("main li", has_text=f"{username}@example.org").locator("a").first.click()
    found = re.search(r"\b\d{6}\b", letters.inner_text("main"))
    if found is None:
        raise RuntimeError("There is no code in the newest letter.")
    page.fill("input[name=code]", found[0])
    page.press("input[name=code]", "Enter")
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def draw_debts(browser: Browser, site: str) -> None:
    """Draw what a citizen owes, why, the basket and the receipt, and the way without an account."""
    with citizen(browser, site, "isil.sinama", PHONE) as page:
        page.goto(f"{site}/e-belediye/borc/")
        save(page, "debts-phone")
        page.locator(".card-title a").first.click()
        page.locator(".debt-table").last.scroll_into_view_if_needed()
        save(page, "debt-late-fee-phone")
        page.goto(f"{site}/e-belediye/borc/odeme/")
        save(page, "debts-basket-phone")
        page.get_by_role("button", name="Ödemeye geç").click()
        page.get_by_role("link", name="Şimdi öde").click()
        page.get_by_role("button", name="Öde", exact=True).click()
        page.wait_for_load_state("networkidle")
        save(page, "debts-paid-phone")
    context = browser.new_context(**PHONE, **STILL)
    page = context.new_page()
    page.goto(f"{site}/e-belediye/borc/hizli/")
    save(page, "debts-quick-phone")
    context.close()


def main(site: str) -> None:
    """Draw every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        draw_public(browser, site)
        draw_notices(browser, site)
        draw_editing(browser, site)
        draw_desk(browser, site)
        draw_debts(browser, site)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
