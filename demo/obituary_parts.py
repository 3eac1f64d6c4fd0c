"""What an invented notice is made of: mosques, cemeteries, condolence places and notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .dates import MONTHS

# (neighbourhood slug, mosque, cemetery, is the neighbourhood rural)
MOSQUES: tuple[tuple[str, str, str, bool], ...] = (
    ("argincik", "Argıncık Merkez Camii", "", False),
    ("barbaros", "Işıklar Camii", "", False),
    ("sahabiye", "Hacı Bekir Camii", "", False),
    ("yenidogan", "Kuyubaşı Camii", "", False),
    ("erkilet", "Ulu Çınar Camii", "Erkilet Mezarlığı", False),
    ("mithatpasa", "Mithatpaşa Merkez Camii", "", False),
    ("ziyagokalp", "Ziyagökalp Merkez Camii", "", False),
    ("yunus-emre", "Yunus Emre Merkez Camii", "", False),
    ("zumrut", "Zümrüt Merkez Camii", "", False),
    ("fevzi-cakmak", "Fevzi Çakmak Merkez Camii", "", False),
    ("beyazsehir", "Beyazşehir Merkez Camii", "", False),
    ("osmangazi", "Osmangazi Merkez Camii", "", False),
    ("mimarsinan", "Mimarsinan Merkez Camii", "", False),
    ("hoca-ahmet-yesevi", "Hoca Ahmet Yesevi Merkez Camii", "", False),
    ("erciyesevler", "Erciyesevler Merkez Camii", "", False),
    ("turgut-reis", "Turgut Reis Merkez Camii", "", False),
    ("kayabasi", "Kayabaşı Merkez Camii", "", False),
    ("yakut", "Yakut Merkez Camii", "", False),
    ("bugdayli", "Yeşilvadi Camii", "Buğdaylı Mezarlığı", False),
    ("yemliha", "Yemliha Camii", "Yemliha Mezarlığı", True),
    ("himmetdede", "Himmetdede Camii", "Himmetdede Mezarlığı", True),
    ("ebic", "Ebiç Camii", "Ebiç Mezarlığı", True),
    ("gunesli", "Güneşli Camii", "Güneşli Mezarlığı", True),
    ("mahzemin", "Mahzemin Camii", "Mahzemin Mezarlığı", True),
    ("hobek", "Höbek Camii", "Höbek Mezarlığı", True),
)

CITY_CEMETERIES = (
    "Argıncık Asri Mezarlığı",
    "Argıncık Asri Mezarlığı",
    "Erkilet Mezarlığı",
    "Buğdaylı Mezarlığı",
)

NOTES = (
    "Ailesi, çelenk yerine fidan bağışı yapılmasını rica etmektedir.",
    "Cenaze namazı için mahalleden servis kalkacaktır; bilgi için muhtarlığa sorunuz.",
    "Cenaze namazına katılamayanlar, defin sırasında mezarlıkta hazır bulunabilir.",
    "Mezarlık girişinde tekerlekli sandalye desteği verilecektir.",
)

VILLAGE_NOTES = (
    "Cenaze için il merkezinden servis kalkacaktır; bilgi için muhtarlığa sorunuz.",
    "Cenaze, namazın ardından mahalle mezarlığında toprağa verilecektir.",
)

# Straight-stroke letters only: demo.images draws them without a font.
MONOGRAM_LETTERS = "AEFHKLMNTVYZ"
_PLAIN = str.maketrans("ÇĞİÖŞÜÂ", "CGIOSUA")

_HOUSES = {
    "argincik": "Argıncık Taziye Evi, Argıncık Mah. Değirmenönü Cad. No: 96",
    "barbaros": "Barbaros Taziye Evi, Barbaros Mah. Fuzuli Sok. No: 83",
    "zumrut": "Zümrüt Taziye Evi, Zümrüt Mah. Yağmurdere Cad. No: 12",
}
_HOME_STREETS = ("Deneme Sok.", "Örnek Sok.", "Kurgu Sok.", "Taslak Cad.", "Numune Sok.")
_NAMES = {
    "sahabiye": "Sahabiye",
    "yenidogan": "Yenidoğan",
    "erkilet": "Erkilet",
    "mithatpasa": "Mithatpaşa",
    "ziyagokalp": "Ziyagökalp",
    "yunus-emre": "Yunus Emre",
    "fevzi-cakmak": "Fevzi Çakmak",
    "beyazsehir": "Beyazşehir",
    "osmangazi": "Osmangazi",
    "mimarsinan": "Mimarsinan",
    "hoca-ahmet-yesevi": "Hoca Ahmet Yesevi",
    "erciyesevler": "Erciyesevler",
    "turgut-reis": "Turgut Reis",
    "kayabasi": "Kayabaşı",
    "yakut": "Yakut",
    "bugdayli": "Buğdaylı",
    "yemliha": "Yemliha",
    "himmetdede": "Himmetdede",
    "ebic": "Ebiç",
    "gunesli": "Güneşli",
    "mahzemin": "Mahzemin",
    "hobek": "Höbek",
}


@dataclass(frozen=True, slots=True)
class Condolence:
    """Where and when the family receives condolences; vanishes from the site after ten days."""

    address: str
    first_day: date
    last_day: date
    days_text: str
    hours: str


def condolence_for(
    index: int, ceremony: str, neighbourhood: str, burial: date
) -> Condolence | None:
    """Return the condolence place, or ``None`` for families that wish none."""
    if index % 5 == 4 or (ceremony == "transfer" and index % 2):
        return None
    if neighbourhood in _HOUSES:
        address = _HOUSES[neighbourhood]
    else:
        street = _HOME_STREETS[index % len(_HOME_STREETS)]
        address = f"{_NAMES[neighbourhood]} Mah. {street} No: {index % 60 + 1}"
    last = burial + timedelta(days=0 if ceremony == "neutral" else 2)
    hours = ("10.00–21.00", "13.00–20.00", "Öğle ve yatsı namazları arasında")[index % 3]
    if ceremony == "neutral":
        hours = "15.00–20.00"
    return Condolence(address, burial, last, _days_text(burial, last), hours)


def _days_text(first: date, last: date) -> str:
    if first == last:
        return f"{first.day} {MONTHS[first.month - 1]}"
    if first.month == last.month:
        return f"{first.day}–{last.day} {MONTHS[last.month - 1]}"
    return f"{first.day} {MONTHS[first.month - 1]} – {last.day} {MONTHS[last.month - 1]}"


def monogram_for(name: str) -> tuple[str, str]:
    """Return the image key and the alt text of a soft initial in place of a photo."""
    letter = name[0].translate(_PLAIN)
    if letter not in MONOGRAM_LETTERS:
        return "", ""
    alt = f"Fotoğraf yerine açık gri zemin üzerinde “{name[0]}” harfi"
    return f"monogram-{letter.lower()}", alt
