"""A municipality with fresh figures."""

import pytest

from tests.factories.debtdesk import fresh_figures
from tests.factories.paying import bank
from tests.factories.site import home_page

__all__ = ["bank", "committed_town", "town"]


@pytest.fixture
def town(db):
    home_page()
    return fresh_figures()


@pytest.fixture
def committed_town(transactional_db):
    home_page()
    return fresh_figures()
