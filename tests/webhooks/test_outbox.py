"""What is recorded, for whom, and that it stands or falls with the change itself."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from search import index
from tests.factories.index import document
from tests.factories.site import home_page
from webhooks.models import Delivery, Endpoint, Event, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver_of_all():
    return Endpoint.objects.create(name="Hepsi", url="https://alici.example/")


def tell(event="published", kind="place", **fields):
    found = fields.pop("row", None) or document(kind=kind)
    index.document_changed.send(
        Delivery,
        page_id=found.page_id,
        event=event,
        version=found.version,
        payload=found.payload,
    )
    return found


def test_publishing_updating_and_withdrawing_a_page_each_record_a_message(receiver_of_all):
    home = home_page()
    home.introduction = "Yeni giriş"
    home.save_revision().publish()
    home.unpublish()
    told = list(Delivery.objects.order_by("created_at").values_list("event", "document_id"))
    assert told == [
        (Event.PUBLISHED, home.pk),
        (Event.UPDATED, home.pk),
        (Event.UNPUBLISHED, home.pk),
    ]


def test_a_message_says_what_and_where_but_never_the_content(receiver_of_all):
    found = document("Hatice ÖRNEK", kind="obituary", payload={"condolence": "ev adresi"})
    tell(row=found)
    message = json.loads(Delivery.objects.get().body)
    assert message["event"] == "published"
    assert message["version"] == found.version
    assert message["document"] == {
        "id": found.page_id,
        "kind": "obituary",
        "locale": "tr",
        "url": found.path,
        "api_url": f"/api/v1/documents/{found.page_id}",
    }
    assert "ev adresi" not in Delivery.objects.get().body
    assert "Hatice" not in Delivery.objects.get().body


def test_a_change_that_is_rolled_back_leaves_no_message(receiver_of_all):
    with transaction.atomic():
        tell()
        assert Delivery.objects.exists()
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_receivers_hear_only_of_the_events_and_kinds_they_want():
    def receiver(name, **fields):
        return Endpoint.objects.create(name=name, url="https://alici.example/", **fields)

    receiver("yalnız yer", kinds=["place"])
    receiver("yalnız kalkan", events=["unpublished"])
    receiver("kapalı", active=False)
    tell("published", "place")
    tell("published", "news")
    tell("unpublished", "news")
    told = Delivery.objects.values_list("endpoint__name", "event", "kind")
    assert set(told) == {
        ("yalnız yer", "published", "place"),
        ("yalnız kalkan", "unpublished", "news"),
    }


def test_what_begins_later_is_told_to_nobody_before(receiver_of_all):
    later = document(valid_from=timezone.now() + timedelta(hours=1))
    tell("published", row=later)
    assert not Delivery.objects.exists()
    tell("updated", row=later)
    assert Delivery.objects.get().event == Event.UNPUBLISHED


def test_without_anybody_to_tell_publishing_costs_three_small_queries(django_assert_num_queries):
    found = document()
    with django_assert_num_queries(3):  # receivers; courses held at the place; subscribers
        tell(row=found)


def test_one_transaction_starts_sending_once_however_much_it_tells(
    receiver_of_all, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        for _ in range(5):
            tell()
    assert Delivery.objects.filter(state=State.PENDING).count() == 5
    assert len(callbacks) == 1
