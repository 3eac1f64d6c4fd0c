"""The report “to be reviewed”: what it lists, for whom, its filters and exports."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from content.obituaries.models import ObituaryPage
from tests.factories.obituaries import cleared
from tests.factories.staff import (
    draft_announcement,
    obituaries,
    public_announcement,
    signed_in,
    staff,
)

pytestmark = pytest.mark.django_db


def due(days: int, title: str, **fields):
    day = timezone.localdate() + timedelta(days=days)
    return public_announcement(title, slug=f"duyuru-{days}", review_on=day, **fields)


def report(user, **query):
    response = signed_in(user).get(reverse("editing_review"), query)
    return response, [page.title for page in response.context["object_list"]]


def test_it_lists_what_is_due_or_comes_within_thirty_days_the_most_overdue_first():
    due(20, "Yakında")
    due(-5, "Gecikmiş")
    due(31, "Daha var")
    public_announcement("Tarihsiz", slug="tarihsiz")
    draft_announcement(staff("editor"), "Taslak", slug="taslak", review_on=timezone.localdate())
    _response, titles = report(staff("editor"))
    assert titles == ["Gecikmiş", "Yakında"]


def test_a_desk_sees_only_its_own_pages():
    due(-1, "Duyuru")
    obituaries().add_child(
        instance=cleared(
            ObituaryPage(title="Ad SOYAD", slug="ad-soyad", review_on=timezone.localdate())
        )
    )
    assert report(staff("editor"))[1] == ["Duyuru"]
    assert report(staff("obituaries"))[1] == ["Ad SOYAD"]
    assert report(staff("approver"))[1] == ["Duyuru", "Ad SOYAD"]


def test_it_is_narrowed_by_date_and_by_owner():
    editor = staff("editor")
    due(-5, "Gecikmiş", owner=editor)
    due(5, "Yakında")
    assert report(editor, due="due")[1] == ["Gecikmiş"]
    assert report(editor, due="soon")[1] == ["Yakında"]
    assert report(editor, owner=editor.pk)[1] == ["Gecikmiş"]


def test_a_wrong_filter_shows_everything_instead_of_failing():
    due(-5, "Gecikmiş")
    response, titles = report(staff("editor"), due="yok", owner="x")
    assert response.status_code == 200
    assert titles == ["Gecikmiş"]


def test_it_is_exported_as_csv_and_xlsx_with_turkish_letters():
    editor = staff("editor")
    due(-5, "Çınaraltı şöleni", owner=editor)
    client = signed_in(editor)
    csv = b"".join(client.get(reverse("editing_review"), {"export": "csv"}).streaming_content)
    assert "Çınaraltı şöleni" in csv.decode()
    xlsx = client.get(reverse("editing_review"), {"export": "xlsx"})
    rows = list(load_workbook(BytesIO(xlsx.getvalue())).active.values)
    assert rows[1][0] == "Çınaraltı şöleni"
    assert str(editor) in rows[1]


def test_its_number_of_queries_does_not_grow_with_the_pages(django_assert_max_num_queries):
    for day in range(1, 16):
        due(day, f"Duyuru {day}")
    client = signed_in(staff("editor"))
    client.get(reverse("editing_review"))
    with django_assert_max_num_queries(25):
        client.get(reverse("editing_review_results"))
