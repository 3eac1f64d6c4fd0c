"""The admin under its Content-Security-Policy: everything works and nothing is refused.

A new version of Wagtail that brings an inline script of another kind fails here.
"""

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from wagtail.models import Page, Task, Workflow

from demo.users import DEMO_PASSWORD
from tests.e2e.conftest import DESKTOP
from tests.e2e.test_admin_accessibility import first, screens

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# Jcrop (the focal point of pictures) sets a handler on a loose element to learn of touch screens.
WAGTAILS_OWN = "script-src-attr inline jquery.Jcrop.min.js"
LISTEN = """
sessionStorage.refused ||= "[]";
document.addEventListener("securitypolicyviolation", (event) => {
  const all = JSON.parse(sessionStorage.refused);
  const where = event.sourceFile.split("/").pop();
  all.push(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${where}`);
  sessionStorage.refused = JSON.stringify(all);
});
"""


class Desk:
    """Somebody in the admin whose browser tells what the policy refused and which script broke."""

    def __init__(self, chromium, server):
        self.context = chromium.new_context(viewport=DESKTOP, locale="tr-TR")
        self.context.add_init_script(LISTEN)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.server, self.broken = server, []
        self.page.on("pageerror", lambda error: self.broken.append(f"{self.page.url}: {error}"))
        self.go("/yonetim/")
        self.page.get_by_label("Kullanıcı adı").fill("yonetici")
        self.page.get_by_label("Parola").fill(DEMO_PASSWORD)
        self.page.get_by_role("button", name="Giriş yap").click()
        self.page.get_by_role("heading", name=re.compile("Hoş geldiniz")).wait_for()

    def go(self, path):
        answer = self.page.goto(self.server + path)
        assert answer.status == 200, path
        assert (
            "'unsafe-inline'"
            not in answer.headers["content-security-policy"].split("script-src")[1].split(";")[0]
        )
        self.page.wait_for_load_state("networkidle")

    def refused(self):
        refused = self.page.evaluate("JSON.parse(sessionStorage.refused)")
        return [one for one in refused if WAGTAILS_OWN not in one] + self.broken


@pytest.fixture
def desk(chromium, server):
    found = Desk(chromium, server)
    yield found
    found.context.close()


def more_screens():
    """Return screens beside those of editors: Wagtail's own, and every report."""
    reports = [
        "aging-pages",
        "locked",
        "page-types-usage",
        "site-history",
        "workflow",
        "workflow_tasks",
    ]
    page = first("standard.NewsPage")
    image, document = (
        apps.get_model(label).objects.first()
        for label in ("wagtailimages.Image", "wagtaildocs.Document")
    )
    found = [f"/yonetim/reports/{name}/" for name in (*reports, "aramalar", "geri-bildirim")]
    found += [f"/yonetim/pages/{page.pk}/{name}/" for name in ("history", "usage", "copy", "move")]
    found += [
        "/yonetim/account/",
        "/yonetim/users/",
        f"/yonetim/users/edit/{get_user_model().objects.get(username='editor').pk}/",
        "/yonetim/groups/",
        "/yonetim/sites/",
        "/yonetim/locales/",
        "/yonetim/redirects/",
        "/yonetim/redirects/add/",
        "/yonetim/images/add/",
        "/yonetim/documents/multiple/add/",
        "/yonetim/settings/home/municipalitysettings/",
        "/yonetim/arama/one-cikanlar/",
        f"/yonetim/workflows/edit/{Workflow.objects.first().pk}/",
        f"/yonetim/workflows/tasks/edit/{Task.objects.first().pk}/",
        f"/yonetim/localize/submit/page/{page.pk}/",
    ]
    if image:
        found.append(f"/yonetim/images/{image.pk}/")
    if document:
        found.append(f"/yonetim/documents/edit/{document.pk}/")
    return found


def test_no_screen_of_the_admin_has_a_script_or_style_refused(desk):
    for path in [*screens().values(), *more_screens()]:
        desk.go(path)
    assert desk.refused() == [], "\n".join(desk.refused())


def test_writing_choosing_previewing_and_publishing_have_nothing_refused(desk):
    page = desk.page
    index = first("standard.NewsIndexPage")
    desk.go(f"/yonetim/pages/add/standard/newspage/{index.pk}/")
    page.locator("[name=title]").fill("İçerik ilkesi denemesi")
    page.locator(".c-sf-add-button").first.click()
    page.locator("[role=option]:visible").first.click()
    page.locator(".public-DraftEditor-content").last.click()
    page.keyboard.type("Bir paragraf.")
    page.keyboard.press("Enter")
    page.keyboard.type("/")
    page.locator("[role=option]:visible").first.wait_for()
    page.keyboard.press("Escape")
    for number in range(page.locator("[data-chooser-action-choose]").count()):
        button = page.locator("[data-chooser-action-choose]").nth(number)
        if not button.is_visible():
            continue
        button.click()
        page.locator(".modal-dialog").wait_for()
        page.locator(".modal-dialog form").first.wait_for()  # its own requests never end
        page.locator(".modal-dialog [data-dismiss=modal], .modal-dialog .close").first.click()
        page.locator(".modal-dialog").wait_for(state="detached")
    page.get_by_role("button", name="Önizlemeyi aç/kapa").click()
    page.frame_locator("#w-preview-iframe").get_by_role(
        "heading", name="İçerik ilkesi denemesi"
    ).wait_for()
    page.locator("[data-side-panel-toggle=checks]").click()
    page.locator("[data-side-panel=checks]").wait_for()  # the preview asks again and again
    with page.expect_navigation():
        page.get_by_role("button", name="Taslağı kaydet").first.click()
    made = Page.objects.get(title="İçerik ilkesi denemesi", locale__language_code="tr")
    desk.go(f"/yonetim/pages/{made.pk}/history/")
    assert desk.refused() == [], "\n".join(desk.refused())


def test_dates_are_picked_and_lists_filtered_by_scripts_that_have_the_nonce(desk):
    desk.go("/yonetim/reports/denetim-gunlugu/")
    page = desk.page
    page.get_by_role("button", name="Süzgeçleri göster").click()
    page.get_by_role("button", name=re.compile("^Tarih")).first.click()
    page.locator("#id_at_0").click()
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_date").nth(10).click()
    assert page.locator("#id_at_0").input_value()
    page.wait_for_load_state("networkidle")
    assert desk.refused() == [], "\n".join(desk.refused())


def test_a_script_that_came_in_by_content_is_not_run(desk):
    desk.go("/yonetim/reports/denetim-gunlugu/")
    nonce = desk.page.evaluate("document.querySelector('script[nonce]').nonce")
    assert len(nonce) > 20
    desk.page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'),"
        " {textContent: 'window.taken = true'}))"
    )
    desk.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"taken = true\">')"
    )
    desk.page.wait_for_timeout(300)
    assert desk.page.evaluate("window.taken") is None
    assert len(desk.refused()) == 2
    desk.page.reload()
    assert desk.page.evaluate("document.querySelector('script[nonce]').nonce") != nonce
