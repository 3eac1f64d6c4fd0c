"""Sections, pages and services: what citizens read, what is found, what machines read."""

import json
import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from content.standard.schemas import PageFields, ServiceFields
from search.models import PublishedDocument
from search.query import search
from tests.factories.blocks import body
from tests.factories.site import directorate
from tests.factories.standard import section, service, standard_page

pytestmark = pytest.mark.django_db


def html_of(page):
    return Client().get(page.get_url()).content.decode()


def row_of(page):
    return PublishedDocument.objects.get(page_id=page.pk, gone=False)


def full_service(**fields):
    return service(
        section("Hizmetler", "hizmetler"),
        title="İşyeri açma ruhsatı",
        slug="isyeri-acma-ruhsati",
        summary="İşyerinizi açmadan önce almanız gereken izin.",
        what="<p>İşyerinin kurallara uygun olduğunu gösterir.</p>",
        who="<p>İşyeri açacak herkes.</p>",
        needed="Nüfus cüzdanı\n\nKira sözleşmesi\n",
        duration="3 iş günü",
        fee="Meclis tarifesine göre",
        start_label="Başvuruya başla",
        start_url="/e-belediye/ruhsat/",
        how_today="<p>Ruhsat Müdürlüğüne gelin.</p>",
        steps=[("steps", {"items": [{"title": "Formu doldurun", "text": "<p>Kolay</p>"}]})],
        law="3572 sayılı Kanun",
        directorate=directorate("Ruhsat Müdürlüğü", phone="0352 222 70 05"),
        reviewed_on=date(2026, 3, 1),
        **fields,
    )


def test_a_service_answers_every_question_before_the_citizen_asks():
    html = html_of(full_service())
    for words in (
        *("İşyerinin kurallara uygun", "İşyeri açacak herkes", "3 iş günü", "Meclis tarifesine"),
        *("Ruhsat Müdürlüğüne gelin", "Formu doldurun", "3572 sayılı Kanun", "Ruhsat Müdürlüğü"),
    ):
        assert words in html
    assert re.search(r'<a class="button[^"]*" href="/e-belediye/ruhsat/">.*?Başvuruya başla', html)
    assert re.search(r"<li>Nüfus cüzdanı</li><li>Kira sözleşmesi</li>", html)
    assert "1 Mart 2026" in html


def test_a_service_without_an_online_way_has_no_button_and_no_empty_headings():
    html = html_of(service(title="Nikâh", slug="nikah", summary="Nikâh başvurusu"))
    assert "button-start" not in html
    for heading in ("Kimler başvurabilir", "Gerekli belgeler", "Adımlar"):
        assert f"<h2>{heading}" not in html


def test_machines_read_a_government_service_with_its_office_and_its_channel():
    html = html_of(full_service())
    data = json.loads(re.search(r'application/ld\+json">(.*?)</script>', html, re.S)[1])
    assert data["@type"] == "GovernmentService"
    assert data["serviceOperator"]["name"] == "Ruhsat Müdürlüğü"
    assert data["availableChannel"]["serviceUrl"] == "/e-belediye/ruhsat/"


def test_payloads_follow_their_schemas():
    assert ServiceFields.model_validate(row_of(full_service()).payload).needed == [
        "Nüfus cüzdanı",
        "Kira sözleşmesi",
    ]
    PageFields.model_validate(row_of(standard_page(slug="duz")).payload)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"start_label": "Başla"}, "start_url"),
        ({"start_url": "/x/"}, "start_label"),
        ({"start_label": "Başla", "start_url": "javascript:alert(1)"}, "start_url"),
        ({"start_label": "Başla", "start_url": "//kotu.example"}, "start_url"),
        ({"start_label": "Başla", "start_url": "www.example.org"}, "start_url"),
    ],
)
def test_a_start_button_that_would_lead_nowhere_or_elsewhere_is_refused(fields, where):
    with pytest.raises(ValidationError) as refused:
        service(title="Nikâh", slug="nikah", **fields)
    assert where in refused.value.message_dict


def test_a_service_is_found_by_what_it_needs_and_by_the_words_of_its_steps():
    page = full_service()
    for words in ("kira sözleşmesi", "işyeri açma", "formu doldurun"):
        assert [hit.document.id for hit in search(words).hits] == [page.pk], words


def test_a_section_shows_what_stands_right_below_it_in_turkish_order():
    parent = section("Hizmetler", "hizmetler")
    service(parent, title="Çöp toplama", slug="cop", summary="Hangi gün gelir?")
    service(parent, title="Cenaze aracı", slug="cenaze")
    below = section("Alt bölüm", "alt", parent)
    standard_page(below, title="Daha derindeki sayfa", slug="derin")
    html = html_of(parent)
    assert html.index("Alt bölüm") < html.index("Cenaze aracı") < html.index("Çöp toplama")
    assert "Hangi gün gelir?" in html
    assert "Daha derindeki sayfa" not in html


def test_a_section_hides_drafts_and_restricted_pages():
    parent = section("Hizmetler", "hizmetler")
    standard_page(parent, title="Taslak sayfa", slug="taslak", live=False)
    private = standard_page(parent, title="Gizli sayfa", slug="gizli")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    standard_page(parent, title="Açık sayfa", slug="acik")
    html = html_of(parent)
    assert "Açık sayfa" in html
    assert "Taslak sayfa" not in html
    assert "Gizli sayfa" not in html


def test_an_empty_section_says_where_to_go():
    html = html_of(section("Boş bölüm", "bos"))
    assert 'class="empty"' in html
    assert 'href="/"' in html


@pytest.mark.parametrize("number", [2, 12])
def test_pages_cost_few_queries_however_much_stands_below(number, django_assert_max_num_queries):
    parent = section("Hizmetler", "hizmetler")
    for index in range(number):
        service(parent, title=f"Hizmet {index}", slug=f"h{index}")
    client = Client()
    client.get(parent.get_url())
    with django_assert_max_num_queries(6):
        client.get(parent.get_url())
    with django_assert_max_num_queries(3):
        client.get(f"{parent.get_url()}h0/")


def test_an_image_of_a_directorate_that_changes_its_phone_is_described_anew():
    unit = directorate("Ruhsat Müdürlüğü", phone="1")
    page = standard_page(slug="ruhsat", directorate=unit)
    unit.phone = "0352 222 70 05"
    unit.save()
    assert row_of(page).payload["directorate"]["phone"] == "0352 222 70 05"


def test_a_page_that_moves_takes_the_links_of_others_along():
    target = standard_page(title="Vezneler", slug="vezneler")
    link = f'<p><a linktype="page" id="{target.pk}">Vezneler</a></p>'
    page = standard_page(
        section("Yardım", "yardim"), slug="odeme", body=body(("text", {"text": link}))
    )
    page.save_revision().publish()
    target.move(section("Kurumsal", "kurumsal"), pos="last-child")
    assert "/kurumsal/vezneler/" in html_of(page)


def test_a_page_missing_in_a_language_offers_the_ones_it_has_in_their_own_words():
    for code in ("en", "ar"):
        Locale.objects.get_or_create(language_code=code)
    page = standard_page(title="Vezneler", slug="vezneler")
    response = Client().get(f"/en{page.get_url()}")
    html = response.content.decode()
    assert response.status_code == 200
    assert re.search(r'<h1 lang="tr" dir="auto">Vezneler</h1>', html)
    assert re.search(r'<a href="/bilgi/vezneler/" lang="tr" hreflang="tr">Türkçe</a>', html)
    assert "not available in this language" in html
    assert 'name="robots" content="noindex"' in html


def test_a_translation_keeps_the_address_and_the_icon_of_the_original():
    english = Locale.objects.get_or_create(language_code="en")[0]
    original = full_service(icon="building")
    for page in (*original.get_ancestors().filter(depth__gt=1), original):
        copy = page.specific.copy_for_translation(english)
    assert copy.slug == original.slug
    assert copy.icon == "building"
    copy.save_revision().publish()
    assert Client().get("/en/hizmetler/isyeri-acma-ruhsati/").status_code == 200
