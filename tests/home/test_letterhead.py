"""The municipality's letterhead from its settings."""

import pytest

from home.letterhead import letterhead
from home.models import MunicipalitySettings

pytestmark = pytest.mark.django_db


def test_the_letterhead_tells_who_writes_and_how_to_answer(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://ornek.bel.tr"
    MunicipalitySettings.objects.create(
        name="Örnek Belediyesi", phone="153", email="bilgi@ornek.bel.tr", address="Meydan\nNo: 1"
    )
    found = letterhead(unit="Fen İşleri Müdürlüğü")
    assert found.name == "Örnek Belediyesi"
    assert found.lines == ("Meydan No: 1", "153 · bilgi@ornek.bel.tr · ornek.bel.tr")
    assert found.logo is None


def test_without_an_address_there_is_no_empty_line(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://ornek.bel.tr"
    assert letterhead().lines == ("ornek.bel.tr",)
