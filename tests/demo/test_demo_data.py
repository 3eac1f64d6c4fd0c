"""Reference data, notices and road works of the demo keep their rules. No Django needed."""

import re
from collections import Counter
from datetime import timedelta

import pytest

from demo import catalogue
from demo.images import IMAGES
from demo.obituaries import build_obituaries
from demo.people import SURNAMES
from demo.roadworks import build_roadworks

from .reading import ICONS, TODAY

MANY_DAYS = [TODAY + timedelta(days=step) for step in range(0, 400, 29)]
LAT, LNG = (38.6, 39.1), (35.0, 35.8)


def test_the_reference_data_is_complete_and_its_slugs_are_unique():
    hoods = catalogue.load("neighbourhoods")
    assert len(hoods) == len({h["slug"] for h in hoods}) == len({h["uavt_id"] for h in hoods}) == 88
    assert {"Akın", "Akçatepe"} <= {h["name"] for h in hoods}
    assert sum(h["population_2025"] for h in hoods) == 421_472
    for hood in hoods:
        centre = hood["centre"]
        assert LAT[0] < centre["lat"] < LAT[1]
        assert LNG[0] < centre["lng"] < LNG[1]
        assert centre["approximate"] is True
    desks = catalogue.load("directorates")
    assert len({d["slug"] for d in desks}) == len({d["phone"] for d in desks}) == 28
    assert all(d["name"].endswith("Müdürlüğü") and d["icon"] in ICONS for d in desks)


def test_neighbourhoods_stand_in_turkish_alphabetical_order():
    alphabet = " abcçdefgğhıijklmnoöprsştuüvyz"

    def key(name):
        return [alphabet.index(c) for c in name.replace("I", "ı").replace("İ", "i").lower()]

    names = [h["name"] for h in catalogue.load("neighbourhoods")]
    assert names == sorted(names, key=key)


def test_every_place_finds_its_category_and_neighbourhood():
    rows = catalogue.places()
    leaves = {(c["parent_name"], c["name"]) for c in catalogue.categories().values()}
    hoods = {h["name"] for h in catalogue.neighbourhoods().values()}
    assert len(rows) == len({r["external_id"] for r in rows}) == 180
    assert {(r["category"], r["subcategory"]) for r in rows} <= leaves
    assert len({r["subcategory"] for r in rows}) >= 25
    assert {r["neighbourhood"] for r in rows} <= hoods
    translated = catalogue.load("places_translated")
    assert len({t["external_id"] for t in translated}) == 20
    assert {t["external_id"] for t in translated} <= {r["external_id"] for r in rows}
    assert all(re.search("[\u0600-\u06ff]", t["ar"]["name"]) for t in translated)


def test_category_slugs_are_unique_over_both_levels_and_icons_exist():
    groups = catalogue.load("categories")
    everyone = [*groups, *(leaf for group in groups for leaf in group["children"])]
    assert max(Counter(row["slug"] for row in everyone).values()) == 1
    assert {row["icon"] for row in everyone} <= ICONS
    images = catalogue.load("category_images")
    assert set(images) <= set(catalogue.categories())
    assert set(images.values()) <= set(IMAGES)


@pytest.mark.parametrize("today", MANY_DAYS)
def test_obituaries_keep_the_rules_on_any_day(today):
    notices = build_obituaries(today)
    assert len(notices) >= 64
    assert len({n.name for n in notices}) == len({n.key for n in notices}) == len(notices)
    assert {n.neighbourhood for n in notices} <= set(catalogue.neighbourhoods())
    for n in notices:
        assert n.death_date <= n.burial_date <= n.death_date + timedelta(days=30)
        assert n.death_date <= today
        assert n.published_on <= today
        assert n.name.split()[-1] in SURNAMES
        assert sum(v is not None for v in (n.birth_date, n.birth_year, n.age)) == 1
        assert n.cemetery
        assert n.prayer_time is not None
        if n.burial_date.weekday() == 4:
            assert n.prayer != "ogle"
        else:
            assert n.prayer != "cuma"
        assert (n.ceremony == "neutral") == (n.prayer == "") == (n.mosque == "")
        assert (n.ceremony == "transfer") == bool(n.transfer_city)
        assert bool(n.photo) == bool(n.photo_alt)
        assert n.photo in {"", *IMAGES}
        if n.condolence:
            assert n.burial_date == n.condolence.first_day <= n.condolence.last_day


def test_obituaries_fill_today_tomorrow_the_week_and_the_archive():
    burials = Counter((n.burial_date - TODAY).days for n in build_obituaries(TODAY))
    assert burials[0] >= 3
    assert burials[1] >= 3
    assert max(burials) == 2
    assert min(burials) == -120
    assert sum(count for day, count in burials.items() if -7 <= day < 0) >= 10
    notices = build_obituaries(TODAY)
    assert {n.ceremony for n in notices} == {"prayer", "neutral", "transfer"}
    assert {n.gender for n in notices} == {"male", "female", "unspecified"}
    assert {"ogle", "cuma", "ikindi", "other"} <= {n.prayer for n in notices}


def test_builders_give_the_same_result_every_time():
    assert build_obituaries(TODAY) == build_obituaries(TODAY)
    assert build_roadworks(TODAY) == build_roadworks(TODAY)
    first = {w.key: w.geometry for w in build_roadworks(TODAY)}
    assert first == {w.key: w.geometry for w in build_roadworks(TODAY + timedelta(days=90))}


@pytest.mark.parametrize("today", MANY_DAYS[:4])
def test_road_works_keep_the_rules(today):
    works = build_roadworks(today)
    assert len(works) >= 42
    assert len({w.key for w in works}) == len({w.title for w in works}) == len(works)
    assert {w.status for w in works} == {
        "planned",
        "in_progress",
        "paused",
        "finished",
        "cancelled",
    }
    assert len({w.kind for w in works}) == 6
    for w in works:
        assert w.planned_start <= w.planned_end
        assert w.planned_start.utcoffset() == timedelta(hours=3)
        assert set(w.neighbourhoods) <= set(catalogue.neighbourhoods())
        assert w.directorate in catalogue.directorates()
        assert 0 <= w.progress <= 100
        assert w.last_confirmed <= today
        assert w.published_on <= today
        assert all(p.image in IMAGES for p in w.photos)
        if w.status == "finished":
            assert w.progress == 100
            assert w.actual_end is not None
            assert w.actual_start <= w.actual_end
            assert w.actual_end.date() <= today
        else:
            assert w.progress < 100
            assert w.actual_end is None
        if w.status in {"paused", "cancelled"}:
            assert w.status_reason
        if w.vehicle_impact == "all-lanes-closed":
            assert w.detour
    assert sum(w.planned_end > w.first_planned_end for w in works) >= 4
    assert sum((today - w.last_confirmed).days > 14 for w in works if w.status != "finished") >= 4
    assert len({w.vehicle_impact for w in works}) >= 9
    assert any(len(w.neighbourhoods) > 2 for w in works)


def test_road_works_lie_on_lines_inside_the_district():
    shapes = Counter()
    for work in build_roadworks(TODAY):
        kind, coordinates = work.geometry["type"], work.geometry["coordinates"]
        shapes[kind] += 1
        lines = {
            "Point": [[coordinates]],
            "LineString": [coordinates],
            "MultiLineString": coordinates,
        }[kind]
        for line in lines:
            if kind != "Point":
                assert 4 <= len(line) <= 12
                assert len({tuple(c) for c in line}) == len(line)
            for lng, lat in line:
                assert LAT[0] < lat < LAT[1]
                assert LNG[0] < lng < LNG[1]
    assert shapes["LineString"] >= 42
