import pytest

from content.signs import for_xml, inert


@pytest.mark.parametrize("text", ["=1+1", "+90", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1"])  # noqa: RUF001
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert inert(text) == f"'{text}"


def test_other_texts_stay_as_they_are():
    assert inert("Çukur = 1") == "Çukur = 1"
    assert for_xml("Çukur\n\t🕳 “1”") == "Çukur\n\t🕳 “1”"


def test_what_xml_cannot_hold_is_left_out():
    assert for_xml("a\x00\x0b\x1f\ufffe\uffff\ud800b") == "ab"
