"""The guide desk's form, lists and categories."""

import csv
import io
from datetime import time

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from content.places.models import ACCESS_FACTS, PlaceCategory, PlaceHours, PlacePage
from tests.factories.places import category, guide, open_weekdays, place
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    guide()
    return signed_in(staff("guide"))


def form(hours=(), **changes):
    data = {
        "title": "Lale Eczanesi",
        "slug": "lale-eczanesi",
        "category": category().pk,
        "phones": "03522228960",
        "public_holidays": "unknown",
        "religious_holidays": "unknown",
        "hours": inline_formset(list(hours)),
        "exceptions": inline_formset([]),
        "photos": inline_formset([]),
        "comments": inline_formset([]),
        **dict.fromkeys(ACCESS_FACTS, "unknown"),
        "action-publish": "action-publish",
    }
    return nested_form_data({**data, **changes})


def create(desk, **changes):
    return desk.post(f"/yonetim/pages/add/places/placepage/{guide().pk}/", form(**changes))


def row(weekday=0, last_weekday="", opens="08:30", closes="17:00"):
    return {"weekday": weekday, "last_weekday": last_weekday, "opens": opens, "closes": closes}


def test_a_place_with_hours_is_published_from_the_form(desk):
    create(desk, hours=[row(0, 4), row(5, closes="12:30")])
    page = PlacePage.objects.get()
    assert page.live
    assert page.phones == "0352 222 89 60"
    (document,) = page.describe()
    assert [len(day["hours"]) for day in document.data["week"]] == [1, 1, 1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    "changes",
    [
        {"hours": [row(0, 4), row(2, opens="16:00", closes="20:00")]},
        {"hours": [row(0)], "always_open": "on"},
        {"hours": [row(0, opens="")]},
        {"hours": [row(0, opens="09:00", closes="09:00")]},
        {"phones": "yok"},
        {"lat": "35.4", "lng": "38.7"},
        {"lat": "38.7", "lng": ""},
        {"verified_on": "2999-01-01"},
        {"email": "yok"},
    ],
)
def test_what_contradicts_itself_is_refused_and_what_was_typed_stays(desk, changes):
    response = create(desk, **changes)
    assert response.status_code == 200
    assert 'value="Lale Eczanesi"' in response.content.decode()
    assert not PlacePage.objects.exists()


def test_a_decimal_comma_in_the_point_is_understood_and_a_point_is_written(desk):
    create(desk, lat="38,7402", lng="35,479")
    page = PlacePage.objects.get()
    assert (page.lat, page.lng) == (38.7402, 35.479)
    assert 'value="38.7402"' in desk.get(f"/yonetim/pages/{page.pk}/edit/").content.decode()


def test_closed_takes_a_day_out_of_the_other_rows():
    page = place()
    every_day = PlaceHours(weekday=0, last_weekday=6, opens=time(9), closes=time(18))
    page.hours.set([every_day, PlaceHours(weekday=6, closed=True)])
    assert {span.weekday for span in page.opening().spans} == set(range(6))


def test_categories_are_offered_below_their_groups_and_groups_are_not_chosen(desk):
    category()
    html = desk.get(f"/yonetim/pages/add/places/placepage/{guide().pk}/").content.decode()
    assert '<optgroup label="Sağlık">' in html
    with pytest.raises(ValidationError):
        place(category=category().parent).full_clean()


def test_categories_have_two_levels_and_no_more():
    leaf = category()
    with pytest.raises(ValidationError):
        PlaceCategory(name="Nöbetçi", parent=leaf).full_clean()
    leaf.parent.parent = category("Park", "Park ve Spor").parent
    with pytest.raises(ValidationError):
        leaf.parent.full_clean()


def test_two_groups_may_have_categories_of_one_name_with_addresses_of_their_own():
    first, second = category("Diğer", "Sağlık"), category("Diğer", "Eğitim")
    assert (first.slug, second.slug) == ("diger", "egitim-diger")
    with pytest.raises(ValidationError):
        PlaceCategory(name="Diğer", parent=first.parent).full_clean()


def test_an_icon_the_site_does_not_have_is_refused():
    with pytest.raises(ValidationError):
        PlaceCategory(name="Yeni", icon="yok").full_clean()


def test_the_list_finds_what_needs_a_look(desk):
    open_weekdays(place("Lale Eczanesi", lat=38.7, lng=35.4))
    place("Gül Eczanesi")
    everything = desk.get("/yonetim/kent-rehberi/").content.decode()
    assert "Lale Eczanesi" in everything
    assert "Gül Eczanesi" in everything
    for matter in ("no_hours", "no_point"):
        html = desk.get("/yonetim/kent-rehberi/", {"matter": matter}).content.decode()
        assert "Gül Eczanesi" in html
        assert "Lale Eczanesi" not in html


def test_the_list_finds_by_word_while_filtered(desk):
    place("Lale Eczanesi")
    place("Gül Eczanesi")
    values = {"q": "lale", "category": category().pk}
    html = desk.get("/yonetim/kent-rehberi/results/", values).content.decode()
    assert "Lale Eczanesi" in html
    assert "Gül Eczanesi" not in html


def test_the_export_has_the_columns_of_the_import(desk):
    open_weekdays(place(phones="0352 222 89 60, 153"))
    response = desk.get("/yonetim/kent-rehberi/", {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    (found,) = csv.DictReader(io.StringIO(text))
    assert found["name"] == "Lale Eczanesi"
    assert (found["category"], found["subcategory"]) == ("Sağlık", "Eczane")
    assert found["opening_hours"] == "Mo-Fr 08:30-17:00"
    assert found["phone"] == "0352 222 89 60|153"


def test_a_category_is_made_in_the_admin_with_its_icon(desk):
    group = category().parent
    values = {"name": "Diş hekimi", "parent": group.pk, "icon": "hospital", "order": "5"}
    desk.post("/yonetim/kent-rehberi-kategorileri/new/", values)
    assert PlaceCategory.objects.get(slug="dis-hekimi").parent == group


def test_other_desks_do_not_keep_categories():
    guide()
    made = {"name": "Yeni", "icon": "park", "order": "0"}
    response = signed_in(staff("editor")).post("/yonetim/kent-rehberi-kategorileri/new/", made)
    assert response.status_code == 302
    assert not PlaceCategory.objects.exists()


def test_only_name_description_and_note_are_for_translators():
    names = {
        field.field_name
        for field in get_translatable_fields(PlacePage)
        if isinstance(field, TranslatableField)
    }
    assert names >= {"title", "description", "hours_note"}
    assert not names & {"street", "phones", "other_names", "external_id", "hours", "door_no"}
