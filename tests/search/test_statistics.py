"""What the planner knows of the terms of documents."""

from django.db import connection

from search.judging.collection import stand_in

TARGETS = """
    SELECT attname, attstattarget FROM pg_attribute
    WHERE attrelid = 'published_publisheddocument'::regclass AND attnum > 0 AND attstattarget >= 0
    ORDER BY attname"""


def targets():
    with connection.cursor() as cursor:
        cursor.execute(TARGETS)
        return cursor.fetchall()


def test_a_stand_in_estimates_terms_as_finely_as_the_sites_table(db):
    own = targets()
    assert own == [("names", 300), ("vector", 300)]
    with stand_in():
        assert targets() == own
