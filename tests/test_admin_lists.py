"""What a list of the admin shows can be opened from the list."""

from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet

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
