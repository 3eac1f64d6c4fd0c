"""GeoJSON and CSV of lists."""

import csv
import io
import json

from tests.factories.index import document, point


def rows_of(response):
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_geojson_is_a_feature_collection_with_its_box(api):
    road = document(
        "Yol",
        geometry={"type": "LineString", "coordinates": [[35.40, 38.70], [35.60, 38.74]]},
    )
    document("Park", geometry=point(35.50, 38.80))
    response = api.get("/places", format="geojson")
    assert response.headers["Content-Type"] == "application/geo+json"
    body = response.json()
    assert body["type"] == "FeatureCollection"
    assert body["bbox"] == [35.40, 38.70, 35.60, 38.80]
    feature = next(item for item in body["features"] if item["id"] == road.page_id)
    assert feature["type"] == "Feature"
    assert feature["geometry"]["type"] == "LineString"
    assert feature["properties"]["title"] == "Yol"
    assert "geometry" not in feature["properties"]


def test_a_document_without_a_place_keeps_a_null_geometry_so_that_counts_agree(api):
    document("Yeri belli değil")
    body = api.json("/places", format="geojson")
    assert [feature["geometry"] for feature in body["features"]] == [None]
    assert "bbox" not in body


def test_geojson_tells_what_went_and_keeps_to_the_fields_asked_for(api):
    since = api.json("/places")["since"]
    found = document("Park", geometry=point(35.5, 38.8))
    body = api.json("/places", format="geojson", since=since, fields="title")
    assert body["features"][0]["properties"] == {"title": "Park"}
    assert body["features"][0]["id"] == found.page_id
    assert body["since"]
    assert body["deleted"] == []


def test_csv_has_the_same_columns_with_one_row_another_or_none(api):
    empty = api.get("/places", format="csv").content
    document("Park")
    one = api.get("/places", format="csv").content
    assert one.startswith(empty.rstrip())
    header = empty.decode("utf-8-sig").strip().split(",")
    assert header[:6] == ["id", "kind", "locale", "url", "title", "summary"]
    assert {"category_slug", "category_name", "latitude", "longitude", "phones"} <= set(header)


def test_csv_writes_references_lists_and_places_as_a_spreadsheet_wants_them(api):
    document(
        "Park",
        geometry=point(35.48, 38.74),
        payload={
            "category": {"slug": "park", "name": "Park"},
            "phones": ["+90 352 222 00 00", "153"],
            "always_open": True,
            "week": [{"weekday": 0, "hours": []}],
        },
    )
    (row,) = rows_of(api.get("/places", format="csv"))
    assert row["category_slug"] == "park"
    assert row["phones"].removeprefix("'") == "+90 352 222 00 00; 153"
    assert row["always_open"] == "true"
    assert json.loads(row["week"]) == [{"weekday": 0, "hours": []}]
    assert (row["latitude"], row["longitude"]) == ("38.74", "35.48")


def test_no_cell_of_a_csv_file_is_run_as_a_formula(api):
    dangerous = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1"]
    for text in dangerous:
        document(text, payload={"summary": text})
    for row in rows_of(api.get("/places", format="csv")):
        assert row["title"].startswith("'"), row["title"]
        assert row["summary"].startswith("'"), row["summary"]


def test_plain_numbers_and_phones_stay_as_they_are(api):
    document("+90 352 222 00 00", payload={"summary": "-12.5"})
    (row,) = rows_of(api.get("/places", format="csv"))
    assert (row["title"], row["summary"]) == ("+90 352 222 00 00", "-12.5")


def test_csv_is_a_file_with_a_name(api):
    response = api.get("/places", format="csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="place.csv"'


def test_csv_of_all_kinds_has_the_common_columns_and_of_fields_only_those(api):
    document("Park", geometry=point(35.48, 38.74), payload={"phones": ["153"]})
    (row,) = rows_of(api.get("/documents", format="csv"))
    assert "phones" not in row
    assert row["latitude"] == "38.74"
    (row,) = rows_of(api.get("/places", format="csv", fields="title,phones,geometry"))
    assert row == {"title": "Park", "phones": "153", "latitude": "38.74", "longitude": "35.48"}


def test_csv_goes_on_by_the_link_header(api):
    [document() for _ in range(3)]
    response = api.get("/places", format="csv", limit=2)
    link = response.headers["Link"]
    assert "format=csv" in link
    assert len(rows_of(api.client.get(link[1 : link.index(">")]))) == 1
