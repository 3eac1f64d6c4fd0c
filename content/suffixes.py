"""Turkish case suffixes after proper names and clock times. Pure functions.

Rules (TDK Yazım Kılavuzu: kesme işareti, büyük ünlü uyumu, ünsüz benzeşmesi): a suffix after a
proper name stands behind an apostrophe; its vowel follows the last vowel of the name; its first
consonant hardens after f, s, t, k, ç, ş, h, p; after a possessive compound ("… Camii",
"… Mezarlığı") the pronominal n comes between. After digits the suffix follows the spoken number.
"""

import re
from datetime import time
from typing import NamedTuple

from search.turkish.text import plain

HARD = frozenset("fstkçşhp")
# Vowel of the name -> vowel of a suffix with two forms (e/a), and with four (i/ı/ü/u).
TWO_FORMS = {"a": "a", "ı": "a", "o": "a", "u": "a", "e": "e", "i": "e", "ö": "e", "ü": "e"}
FOUR_FORMS = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}

# Last words that carry a possessive in the names of places where funerals are held.
POSSESSED = frozenset(
    (
        "camii",
        "camisi",
        "mescidi",
        "musallası",
        "mezarlığı",
        "kabristanı",
        "şehitliği",
        "türbesi",
        "külliyesi",
        "cemevi",
        "mahallesi",
        "köyü",
        "caddesi",
        "sokağı",
        "bulvarı",
        "meydanı",
        "parkı",
        "evi",
        "merkezi",
        "salonu",
        "konağı",
        "alanı",
        "bahçesi",
        "hastanesi",
        "tesisi",
        "derneği",
        "vakfı",
        "sitesi",
        "ilçesi",
        "ili",
        "beldesi",
        "yaylası",
        "yolu",
        "geçidi",
        "kavşağı",
        "köprüsü",
        "çıkmazı",
        "aralığı",
        "tüneli",
        "mevkii",
        "kilisesi",
    )
)
ONES = ("sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
TENS = ("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_NUMBER = re.compile(r"[0-9]{1,4}$")


class _Name(NamedTuple):
    """A name as its suffix needs it: itself, the word that decides, a remark in brackets."""

    text: str
    word: str
    remark: str

    @property
    def is_possessed(self) -> bool:
        return self.word in POSSESSED

    @property
    def ends_open(self) -> bool:
        return self.word[-1:] in TWO_FORMS

    def vowel(self, forms: dict[str, str]) -> str:
        found = (forms[letter] for letter in reversed(self.word) if letter in forms)
        return next(found, forms["e"])

    def with_suffix(self, suffix: str) -> str:
        return f"{self.text}’{suffix}{self.remark}"


def locative(name: str) -> str:
    """Return the name with "at": Erkilet’te, Argıncık Merkez Camii’nde."""
    read = _read(name)
    if read.is_possessed:
        return read.with_suffix(f"nd{read.vowel(TWO_FORMS)}")
    consonant = "t" if read.word[-1:] in HARD else "d"
    return read.with_suffix(f"{consonant}{read.vowel(TWO_FORMS)}")


def dative(name: str) -> str:
    """Return the name with "to": Erkilet’e, Yemliha’ya, Argıncık Mezarlığı’na."""
    read = _read(name)
    buffer = "n" if read.is_possessed else "y" if read.ends_open else ""
    return read.with_suffix(f"{buffer}{read.vowel(TWO_FORMS)}")


def genitive(name: str) -> str:
    """Return the name with "of": Hatice ÖRNEK’in, Ali KAYA’nın."""
    read = _read(name)
    buffer = "n" if read.ends_open else ""
    return read.with_suffix(f"{buffer}{read.vowel(FOUR_FORMS)}n")


def clock_locative(clock: time) -> str:
    """Return a clock time with "at": 10.30’da, 13.45’te, 15.00’te."""
    read = _Name(f"{clock:%H.%M}", spoken(clock.minute or clock.hour), "")
    consonant = "t" if read.word[-1] in HARD else "d"
    return read.with_suffix(f"{consonant}{read.vowel(TWO_FORMS)}")


def clock_dative(clock: time) -> str:
    """Return a clock time with "to": 10.30’a, 17.00’ye, 15.00’e; midnight ends the day as 24.00."""
    midnight = clock == time()
    text = "24.00" if midnight else f"{clock:%H.%M}"
    word = spoken(24 if midnight else clock.minute or clock.hour)
    read = _Name(text, word, "")
    return read.with_suffix(f"{'y' if read.ends_open else ''}{read.vowel(TWO_FORMS)}")


def spoken(number: int) -> str:
    """Return the last word of a number as it is spoken: 12 -> iki, 40 -> kırk, 300 -> yüz."""
    if number % 10 or not number:
        return ONES[number % 10]
    if number % 100:
        return TENS[number % 100 // 10]
    return "yüz" if number % 1000 else "bin"


def _read(name: str) -> _Name:
    text, remark = name.strip(), ""
    found = _REMARK.search(text)
    if found and found.start():
        text, remark = text[: found.start()], f" {found.group().strip()}"
    number = _NUMBER.search(text)
    if number:
        return _Name(text, spoken(int(number.group())), remark)
    return _Name(text, plain(text).rpartition(" ")[2], remark)
