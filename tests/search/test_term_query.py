"""Lists filter by the beginnings of words, by the same terms as search."""

import pytest

from search import analysis
from search.models import PublishedDocument
from search.term_query import TermQuery
from tests.factories.search import document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["bordü", "bordür", "PARKE taş", "alım", "ihale bordür"])
@pytest.mark.parametrize("weights", ["", "A", "AB", "ABD"])
def test_a_document_is_found_by_what_its_words_begin_with(typed, weights):
    found = document("İhale: bordür ve parke taşı alımı")
    document("Lale Parkı")
    query = TermQuery(analysis.prefix_query(typed, weights))
    rows = PublishedDocument.objects.filter(vector=query)
    assert list(rows.values_list("page_id", flat=True)) == [found]


@pytest.mark.parametrize("typed", ["o'neil", "a\\b", "x & y | z", "':*", "%s 100%"])
def test_what_looks_like_a_query_is_words_only(typed):
    document("Lale Parkı")
    query = analysis.prefix_query(typed)
    assert not query or not PublishedDocument.objects.filter(vector=TermQuery(query)).exists()
