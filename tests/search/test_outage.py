"""The whole journey of an outage, with a server that is really killed and started again.

Citizens search and editors publish all the while, each on a connection of their own, with real
commits; the clock of the worker ticks beside them. Nothing is told that the server has gone.
"""

import threading
import time
import traceback

import pytest
from django.db import connection, transaction
from django.test import Client

from search import engines, tasks
from search.engines import health, mirror
from search.query import search
from tests.factories.site import home_page
from tests.factories.staff import signed_in, staff
from tests.factories.standard import section, standard_page

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.elasticsearch,
    pytest.mark.slow,
]

ADDRESSES = ("/ara/?q=vezne", "/api/v1/search?q=vezne", "/api/v1/suggest?q=vez")
NOTICE = "Arama motoru yanıt vermiyor."


class Busy:
    """People and the clock, at work in threads until told to stop."""

    def __init__(self, section):
        self.section = section
        self.stopped = threading.Event()
        self.errors = []
        self.answers = []  # (moment, address, status, whether the page that is always there is in)
        self.engines = []
        self.published, self.withdrawn = [], []
        self.threads = [
            threading.Thread(target=self.repeat, args=(step, pause))
            for step, pause in (
                (self.search_pages, 0.05),
                (self.ask_directly, 0.1),
                (self.publish, 0.2),
                (tasks.tick, 0.5),
            )
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self.stopped.set()
        for thread in self.threads:
            thread.join(60)

    def repeat(self, step, pause):
        try:
            while not self.stopped.is_set():
                step()
                self.stopped.wait(pause)
        except Exception:
            self.errors.append(traceback.format_exc())
        finally:
            connection.close()

    def search_pages(self):
        client = Client()
        for address in ADDRESSES:
            answer = client.get(address)
            found = "vezne-saatleri" in answer.content.decode()
            self.answers.append((time.monotonic(), address, answer.status_code, found))

    def ask_directly(self):
        self.engines.append(search("vezne").engine)

    def publish(self):
        number = len(self.published)
        with transaction.atomic():
            self.section.refresh_from_db()
            page = standard_page(self.section, f"Duyuru {number}", slug=f"duyuru-{number}")
        self.published.append(page)
        if number % 3 == 2:
            with transaction.atomic():
                self.published[number - 1].unpublish()
            self.withdrawn.append(self.published[number - 1])
        if number % 4 == 3:
            page.title = f"Güncel duyuru {number}"
            with transaction.atomic():
                page.save_revision().publish()


def wait_for(busy, condition, seconds=90):
    until = time.monotonic() + seconds
    while not condition():
        assert busy.errors == []
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.2)


def test_an_outage_costs_no_page_and_no_update_is_told_to_staff_and_ends_by_itself(elastic):
    home_page()
    bulletin = section()
    standard_page(bulletin, "Vezne saatleri", slug="vezne-saatleri")
    mirror.catch_up()
    editor = signed_in(staff("administrator"))
    assert NOTICE not in editor.get("/yonetim/").content.decode()

    with Busy(bulletin) as busy:
        wait_for(
            busy, lambda: len(busy.published) >= 3 and busy.engines.count("elasticsearch") >= 5
        )
        before = len(busy.published)
        elastic.stop()  # kill -9, in the middle of it all
        killed = time.monotonic()
        wait_for(busy, lambda: "postgres" in busy.engines)
        wait_for(busy, lambda: len(busy.published) >= before + 5)
        wait_for(busy, lambda: NOTICE in editor.get("/yonetim/").content.decode())
        assert health.current().behind > 0
        elastic.start()
        started = time.monotonic()
        wait_for(busy, lambda: busy.engines[-1] == "elasticsearch")
        wait_for(busy, lambda: health.current().failing_since is None)
        wait_for(busy, lambda: busy.answers[-1][0] > time.monotonic() - 1 > started)

    assert busy.errors == []
    wrong = [one for one in busy.answers if one[2:] != (200, True)]
    assert wrong == []
    assert any(killed < moment < started for moment, *_rest in busy.answers)
    tasks.tick()
    assert health.current() == (None, "", 0)
    assert mirror.drift() == []
    assert NOTICE not in editor.get("/yonetim/").content.decode()
    assert not engines.breaker.is_open
    gone = {page.pk for page in busy.withdrawn}
    results = search("duyuru", limit=100)
    assert results.engine == "elasticsearch"
    assert {hit.document.id for hit in results.hits} >= {
        page.pk for page in busy.published[-20:] if page.pk not in gone
    }
    assert not gone & {hit.document.id for hit in results.hits}
