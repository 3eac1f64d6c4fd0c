import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from search.prepared import prepared

pytestmark = pytest.mark.django_db


def plans():
    """Return how often each statement that the server keeps was run."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans + custom_plans FROM pg_prepared_statements")
        return dict(cursor.fetchall())


def ask(number):
    with prepared() as cursor:
        cursor.execute("SELECT %s + 1000", [number])
        return cursor.fetchone()[0]


def test_the_server_keeps_the_plan_of_a_query_that_differs_in_its_values_only():
    assert [ask(number) for number in (1, 2, 3)] == [1001, 1002, 1003]
    assert plans()["SELECT $1 + 1000"] == 3


def test_a_value_is_never_part_of_the_text():
    with prepared() as cursor:
        cursor.execute("SELECT %s::text", ["'; DROP TABLE x; --"])
        assert cursor.fetchone() == ("'; DROP TABLE x; --",)
    assert "SELECT $1::text" in plans()


def test_other_queries_are_not_prepared_however_often_they_are_asked():
    for _ in range(20):
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s + 2000", [1])
    assert not [text for text in plans() if "2000" in text]


def test_a_prepared_query_is_counted_and_shown_with_its_values():
    with CaptureQueriesContext(connection) as queries:
        ask(5)
    assert [query["sql"] for query in queries] == ["SELECT 5 + 1000"]


def test_a_pooler_that_cannot_follow_prepared_statements_is_given_none():
    other = connection.copy()
    other.settings_dict["OPTIONS"] = {**other.settings_dict["OPTIONS"], "prepare_threshold": None}
    try:
        with other.prepared_cursor() as cursor:
            cursor.execute("SELECT %s + 3000", [1])
            assert cursor.fetchone() == (3001,)
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            assert cursor.fetchone() == (0,)
    finally:
        other.close()


def test_every_database_of_the_site_is_of_this_kind():
    assert all(hasattr(connections[alias], "prepared_cursor") for alias in connections)
