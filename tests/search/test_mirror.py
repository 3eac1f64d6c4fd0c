"""Elasticsearch follows the index: after commits, through outages, through rebuilds."""

import threading
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from search import engines, tasks
from search.engines import documents, health, mirror
from search.engines.elasticsearch import client
from search.models import EngineState, PublicationState, PublishedDocument
from search.query import search
from tests.factories.search import document, titles
from tests.factories.site import home_page
from tests.factories.standard import standard_page

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


def there(elastic):
    """Return titles-by-key of what Elasticsearch holds."""
    elastic_client = client(elastic.url)
    elastic_client.indices.refresh(index=documents.alias())
    hits = elastic_client.search(index=documents.alias(), size=1000)["hits"]["hits"]
    return {hit["_source"]["page_id"]: hit["_source"]["version"] for hit in hits}


def test_publishing_and_withdrawing_arrive_after_the_commit(
    elastic, django_capture_on_commit_callbacks
):
    home_page()
    with django_capture_on_commit_callbacks(execute=True):
        page = standard_page(title="Vezne saatleri")
    assert page.pk in there(elastic)
    found = search("vezne")
    assert (titles(found), found.engine) == (["Vezne saatleri"], "elasticsearch")
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert page.pk not in there(elastic)


def test_nothing_is_lost_while_it_is_down(elastic, django_capture_on_commit_callbacks):
    home_page()
    mirror.catch_up()
    elastic.stop()
    with django_capture_on_commit_callbacks(execute=True):
        page = standard_page(title="Kesinti duyurusu")
    found = search("kesinti")
    assert (titles(found), found.engine) == (["Kesinti duyurusu"], "postgres")
    assert health.current().failing_since is not None
    elastic.start()
    tasks.tick()
    assert page.pk in there(elastic)
    assert health.current() == (None, "", 0)


def test_searches_go_on_while_it_dies_and_come_back_by_themselves(elastic, monkeypatch):
    document("Lale Parkı")
    mirror.catch_up()
    answered = []
    for step in range(12):
        if step == 3:
            elastic.stop()
        if step == 8:
            elastic.start()
            tasks.tick()  # the clock of the worker; this server forgets its index when killed
            monkeypatch.setattr(engines.breaker, "_clock", lambda: time.monotonic() + 3_600)
        found = search("park")
        assert titles(found) == ["Lale Parkı"]
        answered.append(found.engine)
    assert answered[:3] == ["elasticsearch"] * 3
    assert set(answered[3:8]) == {"postgres"}
    assert answered[8:] == ["elasticsearch"] * 4
    assert health.current().failing_since is None


def test_what_the_mirror_has_not_heard_of_is_not_shown(elastic):
    number = document("Gizlenecek Park")
    mirror.catch_up()
    PublishedDocument.objects.filter(page_id=number).update(gone=True)
    found = search("park")
    assert found.engine == "elasticsearch"
    assert found.hits == []


def test_a_rebuild_exchanges_the_index_without_an_empty_moment(elastic):
    for number in range(30):
        document(f"Park {number}")
    mirror.catch_up()
    seen, stop = set(), threading.Event()

    def watch():
        while not stop.is_set():
            seen.add(client(elastic.url).count(index=documents.alias())["count"])

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        assert mirror.rebuild() == 30
    finally:
        stop.set()
        watcher.join()
    assert seen == {30}
    assert len(client(elastic.url).indices.get_alias(name=documents.alias()).body) == 1


def test_what_is_published_during_a_rebuild_is_sent_at_its_end(elastic, monkeypatch):
    document("Lale Parkı")
    build = mirror._build
    late = []

    def build_and_publish(index):
        size = build(index)
        late.append(document("Geç Park"))
        return size

    monkeypatch.setattr(mirror, "_build", build_and_publish)
    mirror.rebuild()
    assert late[0] in there(elastic)
    assert EngineState.objects.get().version == PublicationState.current()


def test_a_lost_index_is_built_anew(elastic):
    number = document("Lale Parkı")
    mirror.catch_up()
    for name in client(elastic.url).indices.get(index="published-*").body:
        client(elastic.url).indices.delete(index=name)
    assert titles(search("park")) == ["Lale Parkı"]
    mirror.catch_up()
    assert number in there(elastic)


def test_reindex_check_tells_what_is_missing_outdated_and_stray(elastic):
    missing, outdated, stray = (document(f"Park {name}") for name in "abc")
    mirror.catch_up()
    elastic_client = client(elastic.url)
    rows = {row.page_id: row for row in PublishedDocument.objects.all()}
    elastic_client.delete(index=documents.alias(), id=documents.key(rows[missing]))
    PublishedDocument.objects.filter(page_id=outdated).update(version=10_000_000)
    PublishedDocument.objects.filter(page_id=stray).delete()
    assert mirror.drift() == [
        f"elasticsearch missing: page {missing}",
        f"elasticsearch outdated: page {outdated}",
        f"elasticsearch stray: page {stray}",
    ]
    out = StringIO()
    with pytest.raises(CommandError, match="drifted"):
        call_command("reindex", "--check", stdout=out)
    assert "elasticsearch: 3 documents differ" in out.getvalue()


def test_the_lock_is_free_again_after_a_failure(elastic):
    elastic.stop()
    with pytest.raises(mirror.EngineError):
        mirror.catch_up()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        assert cursor.fetchone()[0] == 0
