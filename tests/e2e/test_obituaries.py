"""Obituaries in a browser, without scripts and with axe: what families and citizens fill in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.obituaries.condolences.actions import decide, write
from content.obituaries.family.actions import ask
from content.obituaries.models import CondolenceMessage, FamilyApproval, ObituarySubmission
from content.standard.models import LifeEventPage
from tests.content.standard.test_life_events import step
from tests.e2e import axe
from tests.factories.obituaries import cleared, obituary_index, unsaved_obituary
from tests.factories.staff import services

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db):
    """A public notice with a book, a draft the family is asked about, a guide."""
    today = timezone.localdate()
    index = obituary_index()

    def notice(name, **fields):
        return unsaved_obituary(
            name,
            death_date=today - timedelta(days=1),
            burial_date=today,
            prayer="other",
            condolence_book=True,
            **fields,
        )

    public = index.add_child(instance=cleared(notice("Hatice ÖRNEK")))
    sent = write(page=public, name="Ali", text="Başınız sağ olsun.", version="", address="")
    decide(message_id=sent.pk, state="shown", user=None)
    draft = index.add_child(instance=notice("Ali ÖRNEK", live=False, father_name="Mehmet"))
    draft.save_revision()
    _approval, token = ask(page=draft, user=None)
    services().add_child(
        instance=LifeEventPage(
            title="Yakınımı kaybettim",
            slug="yakinimi-kaybettim",
            event="bereavement",
            steps=[step(to_confirm=True), step("İlanı bildirin")],
        )
    )
    return {
        "book": f"{public.get_url()}taziye-defteri/",
        "family": f"/vefat-ilanlari/aile-onayi/{token}/",
        "form": "/vefat-ilanlari/bildir/",
        "day": f"/vefat-ilanlari/{today.isoformat()}/",
        "month": f"/vefat-ilanlari/{today:%Y-%m}/",
        "guide": "/hizmetler/yakinimi-kaybettim/",
        "step": "/hizmetler/yakinimi-kaybettim/?adim=2",
        "gone": "/vefat-ilanlari/aile-onayi/yok/",
    }


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_new_page_is_accessible_and_does_not_scroll_sideways(
    chromium, live_server, town, width, scheme
):
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        base_url=live_server.url,
        reduced_motion="reduce",
    )
    page = context.new_page()
    faults = {}
    for name, path in town.items():
        page.goto(path)
        if found := axe.violations(page):
            faults[name] = found
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults[f"{name} width"] = "scrolls sideways"
    for path in (town["form"], town["book"], town["family"]):
        page.goto(path)
        page.locator("main form button[type=submit]").last.click()
        assert page.locator(".error-summary").count() == 1, path
        if found := axe.violations(page):
            faults[f"errors of {path}"] = found
    context.close()
    assert faults == {}


@pytest.fixture
def plain(chromium, live_server):
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def test_the_family_corrects_and_approves_without_scripts(plain, town):
    plain.goto(town["family"])
    plain.get_by_text("Düzelt: Baba adı").click()
    plain.locator("#f-line_father_name").fill("Mehmed")
    plain.get_by_text("Önce bir şeyin düzeltilmesi gerekiyor.").click()
    plain.get_by_role("button", name="Yanıtı gönder").click()
    assert "düzeltmeleriniz ulaştı" in plain.locator("main").inner_text()
    assert FamilyApproval.objects.get(state="changes").changes == {"father_name": "Mehmed"}
    plain.goto(town["family"])
    assert "artık geçerli değil" in plain.locator("main").inner_text()


def test_a_notice_is_sent_to_the_desk_without_scripts(plain, town):
    plain.goto(town["form"])
    plain.get_by_label("Ad ve soyad").fill("Veli DENEME")
    plain.get_by_label("Vefat tarihi").fill(timezone.localdate().isoformat())
    plain.get_by_text("Yakını", exact=True).click()
    plain.get_by_label("Adınız").fill("Can Deneme")
    plain.get_by_role("button", name="Vefat masasına gönder").click()
    assert plain.get_by_label("Ad ve soyad").input_value() == "Veli DENEME"
    plain.get_by_label("Telefonunuz").fill("0532 000 00 00")
    plain.get_by_role("button", name="Vefat masasına gönder").click()
    assert "vefat masasına ulaştı" in plain.locator("main").inner_text()
    assert ObituarySubmission.objects.get().name == "Veli DENEME"


def test_condolences_are_written_without_scripts(plain, town):
    plain.goto(town["book"])
    assert "Başınız sağ olsun." in plain.locator("main").inner_text()
    plain.get_by_label("Adınız").fill("Ayşe")
    plain.get_by_label("Mesajınız").fill("Sabırlar dilerim.")
    plain.get_by_role("button", name="Mesajı gönder").click()
    assert "Mesajınız ulaştı" in plain.locator("main").inner_text()
    assert CondolenceMessage.objects.filter(state="new", text="Sabırlar dilerim.").exists()


def test_one_walks_through_the_guide_without_scripts(plain, town):
    plain.goto(town["guide"])
    plain.get_by_role("link", name="Adım adım ilerle").click()
    plain.get_by_role("link", name="Sonraki adım").click()
    assert "2. adım: İlanı bildirin" in plain.locator("main").inner_text()
    plain.get_by_role("link", name="Bütün adımlar tek sayfada").click()
    assert "1. adım" in plain.locator("main").inner_text()
