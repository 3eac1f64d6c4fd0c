"""Relevance: from a query's words to a plan of tests and scores. Engines only compile the plan.

For each word the title, the keywords, the whole text and whole lines of the keywords (the category,
another name) add up, each with its best form: exact, folded, stem, joined, synonym, misspelt. Then
come the phrase as a whole: the title itself, neighbouring words, how little else the title says.
docs/search.md tells how the numbers were found.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from search import turkish
from search.analysis import Form, Place, Term, whole, whole_forms
from search.engines.base import Clause, Fresh, Ladder, Nearness, Rung, Test, Word
from search.kinds import all_kinds
from search.turkish import Option, Query, QueryWord
from search.vocabulary import Known

MOST_WORDS = 12
TITLE, KEYWORDS, ANYWHERE = 3.0, 1.0, 0.5
LINE = 1.0
WHOLE_TITLE = 4.0
BESIDE: Mapping[Place, float] = {Place.TITLE: 0.6, Place.KEYWORDS: 0.4, Place.ANYWHERE: 0.2}
COVERAGE = (0.8, 0.4, 0.2)
TYPO = (0.4, 0.35)
BEGINNING = 0.45
JOINED = 0.7
ENDED = 1.5
FADING = (0.4, 0.4, 0.4)
FADING_STEPS = (1, 4, 12)
NEAR_STEPS = ((300, 1.5), (700, 1.2), (1500, 0.9), (3000, 0.5), (6000, 0.25))

_STREETS = {"bulvar", "cadde", "sokak"}
_FORMS = {"exact": Form.EXACT, "folded": Form.FOLDED, "stems": Form.STEM, "joins": Form.JOIN}
_PLACES = ((Place.TITLE, TITLE), (Place.KEYWORDS, KEYWORDS), (Place.ANYWHERE, ANYWHERE))
Choice = tuple[float, tuple[tuple[Form, str], ...]]
"""A weight and the terms that together meet a word, wherever they stand."""


def words_of(query: Query, known: Mapping[int, Known]) -> tuple[Word, ...]:
    """Return what must be met."""
    found = []
    for at, word in enumerate(query.words[:MOST_WORDS]):
        tests = dict.fromkeys(
            _test(terms, Place.ANYWHERE)
            for _weight, terms in choices_of(word, known.get(at))
            if terms[0][0] is not Form.EXACT  # its folded form stands there too
        )
        found.append(Word(tuple(tests), _is_door_number(query.words, at)))
    return tuple(found)


def _is_door_number(words: Sequence[QueryWord], at: int) -> bool:
    """Tell whether a word is the number after a street: its neighbours will do, further down."""
    return at > 0 and words[at].token.folded.isdecimal() and words[at - 1].token.stem in _STREETS


def ladders_of(
    query: Query, known: Mapping[int, Known], tokens: Sequence[turkish.Token]
) -> tuple[Ladder, ...]:
    """Return what documents score; `tokens` are all words, those that need not be met, too."""
    words = query.words[:MOST_WORDS]
    choices = [choices_of(word, known.get(at)) for at, word in enumerate(words)]
    ladders: list[Ladder] = []
    for own in choices:
        for place, weight in _PLACES:
            ladders.append(ladder((weight * value, _test(terms, place)) for value, terms in own))
    ladders += _lines(words, choices)
    ladders.append(_whole_title(tokens))
    for left, right in pairwise(words):
        ladders.append(_beside(left, right))
    ladders.append(_coverage(choices, len(tokens)))
    return tuple(one for one in ladders if one)


def title_of(tokens: Sequence[turkish.Token]) -> tuple[Test, ...]:
    """Return the tests of the query being a whole title."""
    return tuple(
        (frozenset({Term(Place.WHOLE_TITLE, form, words)}),) for form, words in whole_forms(tokens)
    )


def ladder(scored: Iterable[tuple[float, Test]]) -> Ladder:
    """Return a ladder of tests with scores; tests of the same score share a rung."""
    rungs: dict[float, dict[Test, None]] = {}
    for score, test in scored:
        rungs.setdefault(exactly(score), {})[test] = None
    return tuple(Rung(score, tuple(rungs[score])) for score in sorted(rungs, reverse=True))


def exactly(score: float) -> float:
    """Return the nearest multiple of 1/1024, which sums exactly in every engine."""
    return round(score * 1024) / 1024


def freshness(now: datetime) -> tuple[Fresh, ...]:
    """Return what new documents of fading kinds, and all that has not ended, score more."""
    found = [Fresh(exactly(ENDED), (), not_ended_at=now)]
    for kind in all_kinds():
        if kind.fades_days:
            for step, score in zip(FADING_STEPS, FADING, strict=True):
                since = now - timedelta(days=kind.fades_days * step)
                found.append(Fresh(exactly(score), (kind.name,), since=since))
    return tuple(found)


def nearness(near: tuple[float, float] | None, radius_m: float | None) -> Nearness | None:
    """Return how distance scores."""
    if near is None:
        return None
    steps = tuple((metres, exactly(score)) for metres, score in NEAR_STEPS)
    return Nearness(near[0], near[1], steps, radius_m)


def choices_of(word: QueryWord, known: Known | None) -> list[Choice]:
    """Return what may meet a word and its worth: its own forms, then what it resembles."""
    found = [(option.weight, _terms(option)) for option in word.options]
    if known is None:
        return found
    there = [one for one in found if one[1][1:] or one[1][0] not in known.absent]
    if any(terms[0][0] is not Form.EXACT for _weight, terms in there):
        found = there
    for form, term, distance, _documents, _spelling in known.near:
        found.append((typo(distance), ((Form(form), term),)))
    if known.is_lost and not any(option.kind == "synonym" for option in word.options):
        found += [(TYPO[-1], ((Form(form), term),)) for form, term, *_rest in known.farther]
    if not known.own and not any(option.kind == "synonym" for option in word.options):
        found += [(BEGINNING, ((Form.FOLDED, term),)) for term, _spelling in known.beginnings]
    return found


def _terms(option: Option) -> tuple[tuple[Form, str], ...]:
    return tuple((_FORMS[term.field], term.value) for term in option.terms)


def _test(terms: Iterable[tuple[Form, str]], place: Place) -> Test:
    return tuple(frozenset({Term(place, form, value)}) for form, value in terms)


def _lines(words: Sequence[QueryWord], choices: Sequence[Sequence[Choice]]) -> Iterable[Ladder]:
    """Score each word for standing in a stretch of the query that is a whole line of keywords."""
    tokens = [word.token for word in words]
    spans: list[list[tuple[float, Test]]] = [[] for _word in words]
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            phrase = whole(token.stem for token in tokens[start:end])
            test = (frozenset({Term(Place.WHOLE_KEYWORD, Form.STEM, phrase)}),)
            for at in range(start, end):
                spans[at].append((LINE, test))
    for at, own in enumerate(choices):
        for weight, terms in own:
            if all(form in {Form.STEM, Form.FOLDED} for form, _value in terms):
                phrase = whole(value for _form, value in terms)
                test = (frozenset({Term(Place.WHOLE_KEYWORD, terms[0][0], phrase)}),)
                spans[at].append((LINE * weight, test))
    return [ladder(scored) for scored in spans]


def _whole_title(tokens: Sequence[turkish.Token]) -> Ladder:
    scores = {Form.EXACT: 1.1, Form.FOLDED: 1.0, Form.STEM: 0.8}
    return ladder(
        (WHOLE_TITLE * scores[form], (frozenset({Term(Place.WHOLE_TITLE, form, words)}),))
        for form, words in whole_forms(tokens)
    )


def _beside(left: QueryWord, right: QueryWord) -> Ladder:
    first = left.token.folded
    if not first.isalpha() or not right.token.folded.isalpha():
        return ()
    forms = {first + right.token.folded, first + right.token.stem}
    return ladder(
        (score, (frozenset(Term(place, Form.JOIN, form) for form in forms),))
        for place, score in BESIDE.items()
    )


def _coverage(choices: Sequence[Sequence[Choice]], length: int) -> Ladder:
    """Score titles that have all words and few others."""
    every: list[Clause] = []
    for own in choices:
        single = frozenset(Term(Place.TITLE, *terms[0]) for _w, terms in own if len(terms) == 1)
        if not single:
            return ()
        every.append(single)
    return ladder(
        (
            score,
            (
                *every,
                frozenset({Term(Place.TITLE_WORDS, Form.NUMBER, str(length + more))}),
            ),
        )
        for more, score in enumerate(COVERAGE)
    )


def typo(distance: int) -> float:
    """Return the weight of a term so many edits away."""
    return TYPO[min(distance, len(TYPO)) - 1]
