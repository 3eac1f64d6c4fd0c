"""A guess at the stem of words the dictionary lacks: names, compounds, typing errors."""

import re

from .suffixes import VOWELS, bit, ending_of, inflections

SAFE_ENDINGS = inflections(everything=False).folded

STEM_PART = re.compile(".*[bfghjopqvwxşğö]")
"""Letters no inflectional ending has: endings begin after the last of them."""

_FINAL_CLUSTERS = re.compile(
    "[lrnsvy]k|[rlnsfhy]t|[lrm]p|[lrn]c|[rnkpy]s|[rl]m|[ry]n|[rl]f|rv|[rn]z|[rnl]d|[rn]g|[ry]l|yr|[vt]r"
)
"""Two consonants a Turkish word can end in, folded."""
_POSSIBLE_HARMONY = {
    "a": (0,),
    "ı": (0,),
    "e": (1,),
    "i": (0, 1),
    "o": (2, 3),
    "u": (2, 3),
    "ö": (3,),
    "ü": (3,),
}


def guess(spelled: str, folded: str) -> str:
    """Strip what looks like inflection from a word the dictionary lacks.

    The longest suffix wins that agrees with the vowel before it and leaves something a Turkish
    word can look like. A -g- or -b- left bare before a vowel is hardened again.
    """
    stem_part = STEM_PART.match(spelled)
    for cut in range(max(3, stem_part.end() if stem_part else 0), len(folded)):
        mask = SAFE_ENDINGS.get(folded[cut:])
        if mask and mask & _classes_of(spelled[:cut]) and _looks_whole(folded, cut):
            return _hardened(folded, cut)
    return folded


def _classes_of(part: str) -> int:
    """Return the classes a possibly ASCII-typed word may have."""
    for sign in reversed(part):
        if sign in VOWELS:
            # s and c may stand for ş and ç; both kinds of s and ç are voiceless, c is not
            endings = {ending_of(part)} | ({2} if part[-1] == "c" else set())
            return sum(
                bit(harmony, ending) for harmony in _POSSIBLE_HARMONY[sign] for ending in endings
            )
    return 0


def _looks_whole(folded: str, cut: int) -> bool:
    """Tell whether the part before `cut` may be a word, given the suffix after it."""
    part, suffix = folded[:cut], folded[cut:]
    vowels = sum(sign in VOWELS for sign in part)
    if len(suffix) <= 2 and (cut < 4 or vowels < 2):
        return False
    if part[-1] in VOWELS:
        return vowels >= 2 or len(suffix) > 3
    if part[-2] in VOWELS:
        return True
    return _FINAL_CLUSTERS.fullmatch(part[-2:]) is not None


def _hardened(folded: str, cut: int) -> str:
    """Restore the final consonant that a vowel suffix softened (argincig-i: argincik)."""
    part = folded[:cut]
    if folded[cut] in VOWELS and len(part) > 3 and part[-2] in VOWELS:
        if part[-1] == "g":
            return part[:-1] + "k"
        if part[-1] == "b":
            return part[:-1] + "p"
    return part
