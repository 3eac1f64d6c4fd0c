"""What only the desk may know is nowhere in public: not in a page, a list, the API, the index."""

import pytest

from search.models import PublishedDocument
from tests.content.obituaries.surfaces import everything, payload
from tests.factories.obituaries import INFORMANT, PHONE, after_burial, full_obituary

pytestmark = pytest.mark.django_db

SECRETS = (PHONE, PHONE.replace(" ", ""), INFORMANT, "Haberci", "999 88")


@pytest.mark.parametrize("days", [-1, 0, 1, 6, 8, 12, 41])
def test_no_public_surface_holds_the_familys_phone_or_who_told_us(days):
    page = full_obituary()
    with after_burial(days):
        surfaces = everything(page.pk)
    found = [name for name, text in surfaces.items() if any(secret in text for secret in SECRETS)]
    assert found == []


def test_the_surfaces_would_have_shown_it():
    page = full_obituary()
    with after_burial(0):
        surfaces = everything(page.pk)
    showing = {name for name, text in surfaces.items() if "Hatice" in text}
    assert showing >= {"page", "home", "list ", "list bugun", "search", "api list", "api csv"}


def test_the_index_does_not_store_it():
    full_obituary()
    rows = PublishedDocument.objects.filter(kind="obituary")
    stored = " ".join(
        f"{row.payload} {row.body} {row.search_text} {row.vector} {row.facets}" for row in rows
    ).lower()
    assert "argıncık" in stored
    assert not [word for word in ("haberci", "0532", "999 88", "desk_") if word in stored]


def test_no_field_of_the_desk_is_part_of_the_payload():
    page = full_obituary()
    with after_burial(0):
        assert not [name for name in payload(page.pk) if name.startswith("desk")]
