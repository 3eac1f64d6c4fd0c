"""The API form of blocks: JSON-ready, complete, links resolved; the words of it for search."""

import json

import pytest
from wagtail.blocks import StructBlockValidationError

from content.blocks import api_form, text_of
from content.blocks.body import Body
from tests.factories.blocks import body, file, picture
from tests.factories.site import directorate
from tests.factories.standard import standard_page

pytestmark = pytest.mark.django_db


def form_of(kind, value):
    return api_form(body((kind, value)))[0]["value"]


def test_a_body_is_a_list_of_type_id_and_value_that_json_gives_back_unchanged():
    form = api_form(
        body(
            ("heading", {"text": "Başvuru"}),
            ("text", {"text": "<p>Ücretsizdir.</p>"}),
            ("image", {"image": picture().pk, "alt": "", "caption": "Yeni park"}),
            ("files", {"title": "", "files": [{"file": file().pk, "title": ""}]}),
            ("latest", {"title": "Son", "kind": "news", "count": 3}),
        )
    )
    assert [block["type"] for block in form] == ["heading", "text", "image", "files", "latest"]
    assert form[0] == {"type": "heading", "id": "b0", "value": {"text": "Başvuru"}}
    assert json.loads(json.dumps(form)) == form


def test_rich_text_leads_to_the_page_it_names_wherever_that_page_stands():
    target = standard_page(title="Vezneler", slug="vezneler")
    form = form_of("text", {"text": f'<p><a linktype="page" id="{target.pk}">Vezneler</a></p>'})
    assert form["text"] == '<p><a href="/bilgi/vezneler/">Vezneler</a></p>'


def test_a_link_to_a_page_that_is_gone_leaves_its_words():
    form = form_of("text", {"text": '<p><a linktype="page" id="999999">Eski sayfa</a></p>'})
    assert "999999" not in form["text"]
    assert "Eski sayfa" in form["text"]


def test_a_picture_brings_its_renditions_and_the_words_for_who_cannot_see_it():
    image = picture(description="Ağaçlı bir park")
    form = form_of("image", {"image": image.pk, "alt": "", "caption": ""})
    assert form["image"]["alt"] == "Ağaçlı bir park"
    assert form["image"]["srcset"].count(" ") >= 3
    own = form_of("image", {"image": image.pk, "alt": "Parkın girişi", "caption": ""})
    assert own["image"]["alt"] == "Parkın girişi"


def test_a_picture_that_was_deleted_leaves_no_broken_block():
    image = picture()
    key = image.pk
    image.delete()
    form = form_of("image", {"image": key, "alt": "", "caption": "Park"})
    assert form == {"image": None, "caption": "Park"}


def test_a_file_says_title_address_type_and_size_in_bytes():
    document = file(title="Başvuru formu", name="form.pdf")
    form = form_of("files", {"title": "Formlar", "files": [{"file": document.pk, "title": ""}]})
    (entry,) = form["files"]
    assert entry["title"] == "Başvuru formu"
    assert entry["type"] == "PDF"
    assert entry["size"] == 2009
    assert entry["url"].startswith("/belgeler/")


def test_a_contact_is_completed_by_its_directorate_but_own_words_win():
    unit = directorate(phone="0352 222 70 01", email="fen@example.org", address="2. kat")
    value = {"title": "Sorularınız için", "directorate": unit.pk, "phone": "153"}
    form = form_of("contact", {**value, "email": "", "address": "", "hours": ""})
    assert form["phone"] == "153"
    assert form["email"] == "fen@example.org"
    assert form["address"] == "2. kat"
    assert form["directorate"]["slug"] == unit.slug


def test_a_table_comes_out_with_even_rows_and_without_empty_lines():
    form = form_of("table", {"caption": "Saatler", "rows": "Gün | Saat | Not\n\n| Cuma | 9 |\nCmt"})
    assert form == {
        "caption": "Saatler",
        "header": ["Gün", "Saat", "Not"],
        "rows": [["Cuma", "9", ""], ["Cmt", "", ""]],
    }


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("Gün | Saat", "başlık satırı ve en az bir satır daha"),
        ("Gün\nPazartesi", "Yalnızca bir sütun"),
        ("|".join("abcdefghi") + "\n" + "|".join("abcdefghi"), "en çok 8 sütun"),
    ],
)
def test_a_table_that_cannot_be_shown_is_refused_with_its_reason(rows, reason):
    block = Body().child_blocks["table"]
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"caption": "Saatler", "rows": rows}))
    assert reason in str(refused.value.block_errors["rows"])


def test_live_blocks_store_what_to_look_for_and_nothing_else():
    form = form_of("latest", {"title": "Son duyurular", "kind": "news", "count": 3})
    assert form == {"title": "Son duyurular", "kind": "news", "count": 3}


def test_search_gets_the_words_and_neither_tags_nor_addresses():
    words = text_of(
        api_form(
            body(
                ("text", {"text": "<p>Kömür &amp; odun <b>yardımı</b></p>"}),
                ("callout", {"level": "danger", "title": "Dikkat", "text": "<p>Kapalı</p>"}),
                ("table", {"caption": "Vezne", "rows": "Gün | Saat\nCuma | 9"}),
                ("accordion", {"items": [{"title": "Ücretli mi?", "text": "<p>Hayır</p>"}]}),
                ("image", {"image": picture().pk, "alt": "Kömür deposu", "caption": "Depo"}),
                ("latest", {"title": "Son", "kind": "obituary", "count": 3}),
            )
        )
    )
    for word in ("Kömür & odun", "yardımı", "Dikkat", "Vezne", "Cuma", "Ücretli mi?", "Hayır"):
        assert word in words
    assert "Kömür deposu" in words
    for noise in ("<", "danger", "/media", "obituary", "srcset"):
        assert noise not in words
