"""The second step by SMS, and trust in a browser, as somebody with a phone meets them."""

import pytest

from accounts.profiles.models import CitizenProfile
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_sign_in import ACCOUNT, NO_MORE, server, visitor  # noqa: F401
from tests.factories.people import citizen, sms_code, with_phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("scripts", "viewport"), [(True, PHONE), (False, DESKTOP)])
def test_the_code_is_asked_for_by_sms_and_the_browser_is_asked_no_more(
    chromium,
    server,  # noqa: F811
    settings,
    scripts,
    viewport,
):
    settings.SMS_ADAPTER = "outbox.local.LocalSms"
    email, number = f"sms-{scripts}@sign-in.example".lower(), f"+90532000000{int(scripts)}"
    user = citizen(email)
    with_phone(user, number)
    with visitor(chromium, server, scripts=scripts, viewport=viewport) as who:
        who.sign_in(email)
        assert who.heading == "İkinci adım: e-postayla gelen kod"
        assert "s***@sign-in.example" in who.page.inner_text("main")
        who.press(f"SMS ile gönder: 0532 *** ** 0{int(scripts)}")
        assert who.heading == "İkinci adım: SMS ile gelen kod"
        who.type("Kod", "12345")
        who.press("Giriş yap")
        assert "Kod yanlış" in who.page.inner_text("main")
        who.type("Kod", sms_code(number))
        who.page.get_by_text(NO_MORE).click()
        who.press("Giriş yap")
        assert who.heading == "Hesabım"
        assert CitizenProfile.objects.get(pk=user.pk).codes_by_sms
        who.go("/e-belediye/cikis/")
        who.press("Oturumu kapat")
        who.sign_in(email)
        assert who.heading == "Hesabım"  # a trusted browser
        who.go(ACCOUNT + "guvenlik/")
        who.go(ACCOUNT + "guvenlik/uygulama/")
        who.press("E-posta ya da SMS ile gelecek kodla", "link")
        who.page.get_by_text(f"0532 *** ** 0{int(scripts)}").click()
        who.press("Kodu gönder")
        who.type("Kod", sms_code(number))
        who.press("Devam et")
        assert who.heading == "Uygulama bağla"
