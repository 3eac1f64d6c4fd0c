"""“I lost my phone”: from the citizen's page over two officers to the next sign-in, in a browser."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from accounts.recovery import actions
from accounts.recovery.models import Recovery
from outbox.channels import letter_of
from outbox.models import Message
from tests.e2e import axe
from tests.e2e.conftest import PHONE
from tests.e2e.test_sign_in import server as _server
from tests.e2e.test_sign_in import visitor
from tests.factories.citizens import invented_number
from tests.factories.desk import officer, registered
from tests.factories.people import code_in, last_letter, link_in
from tests.factories.staff import PASSWORD as STAFF_PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLET = {"width": 820, "height": 1180}
NEW = "yedi-mor-erik-agaci-48"
server = _server  # the fixture of an empty site


class Officer:
    """Somebody at the desk with a tablet; each screen is looked at with axe."""

    def __init__(self, chromium, server, name, scripts):
        officer(name)
        self.scripts, self.server = scripts, server
        self.context = chromium.new_context(
            viewport=TABLET, java_script_enabled=scripts, locale="tr-TR", reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.faults = {}
        self.page.goto(f"{server}/yonetim/login/?next=/yonetim/vezne/")
        self.page.get_by_label("Kullanıcı adı").fill(name)
        self.page.get_by_label("Parola").fill(STAFF_PASSWORD)
        self.page.get_by_role("button", name="Giriş yap").click()
        self.look()

    def look(self):
        self.page.wait_for_load_state()
        if not self.scripts:
            return
        self.page.wait_for_load_state("networkidle")
        path = self.page.url.removeprefix(self.server)
        if found := axe.violations(self.page, also=()):
            self.faults[path] = found
        if (wider := self.page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            self.faults[f"{path}, sideways"] = wider

    def press(self, name, role="button"):
        self.page.locator("main").get_by_role(role, name=name, exact=True).first.click()
        self.look()

    def text(self):
        return self.page.locator("main").inner_text()

    def tick(self, name):
        self.page.get_by_label(name, exact=True).check()

    def leave(self):
        self.context.close()
        assert self.faults == {}


def let_the_time_pass():
    """Move what waits into the past, as if the waiting time were over."""
    row = Recovery.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE recovery_recovery DISABLE TRIGGER recovery_is_guarded")
        past = timezone.now() - timedelta(hours=49)
        Recovery.objects.filter(pk=row.pk).update(
            confirmed_at=past, ready_at=past + timedelta(hours=48)
        )
        cursor.execute("ALTER TABLE recovery_recovery ENABLE TRIGGER recovery_is_guarded")
    rows = Message.objects.filter(key__startswith="recovery-link:")
    return link_in(letter_of(rows.get()).text)


@override_settings(STAFF_SECOND_FACTOR=False)
@pytest.mark.parametrize("scripts", [True, False])
def test_i_lost_my_phone_and_my_mailbox_and_two_officers_give_me_my_account_back(
    chromium, server, scripts
):
    number = invented_number(810 + scripts)
    user = registered(f"kayip-{scripts}@desk.example".lower(), number)
    new = f"yeni-{scripts}@desk.example".lower()
    with visitor(chromium, server, scripts=scripts, viewport=PHONE) as who:
        who.go("/e-belediye/giris/")
        who.press("Telefonunuzu ya da e-postanızı mı kaybettiniz?", "link")
        assert who.heading == "Artık giriş yapamıyorum"
        assert "48 saat" in who.page.inner_text("main")

    first = Officer(chromium, server, "danisma", scripts)
    first.page.get_by_label("Kimlik numarası, e-posta, telefon ya da hesap numarası").fill(number)
    first.tick("Hesap kurtarma")
    first.press("Ara")
    assert "A*** Ö****" in first.text()
    first.press("Hesabı kurtar", "link")
    first.page.get_by_label("Karttaki kimlik numarası").fill(invented_number(1))
    first.tick("Çipli kimlik kartı")
    first.tick("İkinci adım (uygulama, geçiş anahtarı, kurtarma kodları)")
    first.tick("E-posta adresi")
    first.page.get_by_label("Yeni e-posta adresi").fill(new)
    first.page.get_by_label("Not", exact=True).fill("Telefonu çalınmış")
    first.press("Kurtarmayı aç")
    assert "hesaptaki numara değil" in first.text()
    assert first.page.get_by_label("Yeni e-posta adresi").input_value() == new
    first.page.get_by_label("Karttaki kimlik numarası").fill(number)
    first.press("Kurtarmayı aç")
    first.press("Yeni adrese kod gönder")
    code = re.search(r"^\d{6}$", last_letter(new), re.M)[0]
    first.page.locator("[name=verify-code]").fill(code)
    first.press("Kodu onayla")
    assert "Kendi açtığınızı onaylayamazsınız" in first.text()
    first.leave()

    second = Officer(chromium, server, "vezne", scripts)
    second.page.locator("main").get_by_role("link", name="A*** Ö****").click()
    second.look()
    assert "İkinci görevli sizsiniz" in second.text()
    second.page.get_by_label("Karttaki kimlik numarası").fill(number)
    second.tick("Çipli kimlik kartı")
    second.press("İkinci görevli olarak onayla")
    assert "Bekleme süresi başladı" in second.text()
    second.leave()

    link = let_the_time_pass()
    with visitor(chromium, server, scripts=scripts, viewport=PHONE) as who:
        who.go(link)
        assert who.heading == "Hesabımı geri al"
        who.press("Devam et ve parola belirle")
        for field in who.page.locator("input[type=password]").all():
            field.fill(NEW)
        who.page.locator("main form button[type=submit]").first.click()
        who.look()
        who.sign_in(new, NEW)
        who.type("Kod", code_in(last_letter(new)))
        who.press("Giriş yap")
        assert who.heading == "Hesabım"
        assert new in who.page.inner_text("main")
        who.go(link)
        assert who.heading == "Bu bağlantı artık geçerli değil"
    user.refresh_from_db()
    assert user.email == new


@override_settings(STAFF_SECOND_FACTOR=False)
@pytest.mark.parametrize("scripts", [True, False])
def test_the_owner_stops_what_somebody_else_asked_for(chromium, server, scripts):
    number = invented_number(820 + scripts)
    user = registered(f"durdur-{scripts}@desk.example".lower(), number)
    found = actions.open_recovery(
        user=user, officer=officer(), number=number, document="card", resets=["factors"]
    )
    actions.confirm_recovery(
        recovery=found, officer=officer("vezne"), number=number, document="card"
    )
    rows = Message.objects.filter(owner=f"recovery:{found.public_id}", recipient=user.email)
    path = link_in(letter_of(rows.filter(state="waiting").earliest("due_at")).text)
    with visitor(chromium, server, scripts=scripts, viewport=PHONE) as who:
        who.go(path)
        assert who.heading == "Ben değildim: durdur"
        who.press("Ben değildim, durdur")
        assert "Durduruldu" in who.page.inner_text("main")
    found.refresh_from_db()
    assert (found.state, found.stopped_by) == ("stopped", "citizen")
