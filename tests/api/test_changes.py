"""The change feed: a reader who applies it ends with exactly what is listed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.documents import FOREVER
from search.models import PublicationState, PublishedDocument
from tests.api.reading import Reader
from tests.factories.index import document, tombstone

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_reader_hears_of_new_changed_and_withdrawn_documents(api):
    kept, changed, withdrawn = document("Kalan"), document("Eski"), document("Giden")
    since = api.json("/documents")["since"]
    PublishedDocument.objects.filter(pk=changed.pk).delete()
    document("Yeni ad", page_id=changed.page_id, path=changed.path)
    tombstone(withdrawn.page_id)
    added = document("Eklenen")
    page = api.json("/documents", since=since)
    titles = {item["id"]: item["title"] for item in page["items"]}
    assert titles == {changed.page_id: "Yeni ad", added.page_id: "Eklenen"}
    assert page["deleted"] == [
        {
            "id": withdrawn.page_id,
            "kind": "place",
            "locale": "tr",
            "url": withdrawn.path,
            "deleted": True,
        }
    ]
    assert kept.page_id not in titles


def test_nothing_changed_answers_nothing_and_the_same_cursor(api):
    document()
    since = api.json("/documents")["since"]
    with time_machine.travel(datetime.now(tz=UTC) + timedelta(days=3), tick=False):
        page = api.json("/documents", since=since)
    assert (page["items"], page["deleted"], page["since"]) == ([], [], since)


def test_what_begins_and_ends_by_the_clock_alone_is_told(api):
    with time_machine.travel(START, tick=False):
        ends = document("Biter", valid_until=START + HOUR)
        begins = document("Başlar", valid_from=START + HOUR)
        leaves = document("Listeden çıkar", listed_until=START + HOUR)
        since = api.json("/documents")["since"]
    with time_machine.travel(START + HOUR, tick=False):
        page = api.json("/documents", since=since)
    assert [item["id"] for item in page["items"]] == [begins.page_id]
    assert {grave["id"] for grave in page["deleted"]} == {ends.page_id, leaves.page_id}


def test_a_change_on_the_very_edge_is_told_even_if_nothing_else_happened(api):
    with time_machine.travel(START, tick=False):
        first = document("Adresli", valid_until=START + HOUR, payload={"address": "ev"})
        document("Adressiz", page_id=first.page_id, valid_from=START + HOUR, path=first.path)
        since = api.json("/documents")["since"]
    with time_machine.travel(START + HOUR, tick=False):
        (item,) = api.json("/documents", since=since)["items"]
    assert item["title"] == "Adressiz"
    assert "address" not in item


def test_what_begins_later_does_not_give_away_its_address(api):
    shown = document("Şimdi")
    since = api.json("/documents")["since"]
    PublishedDocument.objects.filter(pk=shown.pk).delete()
    document(
        "Sonra",
        page_id=shown.page_id,
        path="/gizli/",
        valid_from=datetime.now(tz=UTC) + HOUR,
    )
    page = api.json("/documents", since=since)
    assert page["items"] == []
    assert [(grave["id"], grave["url"]) for grave in page["deleted"]] == [(shown.page_id, None)]


def test_a_document_that_no_longer_fits_the_filter_is_told_as_gone(api):
    found = document(facets=["neighbourhood:sahabiye"])
    since = api.json("/places", neighbourhood="sahabiye")["since"]
    PublishedDocument.objects.filter(pk=found.pk).delete()
    document(page_id=found.page_id, facets=["neighbourhood:argincik"], path=found.path)
    page = api.json("/places", neighbourhood="sahabiye", since=since)
    assert [grave["id"] for grave in page["deleted"]] == [found.page_id]


def test_changes_during_a_long_first_reading_are_not_lost(api):
    [document(sort_at=START - n * HOUR) for n in range(4)]
    first = api.json("/documents", limit=2)
    late = document("Arada", sort_at=START + HOUR)
    second = api.json("/documents", limit=2, cursor=first["next"])
    assert late.page_id not in {item["id"] for item in first["items"] + second["items"]}
    assert second["since"] == first["since"]
    assert late.page_id in {
        item["id"] for item in api.json("/documents", since=second["since"])["items"]
    }


def test_a_first_reading_of_an_empty_list_misses_nothing_published_since(api):
    since = api.json("/documents")["since"]
    found = document()
    assert api.ids("/documents", since=since) == [found.page_id]


def test_a_cursor_from_a_database_that_is_no_more_is_refused_rather_than_silent(api):
    document()
    since = api.json("/documents")["since"]
    PublicationState.objects.update(generation=0)
    body = api.problem("/documents", since=since)
    assert body["code"] == "invalid_cursor"
    assert "anew" in body["detail"]


@pytest.mark.parametrize(
    "other",
    [
        {"cursor": "WyJ4Il0"},
        {"sort": "title"},
        {"near": "38,35"},
        {"total": "true"},
        {"format": "csv"},
    ],
)
def test_parameters_that_make_no_sense_with_since_are_refused(api, other):
    since = api.json("/documents")["since"]
    assert api.problem("/documents", since=since, **other)["code"] == "invalid_combination"


OPERATION = st.one_of(
    st.tuples(
        st.just("publish"),
        st.integers(0, 5),
        st.lists(st.integers(-3, 6), min_size=1, max_size=3, unique=True),
        st.booleans(),
    ),
    st.tuples(st.just("withdraw"), st.integers(0, 5)),
    st.tuples(st.just("wait"), st.integers(1, 180)),
    st.tuples(st.just("read")),
)


def publish(number, marks, now, has_end):
    """Give a page spans that follow each other, as `index.sync` writes them."""
    page_id = 700 + number
    PublishedDocument.objects.filter(page_id=page_id).delete()
    edges = [now + mark * HOUR for mark in sorted(marks)]
    ends = [*edges[1:], edges[-1] + 2 * HOUR if has_end else FOREVER]
    for index, (begin, end) in enumerate(zip(edges, ends, strict=True)):
        listed = now + 4 * HOUR if number % 2 else FOREVER
        document(
            f"Belge {number}.{index}",
            page_id=page_id,
            path=f"/b/{number}/",
            valid_from=begin,
            valid_until=end,
            listed_until=listed,
            kind="place" if number % 3 else "news",
        )


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(operations=st.lists(OPERATION, min_size=3, max_size=14), limit=st.integers(1, 4))
def test_whatever_editors_and_the_clock_do_a_follower_ends_with_exactly_what_is_listed(
    client, operations, limit
):
    reader = Reader(client)
    with transaction.atomic():
        now = START
        with time_machine.travel(now, tick=False):
            publish(0, [-1, 2], now, True)
            items, since = reader.everything(limit=limit)
            copy = {item["id"]: item for item in items}
        for operation in [*operations, ("read",)]:
            if operation[0] == "wait":
                now += timedelta(minutes=operation[1])
            with time_machine.travel(now, tick=False):
                if operation[0] == "publish":
                    publish(operation[1], operation[2], now, operation[3])
                elif operation[0] == "withdraw":
                    page_id = 700 + operation[1]
                    if PublishedDocument.objects.filter(page_id=page_id, gone=False).exists():
                        tombstone(page_id)
                elif operation[0] == "read":
                    since = reader.follow(copy, since, limit=limit)
                    items, _since = reader.everything()
                    assert copy == {item["id"]: item for item in items}
        transaction.set_rollback(True)
