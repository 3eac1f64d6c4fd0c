"""Terms that stand in no document are not looked for; nothing is found or ranked otherwise."""

from pathlib import Path

import pytest

from search import languages, ranking, synonyms, vocabulary
from search.judging import figures
from search.query import search
from tests.factories.search import document, titles

JUDGED = Path(__file__).parent / "data" / "judged.csv"

pytestmark = pytest.mark.django_db


def looked_for(text):
    query = languages.parse(text, "tr", synonyms.current())
    known = vocabulary.ask(query.words, "tr")
    words = ranking.words_of(query, known)
    return {
        (term.form.value, term.value)
        for word in words
        for test in word.tests
        for clause in test
        for term in clause
    }


def test_two_words_are_looked_for_as_one_only_where_a_document_has_that_one():
    document("Belediye Hizmet Binası")
    assert (".", "belediyehizmet") not in looked_for("belediye hizmet")
    assert (".", "belediye") in looked_for("belediye hizmet")
    document("Belediyehizmet Dergisi")
    assert (".", "belediyehizmet") in looked_for("belediye hizmet")
    assert titles(search("belediye hizmet"))[-1] == "Belediyehizmet Dergisi"


def test_a_word_that_stands_nowhere_is_looked_for_all_the_same():
    document("Lale Parkı")
    assert (".", "zqx") in looked_for("zqx")
    assert titles(search("zqx lale")) == ["Lale Parkı"]
    assert titles(search("zqx")) == []


def test_scores_are_those_of_looking_for_everything(monkeypatch):
    for title in ("Otopark", "Oto Park Yeri", "Lale Parkı", "Spor Salonu", "Sporsalonu Kafe"):
        document(title, keywords="Park", text="Erkilet mahallesinde kütüphane, park ve otopark")
    asked = ["oto park", "otopark", "spor salonu", "sporsalonu", "lale parkı", "kütüphane"]
    asked += [one.query for one in figures.read(JUDGED)][:40]
    pruned = {
        text: [(hit.document.title, hit.score) for hit in search(text).hits] for text in asked
    }
    ask = vocabulary.ask

    def ask_and_forget(*args, **options):
        found = ask(*args, **options)
        for known in found.values():
            known.absent.clear()
        return found

    monkeypatch.setattr(vocabulary, "ask", ask_and_forget)
    for text in asked:
        assert [(hit.document.title, hit.score) for hit in search(text).hits] == pruned[text], text
