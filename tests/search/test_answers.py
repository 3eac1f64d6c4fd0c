"""Answer cards: who is asked, what the query mentions, and what stays out of the way."""

import logging

import pytest
from django.utils import timezone

from search import answers
from search.answers import Asked, Card, Provider, cards


def asked(text, locale="tr"):
    return Asked(text, locale, timezone.localtime())


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(answers, "_PROVIDERS", {})


@pytest.mark.parametrize(
    "text",
    [
        "nöbetçi eczane",
        "NÖBETÇİ ECZANELER",
        "nobetci eczanesi",
        "Sahabiye'deki nöbetçi eczane nerede",
        "nöbetçi eczne",
        "nobetcieczane",
    ],
)
def test_a_phrase_is_mentioned_in_whatever_form_it_is_typed(text):
    assert asked(text).mentions("nöbetçi eczane")


@pytest.mark.parametrize("text", ["eczane", "nöbetçi", "nöbetçi hastane", "", "park"])
def test_a_phrase_is_not_mentioned_while_a_word_of_it_is_missing(text):
    assert not asked(text).mentions("nöbetçi eczane")


def test_the_rest_is_what_belongs_to_no_phrase():
    assert asked("zabıta müdürlüğü telefonu").rest("zabıta", "telefon") == ["mudurlugu"]
    assert asked("sahabiye").rest("Sahabiye") == []


def test_typing_errors_are_counted_so_that_the_best_spelling_can_win():
    assert asked("argıncık").edits("Argıncık") == 0
    assert asked("argincikk").edits("Argıncık") == 1
    assert asked("park").edits("Argıncık") is None


def test_providers_are_asked_by_their_phrases_and_answer_in_order(registry):
    said = []

    def provider(name, order, *phrases):
        def answer(asked):
            said.append(name)
            return Card(template=name)

        answers.register(Provider(name=name, answer=answer, phrases=phrases, order=order))

    provider("second", 20)
    provider("first", 10, "park")
    provider("not asked", 5, "eczane")
    assert [card.template for card in cards(asked("parklar"))] == ["first", "second"]
    assert said == ["first", "second"]


def test_at_most_two_cards_are_shown(registry):
    for number in range(4):
        answers.register(
            Provider(name=str(number), answer=lambda asked: Card(template="x"), order=number)
        )
    assert len(cards(asked("park"))) == 2


def test_one_that_answers_alone_is_not_asked_where_another_has_answered(registry):
    answers.register(
        Provider(
            name="park", answer=lambda asked: Card(template="park"), order=1, phrases=("park",)
        )
    )
    answers.register(
        Provider(name="rest", answer=lambda asked: Card(template="rest"), order=9, alone=True)
    )
    assert [card.template for card in cards(asked("park"))] == ["park"]
    assert [card.template for card in cards(asked("okul"))] == ["rest"]


def test_a_provider_that_fails_is_logged_and_left_out(registry, caplog):
    answers.register(Provider(name="broken", answer=lambda asked: 1 / 0, order=1))
    answers.register(Provider(name="sound", answer=lambda asked: Card(template="x"), order=2))
    with caplog.at_level(logging.ERROR):
        assert [card.template for card in cards(asked("park"))] == ["x"]
    assert "Answer provider broken failed" in caplog.text


def test_a_name_is_registered_once(registry):
    answers.register(Provider(name="one", answer=lambda asked: None))
    with pytest.raises(ValueError, match="registered twice"):
        answers.register(Provider(name="one", answer=lambda asked: None))
