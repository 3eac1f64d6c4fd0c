"""Who may work at the desk, on whom, and how often."""

import pytest
from django.urls import reverse

from accounts.audit.models import Entry
from accounts.desk import views
from accounts.profiles.models import CitizenProfile
from accounts.recovery.models import Recovery
from content.editing.grants import group_of
from tests.factories import people
from tests.factories.citizens import invented_number
from tests.factories.desk import NUMBER, officer, opened, registered
from tests.factories.site import home_page
from tests.factories.staff import signed_in, staff

pytestmark = pytest.mark.django_db
DESK = "/yonetim/vezne/"


@pytest.fixture(autouse=True)
def _site():
    home_page()


def addresses(user, recovery):
    return [
        DESK,
        *(
            reverse(f"desk_{name}", args=[user.public_id])
            for name in ("record", "identity", "lock", "recover")
        ),
        reverse("desk_child", args=[user.public_id, user.public_id]),
        reverse("desk_recovery", args=[recovery.public_id]),
    ]


@pytest.mark.parametrize("role", ["administrator", "editor", "obituaries", "crew", "approver"])
def test_other_roles_are_refused_at_every_address(role):
    user = registered()
    found = opened(user)
    client = signed_in(staff(role))
    for path in addresses(user, found):
        for answer in (client.get(path), client.post(path, {"do": "stop", "stop-reason": "x"})):
            assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    found.refresh_from_db()
    assert found.is_open
    assert DESK not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_citizens_and_strangers_are_led_to_the_door():
    from django.test import Client

    user = registered()
    found = opened(user)
    for client in (Client(), signed_in(people.citizen("baska@example.org"))):
        for path in addresses(user, found):
            assert "/yonetim/login/" in client.get(path)["Location"]


def test_no_record_opens_without_a_reason_given_before():
    user = registered()
    client = signed_in(officer())
    before = Entry.objects.count()
    for path in addresses(user, opened(user))[1:6]:
        assert client.get(path)["Location"] == DESK
        assert client.post(path, {"note": "x", "refuse": "1"})["Location"] == DESK
    user.refresh_from_db()
    assert user.has_usable_password()
    assert Entry.objects.count() == before + 1  # the recovery's own
    shown = client.post(DESK, {"who": NUMBER}).content.decode()
    assert "A***" not in shown.split("<table")[0]


def test_a_reason_of_one_session_opens_nothing_in_another():
    user = registered()
    first, second = signed_in(officer()), signed_in(officer("vezne"))
    first.post(DESK, {"who": NUMBER, "reason": "question"})
    path = reverse("desk_record", args=[user.public_id])
    assert first.get(path).status_code == 200
    assert second.get(path)["Location"] == DESK


def test_staff_are_not_found_and_not_served():
    worker = staff("editor")
    CitizenProfile.objects.create(user=worker, identity_number=NUMBER)
    client = signed_in(officer())
    for who in (NUMBER, worker.email):
        shown = client.post(DESK, {"who": who, "reason": "question"}).content.decode()
        assert "Vatandaş hesabı bulunamadı" in shown
    assert client.get(reverse("desk_record", args=[worker.public_id])).status_code == 404


def test_looking_people_up_one_after_the_other_ends():
    client = signed_in(officer())
    for number in range(views.LOOKING[0].attempts):
        client.post(DESK, {"who": f"{number}@example.org", "reason": "question"})
    answer = client.post(DESK, {"who": NUMBER, "reason": "question"})
    assert answer.status_code == 429
    assert "On dakika bekleyin" in answer.content.decode()
    other = signed_in(officer("vezne"))
    assert other.post(DESK, {"who": "y@example.org", "reason": "question"}).status_code == 200


def test_trying_numbers_on_an_account_ends():
    user = registered()
    client = signed_in(officer())
    client.post(DESK, {"who": user.email, "reason": "recovery"})
    data = {"document": "card", "resets": ["factors"]}
    path = reverse("desk_recover", args=[user.public_id])
    for seed in range(views.NUMBERS[0].attempts):
        client.post(path, data | {"identity_number": invented_number(seed)})
    shown = client.post(path, data | {"identity_number": NUMBER}).content.decode()
    assert "Bir saat bekleyin" in shown
    assert not Recovery.objects.exists()


def test_the_right_of_the_desk_can_be_given_in_the_admin():
    client = signed_in(staff("administrator"))
    page = client.get(reverse("wagtailusers_groups:edit", args=[group_of("desk").pk]))
    assert "Masada vatandaş işlemleri yapabilir" in page.content.decode()
