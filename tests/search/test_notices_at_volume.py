"""Ten years of notices: reads go by their indexes and ask no more queries than with ten rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import notices

pytestmark = pytest.mark.django_db


@pytest.fixture
def reads(db):
    notices.fill(obituaries=1_500, works=3_000)
    return notices.reads()


def plans(read):
    """Return the plans of a read's queries of the index, and how many it asks."""
    read()
    with CaptureQueriesContext(connection) as queries:
        read()
    asked = [q["sql"] for q in queries if "publicationstate" not in q["sql"]]
    return "\n".join("\n".join(notices.explained(sql)[1]) for sql in asked), len(asked)


def test_what_is_over_is_not_read_and_queries_stay_as_few(reads):
    expected = {
        "calendar, this month": ("published_endings", 1),
        "overlaps of a work": ("published_endings", 3),
        "works on a day": ("published_endings", 1),
        "works, going on": ("published_facets", 1),
        "statistics of a year": ("published_facets", 1),
        "obituaries, by name": ("published_ends", 3),
        "obituaries, name misspelled": ("published_ends", 3),
        "obituaries, archive": ("published_ends", 1),
        "obituaries, months": ("published_ends", 1),
    }
    wrong = {}
    for name, (index, most) in expected.items():
        plan, asked = plans(reads[name])
        if index not in plan or asked > most or "Seq Scan on published_publisheddocument" in plan:
            wrong[name] = (asked, plan)
    assert wrong == {}


def test_a_street_is_one_query_once_its_names_are_known(reads):
    plan, asked = plans(reads["street, kept"])
    assert asked == 1
    assert "Seq Scan on published_publisheddocument" not in plan
