"""Sheets of paper, read back by another program (PDFium)."""

import io
import re
import time

import pypdfium2
import pytest
import segno
from PIL import Image

from printing import A4, A5, Letterhead, Sheet
from printing.fonts import FontsMissing

HEAD = Letterhead(
    name="Örnek Belediyesi",
    unit="Fen İşleri Müdürlüğü",
    lines=("Cumhuriyet Meydanı No: 1", "0352 222 89 60 · ornek.bel.tr"),
)
LETTERS = "ığüşöçİĞÜŞÖÇ âîû — “Çiğdem Sokağı’nda 12.30”"


def opened(sheet):
    return pypdfium2.PdfDocument(sheet.pdf())


def words(document, page=0):
    text = document[page].get_textpage().get_text_bounded()
    return re.sub(r"\s+", " ", text)


def sheet(**options):
    made = Sheet(**{"title": "Deneme", "letterhead": HEAD, **options})
    made.add_page()
    return made


def test_turkish_letters_come_back_as_they_were_written():
    made = sheet(size=A5)
    made.paragraph(LETTERS)
    found = words(opened(made))
    assert LETTERS in found
    assert "Fen İşleri Müdürlüğü" in found


def test_arabic_letters_are_in_the_font_and_stand_at_the_right():
    made = sheet(language="ar")
    made.paragraph("أعمال الطرق")
    page = opened(made)[0]
    text = page.get_textpage()
    boxes = [
        text.get_charbox(number)
        for number in range(text.count_chars())
        if "\u0600" <= text.get_text_range(number, 1) <= "\ufeff"
    ]
    assert len(boxes) >= 8
    assert max(box[2] for box in boxes) == pytest.approx(page.get_width() - 18 / 25.4 * 72, abs=2)


@pytest.mark.parametrize(("size", "points"), [(A4, (595.3, 841.9)), (A5, (419.5, 595.3))])
def test_pages_have_the_iso_size(size, points):
    assert opened(sheet(size=size))[0].get_size() == pytest.approx(points, abs=0.2)


def test_the_fonts_are_embedded_as_small_subsets():
    made = sheet()
    made.paragraph(LETTERS)
    content = made.pdf()
    assert b"/FontFile2" in content
    assert b"/BaseFont /Helvetica" not in content
    assert len(content) < 60_000


def test_a_long_table_repeats_its_head_and_numbers_its_pages():
    made = sheet(size=A5)
    made.grid([(f"Sokak {n}", "Kapalı") for n in range(60)], head=("Sokak", "Trafik"))
    document = opened(made)
    assert len(document) >= 2
    assert all("SokakTrafik" in words(document, n).replace(" ", "") for n in range(len(document)))
    assert words(document, 1).replace(" ", "").endswith(f"2/{len(document)}")
    assert "Sokak 59" in words(document, len(document) - 1)


def test_the_head_is_whole_on_the_first_page_only():
    made = sheet(size=A5)
    for _ in range(40):
        made.paragraph("Uzun bir metin. " * 5)
    document = opened(made)
    assert "Fen İşleri Müdürlüğü" in words(document, 0)
    assert "Fen İşleri Müdürlüğü" not in words(document, 1)
    assert "Deneme" in words(document, 1)


def test_facts_without_a_value_are_left_out():
    made = sheet()
    made.facts([("Sokak", "Çiğdem Sokağı"), ("Ekip", "")])
    found = words(opened(made))
    assert "Çiğdem Sokağı" in found
    assert "Ekip" not in found


def test_a_qr_code_keeps_its_quiet_zone_and_leads_to_the_address():
    made = sheet(size=A5)
    made.qr("https://ornek.bel.tr/a/", x=40, y=60, width=40, alt="Sayfanın adresi")
    document = opened(made)
    picture = document[0].render(scale=4, grayscale=True).to_pil()
    unit = picture.width / 148
    box = picture.crop(tuple(int(n * unit) for n in (40, 60, 80, 100)))
    dark = box.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    modules = segno.make_qr("https://ornek.bel.tr/a/", error="q").symbol_size(border=4)[0]
    zone = 40 / modules * 4 * unit
    assert dark[0] == pytest.approx(zone, abs=3)
    assert dark[1] == pytest.approx(zone, abs=3)
    assert b"https://ornek.bel.tr/a/" in made.pdf()


def test_a_logo_is_drawn_beside_the_name():
    out = io.BytesIO()
    Image.new("RGB", (200, 100), "red").save(out, "PNG")
    made = sheet(letterhead=Letterhead(name="Örnek Belediyesi", logo=out.getvalue()))
    picture = opened(made)[0].render(scale=1).to_pil().convert("RGB")
    reds = sum(count for count, colour in picture.getcolors(1 << 20) if colour == (255, 0, 0))
    assert reds > 300


def test_the_language_and_title_are_told_to_screen_readers():
    content = sheet(language="ar").pdf()
    assert b"/Lang (ar)" in content
    assert opened(sheet()).get_metadata_dict()["Title"] == "Deneme"


def test_missing_fonts_say_what_to_do(settings, tmp_path):
    settings.PRINT_FONTS = tmp_path
    with pytest.raises(FontsMissing, match="npm ci"):
        sheet()


def test_a_sheet_takes_less_than_a_second():
    """Time of the processor, the best of five: other work on the machine is no fault of ours."""
    took = []
    for _attempt in range(5):
        begun = time.process_time()
        made = sheet(size=A5)
        made.facts([("Sokak", LETTERS)] * 10)
        made.pdf()
        took.append(time.process_time() - begun)
    assert min(took) < 1
