"""The sentence of an obituary in Turkish, with suffixes that fit. Pure functions.

Rules: a suffix after a proper name stands behind an apostrophe. Its vowel follows the last vowel
of the name (vowel harmony), its first consonant hardens after f, s, t, k, ç, ş, h, p, and after a
possessive compound ("… Camii", "… Mezarlığı") the pronominal n comes between.
"""

from datetime import date

from search import turkish

HARD = set("fstkçşhp")
BACK = set("aıou")
VOWELS = "aeıioöuü"
MONTHS = (
    *("", "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran"),
    *("Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"),
)
DAYS = ["Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar"]
# Last words that carry a possessive in names of mosques and cemeteries.
POSSESSED = ("camii", "camisi", "mezarlığı", "kabristanı", "mescidi", "mahallesi", "caddesi", "evi")


def _last_vowel(word: str) -> str:
    return next((letter for letter in reversed(turkish.lower(word)) if letter in VOWELS), "e")


def _possessed(name: str) -> bool:
    return turkish.lower(name).rstrip().endswith(POSSESSED)


def locative(name: str) -> str:
    """Return the name with “in”: Erkilet’te, Argıncık Merkez Camii’nde."""
    vowel = "a" if _last_vowel(name) in BACK else "e"
    if _possessed(name):
        return f"{name}’nd{vowel}"
    hard = turkish.lower(name)[-1:] in HARD
    return f"{name}’{'t' if hard else 'd'}{vowel}"


def dative(name: str) -> str:
    """Return the name with “to”: Erkilet’e, Yemliha’ya, Argıncık Mezarlığı’na."""
    vowel = "a" if _last_vowel(name) in BACK else "e"
    if _possessed(name):
        return f"{name}’n{vowel}"
    buffer = "y" if turkish.lower(name)[-1:] in VOWELS else ""
    return f"{name}’{buffer}{vowel}"


def long_date(day: date) -> str:
    """Return 3 Mart 2026 Salı."""
    return f"{day.day} {MONTHS[day.month]} {day.year} {DAYS[day.weekday()]}"


def sentence(
    *,
    name: str,
    age: int | None,
    burial_date: date | None,
    ceremony: str,
    prayer_phrase: str,
    mosque: str,
    cemetery: str,
    transfer_city: str,
    woman: bool | None,
) -> str:
    """Return the announcement in full sentences; parts that are not known are left out."""
    who = f"{name} ({age})" if age is not None else name
    parts = [f"{who} vefat etmiştir."]
    day = f"{long_date(burial_date)} günü" if burial_date else ""
    if ceremony == "transfer" and transfer_city:
        parts.append(f"Cenazesi {dative(transfer_city)} nakledilmiştir.")
    elif ceremony == "prayer" and day and mosque:
        after = f"Cenazesi {day} {prayer_phrase} {locative(mosque)} kılınacak cenaze namazının"
        parts.append(
            f"{' '.join(after.split())} ardından {dative(cemetery)} defnedilecektir."
            if cemetery
            else f"{' '.join(after.split())} ardından defnedilecektir."
        )
    elif day:
        where = f" {dative(cemetery)}" if cemetery else ""
        parts.append(f"Cenazesi {day} düzenlenecek törenin ardından{where} defnedilecektir.")
    if woman is None:
        parts.append("Yakınlarına başsağlığı dileriz.")
    else:
        dear = "Merhumeye" if woman else "Merhuma"
        parts.append(f"{dear} Allah’tan rahmet, yakınlarına başsağlığı dileriz.")
    return " ".join(parts)
