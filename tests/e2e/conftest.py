"""Chromium against the live server, with content of every kind."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import sync_playwright

from content.obituaries.models import ObituaryIndexPage, ObituaryPage
from tests.factories.disclosures import text, version
from tests.factories.site import home_page
from tests.factories.standard import news, section, service, standard_page

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def chromium():
    path = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    assert path, "Chromium is missing; run tools/browser.sh"
    # Playwright runs an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def content(transactional_db):
    """One page of each kind; returns their addresses."""
    home = home_page()
    today = timezone.localdate()
    obituaries = home.add_child(
        instance=ObituaryIndexPage(title="Vefat ilanları", slug="vefat-ilanlari")
    )
    obituary = obituaries.add_child(
        instance=ObituaryPage(
            title="Hatice ÖRNEK",
            given_age=78,
            death_date=today,
            burial_date=today + timedelta(days=1),
            prayer="ikindi",
            mosque="Hunat Camii",
            cemetery="Argıncık Mezarlığı",
        )
    )
    info = section()
    disclosure = text()
    version(disclosure, 1, today - timedelta(days=9))
    return [
        "/",
        obituaries.get_url(),
        obituary.get_url(),
        info.get_url(),
        standard_page(info, title="Künye").get_url(),
        service(info, title="Evlendirme", fee="Ücretsizdir.").get_url(),
        news("Su kesintisi").get_url(),
        "/duyurular/",
        disclosure.get_url(),
        "/ara/?q=künye",
        "/yok/",
    ]
