"""Taking identity numbers out of text that goes to a log."""

import re

from accounts.identity.masks import mask_identity_number
from accounts.identity.numbers import LENGTH, is_valid, normalised

# Eleven or more digits of any script with at most two separators between neighbours.
_RUN = re.compile(r"\d(?:[\s.\-‐‑–—−/\u200b-\u200f\u00ad]{0,2}\d){10,}")  # noqa: RUF001


def scrubbed(text: str) -> str:
    """Return the text with every valid identity number in it masked.

    Looks at each window of eleven digits of a run, so that a number glued to others is found too.
    It may mask what is none (one of about a hundred other numbers of that length): a log loses
    nothing by it.
    """
    return _RUN.sub(_mask_run, text)


def _mask_run(match: re.Match[str]) -> str:
    run = match[0]
    places = [place for place, letter in enumerate(run) if letter.isdecimal()]
    digits = normalised("".join(run[place] for place in places))
    letters = list(run)
    index = 0
    while index + LENGTH <= len(digits):
        window = digits[index : index + LENGTH]
        if not is_valid(window):
            index += 1
            continue
        for offset, letter in enumerate(mask_identity_number(window)):
            letters[places[index + offset]] = letter
        index += LENGTH
    return "".join(letters)
