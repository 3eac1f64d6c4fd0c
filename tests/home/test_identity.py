"""Who the municipality is: colours that can be read, lines that are understood, menus of two levels."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from home.colours import AAA, contrast, darkened
from home.models import MunicipalitySettings, NavigationItem
from tests.factories.site import home_page, turkish

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def problems(**fields):
    with pytest.raises(ValidationError) as refused:
        MunicipalitySettings(name="Belediye", **fields).full_clean()
    return refused.value.message_dict


def test_contrast_is_what_the_standard_says():
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)


@given(COLOURS)
def test_the_shade_offered_can_always_be_read(colour):
    assert contrast(darkened(colour, AAA)) >= AAA


@given(COLOURS)
def test_contrast_does_not_depend_on_the_order(colour):
    assert contrast(colour, "#123456") == contrast("#123456", colour)


def test_a_colour_too_light_is_refused_with_its_contrast_and_a_darker_shade_that_passes():
    (message,) = problems(accent_1="#ffcc00")["accent_1"]
    assert "1,5" in message
    assert "en az 7" in message
    shade = message.rstrip(".").rpartition(" ")[2]
    MunicipalitySettings(name="Belediye", accent_1=shade).full_clean()


def test_the_second_colour_is_ornament_and_may_be_lighter():
    MunicipalitySettings(name="Belediye", accent_2="#b3541e").full_clean()
    assert "accent_2" in problems(accent_2="#ffee99")


def test_a_colour_that_is_none_is_refused_once():
    assert len(problems(accent_1="mavi")["accent_1"]) <= 2


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("social", "YouTube youtube.com/belediye"),
        ("social", "X javascript:alert(1)"),
        ("emergency_numbers", "Acil çağrı 112"),
        ("emergency_numbers", "112"),
    ],
)
def test_a_line_that_is_not_understood_is_quoted(field, line):
    assert line in problems(**{field: f"\n{line}\n"})[field][0]


def test_names_and_numbers_may_hold_spaces():
    identity = MunicipalitySettings(
        social="X (Twitter) https://x.example/belediye",
        emergency_numbers="112 Acil çağrı\n444 38 38 Beyaz masa\n",
    )
    assert identity.social_links() == [
        {"label": "X (Twitter)", "url": "https://x.example/belediye"}
    ]
    assert identity.numbers() == [
        {"number": "112", "label": "Acil çağrı"},
        {"number": "444 38 38", "label": "Beyaz masa"},
    ]


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("0352 222 70 00", "https://wa.me/903522227000"),
        ("+90 352 222 70 00", "https://wa.me/903522227000"),
        ("", ""),
    ],
)
def test_whatsapp_gets_the_number_with_the_code_of_the_country(number, address):
    assert MunicipalitySettings(whatsapp=number).whatsapp_url() == address


@pytest.mark.django_db
def test_what_is_changed_stands_on_every_page_at_once():
    home_page()
    Client().get("/")
    MunicipalitySettings.objects.create(
        name="Örnek Belediyesi", emergency_numbers="444 38 38 Beyaz masa", accent_1="#0f4c5c"
    )
    html = Client().get("/").content.decode()
    assert "Örnek Belediyesi" in html
    assert 'href="tel:4443838"' in html
    assert "--accent-1:#0f4c5c" in Client().get("/tema.css").content.decode()


def item(title, **fields):
    entry = NavigationItem(title=title, locale=turkish(), **fields)
    entry.full_clean()
    entry.save()
    return entry


def refused_parent(**fields):
    with pytest.raises(ValidationError) as refused:
        item("Alt", **fields)
    return refused.value.message_dict["parent"]


@pytest.mark.django_db
def test_a_menu_has_two_levels_of_one_place():
    top = item("Hizmetler", url="/hizmetler/")
    below = item("Nikâh", url="/nikah/", parent=top)
    assert refused_parent(parent=below)
    assert refused_parent(parent=top, area="footer")
    top.parent = item("Başka", url="/baska/")
    with pytest.raises(ValidationError):
        top.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//kotu.example", "www.example.org", "/a b"]
)
def test_a_menu_entry_leads_somewhere_or_is_refused(url):
    with pytest.raises(ValidationError) as refused:
        item("Tuzak", url=url)
    assert "/kent-rehberi/" in refused.value.message_dict["url"][0]


@pytest.mark.django_db
def test_menus_stand_in_their_order_with_what_is_below_them():
    home_page()
    second = item("Kurumsal", url="/kurumsal/", order=2)
    item("Hizmetler", url="/hizmetler/", order=1)
    item("Tarihçe", url="/kurumsal/tarihce/", parent=second)
    html = Client().get("/").content.decode()
    assert html.index("Hizmetler") < html.index("Kurumsal") < html.index("Tarihçe")
