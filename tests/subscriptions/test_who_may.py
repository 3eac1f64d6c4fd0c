"""Staff see numbers, never addresses; who may try again is another right than who may look."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from outbox.models import Message, State
from subscriptions.models import Event
from tests.factories import obituaries
from tests.factories.subscriptions import follower
from tests.subscriptions.test_telling import NOW, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(lists, tell):
    follower("ayse")
    follower("nadir", "/vefat-ilanlari/?ad=ornek")
    with obituaries.on(*NOW):
        publish()
        tell()
    return Event.objects.get()


def staff(django_user_model, *names):
    user = django_user_model.objects.create_user("masa", password="x" * 12, is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for name in names:
        user.user_permissions.add(
            Permission.objects.get(codename=name, content_type__app_label="subscriptions")
        )
    return user


def test_staff_see_progress_and_no_address(client, django_user_model, event):
    client.force_login(staff(django_user_model, "view_event"))
    for url in (
        reverse("subscriptions_overview"),
        reverse("subscriptions_progress", args=[event.pk]),
        reverse("subscription_events:index"),
    ):
        text = client.get(url).content.decode()
        assert "Hatice ÖRNEK" in text
        assert "example.org" not in text
    overview = client.get(reverse("subscriptions_overview")).content.decode()
    assert "2 / 2" in overview
    assert "ornek" not in overview  # a surname one person follows


def test_failures_are_tried_again_by_who_may(client, django_user_model, event):
    failed = Message.objects.first()
    Message.objects.filter(pk=failed.pk).update(state=State.FAILED, last_error="550 5.7.1 Hayır")
    user = staff(django_user_model, "view_event")
    client.force_login(user)
    page = client.get(reverse("subscriptions_progress", args=[event.pk])).content.decode()
    assert "550 5.7.1 Hayır" in page
    again = reverse("subscriptions_retry", args=[event.pk])
    assert client.post(again).status_code in {302, 403}
    failed.refresh_from_db()
    assert failed.state == State.FAILED
    change = Permission.objects.get(
        codename="change_event", content_type__app_label="subscriptions"
    )
    user.user_permissions.add(change)
    client.post(again)
    failed.refresh_from_db()
    assert failed.state == State.WAITING


def test_others_see_nothing(client, django_user_model, event):
    client.force_login(staff(django_user_model))
    answer = client.get(reverse("subscriptions_overview"), follow=True)
    assert "Hatice ÖRNEK" not in answer.content.decode()
    client.logout()
    assert client.get(reverse("subscriptions_overview")).status_code == 302
