"""Feeds of filtered lists tell what left them: moved elsewhere, read by real readers."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.models import Departure
from tests.content.test_feeds import DEATHS, WORKS, calendar, get
from tests.factories import obituaries, roadworks
from tests.factories.site import neighbourhood

pytestmark = pytest.mark.django_db


def moved(page, *areas, **fields):
    """Publish a work in other neighbourhoods."""
    page.refresh_from_db()
    page.neighbourhoods.set([neighbourhood(name) for name in areas])
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_what_moves_to_another_neighbourhood_leaves_the_calendars_of_the_first():
    neighbourhood("Erkilet")
    page = roadworks.planned("Taşınan Cadde", areas=("Sahabiye",))
    first = {"mahalle": "sahabiye", "donem": "tumu"}
    second = {"mahalle": "erkilet", "donem": "tumu"}
    [before] = calendar(WORKS + "akis.ics", **first)
    moved(page, "Erkilet")
    [gone] = calendar(WORKS + "akis.ics", **first)
    assert (gone["uid"], str(gone["status"])) == (before["uid"], "CANCELLED")
    assert gone["sequence"] > before["sequence"]
    assert gone.decoded("dtstart") == before.decoded("dtstart")
    assert "Taşınan" not in get(WORKS + "akis.ics", **first).content.decode()
    assert str(gone["summary"]) == "Artık bu listede değil"
    [there] = calendar(WORKS + "akis.ics", **second)
    assert (there["uid"], str(there["status"])) == (before["uid"], "TENTATIVE")
    [everywhere] = calendar(WORKS + "akis.ics", donem="tumu")
    assert str(everywhere["status"]) == "TENTATIVE"
    [entry] = get_deleted(WORKS + "akis.atom", **first)
    assert entry == str(before["uid"])


def get_deleted(address, **query):
    root = ElementTree.fromstring(get(address, **query).content)
    return [
        item.get("ref")
        for item in root.iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    ]


def test_what_comes_back_stands_in_the_calendar_with_a_higher_number():
    neighbourhood("Erkilet")
    page = roadworks.planned("Dönen Cadde", areas=("Sahabiye",))
    here = {"mahalle": "sahabiye", "donem": "tumu"}
    moved(page, "Erkilet")
    [gone] = calendar(WORKS + "akis.ics", **here)
    moved(page, "Erkilet", "Sahabiye")
    [again] = calendar(WORKS + "akis.ics", **here)
    assert (again["uid"], str(again["status"])) == (gone["uid"], "TENTATIVE")
    assert again["sequence"] > gone["sequence"]
    moved(page, "Erkilet")
    [once_more] = calendar(WORKS + "akis.ics", **here)
    assert once_more["sequence"] > again["sequence"]


def test_moved_then_withdrawn_it_is_called_off_once_in_each_list():
    neighbourhood("Erkilet")
    page = roadworks.planned("Giden Cadde", areas=("Sahabiye",))
    moved(page, "Erkilet")
    page.refresh_from_db()
    page.unpublish()
    for area in ("sahabiye", "erkilet"):
        [gone] = calendar(WORKS + "akis.ics", mahalle=area, donem="tumu")
        assert str(gone["status"]) == "CANCELLED"
    assert len(calendar(WORKS + "akis.ics", donem="tumu")) == 1


def test_only_what_was_in_the_list_and_not_over_is_called_off_and_for_sixty_days():
    neighbourhood("Erkilet")
    over = roadworks.finished("Bitmiş Cadde", areas=("Sahabiye",))
    moved(over, "Erkilet")
    page = roadworks.planned("Taşınan Cadde", areas=("Sahabiye",))
    moved(page, "Erkilet", title="Taşınan Uzun Cadde")
    moved(page, "Erkilet", transit_effect="Durak kaldırıldı")
    here = {"mahalle": "sahabiye", "donem": "tumu"}
    assert len(calendar(WORKS + "akis.ics", **here)) == 1
    assert calendar(WORKS + "akis.ics", mahalle="sahabiye", durum="paused", donem="tumu") == []
    assert Departure.objects.count() == 2
    Departure.objects.update(changed_at=roadworks.day(-61))
    assert calendar(WORKS + "akis.ics", **here) == []
    moved(page, "Sahabiye")  # the next one to leave sweeps what is older
    assert Departure.objects.count() == 1


def test_a_funeral_moved_to_another_mosque_leaves_the_calendar_of_the_first():
    page = obituaries.obituary("Hatice ÖRNEK", mosque="Hunat Camii")
    with obituaries.on(obituaries.DEATH):
        [before] = calendar(DEATHS + "akis.ics", cami="hunat-camii")
        page.mosque = "Cami Kebir"
        page.save_revision().publish()
        [gone] = calendar(DEATHS + "akis.ics", cami="hunat-camii")
    assert (gone["uid"], str(gone["status"])) == (before["uid"], "CANCELLED")
    assert "Hatice" not in str(gone.to_ical())


def test_a_filtered_calendar_costs_as_many_queries_as_a_whole_one():
    neighbourhood("Erkilet")
    for number in range(5):
        moved(roadworks.planned(f"{number}. Cadde", areas=("Sahabiye",)), "Erkilet")
    query = {"mahalle": "sahabiye", "donem": "tumu"}
    get(WORKS + "akis.ics", **query)
    with CaptureQueriesContext(connection) as queries:
        assert len(calendar(WORKS + "akis.ics", **query)) == 5
    asked = [q["sql"] for q in queries if "publicationstate" not in q["sql"]]
    assert len(asked) == 3, asked
