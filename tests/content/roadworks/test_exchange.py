"""WZDx and CIFS: what their specifications ask for, and each direction by itself.

The constraints are written from `schemas/4.2/{WorkZoneFeed,RoadEventFeature,FeedInfo,Direction}.json`
of the WZDx specification and from the element table of Waze's CIFS specification.
"""

import json
import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from content.roadworks.exchange import heading_of
from content.roadworks.states import VehicleImpact, WorkKind
from tests.factories.roadworks import LINE, draft, finished, planned, work

pytestmark = pytest.mark.django_db
URL = "/asfalt-calismalari/akis."
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DIRECTIONS = {
    *("northbound", "eastbound", "southbound", "westbound", "undefined", "unknown"),
    *("inner-loop", "outer-loop"),
}
IMPACTS = {
    *("all-lanes-closed", "some-lanes-closed", "all-lanes-open", "alternating-one-way"),
    *("some-lanes-closed-merge-left", "some-lanes-closed-merge-right"),
    *("all-lanes-open-shift-left", "all-lanes-open-shift-right", "some-lanes-closed-split"),
    *("flagging", "temporary-traffic-signal", "unknown"),
}
WORK_TYPES = {
    *("maintenance", "minor-road-defect-repair", "roadside-work", "overhead-work"),
    *("below-road-work", "barrier-work", "surface-work", "painting"),
    *("roadway-relocation", "roadway-creation"),
}


def wzdx():
    return json.loads(Client().get(URL + "wzdx").content)


def cifs():
    return ElementTree.fromstring(Client().get(URL + "cifs").content)


def assert_follows_the_specification(feed):
    info = feed["feed_info"]
    assert {"update_date", "version", "publisher", "data_sources"} <= set(info)
    assert info["version"] == "4.2"
    assert info["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert all(s["data_source_id"] and s["organization_name"] for s in info["data_sources"])
    assert feed["type"] == "FeatureCollection"
    sources = {source["data_source_id"] for source in info["data_sources"]}
    ids = [feature["id"] for feature in feed["features"]]
    assert len(ids) == len(set(ids))
    for feature in feed["features"]:
        told = feature["properties"]
        core = told["core_details"]
        assert core["event_type"] == "work-zone"
        assert core["data_source_id"] in sources
        assert core["direction"] in DIRECTIONS
        assert core["road_names"]
        assert all(core["road_names"])
        assert told["vehicle_impact"] in IMPACTS
        assert told["location_method"] in {
            *("channel-device-method", "sign-method", "junction-method", "other", "unknown")
        }
        assert {item["type_name"] for item in told["types_of_work"]} <= WORK_TYPES
        for name in ("start_date", "end_date"):
            assert UTC.fullmatch(told[name])
            assert isinstance(told[f"is_{name}_verified"], bool)
        for name in ("start", "end"):
            assert isinstance(told[f"is_{name}_position_verified"], bool)
        assert feature["geometry"]["type"] in {"LineString", "MultiPoint"}
        shortest = 2 if feature["geometry"]["type"] == "LineString" else 1
        assert len(feature["geometry"]["coordinates"]) >= shortest


@pytest.mark.parametrize("impact", VehicleImpact.values)
def test_every_effect_on_traffic_is_a_value_of_the_specification(impact):
    assert impact in IMPACTS


def test_a_street_in_both_directions_is_two_events_along_the_traffic():
    work("Oymak Caddesi")
    feed = wzdx()
    assert_follows_the_specification(feed)
    there, back = feed["features"]
    assert there["geometry"]["coordinates"] == LINE["coordinates"]
    assert back["geometry"]["coordinates"] == LINE["coordinates"][::-1]
    assert [f["properties"]["core_details"]["direction"] for f in (there, back)] == [
        "eastbound",
        "westbound",
    ]


def test_one_direction_and_points_are_one_event_each():
    work("Tek yön", direction="Erkilet’ten merkeze")
    work("Nokta", streets=(("Işık Sokak", {"type": "Point", "coordinates": [35.49, 38.73]}),))
    work("Yersiz", streets=(("Adsız Sokak", None),))
    feed = wzdx()
    assert_follows_the_specification(feed)
    found = {
        feature["properties"]["core_details"]["road_names"][0]: (
            feature["properties"]["core_details"]["direction"],
            feature["geometry"]["type"],
        )
        for feature in feed["features"]
    }
    assert found == {
        "Oymak Caddesi": ("unknown", "LineString"),
        "Işık Sokak": ("undefined", "MultiPoint"),
    }
    assert len(feed["features"]) == 2


@pytest.mark.parametrize("kind", WorkKind.values)
def test_every_kind_of_work_has_its_type(kind):
    work(kind=kind)
    assert_follows_the_specification(wzdx())


def test_only_open_public_works_are_told_and_planned_ones_are_not_verified():
    finished("Bitti")
    draft("Taslak")
    planned("Olacak")
    feed = wzdx()
    assert {f["properties"]["core_details"]["name"] for f in feed["features"]} == {"Olacak"}
    assert {f["properties"]["is_start_date_verified"] for f in feed["features"]} == {False}
    assert {item.findtext("street") for item in cifs()} == {"Oymak Caddesi"}


def test_a_closed_road_is_a_closure_for_waze_and_other_works_a_hazard():
    work("Kapalı", vehicle_impact="all-lanes-closed", detour="Erkilet Bulvarı")
    work("Yavaş", vehicle_impact="flagging", streets=(("Başka Sokak", LINE),))
    found = {}
    for item in cifs():
        assert item.tag == "incident"
        assert item.get("id")
        told = {child.tag: child.text for child in item}
        assert {"type", "polyline", "street", "starttime", "description"} <= set(told)
        assert len(told["description"]) <= 40
        assert datetime.fromisoformat(told["starttime"]).tzinfo
        assert datetime.fromisoformat(told["starttime"]) < datetime.fromisoformat(told["endtime"])
        numbers = [float(number) for number in told["polyline"].split()]
        assert len(numbers) % 2 == 0
        assert all(38 < lat < 39.3 for lat in numbers[::2])
        assert all(34.5 < lng < 37 for lng in numbers[1::2])
        found.setdefault(told["street"], set()).add((told["type"], told["subtype"]))
    assert found == {
        "Oymak Caddesi": {("ROAD_CLOSED", "ROAD_CLOSED_CONSTRUCTION")},
        "Başka Sokak": {("HAZARD", "HAZARD_ON_ROAD_CONSTRUCTION")},
    }


@pytest.mark.parametrize(
    ("end", "heading"),
    [
        ((35.5, 38.8), "northbound"),
        ((35.5, 38.6), "southbound"),
        ((35.6, 38.7), "eastbound"),
        ((35.4, 38.7), "westbound"),
        # A degree of longitude is shorter than one of latitude here.
        ((35.6, 38.79), "northbound"),
    ],
)
def test_the_heading_is_measured_on_the_ground(end, heading):
    assert heading_of([(35.5, 38.7), end]) == heading


def test_gdal_opens_geojson_and_wzdx_with_their_lines_and_words(tmp_path):
    """The reader that QGIS and most mapping programs use; it refuses what is no valid GeoJSON."""
    import pyogrio

    work("Kapalı", vehicle_impact="all-lanes-closed", detour="Erkilet Bulvarı")
    planned("Nokta", streets=(("Işık Sokak", {"type": "Point", "coordinates": [35.49, 38.73]}),))
    for suffix, features in (("geojson", 2), ("wzdx", 3)):
        file = tmp_path / f"{suffix}.geojson"
        file.write_bytes(Client().get(f"{URL}{suffix}?donem=tumu").content)
        info = pyogrio.read_info(file)
        assert info["driver"] == "GeoJSON"
        assert info["features"] == features
        assert info["crs"] == "EPSG:4326"
        west, south, east, north = info["total_bounds"]
        assert 35 < west <= east < 36
        assert 38 < south <= north < 39
        meta, _index, geometries, columns = pyogrio.raw.read(file)
        assert len(geometries) == features
        assert all(geometries)
        values = dict(zip(meta["fields"], columns, strict=True))
        names = values["title"] if suffix == "geojson" else values["core_details"]
        assert any("Kapalı" in str(name) for name in names)
