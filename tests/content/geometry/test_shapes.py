"""Pasted GeoJSON becomes a tidy line or point near the municipality, or a clear message."""

import json

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from content.geometry import GeometryField, combined
from content.geometry.fields import GeometryFormField
from content.geometry.shapes import checked, parsed

LINE = {"type": "LineString", "coordinates": [[35.48, 38.73], [35.49, 38.74]]}


def message_for(value, **kwargs) -> str:
    with pytest.raises(ValidationError) as caught:
        parsed(value if isinstance(value, str) else json.dumps(value), **kwargs)
    return " ".join(caught.value.messages)


def test_a_geometry_a_feature_and_a_collection_are_understood():
    feature = {"type": "Feature", "properties": {}, "geometry": LINE}
    other = {"type": "LineString", "coordinates": [[35.5, 38.75], [35.51, 38.76]]}
    both = {
        "type": "FeatureCollection",
        "features": [feature, {"type": "Feature", "geometry": other}],
    }
    assert parsed(json.dumps(LINE)) == LINE
    assert parsed(json.dumps(feature)) == LINE
    assert parsed(json.dumps(both)) == {
        "type": "MultiLineString",
        "coordinates": [LINE["coordinates"], other["coordinates"]],
    }


def test_an_empty_text_is_no_geometry():
    assert parsed("  \n") is None


def test_heights_and_needless_digits_are_left_out():
    given_ = {"type": "Point", "coordinates": [35.487212345678, 38.735400001, 1054.2]}
    assert checked(given_) == {"type": "Point", "coordinates": [35.487212, 38.7354]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("35.48, 38.73", "Bu GeoJSON değil"),
        ("[" * 100_000, "Bu GeoJSON değil"),
        ("null", "çizgi ya da nokta"),
        ('{"type": "Polygon", "coordinates": []}', "çizgi ya da nokta"),
        ('{"type": "LineString", "coordinates": [[35.48, 38.73]]}', "en az iki nokta"),
        (
            '{"type": "LineString", "coordinates": [[[35.4, 38.7], [35.5, 38.7]]]}',
            "boylam ve enlem",
        ),
        ('{"type": "Point", "coordinates": [[35.4, 38.7], [35.5, 38.7]]}', "boylam ve enlem"),
        ('{"type": "Point", "coordinates": ["35.4", "38.7"]}', "boylam ve enlem"),
        ('{"type": "Point", "coordinates": [true, false]}', "boylam ve enlem"),
        ('{"type": "Point", "coordinates": [NaN, 38.7]}', "yeryüzünde bir yer değil"),
        ('{"type": "Point", "coordinates": [1e999, 38.7]}', "yeryüzünde bir yer değil"),
        ('{"type": "Point", "coordinates": [38.73, 35.48]}', "yer değiştirmiş"),
        ('{"type": "Point", "coordinates": [28.97, 41.01]}', "belediyeden çok uzakta"),
        ('{"type": "MultiLineString", "coordinates": []}', "GeoJSON’daki gibi değil"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_out(text, words):
    assert words in message_for(text)


def test_a_line_of_too_many_points_is_refused():
    points = [[35.4 + at / 1_000_000, 38.7] for at in range(6000)]
    assert "çok fazla nokta" in message_for({"type": "LineString", "coordinates": points})


def test_a_field_for_points_takes_no_line_and_says_so():
    assert "Bir nokta gerekir" in message_for(LINE, modes=["point"])
    point = {"type": "Point", "coordinates": [35.48, 38.73]}
    assert "Bir çizgi gerekir" in message_for(point, modes=["line"])


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["type", "coordinates", "geometry", "features"]),
                inner | st.sampled_from(["Point", "LineString", "Feature", "FeatureCollection"]),
                max_size=3,
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_is_pasted_gives_a_geometry_or_a_message(value):
    try:
        found = parsed(json.dumps(value))
    except ValidationError:
        return
    assert found["type"] in {"Point", "LineString", "MultiLineString"}
    assert checked(found) == found


def test_lines_of_several_streets_become_one_geometry_and_points_give_way_to_lines():
    point = {"type": "Point", "coordinates": [35.4, 38.7]}
    several = {"type": "MultiLineString", "coordinates": [LINE["coordinates"]] * 2}
    assert combined([None, point]) == point
    assert combined([point, LINE]) == LINE
    assert combined([LINE, several])["coordinates"] == [LINE["coordinates"]] * 3
    assert combined([None]) is None


def test_the_form_field_keeps_what_was_typed_wrongly_and_sees_equal_geometries_as_unchanged():
    field = GeometryFormField(required=False)
    assert field.prepare_value('{"type": "Poi') == '{"type": "Poi'
    assert not field.has_changed(LINE, json.dumps(LINE, indent=4))
    assert field.has_changed(LINE, "")
    assert field.has_changed(LINE, "{")


def test_the_modes_of_a_model_field_survive_a_copy():
    field = GeometryField(modes=["point"])
    assert field.clone().modes == ("point",)
    assert field.formfield().modes == ("point",)
    assert "modes" not in GeometryField().deconstruct()[3]
