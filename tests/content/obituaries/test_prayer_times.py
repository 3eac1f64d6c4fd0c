"""Prayer times against times published for Kayseri, and what the desk gets of them."""

from datetime import date, time, timedelta

import pytest
from django.test import Client

from content.obituaries.prayer_times import prayer_times
from tests.factories.staff import obituaries, signed_in, staff

# Published for Kayseri after Diyanet's calendar: Kayseri Olay, 28 July 2024; Habertürk, Ramazan
# 2026 (dawn, evening, night).
PUBLISHED = {
    date(2024, 7, 28): {
        "sabah": time(3, 49),
        "ogle": time(12, 50),
        "ikindi": time(16, 41),
        "aksam": time(20, 0),
        "yatsi": time(21, 33),
    },
    date(2026, 2, 19): {"sabah": time(5, 56), "aksam": time(18, 26), "yatsi": time(19, 43)},
    date(2026, 2, 20): {"sabah": time(5, 54), "aksam": time(18, 27), "yatsi": time(19, 44)},
}


def minutes(clock):
    return clock.hour * 60 + clock.minute


@pytest.mark.parametrize("day", PUBLISHED)
def test_times_are_within_a_minute_of_those_published(day):
    computed = prayer_times(day)
    for prayer, published in PUBLISHED[day].items():
        assert abs(minutes(computed[prayer]) - minutes(published)) <= 1, (prayer, computed[prayer])


def test_the_prayers_of_every_day_of_a_year_come_in_their_order_and_move_slowly():
    before = None
    for number in range(366):
        day = date(2026, 1, 1) + timedelta(days=number)
        times = list(prayer_times(day).values())
        assert times == sorted(times), day
        if before:
            moved = max(abs(minutes(a) - minutes(b)) for a, b in zip(times, before, strict=True))
            assert moved <= 3, day
        before = times


def test_the_noon_prayer_of_a_friday_is_the_friday_prayer():
    assert "cuma" in prayer_times(date(2026, 3, 6))
    assert "ogle" not in prayer_times(date(2026, 3, 6))
    assert "ogle" in prayer_times(date(2026, 3, 7))


def test_where_the_sun_does_not_set_there_is_an_error_not_a_guess():
    with pytest.raises(ValueError, match="math domain"):
        prayer_times(date(2026, 6, 21), latitude=70, longitude=25)


@pytest.mark.django_db
def test_the_desk_s_form_proposes_times_and_others_are_not_told():
    desk = signed_in(staff("obituaries"))
    address = f"/yonetim/pages/add/obituaries/obituarypage/{obituaries().pk}/"
    form = desk.get(address).content.decode()
    assert 'data-times="/yonetim/vefat-vakitleri/0001-01-01/"' in form
    assert "Hesaplanan: 00:00 – kullan" in form
    assert desk.get("/yonetim/vefat-vakitleri/2026-03-03/").json()["ogle"] == "12:55"
    assert desk.get("/yonetim/vefat-vakitleri/2026-02-31/").json() == {}
    assert Client().get("/yonetim/vefat-vakitleri/2026-03-03/").status_code == 302
