"""Letters: Turkish case, folding to ASCII, slugs and sort keys."""

import re
import unicodedata

APOSTROPHES = "'’‘ʼ´`′＇‛"
"""Every sign that people type where Turkish wants an apostrophe."""

_DOT_ABOVE = "\u0307"
_CIRCUMFLEX = str.maketrans("âîûÂÎÛ", "aiuAİU")
_LOWER = str.maketrans({"İ": "i", "I": "ı"})
_UPPER = str.maketrans({"i": "İ", "ı": "I"})
_ASCII = str.maketrans("ığşçöü", "igscou")
_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_SMALL_WORDS = frozenset({"ve", "ile", "veya", "ya", "da", "de", "ki", "için", "mi", "mı"})

_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_SORT = {ord(letter): chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_GAPS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_NOT_SLUG = re.compile(r"[^a-z0-9\s_-]+")
_SLUG_GAPS = re.compile(r"[\s_-]+")
_TITLE_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[" + re.escape(APOSTROPHES) + r"])*")


def nfc(text: str) -> str:
    """Return `text` in Unicode's composed form (macOS sends ş as two code points)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def lower(text: str) -> str:
    """Lower-case as Turks do: İ becomes i, I becomes ı; circumflexes stay."""
    text = nfc(text).translate(_LOWER).lower()
    if _DOT_ABOVE in text:
        text = nfc(text.replace(_DOT_ABOVE, ""))
    return text


def upper(text: str) -> str:
    """Upper-case as Turks do: i becomes İ, ı becomes I; circumflexes stay."""
    return nfc(nfc(text).translate(_UPPER).upper())


def title(text: str) -> str:
    """Capitalise every word except small ones such as ve, ile; what follows an apostrophe stays."""
    text = nfc(text)

    def capital(found: re.Match[str]) -> str:
        word = lower(found.group())
        if found.start() > 0 and word in _SMALL_WORDS:
            return word
        return upper(word[0]) + word[1:]

    return _TITLE_WORD.sub(capital, text)


def plain(text: str) -> str:
    """Lower-case and drop circumflexes: the spelling dictionaries and suffix rules use."""
    return lower(text).translate(_CIRCUMFLEX)


def ascii_letters(text: str) -> str:
    """Map the six Turkish letters of an already `plain` word to ASCII, letter for letter."""
    return text if text.isascii() else text.translate(_ASCII)


def fold(text: str) -> str:
    """Fold to the form in which Turkish and ASCII typing are equal.

    Unicode composed form, Turkish lower case, no circumflex or other Latin accent, the Turkish
    letters as ASCII ones, every kind of apostrophe as "'". Other scripts keep their letters.
    Idempotent.
    """
    text = plain(text).translate(_APOSTROPHE).translate(_ASCII)
    if text.isascii():
        return text
    bare = "".join(
        mark for mark in unicodedata.normalize("NFD", text) if not "\u0300" <= mark <= "\u036f"
    )
    again = nfc(bare).lower().translate(_ASCII)
    return again if again == text else fold(again)


def slugify(text: str) -> str:
    """Make an ASCII slug: 'Argıncık Mahallesi' becomes 'argincik-mahallesi'."""
    text = unicodedata.normalize("NFKD", fold(text)).replace("'", "")
    text = _NOT_SLUG.sub("", text)
    return _SLUG_GAPS.sub("-", text).strip("-")


def sort_key(text: str) -> str:
    """Return a string whose code-point order is Turkish alphabetical order.

    Works under any binary collation (PostgreSQL's C). Case and circumflexes do not count, gaps
    and punctuation count as one space, runs of digits sort by value ("2" before "12"). The key is
    for ordering only, it is not readable. Texts that differ only in what does not count get equal
    keys: order by a second column too.
    """
    text = plain(text)
    if not text.isascii():
        text = "".join(_base(letter) for letter in text)
    for sign in APOSTROPHES:
        text = text.replace(sign, "")
    text = _GAPS.sub(" ", text).strip()
    return _DIGITS.sub(_number_key, text).translate(_SORT)


def _base(letter: str) -> str:
    """Strip accents that are not letters of the Turkish alphabet."""
    if letter.isascii() or ord(letter) in _SORT:
        return letter
    bare = unicodedata.normalize("NFD", letter)[0]
    return bare.lower()


def _number_key(found: re.Match[str]) -> str:
    """Write a run of digits so that longer numbers sort after shorter ones."""
    digits = "".join(str(unicodedata.digit(sign, 0)) for sign in found.group()).lstrip("0")
    return f"{min(len(digits), 99):02d}{digits}"
