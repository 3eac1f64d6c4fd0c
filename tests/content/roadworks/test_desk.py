"""The desk's screens: form, list, filters, export, confirmation, change of status."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from content.roadworks.models import RoadWorkPage
from tests.factories.roadworks import LINE, day, draft, finished, index, paused, planned, work
from tests.factories.site import directorate, neighbourhood
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.localdate() - timedelta(days=40)
LIST = "/yonetim/yol-calismalari/"


@pytest.fixture
def desk():
    index()
    return signed_in(staff("roadworks"))


def typed(moment: datetime) -> str:
    """Return a moment as the form shows it."""
    return timezone.localtime(moment).strftime("%d.%m.%Y %H:%M")


def form(**fields) -> dict:
    """Return what the editor's form posts; None leaves a field out."""
    streets = fields.pop("streets", [{"name": "Oymak Caddesi", "geometry": ""}])
    areas = fields.pop("areas", [neighbourhood("Barbaros")])
    values = {
        "kind": "hot_asphalt",
        "title": "",
        "slug": "",
        "description": "",
        "planned_start": typed(day(1)),
        "planned_end": typed(day(6, 18)),
        "status": "planned",
        "status_reason": "",
        "actual_start": "",
        "actual_end": "",
        "progress": "0",
        "last_confirmed_on": timezone.localdate().strftime("%d.%m.%Y"),
        "vehicle_impact": "some-lanes-closed",
        "contact_phone": "153",
        "streets": inline_formset(
            [{"section_from": "", "section_to": "", **street} for street in streets]
        ),
        "comments": inline_formset([]),
        "action-publish": "1",
        **fields,
    }
    kept = {key: value for key, value in values.items() if value is not None}
    return {**nested_form_data(kept), "neighbourhoods": [str(area.pk) for area in areas]}


def add(client, **fields):
    url = reverse("wagtailadmin_pages:add", args=["roadworks", "roadworkpage", index().pk])
    return client.post(url, form(**fields))


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_work_is_published_with_the_title_proposed_from_its_parts(desk):
    assert add(desk).status_code == 302
    page = RoadWorkPage.objects.get()
    assert page.live
    assert page.title == "Barbaros, Oymak Caddesi: sıcak asfalt"
    assert page.slug == "barbaros-oymak-caddesi-sicak-asfalt"
    assert page.planned_start == day(1)


def test_a_title_of_the_editors_own_stays(desk):
    add(desk, title="Kar yolu açılıyor", slug="kar-yolu")
    assert RoadWorkPage.objects.get().title == "Kar yolu açılıyor"


def test_a_rule_that_is_broken_is_explained_and_nothing_typed_is_lost(desk):
    geometry = '{"type": "LineString", "coordinates": [[38.75, 35.48], [38.76, 35.48]]}'
    response = add(
        desk,
        vehicle_impact="all-lanes-closed",
        description="Uzun uzun yazılmış bir açıklama",
        streets=[{"name": "Oymak Caddesi", "geometry": geometry}],
    )
    html = text_of(response)
    assert not RoadWorkPage.objects.exists()
    assert "alternatif güzergâhı yazın" in html
    assert "Boylam ile enlem yer değiştirmiş" in html
    assert "Uzun uzun yazılmış bir açıklama" in html
    assert "[[38.75, 35.48], [38.76, 35.48]]" in html


def test_a_draft_may_be_half_finished_but_not_contradict_itself(desk):
    half = {"vehicle_impact": "all-lanes-closed", "action-publish": None, "areas": []}
    assert add(desk, **half).status_code == 302
    assert not RoadWorkPage.objects.get().live
    wrong = {**half, "planned_end": typed(day(-9)), "title": "İki", "slug": "iki"}
    assert "planlanan başlangıçtan önce" in text_of(add(desk, **wrong))


def test_what_is_missing_in_a_draft_is_asked_for_when_it_is_published(desk):
    closed = {"vehicle_impact": "all-lanes-closed"}
    add(desk, **closed, **{"action-publish": None})
    page = RoadWorkPage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = desk.post(url, form(title=page.title, slug=page.slug, **closed))
    assert "alternatif güzergâhı yazın" in text_of(response)
    assert not RoadWorkPage.objects.get().live


def test_the_form_offers_only_the_statuses_that_may_follow(desk):
    page = planned()
    html = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    select = html.split('name="status"')[1].split("</select>")[0]
    assert 'value="in_progress"' in select
    assert 'value="finished"' not in select


def test_a_status_posted_anyway_gets_the_rules_own_message(desk):
    page = planned()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    values = form(
        title=page.title,
        slug=page.slug,
        status="finished",
        actual_start=typed(day(-4)),
        actual_end=typed(day(-3)),
    )
    assert "şunlardan birini seçin: Sürüyor, İptal" in text_of(desk.post(url, values))


def test_the_list_finds_what_awaits_a_word_what_is_late_and_what_is_not_drawn(desk):
    work("Sessiz kalan", last_confirmed_on=LONG_AGO, planned_end=day(9))
    work("Biteli çok olan", planned_end=day(-1), planned_start=day(-5))
    planned("Başlamayan", planned_start=day(-1))
    work("Çizilmeyen", streets=(("Oymak Caddesi", None),))
    finished("Biten", last_confirmed_on=LONG_AGO)
    found = {
        "unconfirmed": "Sessiz kalan",
        "overdue": "Biteli çok olan",
        "late": "Başlamayan",
        "no-map": "Çizilmeyen",
    }
    for concern, title in found.items():
        html = desk.get(LIST, {"concern": concern}).content.decode()
        assert title in html
        assert all(other not in html for other in {*found.values(), "Biten<"} - {title})


def test_the_list_is_narrowed_by_neighbourhood_and_status_and_searched(desk):
    unit = directorate()
    work("Kuzeyde", areas=("Erkilet",), directorate=unit)
    paused("Güneyde", areas=("Sahabiye",))
    area = neighbourhood("Erkilet")
    only_north = [
        {"neighbourhood": str(area.pk)},
        {"status": "in_progress"},
        {"directorate": str(unit.pk)},
        {"q": "Kuzeyde"},
        {"q": "Kuzeyde", "neighbourhood": str(area.pk), "status": "in_progress"},
    ]
    for query in only_north:
        html = desk.get(LIST, query).content.decode()
        assert "Kuzeyde" in html
        assert "Güneyde" not in html


def test_the_page_tree_shows_the_same_columns(desk):
    work(last_confirmed_on=LONG_AGO)
    html = desk.get(reverse("wagtailadmin_explore", args=[index().pk])).content.decode()
    assert "Teyit bekliyor" in html
    assert "Planlanan bitiş" in html


def test_the_export_has_a_row_for_each_work_with_words_for_codes(desk):
    work("Oymak", areas=("Şeker", "Çevril"), streets=(("Nar Sokak", LINE), ("Gül Sokak", None)))
    draft("Taslak")
    response = desk.get(LIST, {"export": "csv"})
    lines = b"".join(response.streaming_content).decode()
    rows = {row["Başlık"]: row for row in csv.DictReader(io.StringIO(lines))}
    assert set(rows) == {"Oymak", "Taslak"}
    assert rows["Oymak"]["Mahalleler"] == "Çevril, Şeker"
    assert rows["Oymak"]["Cadde ve sokaklar"] == "Nar Sokak, Gül Sokak"
    assert rows["Oymak"]["Durum"] == "Sürüyor"
    assert desk.get(LIST, {"export": "xlsx"})["Content-Type"].startswith("application/vnd")


def test_the_list_does_not_ask_more_for_more_works(desk):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get(LIST)
        return len(queries)

    for number in range(3):
        work(f"Çalışma {number}")
    desk.get(LIST)
    few = count()
    for number in range(3, 12):
        work(f"Çalışma {number}")
    assert count() <= few + 2


def test_one_press_confirms_a_work(desk):
    page = work(last_confirmed_on=LONG_AGO)
    url = reverse("roadwork_confirm", args=[page.pk])
    response = desk.post(url, {"next": LIST}, follow=True)
    assert "teyit edildi" in text_of(response)
    assert RoadWorkPage.objects.get().last_confirmed_on == timezone.localdate()


def test_a_confirmation_sends_nobody_to_another_site(desk):
    page = work(last_confirmed_on=LONG_AGO)
    url = reverse("roadwork_confirm", args=[page.pk])
    assert desk.post(url, {"next": "https://kotu.example/"}).url == LIST


def test_several_works_are_confirmed_at_once_and_what_is_over_is_left_out(desk):
    one, two = (work(name, last_confirmed_on=LONG_AGO) for name in ("Bir", "İki"))
    over = finished(last_confirmed_on=LONG_AGO)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "confirm_roadworks"])
    query = "&".join(f"id={page.pk}" for page in (one, two, over))
    asked = desk.get(f"{url}?{query}&next={LIST}")
    assert "Dışarıda kaldı" in text_of(asked)
    desk.post(f"{url}?{query}&next={LIST}")
    dates = dict(RoadWorkPage.objects.values_list("title", "last_confirmed_on"))
    today = timezone.localdate()
    assert dates == {"Bir": today, "İki": today, over.title: LONG_AGO}


def test_the_status_is_changed_without_opening_the_whole_form(desk):
    page = work()
    url = reverse("roadwork_status", args=[page.pk])
    html = desk.get(url).content.decode()
    assert 'value="paused"' in html
    assert 'value="planned"' not in html
    now = typed(timezone.now())
    refused = desk.post(url, {"status": "paused", "at": now, "reason": ""})
    assert "Nedenini yazın" in text_of(refused)
    desk.post(url, {"status": "paused", "at": now, "reason": "Yağmur"})
    page = RoadWorkPage.objects.get()
    assert (page.status, page.status_reason) == ("paused", "Yağmur")


def test_the_rules_speak_on_the_screen_of_the_status_too(desk):
    page = work(actual_start=day(-2))
    url = reverse("roadwork_status", args=[page.pk])
    response = desk.post(url, {"status": "finished", "at": typed(day(-9))})
    assert "gerçek başlangıçtan önce" in text_of(response)
    assert RoadWorkPage.objects.get().status == "in_progress"
