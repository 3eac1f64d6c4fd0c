"""From a half-typed query to a plan: titles and keywords only, and what may still be typed."""

from collections.abc import Iterable, Mapping, Sequence

from search import turkish
from search.analysis import BEGINNINGS, Form, Place, Term, whole
from search.engines.base import Clause, Ladder, Test, Word
from search.ranking import COVERAGE, JOINED, MOST_WORDS, TITLE, choices_of, ladder, typo
from search.turkish import Query, QueryWord
from search.turkish.distance import SHORT
from search.vocabulary import Known

MOST_STARTS = 5


def typing(
    finished: Query, beginning: str, known: Mapping[int, Known] | None = None
) -> tuple[tuple[Word, ...], tuple[Ladder, ...], tuple[Test, ...]]:
    """Return what a half-typed query must and may meet, and the tests of titles that begin so.

    Titles and keywords only.

    Args:
        finished: The words before the last.
        beginning: The last word so far, folded.
        known: What the vocabulary knows of all of them, and of the last two written as one: then
            what they resemble will do, and two words for one or one for two.
    """
    asked = finished.words[:MOST_WORDS]
    known = known or {}
    mended = {at: _forgiven(one, finished=at < len(asked)) for at, one in known.items()}
    last = known.get(len(asked))
    lasts: list[tuple[float, Term]] = [
        (2.0, Term(Place.TITLE, Form.FOLDED, beginning)),
        (1.0, Term(Place.TITLE, Form.FOLDED, beginning, prefix=True)),
    ]
    if last:
        lasts += [
            (2.0 * typo(far), Term(Place.TITLE, Form(form), term))
            for form, term, far, *_rest in mended[len(asked)].near
        ]
        if len(beginning) > SHORT and not last.own and not last.beginnings:
            lasts.append((JOINED, Term(Place.TITLE, Form.JOIN, beginning, prefix=True)))
    one_word: list[tuple[float, Term]] = []
    together = known.get(len(asked) + 1)
    if together and (together.own or together.beginnings):
        letters = asked[-1].token.folded + beginning
        one_word.append((JOINED, Term(Place.TITLE, Form.FOLDED, letters, prefix=True)))
    lasts += one_word
    words, ladders = [], []
    for at, word in enumerate(asked):
        own = [(weight, terms) for weight, terms in choices_of(word, mended.get(at))]
        alone = [(weight, Term(Place.TITLE, *terms[0])) for weight, terms in own if not terms[1:]]
        alone += one_word if at == len(asked) - 1 else []
        words.append(_in_names(term for _weight, term in alone if term.form is not Form.EXACT))
        ladders.append(ladder((TITLE * weight, (frozenset({term}),)) for weight, term in alone))
    words.append(_unfinished(beginning, _in_names(term for _weight, term in lasts[1:])))
    ladders.append(ladder((score, (frozenset({term}),)) for score, term in lasts))
    starts = _starts(asked, beginning, mended)
    ladders.append(ladder([(2.0, (starts,))]))
    ladders.append(
        ladder(
            (
                score / 2,
                (frozenset({Term(Place.TITLE_WORDS, Form.NUMBER, str(len(words) + more))}),),
            )
            for more, score in enumerate(COVERAGE)
        )
    )
    return tuple(words), tuple(ladders), ((starts,),)


def _in_names(terms: Iterable[Term]) -> Word:
    """Return a word that one of these terms meets, in title or keywords."""
    return Word(
        tuple(
            (frozenset(term._replace(place=place) for place in (Place.TITLE, Place.KEYWORDS)),)
            for term in dict.fromkeys(terms)
        )
    )


def _unfinished(beginning: str, word: Word) -> Word:
    """Return the last word; where it is short, what begins so is a term of its own."""
    if len(beginning) not in BEGINNINGS:
        return word
    short = (frozenset({Term(Place.BEGINNING, Form.FOLDED, beginning)}),)
    return Word((short, *word.tests[1:]))


def _forgiven(known: Known, *, finished: bool) -> Known:
    """Return what a word resembles within the edits that are forgiven, and nothing else.

    A finished word that stands somewhere is right; an unfinished one may become another.
    """
    return Known(known.own, [] if finished and known.own else known.resembling())


def _starts(asked: Sequence[QueryWord], beginning: str, mended: Mapping[int, Known]) -> Clause:
    """Return the beginnings of titles that begin with what is typed, or with what is meant."""
    typed = [word.token.folded for word in asked]
    meant = [
        turkish.fold(one.near[0][-1])
        if (one := mended.get(at)) and one.near and not one.own
        else word
        for at, word in enumerate(typed)
    ]
    last = mended.get(len(asked))
    lasts = [turkish.fold(near[-1]) for near in last.near[:MOST_STARTS]] if last else []
    phrases = [[*typed, beginning], [*meant, beginning], *([*meant, one] for one in lasts)]
    return frozenset(
        Term(Place.WHOLE_TITLE, Form.FOLDED, whole(words), prefix=True) for words in phrases
    )
