"""Chromium against the live server, over one municipality that all browser tests share.

The municipality is the demo's, with fewer places and plain pictures: made once, for nothing is
rolled back between browser tests. A test that writes uses names of its own.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import timedelta
from functools import cache
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from PIL import Image
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from content.editing.actions import create_staff
from demo import catalogue, images
from demo.loading import notices
from demo.obituaries import build_obituaries
from demo.roadworks import build_roadworks
from demo.users import DEMO_PASSWORD
from tests.factories.staff import signed_in

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


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
def windows(chromium, live_server):
    """Return a function that opens a window for a member of the staff; all close afterwards."""
    contexts = []

    def window(user, size=DESKTOP):
        context = chromium.new_context(viewport=size, locale="tr-TR", base_url=live_server.url)
        session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        context.add_cookies([cookie])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    yield window
    for context in contexts:
        context.close()


@cache
def plain_picture(key: str, fmt: str = "JPEG") -> bytes:
    """Return a small picture in one colour: drawing the demo's takes too long here."""
    file = BytesIO()
    size = images.IMAGES[key].width // 4, images.IMAGES[key].height // 4
    Image.new("RGB", size, "#2a6f6b").save(file, fmt)
    return file.getvalue()


def fewer_things(patch: pytest.MonkeyPatch) -> None:
    """Let the demo load enough for two pages of each list, and no more."""
    translated = catalogue.load("places_translated")[:3]
    kept = {row["external_id"] for row in translated}
    kept |= {row["place"] for row in catalogue.load("courses")["courses"]}
    places = [row for row in catalogue.places() if row["external_id"] in kept]
    places += [row for row in catalogue.places() if row["external_id"] not in kept][::8]
    load = catalogue.load
    patch.setattr(
        catalogue, "load", lambda name: translated if name == "places_translated" else load(name)
    )
    patch.setattr(catalogue, "places", lambda: tuple(places))
    patch.setattr(images, "encode", plain_picture)
    patch.setattr(
        notices,
        "build_obituaries",
        lambda today: [
            record
            for number, record in enumerate(build_obituaries(today))
            if number % 4 == 0 or (record.burial_date or today) >= today - timedelta(days=8)
        ],
    )
    patch.setattr(notices, "build_roadworks", lambda today: build_roadworks(today)[::2])


@pytest.fixture(scope="session")
def municipality(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """The demo municipality, committed, made smaller."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    media = tmp_path_factory.mktemp("media")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with (
        django_db_blocker.unblock(),
        override_settings(STORAGES=storages, MEDIA_ROOT=str(media)),
        pytest.MonkeyPatch.context() as patch,
    ):
        fewer_things(patch)
        with redirect_stdout(StringIO()):
            call_command("load_demo", verbosity=0)
        create_staff(username="onay2", role="approver", password=DEMO_PASSWORD, first_name="Ozan")
        LOADED.append("demo")
        yield
        empty()


LOADED: list[str] = []


def empty() -> None:
    """Take the municipality away; tests that commit and flush expect to begin with nothing."""
    if not LOADED:
        return
    LOADED.clear()
    with connection.cursor() as cursor:  # the server's threads keep theirs open
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(autouse=True)
def _nothing_before_own_content(request: pytest.FixtureRequest) -> None:
    """Let a test that makes its own content begin without the municipality.

    Such tests come last: pytest-django puts those that really commit after the others.
    """
    marker = request.node.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        empty()


@pytest.fixture(scope="session")
def server(municipality) -> Iterator[str]:
    """The address of a server that answers for the municipality."""
    live = LiveServer("localhost")
    yield live.url
    live.stop()
