"""What a notice cannot say is refused in words, and by the database whoever writes it."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from content.obituaries import rules
from content.obituaries.models import ObituaryPage
from tests.factories.obituaries import (
    BURIAL,
    DEATH,
    cleared,
    obituary,
    obituary_index,
    unsaved_obituary,
)

pytestmark = pytest.mark.django_db


def problems(**fields):
    """Return the Turkish messages of a notice by field, {} when it is right."""
    with translation.override("tr"):
        try:
            unsaved_obituary(**fields).clean()
        except ValidationError as error:
            return {name: " ".join(messages) for name, messages in error.message_dict.items()}
    return {}


def test_a_complete_notice_has_no_problems():
    assert problems() == {}


@pytest.mark.parametrize(
    ("field", "fields", "words"),
    [
        ("burial_date", {"burial_date": DEATH - timedelta(1)}, "önce olamaz"),
        ("burial_date", {"burial_date": DEATH + timedelta(31)}, "30 günden"),
        ("birth_year", {"birth_year": 2027}, "sonra olamaz"),
        ("birth_year", {"birth_year": 1848}, "yıl doğru mu"),
        ("birth_date", {"birth_date": date(2026, 3, 4), "birth_year": None}, "sonra olamaz"),
        ("birth_year", {"birth_date": date(1948, 5, 1), "birth_year": 1949}, "uyuşmuyor"),
        ("given_age", {"given_age": 60}, "yaş 78, doğum gününden önce 77"),
        (
            "given_age",
            {"birth_year": None, "birth_date": date(1948, 5, 1), "given_age": 78},
            "yaş 77",
        ),
        ("prayer", {"prayer": "cuma"}, "03.03.2026 Cuma değil"),
        ("prayer", {"prayer": ""}, "Vakti seçin"),
        ("mosque", {"mosque": ""}, "Hunat Camii"),
        ("prayer_time", {"prayer": "other", "prayer_time": None}, "Saati yazın"),
        ("prayer", {"ceremony": "neutral"}, "Namazsız törende"),
        ("transfer_city", {"ceremony": "transfer"}, "Şehri yazın"),
        ("transfer_city", {"transfer_city": "Yozgat"}, "başka şehre nakil"),
        ("keep_until", {"keep_until": BURIAL - timedelta(1)}, "daha sonraki bir gün"),
        ("keep_until", {"keep_until": date(2036, 1, 1)}, "beş yıl"),
        ("title", {"name": "Hatice"}, "Adı ve soyadı yazın"),
        ("notes", {"notes": "Bilgi: 0532 111 22 33"}, "telefon numarası"),
        ("condolence_address", {"condolence_address": "Ev, +90 352 111 2233"}, "telefon"),
    ],
)
def test_a_contradiction_or_gap_is_explained_at_its_field(field, fields, words):
    found = problems(**fields)
    assert list(found) == [field]
    assert words in found[field]


def test_a_death_in_the_future_is_refused():
    later = date(2999, 1, 1)
    assert "gelecekte" in problems(death_date=later, burial_date=later)["death_date"]


def test_dates_plots_and_hours_are_not_taken_for_phone_numbers():
    assert problems(notes="25.11.2026-27.11.2026, 12. ada 3401. parsel, 14.00–20.00, ALO 188") == {}


def test_a_draft_may_be_half_finished_but_not_contradict_itself():
    draft = {"live": False, "name": "Hatice", "prayer": "", "mosque": ""}
    assert problems(**draft) == {}
    assert "burial_date" in problems(**draft, burial_date=DEATH - timedelta(1))


def test_an_exact_birth_date_takes_the_place_of_year_and_age():
    page = unsaved_obituary(birth_date=date(1948, 1, 5), birth_year=1948, given_age=78)
    page.clean()
    assert (page.birth_year, page.given_age, page.age) == (None, None, 78)


@pytest.mark.parametrize(
    ("fields", "age"),
    [
        ({"birth_date": date(1948, 3, 2), "birth_year": None}, 78),
        ({"birth_date": date(1948, 3, 3), "birth_year": None}, 77),
        ({"birth_year": 1948}, 78),
        ({"birth_year": 1948, "given_age": 77}, 77),
        ({"birth_year": None, "given_age": 90}, 90),
        ({"birth_year": None}, None),
    ],
)
def test_the_age_comes_from_the_most_exact_thing_known(fields, age):
    assert unsaved_obituary(**fields).age == age


@pytest.mark.parametrize(
    "fields",
    [
        {"burial_date": DEATH - timedelta(1)},
        {"burial_date": DEATH + timedelta(31)},
        {"birth_year": 2027},
        {"birth_year": 1850},
        {"birth_date": date(2026, 3, 4), "birth_year": None},
        {"birth_date": date(1948, 5, 1)},
        {"given_age": 60},
        {"birth_year": None, "given_age": 131},
        {"prayer": "cuma"},
        {"prayer": "dinner"},
        {"ceremony": "party"},
        {"ceremony": "neutral"},
        {"transfer_city": "Yozgat"},
        {"keep_until": BURIAL - timedelta(1)},
    ],
)
def test_the_database_refuses_it_too(fields):
    page = obituary()
    with pytest.raises(IntegrityError), transaction.atomic():
        ObituaryPage.objects.filter(pk=page.pk).update(**fields)


def test_noon_on_a_friday_is_asked_about_before_publication():
    friday = unsaved_obituary(burial_date=date(2026, 3, 6))
    assert [field for field, _message in rules.oddities(friday)] == ["prayer"]
    assert not list(rules.oddities(unsaved_obituary()))


def test_a_cause_of_death_in_the_notes_is_asked_about_before_publication():
    page = cleared(unsaved_obituary(notes="Kalp Krizi sonucu aramızdan ayrıldı."))
    codes = [finding.field for finding in page.publish_checks()]
    assert codes == ["notes"]


def test_no_field_could_hold_a_cause_of_death():
    names = {field.name for field in ObituaryPage._meta.get_fields()}
    assert not [name for name in names if "cause" in name or "illness" in name]


def test_a_photo_nobody_described_is_described_by_the_name(django_user_model):
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    image = get_image_model().objects.create(title="x", file=get_test_image_file())
    page = unsaved_obituary(photo=image)
    page.clean()
    assert page.photo_alt == "Hatice ÖRNEK’in fotoğrafı"


def test_two_people_of_one_name_and_day_get_two_addresses():
    first, second = obituary(), obituary()
    assert first.slug == "hatice-ornek-020326"
    assert second.slug == "hatice-ornek-020326-2"


def test_the_address_survives_corrections_of_name_and_day():
    page = obituary()
    page.title, page.death_date = "Hatice ÖRNEKOĞLU", DEATH - timedelta(1)
    page.prayer_time = time(13)
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.slug == "hatice-ornek-020326"
    assert page.get_parent().pk == obituary_index().pk
