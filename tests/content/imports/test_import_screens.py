"""Upload, rehearsal, confirmation in the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from content.imports import actions
from content.imports.models import ImportJob
from content.places.models import PlacePage
from tests.factories.places import csv_file, importer, row
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db
UPLOAD = "/yonetim/ice-aktarma/places/"


@pytest.fixture
def desk():
    importer()
    return signed_in(staff("guide"))


@pytest.fixture
def run_tasks(django_capture_on_commit_callbacks):
    """Return a context in which what follows a commit happens at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def upload(client, content: bytes, name="yerler.csv", **data):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content), **data})


def two_rows() -> bytes:
    return csv_file(row(), row(external_id="yer-2", neighbourhood="Olmayan")).read()


def test_a_file_is_rehearsed_and_shown_row_by_row_before_anything_changes(desk, run_tasks):
    with run_tasks():
        response = upload(desk, two_rows())
    page = desk.get(response["Location"]).content.decode()
    assert not PlacePage.objects.exists()
    assert "Lale Eczanesi" in page
    assert "Olmayan" in page
    job = ImportJob.objects.get()
    assert job.state == "rehearsed"
    assert job.counts == {"created": 1, "updated": 0, "unchanged": 0, "removed": 0, "rejected": 1}


def test_confirmed_rows_go_in_as_drafts_unless_publishing_was_chosen(desk, run_tasks):
    with run_tasks():
        address = upload(desk, two_rows())["Location"]
    with run_tasks():
        desk.post(address)
    assert not PlacePage.objects.get().live
    assert ImportJob.objects.get().state == "done"


def test_with_publishing_they_are_public_and_the_history_names_who_did_it(desk, run_tasks):
    with run_tasks():
        address = upload(desk, two_rows(), publish="on")["Location"]
    with run_tasks():
        desk.post(address)
    place = PlacePage.objects.get()
    assert place.live
    assert place.latest_revision.user.username == "guide"
    assert "Lale Eczanesi" in desk.get(place.get_url()).content.decode()


def test_a_second_press_of_the_button_imports_nothing_twice(desk, run_tasks):
    with run_tasks():
        upload(desk, two_rows())
    assert actions.confirm(job_id=ImportJob.objects.get().pk) is True
    assert actions.confirm(job_id=ImportJob.objects.get().pk) is False


def test_a_job_whose_worker_died_can_be_started_again(desk, run_tasks):
    with run_tasks():
        upload(desk, two_rows())
    long_ago = timezone.now() - 2 * actions.LOST_AFTER
    ImportJob.objects.update(state="confirmed", changed_at=long_ago)
    with run_tasks():
        assert actions.confirm(job_id=ImportJob.objects.get().pk) is True
    assert ImportJob.objects.get().state == "done"
    assert PlacePage.objects.count() == 1


def test_the_file_is_given_up_once_it_is_in(desk, run_tasks):
    with run_tasks():
        address = upload(desk, two_rows())["Location"]
    assert bytes(ImportJob.objects.get().content)
    with run_tasks():
        desk.post(address)
    assert not bytes(ImportJob.objects.get().content)


@pytest.mark.parametrize(
    ("name", "content"), [("yerler.xlsx", b"a"), ("yerler.csv", b""), ("yerler.pdf", b"%PDF")]
)
def test_a_file_of_the_wrong_sort_is_refused_in_the_form(desk, name, content):
    response = upload(desk, content, name)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not ImportJob.objects.exists()


def test_a_file_without_its_columns_says_which_are_missing(desk, run_tasks):
    with run_tasks():
        address = upload(desk, b"ad,kategori\nLale,Eczane\n")["Location"]
    assert "external_id" in desk.get(address).content.decode()
    assert ImportJob.objects.get().state == "failed"


def test_an_unexpected_error_is_told_without_its_details(desk, run_tasks, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(actions, "run_import", broken)
    with run_tasks():
        address = upload(desk, two_rows())["Location"]
    page = desk.get(address).content.decode()
    assert "Beklenmeyen bir sorun oldu" in page
    assert "secret detail" not in page


def test_the_rows_can_be_narrowed_to_one_result(desk, run_tasks):
    with run_tasks():
        address = upload(desk, two_rows())["Location"]
    page = desk.get(address, {"sonuc": "rejected", "sayfa": "9"})
    assert [item.key for item in page.context["rows"]] == ["yer-2"]
    assert len(desk.get(address, {"sonuc": "x"}).context["rows"]) == 2


def test_the_desk_finds_the_import_beside_its_list(desk):
    page = desk.get(reverse("places:index")).content.decode()
    assert reverse("imports_upload", args=["places"]) in page
