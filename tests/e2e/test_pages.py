"""Every kind of page in a real browser: accessible, no side-scrolling, nothing from elsewhere."""

import pytest

from tests.e2e.conftest import AXE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def violations(page):
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document).then(result => result.violations)")
    return [(item["id"], item["nodes"][0]["target"]) for item in found]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_an_accessibility_fault_scrolls_sideways_or_asks_elsewhere(
    chromium, live_server, content, width, scheme
):
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    foreign = []
    page = context.new_page()
    page.on(
        "request",
        lambda request: (
            foreign.append(request.url)
            if not request.url.startswith((live_server.url, "data:"))
            else None
        ),
    )
    faults = {}
    for path in content:
        page.goto(live_server.url + path)
        if found := violations(page):
            faults[path] = found
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{path} scrolls sideways by {wider}px"
    context.close()
    assert faults == {}
    assert foreign == []


def test_pages_obey_the_strict_policy_and_leave_no_cookie(chromium, live_server, content):
    context = chromium.new_context()
    page = context.new_page()
    complaints = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    for path in content[:-1]:
        page.goto(live_server.url + path)
    assert complaints == []
    assert context.cookies() == []
    context.close()


def test_lists_and_pages_say_everything_without_javascript(chromium, live_server, content):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/vefat-ilanlari/")
    page.get_by_role("link", name="Hatice ÖRNEK").click()
    assert "ikindi namazına müteakip Hunat Camii’nde" in page.inner_text("main")
    page.goto(f"{live_server.url}/vefat-ilanlari/?ad=hatice+orn")
    assert page.get_by_role("link", name="Hatice ÖRNEK").count() == 1
    context.close()


def test_the_home_page_stays_within_its_budget(chromium, live_server, content):
    page = chromium.new_page()
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(live_server.url, wait_until="networkidle")
    assert len(sizes) <= 10
    assert sum(sizes) <= 100_000
    page.close()
