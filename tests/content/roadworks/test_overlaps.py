"""What else happens at the place and time of a work: told to the editor, never blocking."""

from datetime import time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from content.geometry.nearness import distance_m, is_within
from content.roadworks.overlaps import overlaps
from search import geo
from tests.content.roadworks.test_desk import form
from tests.factories import obituaries, places
from tests.factories.roadworks import LINE, day, draft, finished, index, planned, unsaved, work
from tests.factories.site import neighbourhood
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db
# About 30 m and 300 m north of the line of the builders.
NEAR = {"type": "LineString", "coordinates": [[35.4872, 38.73567], [35.4893, 38.73637]]}
# About 300 m to the east of the way of `funeral_across`.
EAST = {"type": "LineString", "coordinates": [[35.4917, 38.7354], [35.4920, 38.7361]]}
FAR = {"type": "LineString", "coordinates": [[35.4872, 38.7384], [35.4893, 38.7391]]}


def texts(page):
    return [overlap.text for overlap in overlaps(page)]


def test_the_same_street_at_the_same_time_is_told_with_its_dates():
    planned("Su borusu", streets=(("OYMAK CADDESİ", None),), planned_start=day(3))
    page = unsaved(planned_start=day(1), planned_end=day(20))
    (text,) = texts(page)
    assert text.startswith("Su borusu, ")
    assert "(aynı sokak)" in text


def test_a_street_of_the_same_name_elsewhere_is_another_street():
    planned("Başka mahalle", streets=(("Oymak Caddesi", None),), areas=("Erkilet",))
    assert texts(unsaved(planned_end=day(20))) == []


def test_what_is_near_on_the_map_is_told_and_what_is_far_is_not():
    planned("Yakın", streets=(("Gül Sokak", NEAR),))
    planned("Uzak", streets=(("Nar Sokak", FAR),))
    (text,) = texts(unsaved(planned_end=day(20)))
    assert text.startswith("Yakın")
    assert "50 metreden yakın" in text


def test_what_is_over_later_a_draft_or_itself_is_not_told():
    finished("Bitti")
    planned("Sonra", planned_start=day(30), planned_end=day(40))
    draft("Taslak", planned_start=day(1))
    page = work(planned_end=day(20))
    assert texts(page) == []


def test_a_funeral_near_the_work_is_told_with_its_hour(settings):
    settings.ROADWORK_FUNERAL_METRES = 300
    places.place("Oymak Camii", lat=38.7360, lng=35.4880)
    places.place("Uzak Camii", lat=38.80, lng=35.60)
    with time_machine.travel(day(0, 8), tick=False):
        dates = {"death_date": day(0).date(), "burial_date": day(1).date()}
        near = obituaries.obituary("Ali ÖRNEK", mosque="Oymak Camii", **dates)
        obituaries.obituary("Veli ÖRNEK", mosque="Uzak Camii", **dates)
        page = work(planned_end=day(5))
        found = [text for text in texts(page) if "Cenaze" in text]
    assert len(found) == 1
    assert near.title in found[0]
    assert "Oymak Camii" in found[0]


def funeral_across(clock, *, mosque="Güney Camii", cemetery="Kuzey Mezarlığı"):
    """A funeral carried from 1 km south of the work to 1 km north of it, tomorrow at an hour."""
    places.place("Güney Camii", lat=38.7264, lng=35.4882)
    places.place("Kuzey Mezarlığı", lat=38.7444, lng=35.4882)
    obituaries.obituary(
        "Ali ÖRNEK",
        mosque=mosque,
        cemetery=cemetery,
        prayer_time=clock,
        death_date=day(0).date(),
        burial_date=day(1).date(),
    )


@pytest.fixture
def morning():
    with time_machine.travel(day(0, 8), tick=False):
        yield


def test_a_work_on_the_estimated_way_from_mosque_to_cemetery_is_told_as_such(morning):
    funeral_across(time(12, 45))
    (text,) = texts(work(planned_end=day(5)))
    assert "Cenaze: Ali ÖRNEK" in text
    assert "12.45" in text
    assert "Güney Camii ile Kuzey Mezarlığı arası: tahminî yol üzerinde" in text
    assert "150" in text


@pytest.mark.parametrize(
    ("begins", "ends", "is_told"),
    [(9, 12, False), (9, 13, True), (14, 18, True), (15, 18, False)],
)
def test_only_the_two_hours_after_the_prayer_count(morning, begins, ends, is_told):
    funeral_across(time(12, 45))
    page = planned(planned_start=day(1, begins), planned_end=day(1, ends))
    page.streets.update(geometry=LINE)
    assert bool(texts(type(page).objects.get(pk=page.pk))) is is_told


def test_while_no_time_is_known_the_day_counts(morning):
    funeral_across(None)
    assert len(texts(work(planned_start=day(1, 15), planned_end=day(1, 18)))) == 1


def test_no_way_is_guessed_without_both_ends_or_between_places_of_one_name(morning, settings):
    funeral_across(time(12, 45), cemetery="Rehberde Olmayan Mezarlık")
    page = work(planned_end=day(5))
    assert texts(page) == []
    funeral_across(time(12, 45))  # now two mosques of the guide have the name
    assert texts(page) == []


def test_the_corridor_is_as_wide_as_the_setting_says(morning, settings):
    funeral_across(time(12, 45))
    page = work(planned_end=day(5), streets=(("Doğu Sokak", EAST),))
    assert texts(page) == []
    settings.ROADWORK_FUNERAL_CORRIDOR_METRES = 400
    assert len(texts(page)) == 1
    settings.ROADWORK_FUNERAL_CORRIDOR_METRES = 0
    assert texts(page) == []


def test_an_approver_reads_the_overlaps_of_a_draft_before_publishing_it(morning):
    funeral_across(time(12, 45))
    editor = staff("roadworks")
    page = draft(planned_start=day(0), planned_end=day(5))
    page.save_revision(user=editor)
    approver = staff("approver")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = signed_in(approver).get(edit).content.decode()
    assert 'value="action-publish"' in html or 'name="action-publish"' in html
    assert "tahminî yol üzerinde" in html
    assert "Hiçbir şey engellenmez" in html


def test_the_editor_reads_it_after_saving_and_in_the_form_and_may_go_on():
    index()
    planned("Su borusu", planned_start=day(2), areas=("Barbaros",))
    desk = signed_in(staff("roadworks"))
    url = reverse("wagtailadmin_pages:add", args=["roadworks", "roadworkpage", index().pk])
    values = form(planned_end=day(9).strftime("%d.%m.%Y 18:00"), areas=[neighbourhood("Barbaros")])
    html = desk.post(url, values, follow=True).content.decode()
    assert "Aynı yerde, aynı zamanda: Su borusu" in html
    from content.roadworks.models import RoadWorkPage

    page = RoadWorkPage.objects.exclude(title="Su borusu").get()
    assert page.live
    html = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Hiçbir şey engellenmez" in html


def test_it_takes_three_queries_however_many_works_there_are():
    page = work(planned_end=day(20))
    for number in range(6):
        planned(f"Çalışma {number}")
    with CaptureQueriesContext(connection) as queries:
        found = overlaps(page)
    assert len(found) == 6
    reads = [q for q in queries if "published_publisheddocument" in q["sql"]]
    assert len(reads) <= 3


coordinates = st.tuples(st.floats(35.3, 35.6), st.floats(38.6, 38.9))


@given(coordinates, coordinates)
def test_the_distance_of_two_points_is_the_great_circles(one, other):
    points = [{"type": "Point", "coordinates": list(p)} for p in (one, other)]
    exact = geo.distance_m(*one, *other)
    assert distance_m(*points) == pytest.approx(exact, rel=2e-3, abs=0.5)


@given(st.lists(coordinates, min_size=2, max_size=6), coordinates, st.floats(1, 5000))
def test_boxes_never_hide_what_is_near(line, point, metres):
    one = {"type": "LineString", "coordinates": [list(p) for p in line]}
    other = {"type": "Point", "coordinates": list(point)}
    near = distance_m(one, other) <= metres
    assert is_within(one, other, metres) == near
    assert is_within(other, one, metres) == near or abs(distance_m(one, other) - metres) < 20


def test_crossing_lines_touch():
    cross = {"type": "LineString", "coordinates": [[35.488, 38.73], [35.488, 38.74]]}
    assert distance_m(LINE, cross) == 0
    assert distance_m(LINE, None) is None
