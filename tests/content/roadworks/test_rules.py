"""What a road work must say, and what it cannot say."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from content.roadworks.models import RoadWorkPage
from content.roadworks.states import ALLOWED, Status
from tests.factories.roadworks import LINE, day, draft, finished, unsaved, work

pytestmark = pytest.mark.django_db
NOT_IN_TREE = ["path", "depth", "numchild", "content_type"]


def errors_of(page) -> dict:
    with pytest.raises(ValidationError) as caught:
        page.full_clean(exclude=NOT_IN_TREE)
    return caught.value.message_dict


def in_place(**fields) -> RoadWorkPage:
    page = draft()
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def test_an_end_before_the_start_is_refused():
    assert "planned_end" in errors_of(in_place(planned_start=day(2), planned_end=day(1)))
    page = in_place(actual_start=day(2), actual_end=day(1), status="finished")
    assert "actual_end" in errors_of(page)


def test_the_database_refuses_an_end_before_the_start_too():
    page = draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoadWorkPage.objects.filter(pk=page.pk).update(planned_end=day(-9))


def test_a_closed_road_names_its_detour_or_says_that_there_is_none():
    page = in_place(vehicle_impact="all-lanes-closed")
    assert "alternatif güzergâhı yazın" in errors_of(page)["detour"][0]
    page.no_alternative = True
    page.full_clean()
    page.no_alternative, page.detour = False, "Işıklar Caddesi’ni kullanın."
    page.full_clean()


def test_a_road_that_was_closed_needs_no_detour_any_more():
    in_place(
        vehicle_impact="all-lanes-closed",
        status="finished",
        actual_start=day(-2),
        actual_end=day(-1),
    ).full_clean()


def test_a_detour_and_the_word_that_there_is_none_contradict_each_other():
    page = in_place(no_alternative=True, detour="Işıklar Caddesi’ni kullanın.")
    assert "no_alternative" in errors_of(page)


def test_a_finished_work_has_its_real_end_and_an_open_one_has_none():
    page = in_place(status="finished", actual_start=day(-2))
    assert "gerçek bitişi" in errors_of(page)["actual_end"][0]
    page = in_place(status="in_progress", actual_start=day(-2), actual_end=day(-1))
    assert "Çalışma bitmedi" in errors_of(page)["actual_end"][0]


@pytest.mark.parametrize("status", ["paused", "cancelled"])
def test_citizens_are_told_why_a_work_stands_still_or_does_not_happen(status):
    assert "status_reason" in errors_of(in_place(status=status, status_reason="  "))


@pytest.mark.parametrize("year", [1850, 9999])
def test_an_impossible_year_gives_a_message(year):
    moment = datetime(year, 12, 31, 23, tzinfo=ZoneInfo("Europe/Istanbul"))
    page = in_place(planned_start=moment, planned_end=moment)
    assert "Böyle bir yıl olamaz" in errors_of(page)["planned_start"][0]


def test_progress_stays_between_nothing_and_all():
    assert "progress" in errors_of(in_place(progress=101))
    assert "progress" in errors_of(in_place(progress=-1))


@pytest.mark.parametrize("phone", ["0352 222 89 60", "153", "+90 (352) 222 89 60"])
def test_phone_numbers_are_understood_as_people_write_them(phone):
    in_place(contact_phone=phone).full_clean()


def test_a_word_is_no_phone_number():
    assert "contact_phone" in errors_of(in_place(contact_phone="Fen İşleri"))


@pytest.mark.parametrize("before", Status.values)
@pytest.mark.parametrize("after", Status.values)
def test_a_public_work_changes_its_status_only_as_the_table_allows(before, after):
    values = {"status_reason": "Hava koşulları"}
    if before == "finished":
        values |= {"actual_start": day(-2), "actual_end": day(-1)}
    page = work(status=before, **values)
    page.status = after
    page.actual_start = day(-2)
    page.actual_end = day(-1) if after == "finished" else None
    if before == after or after in ALLOWED[before]:
        page.full_clean()
    else:
        assert "status" in errors_of(page)


def test_a_draft_may_begin_in_any_status():
    page = draft(status="planned")
    page.status, page.actual_start, page.actual_end = "finished", day(-2), day(-1)
    page.full_clean()


def test_an_id_of_the_source_stands_once_in_a_language():
    first = work(external_id="yol-1")
    assert "external_id" in errors_of(unsaved("Başka", external_id="yol-1"))
    other = work("Başka", external_id="yol-2")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoadWorkPage.objects.filter(pk=other.pk).update(external_key=first.external_key)


def test_works_without_an_id_are_as_many_as_you_like():
    work("Bir")
    work("İki")
    assert RoadWorkPage.objects.filter(external_key=None).count() == 2


def test_a_copy_is_not_the_work_the_source_meant():
    page = work(external_id="yol-1")
    copied = page.copy(update_attrs={"slug": "kopya"})
    assert RoadWorkPage.objects.get(pk=copied.pk).external_id == ""
    assert RoadWorkPage.objects.get(pk=page.pk).external_id == "yol-1"


def test_a_geometry_elsewhere_is_refused_by_the_model():
    page = draft()
    street = page.streets.all()[0]
    street.geometry = {**LINE, "coordinates": [[28.9, 41.0], [28.95, 41.0]]}
    with pytest.raises(ValidationError) as caught:
        street.full_clean(exclude=["page"])
    assert "geometry" in caught.value.message_dict


def test_a_photo_says_what_it_shows():
    from wagtail.images.models import Image
    from wagtail.images.tests.utils import get_test_image_file

    image = Image.objects.create(title="Yol", file=get_test_image_file())
    page = in_place(photo_before=image)
    assert "photo_before_alt" in errors_of(page)
    page.photo_before_alt = "Çatlamış asfalt"
    page.full_clean()


def test_the_first_announced_end_stays_when_the_end_moves():
    page = work(planned_end=day(5, 18))
    page.planned_end = day(9, 18)
    page.save_revision().publish()
    page = RoadWorkPage.objects.get(pk=page.pk)
    assert page.first_planned_end == day(5, 18)
    assert page.planned_end == day(9, 18)


def test_before_the_first_publication_the_end_may_move_without_counting_as_slippage():
    page = draft(planned_end=day(5, 18))
    page = page.get_latest_revision_as_object()
    page.planned_end = day(9, 18)
    page.save_revision().publish()
    assert RoadWorkPage.objects.get(pk=page.pk).first_planned_end == day(9, 18)


def test_restoring_an_old_revision_does_not_hide_slippage():
    page = finished(planned_end=day(-10, 18))
    old = page.latest_revision
    page.planned_end = day(-8, 18)
    page.save_revision().publish()
    old.publish()
    page = RoadWorkPage.objects.get(pk=page.pk)
    assert page.first_planned_end == day(-10, 18)
