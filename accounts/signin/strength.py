"""How hard a password is to guess (zxcvbn), besides Django's list of common ones."""

import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

# 10^8 guesses: out of reach online, where limits hold (score 3 of zxcvbn begins there).
LEAST_SCORE = 3
LEAST_OWN = 5
# zxcvbn takes time that grows with the length; what comes after this makes nothing weaker.
MOST_LOOKED_AT = 64
# What everybody here thinks of first; zxcvbn's own words are English.
LOCAL_WORDS = (
    *("kocasinan", "kayseri", "belediye", "erciyes", "türkiye", "turkiye", "ankara", "istanbul"),
    *(
        "şifre",
        "sifre",
        "parola",
        "galatasaray",
        "fenerbahçe",
        "fenerbahce",
        "beşiktaş",
        "besiktas",
    ),
    *("kayserispor", "mustafa", "mehmet", "ahmet", "fatma", "ayşe", "ayse", "atatürk", "ataturk"),
    *("canım", "canim", "aşkım", "askim", "bismillah", "allah", "vatan", "bayrak", "sevgi"),
)


class GuessesValidator:
    """Refuses what can be guessed, and says what helps; it looks at name and address, too."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise where the password is weak."""
        if score(password, user) < LEAST_SCORE:
            raise ValidationError(self.get_help_text(), code="password_too_guessable")

    def get_help_text(self) -> str:
        """Return the advice."""
        return _(
            "This password is easy to guess. Use three or four words that do not belong together; "
            "no names, dates or rows of keys."
        )


def plain(word: str) -> str:
    """Return a word as it is typed without Turkish letters."""
    folded = unicodedata.normalize("NFKD", word.lower().replace("ı", "i"))
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


def score(password: str, user: Any = None) -> int:
    """Return 0 (guessed at once) to 4."""
    words = list(LOCAL_WORDS)
    for name in ("username", "first_name", "last_name", "email"):
        value = str(getattr(user, name, "") or "")
        words.extend([value, *value.replace("@", " ").replace(".", " ").split()])
    known = {plain(word) for word in words if len(word) > 2}
    if _own_part(password, known) < LEAST_OWN:
        return 1
    found = zxcvbn(password[:MOST_LOOKED_AT], user_inputs=sorted({*known, *filter(None, words)}))
    return int(found["score"])


def _own_part(password: str, known: set[str]) -> int:
    """Return how many letters are left without names, words everybody here knows, and digits.

    zxcvbn takes a name, a surname and a year for three secrets and multiplies them.
    """
    left = plain(password)
    for word in sorted(known, key=len, reverse=True):
        left = left.replace(word, " ")
    return sum(sign.isalpha() for sign in left)
