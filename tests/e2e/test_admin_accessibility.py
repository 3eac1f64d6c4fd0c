"""The screens editors use, through axe: nothing serious, but for what is Wagtail's own."""

import pytest
from django.apps import apps
from wagtail.models import Page

from demo.users import DEMO_PASSWORD
from tests.e2e import axe
from tests.e2e.conftest import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# Faults of Wagtail's own parts, by rule and a word of the element; listed in docs/operations.md.
WAGTAILS_OWN = (("aria-input-field-name", "public-DraftEditor-content"),)
FORMS = (
    ("obituaries.ObituaryPage", "obituaries.ObituaryIndexPage"),
    ("roadworks.RoadWorkPage", "roadworks.RoadWorkIndexPage"),
    ("places.PlacePage", "places.PlaceIndexPage"),
    ("standard.NewsPage", "standard.NewsIndexPage"),
    ("standard.StandardPage", "standard.SectionPage"),
    ("standard.ServicePage", "standard.SectionPage"),
    ("disclosures.DisclosureVersionPage", "disclosures.DisclosurePage"),
)


def first(label):
    return apps.get_model(label).objects.filter(locale__language_code="tr").order_by("path").first()


def screens():
    """Return the addresses of the screens, by what they are."""
    waiting = Page.objects.get(title__startswith="Cumartesi pazarı")
    found = {
        "dashboard": "/yonetim/",
        "guide": "/yonetim/kilavuz/",
        "notifications": "/yonetim/bildirimler/",
        "notifications sent": "/yonetim/bildirimler/gonderimler/",
        "works on site": "/yonetim/saha/",
        "report": "/yonetim/reports/gozden-gecirilecekler/",
        "audit log": "/yonetim/reports/denetim-gunlugu/",
        "import of places": "/yonetim/ice-aktarma/places/",
        "import of road works": "/yonetim/ice-aktarma/roadworks/",
        "approval": f"/yonetim/pages/{waiting.pk}/edit/",
        "preview link": f"/yonetim/onizleme-baglantisi/{waiting.pk}/",
        "withdrawal": f"/yonetim/pages/{first('obituaries.ObituaryPage').pk}/unpublish/",
        "home": f"/yonetim/pages/{first('home.HomePage').pk}/edit/",
        "place": f"/yonetim/pages/{first('places.PlacePage').pk}/edit/",
        "road work": f"/yonetim/pages/{first('roadworks.RoadWorkPage').pk}/edit/",
    }
    for child, parent in FORMS:
        model, index = apps.get_model(child), first(parent)
        names = f"{model._meta.app_label}/{model._meta.model_name}/{index.pk}"
        found[f"new {child}"] = f"/yonetim/pages/add/{names}/"
        found[f"list in {parent}"] = f"/yonetim/pages/{index.pk}/"
    return found


def grave(page):
    """Return the serious and critical faults that are not Wagtail's own."""
    return [
        fault
        for fault in axe.violations(page, also=())
        if fault.startswith(("serious", "critical"))
        and not any(rule in fault and word in fault for rule, word in WAGTAILS_OWN)
    ]


def test_no_screen_of_an_editor_has_a_serious_accessibility_fault(chromium, server):
    context = chromium.new_context(viewport=DESKTOP, reduced_motion="reduce", locale="tr-TR")
    page = context.new_page()
    page.goto(f"{server}/yonetim/")
    faults = {"sign-in": grave(page)}
    page.get_by_label("Kullanıcı adı").fill("yonetici")
    page.get_by_label("Parola").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Giriş yap").click()
    page.wait_for_load_state("networkidle")
    for name, path in screens().items():
        answer = page.goto(server + path)
        assert answer.status == 200, name
        page.wait_for_load_state("networkidle")
        faults[name] = grave(page)
    context.close()
    assert {name: found for name, found in faults.items() if found} == {}
