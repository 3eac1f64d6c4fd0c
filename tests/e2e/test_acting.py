"""Somebody authorises another, who acts and stops acting: two phones, with axe, without scripts."""

import re

import pytest

from tests.e2e.conftest import PHONE
from tests.e2e.test_sign_in import server as _server
from tests.e2e.test_sign_in import visitor
from tests.factories.citizens import invented_number
from tests.factories.desk import verified
from tests.factories.people import code_in, last_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/e-belediye/hesabim/baskasi-adina/"
server = _server  # the fixture of an empty site


@pytest.mark.parametrize("scripts", [True, False])
def test_a_mother_authorises_her_son_who_acts_for_her_and_both_see_it(chromium, server, scripts):
    mother = verified(
        f"anne-{scripts}@acting.example".lower(), invented_number(830 + scripts), first_name="Anne"
    )
    son = verified(
        f"oglu-{scripts}@acting.example".lower(), invented_number(840 + scripts), first_name="Oğuz"
    )
    with visitor(chromium, server, scripts=scripts, viewport=PHONE) as she:
        sign_in(she, mother)
        she.go("/e-belediye/hesabim/")
        she.press("Çocuğum için ya da yetkiyle", "link")
        she.press("Birini yetkilendir", "link")
        she.press("Kodu oluştur")
        assert "En az birini işaretleyin" in she.page.inner_text("main")
        she.page.get_by_text("Talep ve başvuruları okuma", exact=True).click()
        she.press("Kodu oluştur")
        assert she.heading == "Bu kodu o kişiye verin"
        code = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", she.page.inner_text("main"))[0]

        with visitor(chromium, server, scripts=scripts, viewport=PHONE) as he:
            sign_in(he, son)
            he.go(f"{HERE}kod/")
            he.type("Kod", "AAAAA-BBBBB")
            he.press("Öneriye bak")
            assert "Bu kod yanlış" in he.page.inner_text("main")
            he.type("Kod", code.lower())
            he.press("Öneriye bak")
            assert "Anne Örnek kendi adına işlem yapmanızı istiyor" in he.page.inner_text("main")
            he.press("Kabul et")
            assert he.heading == "Anne Örnek"
            he.press("Anne Örnek adına işlem yap")
            for path in ("/", "/e-belediye/hesabim/", HERE):
                he.go(path)
                assert "Anne Örnek" in he.page.locator(".acting").inner_text()
            he.press("Kendi adıma dön")
            assert he.page.locator(".acting").count() == 0
            assert "Yeniden kendi adınıza" in he.page.inner_text("main")

        she.go(HERE)
        she.press("Oğuz Örnek", "link")
        assert "Kabul edildi" in she.page.inner_text("main")
        she.press("Sona erdir")
        assert "Sona erdi" in she.page.inner_text("main")


def sign_in(who, user):
    who.sign_in(user.email)
    who.type("Kod", code_in(last_letter(user.email)))
    who.press("Giriş yap")
