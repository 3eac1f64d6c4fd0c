"""A municipality with fresh figures."""

import threading

import pytest

from demo.bank import Bank
from services.debts.payments.provider import _loaded
from tests.factories.debtdesk import fresh_figures
from tests.factories.site import home_page


@pytest.fixture
def town(db):
    home_page()
    return fresh_figures()


@pytest.fixture
def committed_town(transactional_db):
    home_page()
    return fresh_figures()


@pytest.fixture
def bank(settings):
    server = Bank(("127.0.0.1", 0), "tests-only")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PAYMENT_PROVIDER = "services.debts.payments.sandbox.Sandbox"
    settings.PAYMENT_SANDBOX_URL = server.address
    settings.PAYMENT_POLL_SECONDS = 0
    _loaded.cache_clear()
    yield server
    server.shutdown()
    server.server_close()
    _loaded.cache_clear()
