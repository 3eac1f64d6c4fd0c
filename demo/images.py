"""The demo's pictures: what exists, what each shows (alt text), and how to make one.

``render("park")`` gives a Pillow image, ``encode("park")`` JPEG bytes. The same key always gives
the same picture. No photo, font or network is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image

from .drawing import patterns, scenes_open, scenes_places, scenes_roads, scenes_town
from .drawing.canvas import HEIGHT, WIDTH, Canvas

LOGO_SVG = Path(__file__).resolve().parent / "data" / "logo.svg"

Painter = Callable[[Canvas], None]


@dataclass(frozen=True, slots=True)
class DemoImage:
    """One picture: its painter, title and Turkish alt text, and its size in pixels."""

    paint: Painter
    title: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def _monogram(letter: str) -> DemoImage:
    return DemoImage(
        partial(patterns.monogram, letter=letter),
        f"Baş harf {letter.upper()}",
        f"Açık gri zemin üzerinde “{letter.upper()}” harfi",
        900,
        900,
    )


IMAGES: dict[str, DemoImage] = {
    "erciyes-gunduz": DemoImage(
        scenes_open.erciyes_day,
        "Erciyes, gündüz",
        "Karlı Erciyes Dağı; önünde şehir, kümbet ve kavak ağaçları",
    ),
    "erciyes-aksam": DemoImage(
        scenes_open.erciyes_dusk,
        "Erciyes, akşam",
        "Gün batarken Erciyes Dağı ve pencereleri ışıklı şehir",
    ),
    "kis": DemoImage(
        scenes_open.winter,
        "Kış mücadelesi",
        "Kar yağarken yolu açan kar küreme aracı, arkada Erciyes Dağı",
    ),
    "park": DemoImage(
        scenes_open.park,
        "Mahalle parkı",
        "Parkta oyun alanı, yürüyüş yolu, bank ve yürüyen insanlar",
    ),
    "fidan": DemoImage(
        scenes_open.planting,
        "Fidan dikimi",
        "Dağ eteğindeki tarlada sıra sıra fidan diken üç kişi",
    ),
    "baraj": DemoImage(
        scenes_open.reservoir,
        "Kuşçu kıyısı",
        "Baraj gölünde yelkenli, kıyıda ağaçlar ve bank",
    ),
    "toplanma-alani": DemoImage(
        scenes_open.assembly_area,
        "Toplanma alanı",
        "Yeşil toplanma alanı levhasının yanında, açık alanda bekleyen insanlar",
    ),
    "meydan": DemoImage(
        scenes_town.square,
        "Kent meydanı",
        "Saat kulesi, kümbet, cami ve fıskiyeli havuzuyla kent meydanı",
    ),
    "pazar": DemoImage(
        scenes_town.market,
        "Semt pazarı",
        "Renkli tenteli tezgâhlarında meyve ve sebze satılan semt pazarı",
    ),
    "kutuphane": DemoImage(
        scenes_town.library,
        "Kütüphane",
        "Kitap rafları önündeki masalarda lamba ışığında kitap okuyan insanlar",
    ),
    "tiyatro": DemoImage(
        scenes_town.stage,
        "Tiyatro sahnesi",
        "Kırmızı perdeli sahnede üç oyuncu ve salondaki seyirciler",
    ),
    "kurs": DemoImage(
        scenes_town.classroom,
        "Kurs sınıfı",
        "Tahta önündeki eğitmeni dinleyen, bilgisayar başındaki kursiyerler",
    ),
    "meclis": DemoImage(
        scenes_town.council,
        "Meclis salonu",
        "Başkanlık kürsüsü ve sıralarda oturan meclis üyeleri",
    ),
    "vezne": DemoImage(
        scenes_town.counter,
        "Tahsilat vezneleri",
        "Üç veznede görevliler ve önlerinde biri tekerlekli sandalyeli üç kişi",
    ),
    "geri-donusum": DemoImage(
        scenes_town.recycling,
        "Geri dönüşüm noktası",
        "Mavi, sarı, yeşil ve kiremit rengi dört geri dönüşüm kutusu",
    ),
    "cozum": DemoImage(
        scenes_town.call_centre,
        "Çözüm Merkezi",
        "Kulaklıklı görevli ve yanında biri onay işaretli iki konuşma balonu",
    ),
    "hastane": DemoImage(
        scenes_places.hospital,
        "Sağlık kuruluşu",
        "Cephesinde yeşil artı işareti bulunan sağlık kuruluşu ve önündeki insanlar",
    ),
    "okul": DemoImage(
        scenes_places.school, "Okul", "Üçgen alınlıklı okul binası ve bahçesindeki öğrenciler"
    ),
    "cami": DemoImage(
        scenes_places.mosque_place, "Cami", "Tek minareli, kubbeli cami; arkada Erciyes Dağı"
    ),
    "tramvay": DemoImage(
        scenes_places.tram, "Tramvay durağı", "Durağa yanaşan tramvay ve bekleyen yolcular"
    ),
    "spor": DemoImage(
        scenes_places.sports,
        "Spor salonu",
        "Spor salonunda basketbol oynayan üç kişi; biri tekerlekli sandalyede",
    ),
    "muze": DemoImage(
        scenes_places.museum,
        "Müze",
        "Akşam ışığında taç kapılı taş medrese ve yanında kümbet",
    ),
    "yol-bozuk": DemoImage(
        scenes_roads.road_worn,
        "Bozuk asfalt",
        "Çukur ve çatlaklarla dolu cadde, üzerinde trafik konileri",
    ),
    "yol-yeni": DemoImage(
        scenes_roads.road_new, "Yeni asfalt", "Yeni asfaltlı, şerit çizgili, aydınlatmalı cadde"
    ),
    "sokak-once": DemoImage(
        scenes_roads.lane_before, "Toprak sokak", "Su birikintili toprak sokak ve trafik konileri"
    ),
    "sokak-sonra": DemoImage(
        scenes_roads.lane_after, "Parke sokak", "Kilitli parke döşenmiş sokak ve yürüyen iki kişi"
    ),
    "kaldirim-once": DemoImage(
        scenes_roads.pavement_before,
        "Bozuk kaldırım",
        "Taşları yerinden oynamış kaldırım ve trafik konileri",
    ),
    "kaldirim-sonra": DemoImage(
        scenes_roads.pavement_after,
        "Yenilenen kaldırım",
        "Sarı hissedilebilir yüzeyli yeni kaldırımda tekerlekli sandalyeli bir kişi ve bir yaya",
    ),
    "bulvar-once": DemoImage(
        scenes_roads.boulevard_before,
        "Çalışma öncesi bulvar",
        "Bozuk zeminli bulvarda silindir ve trafik konileri",
    ),
    "bulvar-sonra": DemoImage(
        scenes_roads.boulevard_after,
        "Yenilenen bulvar",
        "Orta refüjü ağaçlı, yeni asfaltlı, şerit çizgili bulvar",
    ),
    "desen-yildiz": DemoImage(
        patterns.star_pattern,
        "Yıldız desen",
        "Selçuklu çinilerinden esinlenen sekiz köşeli yıldız deseni",
    ),
    "paylasim": DemoImage(
        patterns.share_card, "Paylaşım görseli", "Karlı Erciyes Dağı ve önünde yeşil tepeler"
    ),
    "logo": DemoImage(
        patterns.logo,
        "Kocasinan Belediyesi simgesi",
        "Petrol yeşili zeminde dağ silueti, önünde krem rengi K harfi",
        512,
        512,
    ),
    **{f"monogram-{letter}": _monogram(letter) for letter in patterns.STROKES},
}


def render(key: str) -> Image.Image:
    """Return the picture ``key`` as an RGB image.

    Raises:
        KeyError: when there is no such picture.
    """
    spec = IMAGES[key]
    canvas = Canvas(key, spec.width, spec.height)
    spec.paint(canvas)
    return canvas.finish()


def encode(key: str, image_format: str = "JPEG", quality: int = 86) -> bytes:
    """Return the picture as JPEG, WEBP or PNG bytes."""
    buffer = BytesIO()
    options = {} if image_format == "PNG" else {"quality": quality}
    render(key).save(buffer, image_format, **options)
    return buffer.getvalue()
