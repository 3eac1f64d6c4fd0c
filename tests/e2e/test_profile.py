"""A citizen's own data in a real browser, with axe, on a phone and a desk, without scripts too."""

import re

import pytest
from django.test import override_settings

from accounts.profiles.models import CitizenProfile
from content.reference.models import Neighbourhood
from outbox.channels import Outcome, Result
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_sign_in import server as _server
from tests.e2e.test_sign_in import visitor
from tests.factories.people import citizen, code_in, last_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/e-belediye/hesabim/bilgilerim/"


server = _server  # the fixture of an empty site


class Phones:
    """A provider of SMS that keeps what came last."""

    last = ""

    def send(self, *, number, text, reference):
        Phones.last = text
        return Outcome(Result.SENT)


@pytest.mark.parametrize(("viewport", "scripts"), [(PHONE, True), (DESKTOP, True), (PHONE, False)])
def test_somebody_confirms_identity_and_phone_and_chooses_notices(
    chromium,
    server,
    viewport,
    scripts,
):
    Neighbourhood.objects.create(slug="sahabiye", name="Sahabiye", lat=38.72, lng=35.48)
    user = citizen("veri@sign-in.example")
    with (
        override_settings(SMS_ADAPTER="tests.e2e.test_profile.Phones"),
        visitor(chromium, server, scripts=scripts, viewport=viewport) as who,
    ):
        who.sign_in(user.email, path=HERE)
        who.type("Kod", code_in(last_letter(user.email)))
        who.press("Giriş yap")
        assert who.heading == "Bilgilerim"
        who.press("Bilgileri ver ya da düzelt", role="link")
        who.page.get_by_label("T.C. kimlik numarası").fill("111 000 111 63")
        who.page.get_by_label("Soyadı").fill("Örnek")
        who.page.get_by_label("Doğum tarihi").fill("12.03.1984")
        who.press("Kaydet ve doğrula")
        assert "geçerli bir kimlik numarası değil" in who.page.locator("main").inner_text()
        assert who.page.get_by_label("Doğum tarihi").input_value() == "12.03.1984"
        who.page.get_by_label("T.C. kimlik numarası").fill("111 000 111 62")
        who.press("Kaydet ve doğrula")
        text = who.page.locator("main").inner_text()
        assert "Kimliğiniz nüfus kaydıyla doğrulandı" in text
        assert "111******62" in text
        who.press("Telefonu ve adresi değiştir", role="link")
        who.page.get_by_label("Telefon").fill("0532 123 45 67")
        who.page.get_by_label("Mahalle").select_option("Sahabiye")
        who.press("Kaydet")
        who.page.get_by_label("Kod").fill(re.search(r"\d{6}", Phones.last)[0])
        who.press("Onayla")
        assert "Telefonunuz doğrulandı" in who.page.locator("main").inner_text()
        who.press("Bildirimleri değiştir", role="link")
        who.page.get_by_text("SMS’le", exact=True).click()
        who.press("Kaydet")
        assert "E-posta ve SMS’le" in who.page.locator("main").inner_text()
    profile = CitizenProfile.objects.get(pk=user.pk)
    assert (profile.identity_verified_by, profile.neighbourhood) == ("registry", "sahabiye")
    assert profile.is_told_by_sms
