"""A disclosure text shows its version in force; every version stays readable and unchanged."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from ninja import Schema

from content.disclosures.comparison import compare
from content.disclosures.models import DisclosureVersionPage
from content.disclosures.schemas import DisclosureFields
from search.models import PublishedDocument
from search.rebuild import rebuild
from tests.factories.disclosures import text, version

pytestmark = pytest.mark.django_db


def page(path="/kvkk/e-belediye/", **query):
    return Client().get(path, query).content.decode()


def two_versions():
    parent = text()
    today = timezone.localdate()
    first = version(parent, 1, today - timedelta(days=400))
    second = version(parent, 2, today - timedelta(days=30), material_change=True)
    return parent, first, second


def test_the_lasting_address_shows_the_version_in_force_and_lists_all():
    two_versions()
    shown = page()
    assert "Talebi 2 numaralı usulle" in shown
    assert "Talebi 1 numaralı usulle" not in shown
    assert "/kvkk/e-belediye/surum-1/" in shown


def test_a_version_takes_over_at_midnight_of_its_day_without_anybody_doing_anything():
    parent = text()
    version(parent, 1, date(2026, 1, 1))
    version(parent, 2, date(2026, 6, 1))
    with time_machine.travel("2026-05-31T23:59:00+03:00", tick=False):
        assert "Talebi 1 numaralı" in page()
    with time_machine.travel("2026-06-01T00:00:00+03:00", tick=False):
        assert "Talebi 2 numaralı" in page()


def test_an_old_version_stays_at_its_own_address():
    two_versions()
    assert "Talebi 1 numaralı usulle" in page("/kvkk/e-belediye/surum-1/")


def test_the_difference_names_what_was_added_and_removed_in_words():
    two_versions()
    shown = page(eski="1", yeni="2")
    assert "<del>" in shown
    assert "<ins>" in shown
    assert "Değişiklik 2" in shown


@pytest.mark.parametrize(
    "query", [{"eski": "1"}, {"eski": "x", "yeni": "2"}, {"eski": "9" * 5_000}]
)
def test_a_comparison_that_makes_no_sense_is_explained_and_the_text_is_shown(query):
    two_versions()
    shown = page(**query)
    assert "Karşılaştırmak için listeden iki sürüm seçin" in shown
    assert "Talebi 2 numaralı usulle" in shown


def test_what_is_in_force_cannot_be_changed():
    _parent, first, _second = two_versions()
    first.change_note = "Başka bir şey"
    with pytest.raises(ValidationError) as caught:
        first.full_clean()
    assert "effective_on" in caught.value.message_dict


def test_a_version_of_the_future_may_still_be_corrected():
    parent = text()
    coming = version(parent, 1, timezone.localdate() + timedelta(days=10))
    coming.change_note = "Düzeltildi"
    coming.full_clean()
    coming.save()
    assert DisclosureVersionPage.objects.get(pk=coming.pk).change_note == "Düzeltildi"


def test_a_purpose_that_names_an_unknown_category_or_article_is_refused():
    parent = text()
    row = {"text": "Amaç", "categories": ["Kimllik"], "bases": ["KVKK 5/2-z"], "law": ""}
    with pytest.raises(ValidationError) as caught:
        version(parent, 1, timezone.localdate(), purposes=[("row", row)])
    assert "purposes" in caught.value.message_dict


def test_two_versions_of_a_text_cannot_have_the_same_number():
    parent = text()
    version(parent, 1, date(2026, 1, 1))
    with pytest.raises(ValidationError) as caught:
        version(parent, 1, date(2026, 2, 1), slug="yine-1")
    assert "version" in caught.value.message_dict


def test_deleting_or_withdrawing_a_version_leaves_the_text_with_the_one_before():
    _parent, _first, second = two_versions()
    second.unpublish()
    assert "Talebi 1 numaralı" in page()
    assert not rebuild(check_only=True)
    second.get_latest_revision() or second.save_revision().publish()
    DisclosureVersionPage.objects.get(pk=second.pk).delete()
    assert "Talebi 1 numaralı" in page()
    assert not rebuild(check_only=True)


def test_the_payload_follows_the_schema_of_the_api():
    parent, _first, _second = two_versions()
    for row in PublishedDocument.objects.public().filter(page_id=parent.pk):
        validated: Schema = DisclosureFields.model_validate(row.payload)
        assert validated.model_dump()["version"] == 2
        assert [item.version for item in validated.versions] == [2, 1]


def test_the_text_takes_two_queries_and_the_comparison_one_more(django_assert_max_num_queries):
    two_versions()
    client = Client()
    client.get("/kvkk/e-belediye/")
    # One of them asks for the generation, which a running server knows from memory.
    with django_assert_max_num_queries(2):
        client.get("/kvkk/e-belediye/")
    with django_assert_max_num_queries(3):
        client.get("/kvkk/e-belediye/", {"eski": "1", "yeni": "2"})


def test_equal_versions_have_no_difference():
    _parent, first, _second = two_versions()
    rows = compare(first.content(), first.content())
    assert {row["kind"] for row in rows} == {"same"}
