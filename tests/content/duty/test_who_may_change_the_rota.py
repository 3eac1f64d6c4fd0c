"""The rota's screens: the guide desk and administrators, nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content.duty.models import DutyShift
from tests.factories.duty import duty_page, on_duty, pharmacy
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db
LIST, UPLOAD = "/yonetim/nobetci-eczaneler/", "/yonetim/ice-aktarma/duty/"
CSV = b"date,name\n2026-11-24,Lale Eczanesi\n"


def status(client: Client, path: str) -> int:
    return client.get(path).status_code


@pytest.mark.parametrize("role", ["guide", "administrator"])
def test_the_desk_sees_the_rota_and_adds_to_it(role):
    duty_page()
    page = pharmacy("Lale Eczanesi")
    client = signed_in(staff(role))
    assert "Eczane nöbet listesi" in client.get(LIST).content.decode()
    client.post(f"{LIST}new/", {"day": "2026-11-24", "pharmacy": page.pk, "note": ""})
    assert DutyShift.objects.get().pharmacy == page
    again = client.post(f"{LIST}new/", {"day": "2026-11-24", "pharmacy": page.pk, "note": ""})
    assert "listesinde zaten var" in again.content.decode()


@pytest.mark.parametrize("role", ["obituaries", "editor", "privacy"])
def test_other_desks_are_kept_out(role):
    on_duty("Lale Eczanesi")
    client = signed_in(staff(role))
    assert "Lale Eczanesi" not in client.get(LIST, follow=True).content.decode()
    assert status(client, UPLOAD) in {302, 403}
    client.post(UPLOAD, {"file": SimpleUploadedFile("liste.csv", CSV)})
    assert DutyShift.objects.count() == 1


def test_the_desk_imports_a_file_and_is_told_of_missing_days(django_capture_on_commit_callbacks):
    duty_page()
    pharmacy("Lale Eczanesi")
    client = signed_in(staff("guide"))
    assert "Nöbetçi eczanesi girilmemiş günler" in client.get("/yonetim/").content.decode()
    upload = client.get(UPLOAD).content.decode()
    assert "dosya esastır" in upload
    assert "Hemen yayımla" not in upload
    with django_capture_on_commit_callbacks(execute=True):
        address = client.post(UPLOAD, {"file": SimpleUploadedFile("liste.csv", CSV)})["Location"]
    assert not DutyShift.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    assert DutyShift.objects.get().pharmacy.title == "Lale Eczanesi"
