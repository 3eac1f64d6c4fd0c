"""Who may see and change receivers and the log."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from webhooks.models import Delivery, Endpoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery():
    endpoint = Endpoint.objects.create(name="Alıcı", url="https://alici.example/", secret="g" * 40)
    return Delivery.objects.create(
        endpoint=endpoint, event="published", kind="place", body='{"event":"published"}'
    )


def staff(client, django_user_model, *codenames):
    user = django_user_model.objects.create_user("personel", password="x" * 12)
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        *Permission.objects.filter(content_type__app_label="webhooks", codename__in=codenames),
    )
    client.force_login(user)
    return user


def test_an_editor_sees_neither_receivers_nor_log(client, django_user_model, delivery):
    staff(client, django_user_model)
    for name in ("webhook_endpoints:index", "webhook_deliveries:index"):
        response = client.get(reverse(name))
        assert response.status_code == 302
        assert delivery.endpoint.secret.encode() not in response.content
    response = client.post(reverse("webhooks_send_again", args=[delivery.pk]))
    assert Delivery.objects.count() == 1
    assert response.status_code in {302, 403}


def test_who_may_look_at_the_log_cannot_send_again(client, django_user_model, delivery):
    staff(client, django_user_model, "view_delivery")
    page = client.get(reverse("webhook_deliveries:inspect", args=[delivery.pk]))
    assert '{"event":"published"}' in page.content.decode().replace("&quot;", '"')
    assert reverse("webhooks_send_again", args=[delivery.pk]) not in page.content.decode()
    client.post(reverse("webhooks_send_again", args=[delivery.pk]))
    assert Delivery.objects.count() == 1


def test_nobody_writes_the_log_by_hand(client, django_user_model, delivery):
    client.force_login(django_user_model.objects.create_superuser("yonetici", password="x" * 12))
    for name in ("add", "edit", "delete"):
        args = [] if name == "add" else [delivery.pk]
        response = client.post(reverse(f"webhook_deliveries:{name}", args=args), {})
        assert response.status_code == 302, name
    assert Delivery.objects.get().pk == delivery.pk


def test_an_administrator_adds_a_receiver_and_an_address_of_our_network_is_refused(
    client, django_user_model
):
    client.force_login(django_user_model.objects.create_superuser("yonetici", password="x" * 12))
    form = {
        "name": "Mobil uygulama",
        "url": "https://10.0.0.5/",
        "active": "on",
        "events": ["published", "unpublished"],
        "kinds": ["place"],
        "secret": "k" * 32,
    }
    page = client.post(reverse("webhook_endpoints:add"), form)
    assert "Özel ve yerel adresler çağrılmaz." in page.content.decode()
    assert "Mobil uygulama" in page.content.decode()
    assert not Endpoint.objects.exists()
    client.post(reverse("webhook_endpoints:add"), {**form, "url": "https://alici.example/kanca"})
    endpoint = Endpoint.objects.get()
    assert (endpoint.events, endpoint.kinds) == (["published", "unpublished"], ["place"])


def test_the_log_can_be_filtered_and_sends_again(client, django_user_model, delivery):
    client.force_login(django_user_model.objects.create_superuser("yonetici", password="x" * 12))
    page = client.get(reverse("webhook_deliveries:index"), {"state": "delivered"})
    assert str(delivery.pk) not in page.content.decode()
    page = client.get(reverse("webhook_deliveries:index"), {"state": "pending"})
    assert str(delivery.pk) in page.content.decode()
    response = client.post(reverse("webhooks_send_again", args=[delivery.pk]), follow=True)
    assert Delivery.objects.count() == 2
    assert "Mesaj yeniden gönderiliyor" in response.content.decode()
