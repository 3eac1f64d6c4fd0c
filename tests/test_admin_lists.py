"""What a list of the admin shows can be opened from the list, and its page says what it is."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet

from services.cases.models import Workplace
from services.debts.models import LateFeeRate
from tests.factories.site import directorate
from tests.factories.staff import staff

OWN = ("accounts", "content", "home", "outbox", "search", "services", "subscriptions", "webhooks")


def lists():
    return [
        one
        for one in viewsets.viewsets
        if isinstance(one, ModelViewSet) and type(one).__module__.startswith(OWN)
    ]


def test_the_first_column_of_every_list_leads_to_the_entry():
    """Wagtail links the first column only where it is named by a text or is a title column."""
    assert len(lists()) > 15
    dead = {
        one.name
        for one in lists()
        if isinstance(one.list_display, (list, tuple))
        and isinstance(one.list_display[0], BaseColumn)
        and not (isinstance(one.list_display[0], TitleColumn) and one.list_display[0].url_name)
    }
    assert dead == set()


@pytest.mark.django_db
def test_titles_of_entries_are_words_and_numbers_of_the_reader():
    worker = Workplace.objects.create(user=staff("editor"), directorate=directorate())
    rate = LateFeeRate(valid_from=date(2025, 11, 13), monthly_percent=Decimal("3.70"))
    assert str(worker) == f"{worker.user.get_full_name()} – {worker.directorate.name}"
    with translation.override("tr"):
        assert str(rate) == "13.11.2025: %3,7"
