"""How blocks look to citizens, and the examples editors see when they choose one."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError

from content.blocks.body import Body
from content.standard.models import StandardPage
from tests.factories.blocks import body, file, picture
from tests.factories.places import category, place
from tests.factories.staff import signed_in, staff
from tests.factories.standard import draft_news, expired_news, news, private_news, standard_page

pytestmark = pytest.mark.django_db


def shown(*blocks):
    page = standard_page(title="Bilgi sayfası", slug="sayfa", body=body(*blocks))
    return Client().get(page.get_url()).content.decode()


def test_every_block_has_icon_label_description_group_and_template():
    for name, block in Body().child_blocks.items():
        assert block.meta.icon, name
        assert str(block.meta.label), name
        assert str(block.meta.description), name
        assert str(block.meta.group), name
        assert (Path(settings.BASE_DIR) / "templates/pages/blocks" / f"{name}.jinja").exists()


def test_words_stand_in_the_page_as_the_editor_wrote_them():
    html = shown(
        ("heading", {"text": "Nasıl yapılır?"}),
        ("callout", {"level": "warning", "title": "Dikkat", "text": "<p>Randevu alın</p>"}),
        ("steps", {"items": [{"title": "Formu doldurun", "text": "<p>İki dakika</p>"}]}),
        ("accordion", {"items": [{"title": "Ücretli mi?", "text": "<p>Hayır</p>"}]}),
        ("quote", {"text": "Siz anlatın", "source": "Çözüm Merkezi"}),
        ("table", {"caption": "Vezne saatleri", "rows": "Gün | Saat\nCuma | 9.00"}),
    )
    assert "<h2>Nasıl yapılır?</h2>" in html
    assert re.search(r'class="callout tone-warning".*Randevu alın', html, re.S)
    assert re.search(r'<ol class="steps"><li>.*Formu doldurun.*İki dakika', html, re.S)
    assert re.search(r"<details[^>]*><summary>Ücretli mi\?.*Hayır", html, re.S)
    assert re.search(r"<blockquote><p>Siz anlatın</p>.*Çözüm Merkezi", html, re.S)
    assert "<caption>Vezne saatleri</caption>" in html
    assert '<th scope="row">Cuma</th>' in html


def test_what_an_editor_types_into_plain_fields_is_never_markup():
    html = shown(("heading", {"text": "<script>alert(1)</script>"}))
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_pictures_and_files_stand_with_their_facts():
    html = shown(
        ("image", {"image": picture().pk, "alt": "Parkın girişi", "caption": "Yeni park"}),
        ("files", {"title": "Formlar", "files": [{"file": file().pk, "title": "Dilekçe"}]}),
    )
    assert 'alt="Parkın girişi"' in html
    assert "<figcaption>Yeni park</figcaption>" in html
    assert re.search(r"Dilekçe.*PDF, 2,0\s*KB", html, re.S)


def test_latest_notices_are_those_listed_now_newest_first_and_no_others():
    news("Eski duyuru", slug="eski", date="2026-01-01T09:00:00+03:00")
    news("Yeni duyuru", slug="yeni", date="2026-02-01T09:00:00+03:00")
    draft_news()
    private_news()
    expired_news()
    html = shown(("latest", {"title": "Son duyurular", "kind": "news", "count": 5}))
    assert html.index("Yeni duyuru") < html.index("Eski duyuru")
    for hidden in ("Taslak duyuru", "Gizli duyuru", "Süresi dolmuş duyuru"):
        assert hidden not in html


def test_what_is_published_later_appears_without_touching_the_page():
    page = standard_page(
        slug="sayfa", body=body(("latest", {"title": "Son", "kind": "news", "count": 5}))
    )
    assert "Şu anda kayıt yok." in Client().get(page.get_url()).content.decode()
    news("Sonradan gelen duyuru", slug="sonradan")
    assert "Sonradan gelen duyuru" in Client().get(page.get_url()).content.decode()


def test_places_of_a_category_stand_in_a_list_and_on_a_map():
    place("Lale Eczanesi", lat=38.7402, lng=35.479)
    place("Adresi bilinmeyen eczane", slug="adressiz")
    place("Merkez Parkı", category=category("Park", "Yeşil alan"), lat=38.75, lng=35.48)
    html = shown(("places", {"title": "Eczaneler", "category": "eczane"}))
    assert "Lale Eczanesi" in html
    assert "Adresi bilinmeyen eczane" in html
    assert "Merkez Parkı" not in html
    data = re.search(r"data-map-data>(.*?)</script>", html, re.S)[1]
    (feature,) = json.loads(data)["features"]
    assert feature["geometry"]["coordinates"] == [35.479, 38.7402]
    assert feature["properties"]["title"] == "Lale Eczanesi"
    assert feature["properties"]["url"] == "/kent-rehberi/lale-eczanesi/"


@pytest.mark.parametrize("number", [2, 12])
def test_a_page_costs_its_query_and_one_for_each_live_block(number, django_assert_max_num_queries):
    for index in range(number):
        place(f"Eczane {index}", slug=f"e{index}")
    page = standard_page(
        slug="sayfa",
        body=body(
            ("latest", {"title": "Son", "kind": "news", "count": 5}),
            ("places", {"title": "Eczaneler", "category": "eczane"}),
        ),
    )
    client = Client()
    client.get(page.get_url())
    # The generation is asked of the database in tests, of memory otherwise.
    with django_assert_max_num_queries(5):
        html = client.get(page.get_url()).content.decode()
    assert html.count('<article class="card">') == number


def test_the_number_of_live_blocks_is_limited():
    too_many = body(*[("latest", {"title": "Son", "kind": "news", "count": 5})] * 3)
    with pytest.raises(StreamBlockValidationError) as refused:
        Body().clean(too_many)
    assert refused.value.non_block_errors


@pytest.mark.parametrize("name", list(Body().child_blocks))
def test_an_editor_sees_an_example_of_each_block_drawn_as_on_the_site(name):
    picture()
    file()
    place("Lale Eczanesi")
    block = Body().child_blocks[name]
    assert block.is_previewable
    definition = StandardPage._meta.get_field("body").stream_block.child_blocks[name]
    address = reverse("wagtailadmin_block_preview")
    response = signed_in(staff("editor")).get(address, {"id": definition.definition_prefix})
    html = response.content.decode()
    assert f'class="block block-{name}"' in html
    assert "css/components.css" in html


def test_headings_inside_blocks_leave_out_no_level():
    steps = ("steps", {"items": [{"title": "Formu doldurun", "text": ""}]})
    assert "<h2>Formu doldurun</h2>" in shown(steps)


def test_headings_inside_blocks_stand_below_the_heading_before_them():
    steps = ("steps", {"items": [{"title": "Formu doldurun", "text": ""}]})
    assert "<h3>Formu doldurun</h3>" in shown(("heading", {"text": "Nasıl yapılır?"}), steps)
