"""Synonyms: shipped ones to start with, editors' changes live at once."""

import pytest
from django.core.exceptions import ValidationError

from search.models import PublicationState, Synonym
from search.query import search
from tests.factories.search import document, titles

pytestmark = pytest.mark.django_db


def test_the_shipped_set_is_there():
    document("Merkez PTT Şubesi")
    assert titles(search("postane")) == ["Merkez PTT Şubesi"]


def test_a_change_is_live_with_the_next_search():
    document("Merkez Kütüphanesi")
    assert search("bilgievi").total == 0
    row = Synonym.objects.create(terms="bilgievi|kütüphane")
    assert titles(search("bilgievi")) == ["Merkez Kütüphanesi"]
    row.active = False
    row.save()
    assert search("bilgievi").total == 0


def test_deleting_one_is_a_change_too():
    row = Synonym.objects.create(terms="bilgievi|kütüphane")
    before = PublicationState.current()
    row.delete()
    assert PublicationState.current() > before


def test_one_way_finds_only_one_way():
    document("Merkez Anadolu Fizik Okulu")
    document("Bilim Yurdu")
    Synonym.objects.create(terms="bilim yurdu|fizik okulu", one_way=True)
    assert titles(search("bilim yurdu")) == ["Bilim Yurdu", "Merkez Anadolu Fizik Okulu"]
    assert titles(search("fizik okulu")) == ["Merkez Anadolu Fizik Okulu"]


def test_a_misspelt_synonym_finds_what_the_right_one_finds():
    document("Merkez PTT Şubesi")
    found = search("postahne")
    assert titles(found) == ["Merkez PTT Şubesi"]
    assert found.did_you_mean == "postahane"


@pytest.mark.parametrize("terms", ["postane", "postane|", "ptt|PTT", "||"])
def test_fewer_than_two_words_or_a_repetition_is_refused(terms):
    with pytest.raises(ValidationError) as refused:
        Synonym(terms=terms).full_clean()
    assert "terms" in refused.value.message_dict


def test_words_are_tidied():
    row = Synonym(terms=" sağlık   ocağı | ASM ")
    row.full_clean()
    assert row.terms == "sağlık ocağı|ASM"
    assert str(row) == "sağlık ocağı = ASM"
