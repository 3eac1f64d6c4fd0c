"""How hard a password is to guess: zxcvbn, and what its English words do not know of here."""

import re
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from accounts.signin.leaked import is_leaked
from accounts.signin.local_words import RUN, WORDS, plain, runs, views

# 10^8 guesses: out of reach online, where limits hold (score 3 of zxcvbn begins there).
LEAST_SCORE = 3
LEAST_OWN = 5
MANY_WORDS = 4
# zxcvbn takes time that grows with the length; what comes after this makes nothing weaker.
MOST_LOOKED_AT = 64


class GuessesValidator:
    """Refuses what can be guessed, and says what helps; it looks at name and address, too."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise where the password is weak; of a leaked one it is enough to say that it is."""
        if not is_leaked(password) and score(password, user) < LEAST_SCORE:
            raise ValidationError(self.get_help_text(), code="password_too_guessable")

    def get_help_text(self) -> str:
        """Return the advice."""
        return _(
            "This password is easy to guess. Use three or four words that do not belong together; "
            "no names, dates or rows of keys."
        )


def score(password: str, user: Any = None) -> int:
    """Return 0 (guessed at once) to 4."""
    words: list[str] = []
    for name in ("username", "first_name", "last_name", "email"):
        value = str(getattr(user, name, "") or "")
        words.extend([value, *re.split(r"[@.\s_-]+", value)])
    own = {plain(word) for word in words if len(word) > 2}
    looked_at = password[:MOST_LOOKED_AT]
    if is_made_of_known(looked_at, own):
        return 1
    found = zxcvbn(looked_at, user_inputs=sorted({*own, *WORDS, *filter(None, words)}))
    return int(found["score"])


def is_made_of_known(password: str, known: set[str]) -> bool:
    """Tell whether hardly a letter is left without names, words of here, rows of keys and digits.

    zxcvbn takes a name, a surname and a year for three secrets and multiplies them. Four different
    words of here are a good password, though: there are 400 of them.

    Args:
        password: As typed, at most `MOST_LOOKED_AT` letters.
        known: Names of the person, plain.
    """
    folded = plain(password)
    return any(_is_known(folded, view, known) for view in views(folded))


def _is_known(folded: str, view: str, known: set[str]) -> bool:
    """Judge one reading of a password; `view` is as long as `folded`."""
    keep = [True] * len(folded)
    for word in known:
        start = view.find(word)
        while start >= 0:
            keep[start : start + len(word)] = [False] * len(word)
            start = view.find(word, start + 1)
    words = set()
    for found in _known_here().finditer(view):
        words.add(found[0])
        keep[found.start() : found.end()] = [False] * len(found[0])
    neighbours = runs()
    for start in range(len(view) - RUN + 1):
        if view[start : start + RUN] in neighbours:
            keep[start : start + RUN] = [False] * RUN
    left = sum(sign.isalpha() and stays for sign, stays in zip(folded, keep, strict=True))
    return left < LEAST_OWN and len(words - known) < MANY_WORDS


@cache
def _known_here() -> re.Pattern[str]:
    """Return what finds the words of here, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(WORDS, key=len, reverse=True))))
