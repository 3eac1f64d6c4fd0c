"""Imports are for the desk of what comes in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content.editing.approval import EditorPermissions
from content.imports.models import ImportJob
from tests.factories.places import csv_file, importer, row
from tests.factories.staff import all_sections, signed_in, staff

pytestmark = pytest.mark.django_db
UPLOAD = "/yonetim/ice-aktarma/places/"


@pytest.fixture(autouse=True)
def _guide():
    all_sections()
    importer()


def post(client):
    return client.post(UPLOAD, {"file": SimpleUploadedFile("a.csv", csv_file(row()).read())})


@pytest.mark.parametrize("role", ["guide", "administrator"])
def test_the_guide_desk_and_administrators_may(role):
    client = signed_in(staff(role))
    assert client.get(UPLOAD).status_code == 200
    post(client)
    assert ImportJob.objects.count() == 1


@pytest.mark.parametrize("role", ["obituaries", "roadworks", "privacy", "editor"])
def test_other_desks_may_neither_look_nor_upload(role):
    client = signed_in(staff(role))
    job = ImportJob.objects.create(kind="places", language="tr", file_name="a.csv")
    assert client.get(UPLOAD).status_code == 302
    assert client.get(f"{UPLOAD}{job.pk}/").status_code == 302
    post(client)
    assert ImportJob.objects.count() == 1


def test_who_is_not_signed_in_is_sent_to_the_sign_in():
    response = Client().get(UPLOAD)
    assert response.status_code == 302
    assert response["Location"].startswith("/yonetim/login/")


def test_a_kind_nobody_registered_is_not_found():
    assert signed_in(staff("guide")).get("/yonetim/ice-aktarma/yok/").status_code == 404


def test_a_job_of_another_kind_is_not_shown_under_this_one():
    job = ImportJob.objects.create(kind="roadworks", language="tr", file_name="a.geojson")
    assert signed_in(staff("guide")).get(f"{UPLOAD}{job.pk}/").status_code == 404


def test_the_tick_to_publish_is_only_for_who_may_publish(monkeypatch):
    client = signed_in(staff("guide"))
    assert "publish" in client.get(UPLOAD).context["form"].fields
    monkeypatch.setattr(EditorPermissions, "can_publish_subpage", lambda self: False)
    assert "publish" not in client.get(UPLOAD).context["form"].fields
