"""The boxes beside the map work without scripts, in every language."""

import json

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.utils import translation

from content.geometry import GeometryWidget, PointWidget
from tests.factories.site import neighbourhood
from tests.factories.staff import roadworks, signed_in, staff


def options_of(html: str) -> dict:
    holder = forms.utils.mark_safe(html)
    text = str(holder).split('data-geometry-options-value="')[1].split('"')[0]
    return json.loads(text.replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&"))


def test_the_box_tells_the_script_where_the_map_is_and_what_may_be_drawn(settings):
    settings.MAP_TILE_URL = ""
    html = GeometryWidget(modes=["line"]).render("geometry", '{"type": "Point"}')
    options = options_of(html)
    assert options["modes"] == ["line"]
    assert options["tiles"] == ""
    assert options["bounds"] == list(settings.MAP_BOUNDS)
    assert options["words"]["undo"] == "Geri al"
    assert "{&quot;type&quot;: &quot;Point&quot;}" in html


@pytest.mark.parametrize("language", ["tr", "en"])
def test_coordinates_are_written_with_a_point_in_every_language(language):
    with translation.override(language):
        html = PointWidget("lat").render("lat", 38.7402)
    assert 'value="38.7402"' in html


def test_a_decimal_comma_is_understood():
    class Form(forms.Form):
        lat = forms.FloatField(widget=PointWidget("lat"))

    with translation.override("tr"):
        form = Form(QueryDict("lat=38,7402"))
        assert form.is_valid()
    assert form.cleaned_data["lat"] == 38.7402


def test_only_the_first_of_the_two_boxes_draws_a_map():
    assert "data-controller" in PointWidget("lat").render("lat", None)
    assert "data-controller" not in PointWidget("lng").render("lng", None)
    with pytest.raises(ValueError, match="lat or lng"):
        PointWidget("height")


def test_the_script_is_a_module_and_leaflet_comes_before_it():
    media = str(GeometryWidget().media)
    assert 'type="module"' in media
    assert media.index("leaflet.js") < media.index("geometry.js")


@pytest.mark.django_db
def test_maps_without_tiles_get_the_centres_of_the_neighbourhoods():
    roadworks()
    neighbourhood("Sahabiye", lat=38.73, lng=35.48)
    neighbourhood("Argıncık")
    answer = signed_in(staff("roadworks")).get("/yonetim/geometry/names/").json()
    assert answer == {"names": [["Sahabiye", 35.48, 38.73]]}


@pytest.mark.django_db
def test_the_centres_are_for_who_may_use_the_admin():
    assert Client().get("/yonetim/geometry/names/").status_code == 302
