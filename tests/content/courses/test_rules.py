"""What a course must say and cannot say; the database keeps the same."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from content.courses.models import CourseLesson, CoursePage
from tests.factories.courses import course, day, index, moment, unsaved

pytestmark = pytest.mark.django_db


def refused(**fields) -> dict:
    page = unsaved(**fields)
    with pytest.raises(ValidationError) as found:
        page.clean()
    return found.value.message_dict


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"ends_on": day(1)}, "ends_on", "before the first"),
        ({"ends_on": day(5000)}, "ends_on", "three years"),
        ({"applications_close": moment(-3)}, "applications_close", "before they begin"),
        ({"applications_close": moment(90)}, "applications_close", "after the last day"),
        ({"teacher": "Ayşe ÖRNEK"}, "teacher_consents", "consent"),
        ({"min_age": 18, "max_age": 12}, "max_age", "below the lowest"),
        ({"capacity": 10, "min_participants": 12}, "min_participants", "more people"),
        ({"lat": 38.7}, "lng", "both numbers"),
        ({"address": " "}, "address", "place of the city guide"),
        ({"standing": "cancelled"}, "status_reason", "Say why"),
        ({"starts_on": day(10).replace(year=202)}, "starts_on", "year is not possible"),
    ],
)
def test_what_cannot_be_true_or_is_missing_is_said_at_its_field(fields, field, words):
    with override("en"):
        assert words in " ".join(refused(**fields)[field])


def test_a_draft_may_be_half_finished_and_still_not_contradict_itself():
    page = unsaved(address="", standing="cancelled")
    page.half_finished = True
    page.clean()
    page.ends_on = page.starts_on - timedelta(days=1)
    with pytest.raises(ValidationError):
        page.clean()


@pytest.mark.parametrize(
    "values",
    [
        {"ends_on": day(1)},
        {"applications_close": moment(-4)},
        {"teacher": "Ayşe ÖRNEK", "teacher_consents": False},
        {"min_age": 18, "max_age": 12},
        {"max_age": 121},
        {"capacity": 5, "min_participants": 6},
        {"fee": -1},
        {"lat": 38.7, "lng": None},
    ],
)
def test_the_database_refuses_it_too_whoever_writes(values):
    page = course()
    with pytest.raises(IntegrityError), transaction.atomic():
        CoursePage.objects.filter(pk=page.pk).update(**values)


def test_a_lesson_ends_after_it_begins_in_the_form_and_in_the_database():
    page = course()
    lesson = CourseLesson.objects.filter(page=page).first()
    lesson.ends_at = lesson.starts_at
    with pytest.raises(ValidationError) as found:
        lesson.full_clean()
    assert "ends_at" in found.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseLesson.objects.filter(pk=lesson.pk).update(ends_at=lesson.starts_at)


def test_two_courses_of_one_source_are_refused_and_a_copy_is_another_course():
    page = course(external_id="kurs-1")
    other = unsaved("Başka", external_id="kurs-1")
    with pytest.raises(ValidationError) as found:
        other.clean()
    assert "external_id" in found.value.message_dict
    copied = page.copy(to=index(), update_attrs={"slug": "kopya", "title": "Kopya"})
    assert copied.external_id == ""
    assert copied.week == page.week
