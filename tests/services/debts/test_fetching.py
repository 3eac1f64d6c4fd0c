"""Fetching assessments from the accounting system's interface, and when it is away."""

import threading
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from demo.accounting import PAGE, Accounting
from services.debts.actions.imports import ImportRefused, import_from, rest_source
from services.debts.models import Assessment, ImportRun, RunKind
from services.debts.queries.source import freshness
from tests.factories.debt_files import row

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(settings):
    server = Accounting(("127.0.0.1", 0), "gizli")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.DEBT_SOURCE_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.DEBT_SOURCE_TOKEN = "gizli"
    server.source_time = timezone.now().isoformat()
    yield server
    server.shutdown()
    server.server_close()


def fetch(kind=RunKind.DELTA):
    return import_from(source=rest_source(kind))


def test_the_first_fetch_takes_everything_page_by_page_the_next_one_the_changes(system):
    system.rows = [row(place) for place in range(1, PAGE + 3)]
    assert fetch().rows == PAGE + 2
    assert [asked["kind"] for asked in system.asked] == ["full", "full"]
    first_time = system.source_time
    system.source_time = timezone.now().isoformat()
    system.changed = [row(1, collected="100.00")]
    assert fetch().changed == 1
    assert datetime.fromisoformat(system.asked[-1]["since"]) == datetime.fromisoformat(first_time)
    assert Assessment.objects.get(external_id="T-1").status == "paid"
    assert freshness().why_not is None


def test_wrong_totals_of_the_interface_change_nothing(system):
    system.rows, system.spoiled = [row(1)], 1
    with pytest.raises(ImportRefused, match="denetim toplam"):
        fetch()
    assert not Assessment.objects.exists()


def test_while_the_source_is_down_the_last_figures_stay_and_paying_is_off(system):
    system.rows = [row(1)]
    run = fetch()
    system.is_down = True
    with pytest.raises(ImportRefused, match="yanıt vermiyor"):
        fetch()
    state = freshness()
    assert state.as_of == run.source_time
    assert "yanıt vermiyor" in str(state.why_not)
    assert Assessment.objects.get().status == "open"
    system.is_down = False
    system.source_time = timezone.now().isoformat()
    fetch()
    assert freshness().why_not is None


def test_a_refused_file_is_not_a_source_that_is_down(system):
    system.rows = [row(1)]
    fetch()
    system.spoiled = 1
    system.changed = [row(1)]
    system.source_time = timezone.now().isoformat()
    with pytest.raises(ImportRefused):
        fetch()
    assert freshness().why_not is None


def test_figures_that_are_too_old_are_shown_but_not_paid_by(system, settings):
    assert freshness().as_of is None
    assert freshness().why_not is not None
    system.rows = [row(1)]
    fetch()
    settings.DEBT_SOURCE_MAX_AGE_HOURS = 36
    assert freshness(timezone.now() + timedelta(hours=35)).why_not is None
    assert freshness(timezone.now() + timedelta(hours=37)).why_not is not None


def test_a_wrong_token_and_a_missing_address_are_told_in_words(system, settings):
    settings.DEBT_SOURCE_TOKEN = "x"
    with pytest.raises(CommandError, match="yanıt vermiyor"):
        call_command("import_assessments", rest=True)
    settings.DEBT_SOURCE_URL = ""
    with pytest.raises(CommandError, match="DEBT_SOURCE_URL"):
        call_command("import_assessments", rest=True)


def test_an_interface_that_turns_in_circles_is_left(system, monkeypatch):
    monkeypatch.setattr("demo.accounting.PAGE", 1)
    system.rows = [row(1), row(2)]
    from demo.accounting import Answers

    page = Answers._page
    monkeypatch.setattr(Answers, "_page", lambda self, asked: page(self, asked) | {"next": "1"})
    with pytest.raises(ImportRefused, match="aynı sayfayı"):
        fetch()
    assert ImportRun.objects.get().state == "refused"
