"""Every type of page in a real browser: accessible, no side-scrolling, nothing from elsewhere."""

import pytest

from tests.e2e import axe
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.pages import addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def window(chromium):
    """A reader's window that notes what is asked of other hosts and what breaks the policy."""
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.foreign, page.complaints = [], []
    page.on("console", lambda message: _note_error(page, message))
    page.on("pageerror", lambda error: page.complaints.append(f"{page.url}: {error}"))
    page.on("request", lambda request: _note_foreign(page, request))
    yield page
    context.close()


def _note_error(page, message):
    # The browser reports the status of the missing page itself as an error.
    if message.type == "error" and "status of 404" not in message.text:
        page.complaints.append(f"{page.url}: {message.text}")


def _note_foreign(page, request):
    own = (page.home, "data:", "blob:")
    if not request.url.startswith(own):
        page.foreign.append(request.url)


@pytest.mark.parametrize("language", ["tr", "en", "ar"])
def test_no_page_has_an_accessibility_fault_scrolls_sideways_or_asks_elsewhere(
    window, server, language
):
    faults = {}
    window.home = server
    seen = 0
    for path in addresses():
        if language_of(path) != language:
            continue
        seen += 1
        window.set_viewport_size(PHONE)
        window.emulate_media(color_scheme="light")
        window.goto(server + path)
        assert window.locator("html").get_attribute("lang") == language, path
        for size in (PHONE, DESKTOP):
            window.set_viewport_size(size)
            for scheme, rules in (("light", None), ("dark", axe.COLOUR_RULES)):
                window.emulate_media(color_scheme=scheme)
                if found := axe.violations(window, rules):
                    faults[f"{path} {size['width']} {scheme}"] = found
            wider = window.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if wider > 0:
                faults[f"{path} {size['width']}"] = f"scrolls sideways by {wider} px"
    assert seen >= 10
    assert faults == {}
    assert window.foreign == []
    assert window.complaints == []
    assert window.context.cookies() == []


def language_of(path):
    """Return the language an address is in."""
    first = path.split("/")[1]
    return first if first in {"en", "ar"} else "tr"


def test_the_home_page_stays_within_its_budget(chromium, server):
    page = chromium.new_page()
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(server, wait_until="networkidle")
    assert len(sizes) <= 10
    assert sum(sizes) <= 100_000
    page.close()
