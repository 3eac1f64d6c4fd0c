"""Files are read piece by piece; what is wrong with them is said in Turkish."""

import io
import json
import tracemalloc

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from content.imports import FileError, read_rows, readers


@pytest.fixture(autouse=True)
def _turkish():
    with translation.override("tr"):
        yield


def rows(content: bytes, name: str = "a.csv", required=frozenset({"external_id"})):
    return list(read_rows(io.BytesIO(content), name, set(required)))


def collection(*features) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def feature(**properties):
    point = {"type": "Point", "coordinates": [35.479, 38.7402]}
    return {"type": "Feature", "geometry": point, "properties": properties}


def test_rows_know_the_line_they_begin_in():
    content = 'external_id,name\n1,"iki\nsatır"\n\n2,b\n'.encode()
    assert [(row.line, row.values["external_id"]) for row in rows(content)] == [(2, "1"), (5, "2")]


def test_semicolons_and_the_mark_of_excel_are_understood():
    found = rows("\ufeffexternal_id;name\r\n1;Çeşme, eski\r\n".encode())
    assert found[0].values == {"external_id": "1", "name": "Çeşme, eski"}


def test_short_rows_are_filled_and_long_rows_marked():
    short, long = rows(b"external_id,name,street\n1,a\n2,b,c,d\n")
    assert short.values["street"] == ""
    assert long.values["_extra"] == "1"


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"name\na\n", "a.csv", "external_id"),
        (b"", "a.csv", "external_id"),
        ("external_id,name\n1,şehir\n".encode("cp1254"), "a.csv", "UTF-8"),
        (b'external_id,name\n1,"a\n', "a.csv", "CSV"),
        (b"external_id\n1\n", "a.xlsx", ".csv"),
        (b'{"type": "Feature"}', "a.geojson", "FeatureCollection"),
        (b"[1, 2", "a.json", "FeatureCollection"),
        (b'{"features": [{"a": ', "a.geojson", "GeoJSON"),
        (b'{"features": [{"a": NaN}]}', "a.geojson", "GeoJSON"),
        (b'{"features": [\xff]}', "a.geojson", "GeoJSON"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content, name, says):
    with pytest.raises(FileError, match=says):
        rows(content, name)


def test_features_come_with_their_geometry_and_number():
    found = rows(collection(feature(external_id="1"), feature()), "a.geojson")
    assert [row.line for row in found] == [1, 2]
    assert found[0].values["geometry"]["coordinates"] == [35.479, 38.7402]
    assert found[1].values["external_id"] == ""


def test_features_that_are_none_do_not_stop_the_file():
    assert len(rows(collection(None, 7, {"properties": []}, feature()), "a.geojson")) == 4


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=4), max_size=8),
    st.integers(1, 40),
)
def test_the_size_of_the_pieces_makes_no_difference(properties, piece):
    content = json.dumps(
        {"name": "a", "features": [{"properties": item} for item in properties], "more": [1]},
        ensure_ascii=False,
        indent=1,
    ).encode()
    whole, readers.PIECE = readers.PIECE, piece
    try:
        found = rows(content, "a.geojson", set())
    finally:
        readers.PIECE = whole
    expected = [{**item, "geometry": None} for item in properties]
    assert [row.values for row in found] == expected


def test_memory_does_not_grow_with_the_file():
    class Endless(io.RawIOBase):
        """Features without an end, made as they are read."""

        given = 0

        def read(self, size=-1):
            self.given += 1
            if self.given == 1:
                return b'{"features": ['
            return b'{"properties": {"external_id": "1"}},' * 500

    tracemalloc.start()
    for number, _row in enumerate(read_rows(Endless(), "a.geojson", set())):
        if number == 1000:
            early = tracemalloc.get_traced_memory()[0]
        if number == 20_000:
            break
    late = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert late < early + 200_000
