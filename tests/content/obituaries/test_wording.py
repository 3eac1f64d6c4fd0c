"""The notice reads as a Turk would write it: suffixes, tense, prayer, neutral, transfer."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.obituaries.wording import Facts, announcement, remembrance, tidy_name
from content.suffixes import clock_locative, dative, genitive, locative

HATICE = Facts(
    name="Hatice ÖRNEK",
    age=78,
    burial_date=date(2026, 3, 3),
    prayer="ogle",
    mosque="Argıncık Merkez Camii",
    cemetery="Argıncık Mezarlığı",
)


def changed(**fields):
    return Facts(
        **{name: getattr(HATICE, name) for name in HATICE.__slots__} | fields,
    )


@pytest.mark.parametrize(
    ("name", "where", "whither", "whose"),
    [
        ("Hunat Camii", "Hunat Camii’nde", "Hunat Camii’ne", "Hunat Camii’nin"),
        ("Yeni Cami", "Yeni Cami’de", "Yeni Cami’ye", "Yeni Cami’nin"),
        ("Argıncık Mezarlığı", "Argıncık Mezarlığı’nda", "Argıncık Mezarlığı’na", None),
        ("Yemliha", "Yemliha’da", "Yemliha’ya", "Yemliha’nın"),
        ("Erkilet", "Erkilet’te", "Erkilet’e", "Erkilet’in"),
        ("Yozgat", "Yozgat’ta", "Yozgat’a", "Yozgat’ın"),
        ("Ürgüp", "Ürgüp’te", "Ürgüp’e", "Ürgüp’ün"),
        ("Muş", "Muş’ta", "Muş’a", "Muş’un"),
        ("KAYSERİ", "KAYSERİ’de", "KAYSERİ’ye", "KAYSERİ’nin"),
        ("IĞDIR", "IĞDIR’da", "IĞDIR’a", "IĞDIR’ın"),
        ("Emek Cemevi", "Emek Cemevi’nde", "Emek Cemevi’ne", "Emek Cemevi’nin"),
        ("Yeni Cami (Erkilet)", "Yeni Cami’de (Erkilet)", "Yeni Cami’ye (Erkilet)", None),
        ("Blok 40", "Blok 40’ta", "Blok 40’a", "Blok 40’ın"),
        ("Salon 6", "Salon 6’da", "Salon 6’ya", "Salon 6’nın"),
    ],
)
def test_a_name_gets_the_suffix_that_is_spoken(name, where, whither, whose):
    assert locative(name) == where
    assert dative(name) == whither
    assert whose is None or genitive(name) == whose


@pytest.mark.parametrize(
    ("clock", "text"),
    [
        (time(10, 30), "10.30’da"),
        (time(15, 0), "15.00’te"),
        (time(13, 45), "13.45’te"),
        (time(12, 12), "12.12’de"),
        (time(20, 0), "20.00’de"),
        (time(0, 0), "00.00’da"),
    ],
)
def test_a_clock_time_gets_the_suffix_of_its_last_word(clock, text):
    assert clock_locative(clock) == text


@given(st.text(max_size=60))
def test_any_text_gets_exactly_one_suffix_and_keeps_its_words(name):
    for suffixed in (locative(name), dative(name), genitive(name)):
        assert suffixed.count("’") == name.count("’") + 1


def test_the_examples_of_real_notices_are_written_letter_for_letter():
    assert announcement(HATICE) == (
        "Hatice ÖRNEK (78) vefat etmiştir. Cenazesi 3 Mart 2026 Salı günü öğle namazına müteakip "
        "Argıncık Merkez Camii’nde kılınacak cenaze namazının ardından Argıncık Mezarlığı’na "
        "defnedilecektir. Merhuma Allah’tan rahmet, yakınlarına başsağlığı dileriz."
    )
    mustafa = Facts(
        name="Mustafa DENEME",
        age=86,
        gender="male",
        burial_date=date(2026, 3, 6),
        prayer="cuma",
        mosque="Erkilet Merkez Camii",
        cemetery="Erkilet Mezarlığı",
    )
    assert announcement(mustafa) == (
        "Mustafa DENEME (86) vefat etmiştir. Cenazesi 6 Mart 2026 Cuma günü Cuma namazına müteakip "
        "Erkilet Merkez Camii’nde kılınacak cenaze namazının ardından Erkilet Mezarlığı’na "
        "defnedilecektir. Merhuma Allah’tan rahmet, yakınlarına başsağlığı dileriz."
    )


def test_a_woman_is_called_merhume():
    assert "Merhumeye Allah’tan rahmet" in announcement(changed(gender="female"))


def test_the_confirmed_clock_time_stands_beside_the_prayer():
    assert "öğle namazına (12.45) müteakip" in announcement(changed(prayer_time=time(12, 45)))


def test_a_prayer_at_another_time_is_told_by_the_clock():
    told = announcement(changed(prayer="other", prayer_time=time(10, 30)))
    assert "günü saat 10.30’da Argıncık Merkez Camii’nde kılınacak" in told


def test_the_neutral_ceremony_names_no_prayer_and_no_religion():
    told = announcement(
        changed(ceremony="neutral", prayer="", mosque="", prayer_time=time(14), gender="female")
    )
    assert "saat 14.00’te düzenlenecek cenaze töreninin ardından Argıncık Mezarlığı’na" in told
    assert told.endswith("Yakınlarına başsağlığı dileriz.")
    assert not any(word in told for word in ("namaz", "Allah", "Merhum"))


def test_a_transfer_tells_the_prayer_here_and_the_cemetery_there():
    told = announcement(
        changed(ceremony="transfer", transfer_city="Yozgat", cemetery="Sorgun Mezarlığı")
    )
    assert "namazının ardından Yozgat’a nakledilerek Sorgun Mezarlığı’na defnedilecektir." in told


def test_a_transfer_of_which_only_the_city_is_known_is_a_whole_sentence():
    bare = Facts(name="Ali ÖRNEK", ceremony="transfer", transfer_city="Muş")
    assert announcement(bare).startswith(
        "Ali ÖRNEK vefat etmiştir. Cenazesi Muş’a nakledilecektir."
    )


def test_an_unknown_burial_is_announced_for_later():
    told = announcement(changed(burial_date=None, prayer=""))
    assert "Cenaze namazının yeri ve zamanı daha sonra duyurulacaktır." in told


def test_after_the_day_of_the_funeral_it_is_told_as_past():
    told = announcement(HATICE, is_over=True)
    assert "kılınan cenaze namazının ardından Argıncık Mezarlığı’na defnedilmiştir." in told
    assert "ecektir" not in told


def test_a_newborn_child_is_announced_without_the_age_of_zero():
    assert announcement(changed(age=0)).startswith("Hatice ÖRNEK vefat etmiştir.")


def test_what_is_left_after_the_condolence_is_one_sentence_of_name_day_and_cemetery():
    assert remembrance(HATICE) == (
        "Hatice ÖRNEK (78) vefat etmiş, 3 Mart 2026 Salı günü Argıncık Mezarlığı’na defnedilmiştir."
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("hatice örnek", "Hatice ÖRNEK"),
        ("IŞIL  IŞIK", "Işıl IŞIK"),
        ("İSMAİL HAKKI ÇİÇEK", "İsmail Hakkı ÇİÇEK"),
        ("Hatice Örnek", "Hatice Örnek"),
        ("  Ali   KAYA ", "Ali KAYA"),
    ],
)
def test_a_name_typed_in_one_case_is_written_as_lists_write_it(typed, written):
    assert tidy_name(typed) == written
