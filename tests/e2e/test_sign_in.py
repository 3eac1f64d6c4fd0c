"""Citizens and staff at their doors in a real browser, with axe on every page they pass."""

import re
import threading
import time
from contextlib import contextmanager

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.test import override_settings

from demo.gate import Gate
from tests.e2e import axe
from tests.e2e.conftest import DESKTOP, PHONE
from tests.factories.people import (
    PASSWORD,
    app_code,
    citizen,
    code_in,
    last_letter,
    link_in,
    with_app,
)
from tests.factories.site import home_page
from tests.factories.staff import PASSWORD as STAFF_PASSWORD
from tests.factories.staff import staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ACCOUNT = "/e-belediye/hesabim/"
NO_MORE = "Bu tarayıcıda 30 gün boyunca ikinci adımı sorma"


@pytest.fixture
def server(live_server):
    """The address of a server with an empty site."""
    home_page()
    return live_server.url


class UserSessionClock:
    """Makes the one session of somebody look idle."""

    def __init__(self, user):
        key = UserSession.objects.filter(user=user).latest("pk").session_key
        self.session = SessionStore(key)

    def idle(self, minutes):
        self.session["session_seen"] = time.time() - minutes * 60
        self.session.save()


class Visitor:
    """Somebody with a browser; looks at each page with axe and for sideways scrolling."""

    def __init__(self, context, server):
        self.context, self.server = context, server
        self.page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults = {}

    def go(self, path):
        self.page.goto(self.server + path)
        self.look()

    def press(self, name, role="button"):
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state()
        self.look()

    def type(self, label, text):
        self.page.get_by_label(label, exact=True).fill(text)

    def look(self):
        path = re.sub(r"^https?://[^/]+", "", self.page.url)
        if not self.scripts:
            return
        if found := axe.violations(self.page):
            self.faults[path] = found
        if (wider := self.page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            self.faults[f"{path}, sideways"] = wider

    @property
    def heading(self):
        return self.page.locator("main h1").inner_text()

    def sign_in(self, email, password=PASSWORD, path=ACCOUNT):
        self.go(f"/e-belediye/giris/?next={path}")
        self.type("E-posta adresi", email)
        self.type("Parola", password)
        self.press("Giriş yap")


@contextmanager
def visitor(chromium, server, *, scripts=True, viewport=PHONE, **options):
    context = chromium.new_context(
        viewport=viewport, java_script_enabled=scripts, locale="tr-TR", **options
    )
    found = Visitor(context, server)
    found.scripts = scripts
    yield found
    context.close()
    assert found.faults == {}


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_registers_looks_around_and_signs_out(chromium, server, scripts):
    email = f"yeni-{scripts}@sign-in.example".lower()
    with visitor(chromium, server, scripts=scripts) as who:
        who.go("/e-belediye/giris/")
        who.page.get_by_role("link", name="Hesap aç").click()
        who.look()
        who.type("Ad", "Deniz")
        who.type("Soyadı", "Örnek")
        who.type("E-posta adresi", email)
        who.type("Parola", "kocasinan1234")
        if scripts:
            assert who.page.locator("[data-strength-of] meter").is_visible()
        who.press("Devam et")
        assert "kolay tahmin edilir" in who.page.inner_text("main")
        assert who.page.get_by_label("E-posta adresi", exact=True).input_value() == email
        who.type("Parola", PASSWORD)
        who.press("Devam et")
        assert who.heading == "E-posta adresinizi doğrulayın"
        who.type("Kod", "000000")
        who.press("Onayla")
        who.type("Kod", code_in(last_letter(email)))
        who.press("Onayla")
        assert who.heading == "Hesabım"
        assert "Deniz Örnek" in who.page.inner_text("main")
        for path in ("guvenlik/", "oturumlar/", "e-posta/", "guvenlik/parola/"):
            who.go(ACCOUNT + path)
        who.go(ACCOUNT)
        who.press("Oturumu kapat", "link")
        who.press("Oturumu kapat")
        who.go(ACCOUNT)
        assert who.heading == "Giriş yap"


@pytest.mark.parametrize("scripts", [True, False])
def test_password_and_app_from_setting_up_to_the_next_sign_in(chromium, server, scripts):
    email = f"uygulama-{scripts}@sign-in.example".lower()
    citizen(email)
    with visitor(chromium, server, scripts=scripts) as who:
        who.sign_in(email)
        assert who.heading == "İkinci adım: e-postayla gelen kod"
        who.type("Kod", code_in(last_letter(email)))
        who.press("Giriş yap")
        who.go(ACCOUNT + "guvenlik/uygulama/")
        assert who.heading == "Gerçekten siz misiniz?"
        who.type("Parola", PASSWORD)
        who.press("Devam et")
        assert who.heading == "Uygulama bağla"
        assert (
            who.page.evaluate("document.querySelector('.app-key img').naturalWidth > 100")
            or not scripts
        )
        secret = who.page.locator("code.key").inner_text()
        who.type("Kod", app_code(secret))
        who.press("Bağla")
        assert who.heading == "Kurtarma kodları"
        codes = who.page.locator(".codes code").all_inner_texts()
        assert len(codes) == 10
        who.press("Kodları sakladım", "link")
        who.go("/e-belediye/cikis/")
        who.press("Oturumu kapat")
        who.sign_in(email)
        assert who.heading == "İkinci adım"
        who.type("Kod", codes[0])
        who.page.get_by_text(NO_MORE).locator("visible=true").click()
        who.press("Giriş yap")
        assert who.heading == "Hesabım"
        who.go(ACCOUNT + "guvenlik/kurtarma-kodlari/yeni/")
        who.go(ACCOUNT + "guvenlik/kurtarma-kodlari/")
        who.go(ACCOUNT + "guvenlik/uygulama/kaldir/")


def test_a_passkey_is_made_and_opens_the_account_alone(chromium, server):
    email = "anahtar@sign-in.example"
    citizen(email)
    with visitor(chromium, server) as who:
        session = who.context.new_cdp_session(who.page)
        session.send("WebAuthn.enable")
        session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        who.sign_in(email)
        who.type("Kod", code_in(last_letter(email)))
        who.press("Giriş yap")
        who.go(ACCOUNT + "guvenlik/gecis-anahtari/ekle/")
        who.type("Parola", PASSWORD)
        who.press("Devam et")
        assert who.heading == "Geçiş anahtarı ekle"
        who.page.get_by_label(re.compile("^Ad")).fill("Telefonum")
        who.page.get_by_role("button", name="Geçiş anahtarını oluştur").click()
        who.page.wait_for_url("**/kurtarma-kodlari/")
        who.go(ACCOUNT + "guvenlik/gecis-anahtari/")
        assert "Telefonum" in who.page.inner_text("main")
        who.press("Yeniden adlandır", "link")
        who.type("Ad", "Yeni telefonum")
        who.press("Kaydet")
        assert "Yeni telefonum" in who.page.inner_text("main")

        who.go("/e-belediye/cikis/")
        who.press("Oturumu kapat")
        who.go(f"/e-belediye/giris/?next={ACCOUNT}oturumlar/")
        who.page.get_by_role("button", name="Geçiş anahtarıyla gir").click()
        who.page.get_by_role("heading", name="Oturum açtığım cihazlar").wait_for()

        who.go("/e-belediye/cikis/")
        who.press("Oturumu kapat")
        who.sign_in(email)
        assert who.heading == "İkinci adım"
        who.page.get_by_role("button", name="Geçiş anahtarımı kullan").click()
        who.page.wait_for_url("**/hesabim/")
        who.go(ACCOUNT + "guvenlik/gecis-anahtari/")
        who.press("Kaldır", "link")
        if who.heading == "Gerçekten siz misiniz?":
            who.type("Parola", PASSWORD)
            who.press("Devam et")
        who.press("Kaldır")
        assert "Geçiş anahtarınız yok" in who.page.inner_text("main")


def test_without_scripts_the_passkey_page_says_what_else_there_is(chromium, server):
    email = "anahtarsiz@sign-in.example"
    citizen(email)
    with visitor(chromium, server, scripts=False) as who:
        who.sign_in(email)
        who.type("Kod", code_in(last_letter(email)))
        who.press("Giriş yap")
        who.go(ACCOUNT + "guvenlik/gecis-anahtari/ekle/")
        who.type("Parola", PASSWORD)
        who.press("Devam et")
        assert "doğrulama uygulaması bağlayabilirsiniz" in who.page.inner_text("main")
        assert not who.page.get_by_role("button", name="Geçiş anahtarını oluştur").is_visible()


def test_a_forgotten_password_and_a_device_that_was_not_mine(chromium, server):
    email = "unuttum@sign-in.example"
    citizen(email)
    with visitor(chromium, server) as who:
        who.go("/e-belediye/parola-unuttum/")
        who.type("E-posta adresi", email)
        who.press("Bağlantıyı gönder")
        assert who.heading == "E-postanıza bakın"
        who.go(link_in(last_letter(email)))
        new = "dort-kirmizi-balik-uyur"
        who.type("Yeni parola", new)
        who.type("Yeni parola (yeniden)", new)
        who.press("Parolayı kaydet")
        who.press("Giriş yap", "link")
        who.sign_in(email, new)
        who.type("Kod", code_in(last_letter(email)))
        who.press("Giriş yap")
        with visitor(chromium, server, viewport=DESKTOP) as other:
            other.sign_in(email, new)
            other.type("Kod", code_in(last_letter(email)))
            other.press("Giriş yap")
            who.go(ACCOUNT + "oturumlar/")
            assert who.page.get_by_role("button", name="Bu cihazda oturumu kapat").count() == 1
            other.go(link_in(last_letter(email)))
            other.press("Hesabımı kilitle")
            assert "Hesabınız kilitlendi" in other.page.inner_text("main")
        who.go(ACCOUNT)
        assert who.heading == "Giriş yap"
        who.go("/e-belediye/hesap-kilitli/")
        who.go("/e-belediye/hesap-kapali/")
        who.go("/e-belediye/ben-degildim/eski/")


def test_the_end_of_a_session_is_announced_and_what_was_typed_can_still_be_sent(chromium, server):
    email = "bekleyen@sign-in.example"
    user = citizen(email)
    with visitor(chromium, server) as who:
        who.sign_in(email)
        who.type("Kod", code_in(last_letter(email)))
        who.press("Giriş yap")
        who.page.clock.install()
        who.go("/e-belediye/hesabim/e-posta/")
        who.page.get_by_label("Yeni e-posta adresi").fill("yeni@sign-in.example")
        dialog = who.page.get_by_role("dialog", name="Hâlâ orada mısınız?")
        with override_settings(SESSION_WARN_SECONDS=120, SESSION_IDLE_MINUTES=15):
            UserSessionClock(user).idle(13.5)
            who.page.clock.fast_forward("13:30")
            dialog.wait_for()
            who.page.clock.resume()
            who.look()
            assert "2 dakika sonra oturumunuz kapanacak" in dialog.inner_text()
            who.page.get_by_role("button", name="Oturum açık kalsın").click()
            dialog.wait_for(state="hidden")
            UserSessionClock(user).idle(16)
            who.page.clock.fast_forward("15:00")
            dialog.wait_for()
            assert "Doldurduklarınız bu sayfada duruyor" in dialog.inner_text()
            who.look()
        first = who.page
        with who.context.expect_page() as opened:
            who.page.get_by_role("link", name="Yeni sekmede giriş yap").click()
        who.page = opened.value
        who.sign_in(email)
        who.type("Kod", code_in(last_letter(email)))
        who.press("Giriş yap")
        who.page = first
        with first.expect_response("**/oturum/"):
            first.get_by_role("button", name="Sayfaya dön").click()
        assert first.get_by_label("Yeni e-posta adresi").input_value() == "yeni@sign-in.example"
        first.wait_for_function(
            "document.querySelector('dialog [name=csrfmiddlewaretoken]').value ==="
            " document.querySelector('main [name=csrfmiddlewaretoken]').value"
        )
        who.press("Kodu gönder")
        who.type("Parola", PASSWORD)  # a change of address asks once more, then goes on
        who.press("Devam et")
        assert who.heading == "E-posta adresinizi doğrulayın"


@pytest.mark.parametrize("prefix", ["/en", "/ar"])
def test_the_doors_in_other_languages(chromium, server, prefix):
    with visitor(chromium, server, viewport=DESKTOP) as who:
        for path in ("giris/", "kayit/", "parola-unuttum/", "parola-unuttum/gonderildi/"):
            who.go(f"{prefix}/e-belediye/{path}")
            assert who.page.locator("html").get_attribute("lang") == prefix[1:]


def test_staff_enter_with_password_and_app_where_it_is_compulsory(chromium, server):
    secret = with_app(staff("editor"))
    with (
        override_settings(STAFF_SECOND_FACTOR=True),
        visitor(chromium, server, viewport=DESKTOP) as who,
    ):
        who.page.goto(f"{server}/yonetim/")
        who.page.get_by_label("Kullanıcı adı").fill("editor")
        who.page.get_by_label("Parola").fill(STAFF_PASSWORD)
        who.page.get_by_role("button", name="Giriş yap").click()
        who.page.wait_for_url("**/ikinci-adim/")
        who.look()
        who.type("Kod", app_code(secret))
        who.page.get_by_role("button", name="Giriş yap").click()
        who.page.get_by_role("heading", name=re.compile("Hoş geldiniz")).wait_for()


def test_somebody_comes_by_e_devlet_gives_an_address_and_next_time_needs_nothing(
    chromium, server, settings
):
    gate = Gate(("localhost", 0))
    threading.Thread(target=gate.serve_forever, daemon=True).start()
    settings.EDEVLET_BASE_URL = f"http://localhost:{gate.server_port}"
    settings.EDEVLET_CLIENT_ID = "demo"
    settings.SOCIALACCOUNT_PROVIDERS = {"edevlet": {"APPS": [{"client_id": "demo", "secret": "x"}]}}
    settings.WAGTAILADMIN_BASE_URL = server
    email = "kapidan@sign-in.example"
    with visitor(chromium, server) as who:
        who.go("/e-belediye/giris/")
        who.page.get_by_role("link", name="e-Devlet ile gir").click()
        who.page.get_by_role("link", name="Vazgeç").click()
        who.page.wait_for_load_state()
        who.look()
        assert who.heading == "e-Devlet ile girişten vazgeçtiniz"
        who.press("Giriş yap", "link")
        who.page.get_by_role("link", name="e-Devlet ile gir").click()
        who.page.get_by_role("link", name="Kapı hata versin").click()
        who.page.wait_for_load_state()
        who.look()
        assert who.heading == "e-Devlet kullanılamadı"
        who.go(f"/e-belediye/giris/?next={ACCOUNT}oturumlar/")
        who.page.get_by_role("link", name="e-Devlet ile gir").click()
        who.page.get_by_role("link", name="ŞÜKRİYE IŞIK").click()
        who.page.wait_for_load_state()
        who.look()
        assert who.heading == "Bir şey daha: e-posta adresiniz"
        who.type("E-posta adresi", email)
        who.press("Devam et")
        who.type("Kod", code_in(last_letter(email)))
        who.press("Onayla")
        assert who.heading == "Oturum açtığım cihazlar"
        who.go(ACCOUNT)
        assert "Şükriye Işık" in who.page.inner_text("main")
        who.go("/e-belediye/e-devlet/bagla/")
        who.go("/e-belediye/e-devlet/baska-hesap/")
        who.go("/e-belediye/cikis/")
        who.press("Oturumu kapat")
        who.go("/e-belediye/giris/")
        who.page.get_by_role("link", name="e-Devlet ile gir").click()
        who.page.get_by_role("link", name="ŞÜKRİYE IŞIK").click()
        who.page.get_by_role("heading", name="Hesabım").wait_for()
    gate.shutdown()
