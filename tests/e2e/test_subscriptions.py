"""From a list to one's own page and out again, in a browser, with and without scripts."""

import re

import pytest
from django.core import mail

from outbox import sending
from subscriptions.models import Subscriber
from tests.e2e import axe
from tests.e2e.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _nobody_left(server):
    yield
    Subscriber.objects.all().delete()


def link_in_mail(server):
    sending.send_due(5)
    path = re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]
    return server + path


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_follows_a_surname_confirms_and_leaves(chromium, server, scripts):
    context = chromium.new_context(viewport=PHONE, java_script_enabled=scripts)
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults = {}

    def look(name):
        if not scripts:
            return
        if found := axe.violations(page):
            faults[name] = found
        if (wider := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            faults[f"{name}, sideways"] = wider

    page.goto(f"{server}/vefat-ilanlari/?ad=deneme")
    page.get_by_role("link", name="Bu listeyi bana bildir").click()
    assert page.get_by_label("Ad ya da soyad").input_value() == "deneme"
    page.get_by_role("button", name="Onay iletisini gönder").click()
    look("errors")
    page.get_by_label("E-posta adresiniz").fill("ayse@example.org")
    page.get_by_role("button", name="Onay iletisini gönder").click()
    page.wait_for_url("**/gonderildi/")
    page.goto(link_in_mail(server))
    look("confirm")
    page.get_by_role("button", name="Evet, bunları bana bildirin").click()
    look("own page")
    page.get_by_label("Ne zaman?").select_option("1")
    page.get_by_role("button", name="Kaydet").click()
    assert page.get_by_label("Ne zaman?").input_value() == "1"
    page.get_by_role("link", name="Hepsini bitir").click()
    look("leave")
    page.get_by_role("button", name="Hepsini bitir").click()
    look("left")
    assert "Artık bildirim almayacaksınız" in page.inner_text("main")
    assert not Subscriber.objects.exists()
    context.close()
    assert faults == {}


def test_the_worker_shows_what_is_pushed_and_opens_our_pages_only(chromium, server):
    context = chromium.new_context(viewport=PHONE, permissions=["notifications"])
    page = context.new_page()
    page.goto(f"{server}/bildirimler/")
    text = page.evaluate("fetch('/sw.js').then((answer) => answer.text())")
    assert 'addEventListener("push"' in text
    assert "url.origin === self.location.origin" in text
    context.close()
