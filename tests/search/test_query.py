"""What a search finds, in which order, and what it says about it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search import terms
from search.documents import ALWAYS
from search.engines import postgres
from search.generation import watch
from search.models import IndexedWord, PublishedDocument
from search.query import clean, search
from search.suggesting import suggest
from tests.factories.search import document, titles

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = timedelta(days=1)


def test_only_what_is_listed_now_is_found():
    document("Açık Park")
    document("Eski Park", valid_until=NOW - DAY)
    document("Gelecek Park", valid_from=NOW + DAY)
    document("Listesiz Park", listed_until=NOW - DAY)
    PublishedDocument.objects.filter(page_id=document("Çekilen Park")).update(gone=True)
    document("Park", locale="en")
    assert titles(search("park")) == ["Açık Park"]


def test_an_exact_title_comes_first_then_titles_then_names_then_text():
    document("Çeşme Sokağı Bilgisi", text="Gül Parkı yakınında")
    document("Kafe", keywords="Gül Parkı")
    document("Gül Parkı Kafeteryası")
    document("Gül Parkı")
    assert titles(search("gül parkı")) == [
        "Gül Parkı",
        "Gül Parkı Kafeteryası",
        "Kafe",
        "Çeşme Sokağı Bilgisi",
    ]


def test_an_exact_form_ranks_above_a_folded_one_and_that_above_a_stem():
    document("Işıklar")
    document("Işık")
    document("İşık")
    assert titles(search("ışık")) == ["Işık", "İşık", "Işıklar"]


def test_what_the_category_says_outranks_a_chance_word_of_a_name():
    document("Park Oteli", keywords="Otel\nTicaret")
    document("Lale Bahçesi Parkı", keywords="Park\nPark ve Spor")
    assert titles(search("park"))[0] == "Lale Bahçesi Parkı"


def test_typing_errors_are_forgiven_and_corrected():
    document("Çiçek Eczanesi", keywords="Eczane")
    found = search("ezcane")
    assert titles(found) == ["Çiçek Eczanesi"]
    assert found.did_you_mean == "eczane"


def test_a_correct_word_is_never_taken_for_an_error():
    document("Parke Taşı Deposu")
    assert search("park").total == 0


def test_an_unfinished_word_finds_what_begins_so():
    document("Halk Kütüphanesi")
    assert titles(search("kütüph")) == ["Halk Kütüphanesi"]


def test_when_no_document_has_all_words_those_with_the_most_are_shown():
    document("Erkilet Nikâh Salonu")
    document("Erkilet Parkı")
    found = search("erkilet nikah sarayı")
    assert found.partial
    assert titles(found) == ["Erkilet Nikâh Salonu"]


def test_all_words_leave_no_room_for_less():
    document("Erkilet Parkı")
    document("Lale Parkı")
    found = search("erkilet parkı")
    assert titles(found) == ["Erkilet Parkı"]
    assert not found.partial


def test_an_ended_work_sinks_and_a_place_does_not():
    document("Sivas Bulvarı asfalt çalışması", kind="roadwork", ends_at=NOW - DAY)
    document("Sivas Bulvarı asfalt çalışması başladı", kind="roadwork", ends_at=NOW + DAY)
    document("Sivas Bulvarı asfalt müzesi", sort_at=ALWAYS)
    order = titles(search("sivas bulvarı asfalt"))
    assert order[-1] == "Sivas Bulvarı asfalt çalışması"


def test_counts_are_by_kind_whatever_kind_is_wanted_and_facets_narrow():
    document("Lale Parkı", facets={"neighbourhood": ["sahabiye"]})
    document("Gül Parkı", facets={"neighbourhood": ["erkilet"]})
    document("Park çalışması", kind="roadwork", facets={"neighbourhood": ["erkilet"]})
    found = search("park", kinds=["place"])
    assert found.counts_by_kind == {"place": 2, "roadwork": 1}
    assert found.total == 2
    assert found.facet_counts == {"neighbourhood:sahabiye": 1, "neighbourhood:erkilet": 1}
    assert titles(search("park", facets={"neighbourhood": ["sahabiye"]})) == ["Lale Parkı"]


def point(lng, lat):
    return {"type": "Point", "coordinates": [lng, lat]}


def test_the_nearer_of_equals_comes_first_and_a_radius_excludes():
    document("Umut Eczanesi", geometry=point(35.50, 38.75))
    document("Şifa Eczanesi", geometry=point(35.491, 38.73))
    document("Noktasız Eczane")
    near = (35.49, 38.73)
    found = search("eczane", near=near)
    assert titles(found)[0] == "Şifa Eczanesi"
    assert found.hits[0].distance_m == pytest.approx(87, abs=2)
    assert titles(search("eczane", near=near, radius_m=500)) == ["Şifa Eczanesi"]


def test_extracts_mark_the_words_and_escape_the_rest():
    document("<b>Gül</b> Parkı", text="Burada <i>parklar</i> & çeşmeler var.")
    (hit,) = search("park").hits
    assert hit.title == "&lt;b&gt;Gül&lt;/b&gt; <mark>Parkı</mark>"
    assert hit.highlight == "Burada &lt;i&gt;<mark>parklar</mark>&lt;/i&gt; &amp; çeşmeler var."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "  ",
        "ve ile",
        "😀😀",
        "'",
        "\\",
        "a" * 10_000,
        "park " * 2_000,
        "' | !(:*&",
        "<>",
        "١٢٣",
        "\ud800",
    ],
)
def test_whatever_is_typed_gets_an_answer(text):
    document("Lale Parkı")
    assert search(text).total >= 0
    assert isinstance(suggest(text).items, list)


def test_a_query_is_kept_to_one_line_without_control_characters():
    assert clean(" a\x00b\n\tc ") == "a b c"
    assert len(clean("a" * 10_000)) == 200


def test_a_search_takes_two_queries_and_a_suggestion_one(django_assert_num_queries, monkeypatch):
    document("Lale Parkı")
    monkeypatch.setattr(watch, "current", lambda: 1)  # told by the database, not asked
    search("park")  # the synonyms are read once for each generation
    with django_assert_num_queries(2):
        search("lale parkk")
    with django_assert_num_queries(1):
        assert [one.title for one in suggest("lale pa").items] == ["Lale Parkı"]


def test_suggestions_begin_with_titles_that_begin_so():
    document("Büyük Kartal Kavşağı")
    document("Kartal Parkı")
    assert [one.title for one in suggest("kart").items] == ["Kartal Parkı", "Büyük Kartal Kavşağı"]
    assert suggest("k").items == []


def test_suggestions_of_few_words_come_before_long_ones_that_say_the_same():
    document("Kartal Parkı")
    document("Kartal Parkı yanındaki sokağın trafiğe kapatılması")
    titles_typed = [one.title for one in suggest("kartal pa").items]
    assert titles_typed == ["Kartal Parkı", "Kartal Parkı yanındaki sokağın trafiğe kapatılması"]


def test_english_and_arabic_have_their_own_words():
    document("Public libraries", locale="en")
    document("المكتبات العامة", locale="ar")
    assert titles(search("the library", locale="en")) == ["Public libraries"]
    assert titles(search("مكتبة", locale="ar")) == ["المكتبات العامة"]


def test_terms_of_older_code_are_made_anew_without_a_new_version():
    number = document("Lale Parkı")
    PublishedDocument.objects.update(names=None, vector=None, terms=0)
    IndexedWord.objects.all().delete()
    assert search("parkk").total == 0
    version = PublishedDocument.objects.get(page_id=number).version
    assert terms.has_old_terms()
    assert terms.renew_terms() == 1
    assert titles(search("parkk")) == ["Lale Parkı"]
    assert PublishedDocument.objects.get(page_id=number).version == version
    assert not terms.has_old_terms()


def test_more_than_are_ranked_never_hides_an_exact_title(monkeypatch):
    monkeypatch.setattr(postgres, "MOST_RANKED", 5)
    for place in range(10):
        document(f"Yazı {place}", text="Belediye binası")
    for place in range(10):
        document(f"Belediye Binası Şubesi {place}")
    document("Belediye Binası")
    found = search("belediye binası")
    assert titles(found)[0] == "Belediye Binası"
    assert (found.total, found.reachable, found.capped) == (21, 5, False)
    assert all(title.startswith("Belediye") for title in titles(found))
    assert titles(search("belediye binası", offset=5)) == []


def test_what_is_more_than_is_counted_is_said_to_be_more(monkeypatch):
    monkeypatch.setattr(postgres, "MOST_COUNTED", 5)
    for number in range(5):
        document(f"Park {number}", facets={"category": ["park"]})
    found = search("park")
    assert (found.total, found.capped, found.counts_capped) == (5, False, False)
    document("Park 6", facets={"category": ["park"]})
    found = search("park")
    assert (found.total, found.capped, found.counts_capped) == (5, True, True)


def test_a_kind_is_counted_and_listed_by_itself_however_many_the_others_have(monkeypatch):
    monkeypatch.setattr(postgres, "MOST_RANKED", 4)
    monkeypatch.setattr(postgres, "MOST_COUNTED", 4)
    for number in range(9):
        document(f"Park {number}")
    for number in range(3):
        document(f"Yazı {number}", kind="news", text="Park açıldı")
    found = search("park", kinds=["news"])
    assert sorted(titles(found)) == ["Yazı 0", "Yazı 1", "Yazı 2"]
    assert (found.total, found.reachable, found.capped) == (3, 3, False)
    assert found.counts_by_kind["news"] == 3
    assert found.counts_capped  # of the places
    found = search("park", kinds=["place"])
    assert (found.total, found.reachable, found.capped) == (4, 4, True)
    assert found.counts_by_kind["news"] == 3


def test_what_has_only_some_of_the_words_is_said_to_be_more_too(monkeypatch):
    monkeypatch.setattr(postgres, "MOST_PARTS", 3)
    for number in range(4):
        document(f"Park {number}")
    found = search("park zzqqxx")
    assert found.partial
    assert (found.total, found.reachable, found.capped) == (3, 3, True)
