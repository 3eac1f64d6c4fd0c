"""What a text tells of people: pointed out, never refused."""

import pytest

from services.requests.privacy import Told, findings


@pytest.mark.parametrize(
    ("text", "what", "shown"),
    [
        ("TC 10000000146 olan kişi", Told.IDENTITY_NUMBER, "100******46"),
        ("numaram 0532 123 45 67", Told.PHONE, "0532 123 45 67"),
        ("(0352) 222 70 00 arayın", Told.PHONE, "(0352) 222 70 00"),
        ("bana ayse@example.org yazın", Told.EMAIL, "ayse@example.org"),
        ("38 ABC 123 park etmiş", Told.PLATE, "38 ABC 123"),
        ("38AB1234 park etmiş", Told.PLATE, "38AB1234"),
        ("Komşum Ahmet YILMAZ yaptı", Told.NAME, "Ahmet YILMAZ"),
        ("Ayşe Hanım gördü", Told.NAME, "Ayşe Hanım"),
    ],
)
def test_numbers_plates_and_names_are_found(text, what, shown):
    assert [(one.what, one.text) for one in findings(text)] == [(what, shown)]


@pytest.mark.parametrize(
    "text",
    [
        "Yolda 3 metre çukur var, 12 gündür böyle.",
        "Osman Kavuncu Bulvarı ile Ahmet Paşa Caddesi arasında",
        "Mustafa Kemal Mahallesinde, Hasan Ali Sokak No 12",
        "12345678901 numaralı başvuru",
        "2026-11-30 tarihinde 14 otobüsü geçmedi",
    ],
)
def test_streets_dates_and_other_numbers_are_left_alone(text):
    assert findings(text) == []
