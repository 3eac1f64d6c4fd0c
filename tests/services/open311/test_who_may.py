"""Who may make, see, limit and revoke keys."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.audit.models import Entry
from services.open311 import keys
from services.open311.models import ApiKey
from tests.factories.open311 import program

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Kent uygulaması",
    "contact": "ekip@example.org",
    "may_file": "on",
    "per_hour": "30",
    "per_day": "200",
}


def staff(client, django_user_model, *codenames):
    user = django_user_model.objects.create_user("personel", password="x" * 12)
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        *Permission.objects.filter(content_type__app_label="open311", codename__in=codenames),
    )
    client.force_login(user)
    return user


def test_an_editor_sees_no_keys_and_revokes_none(client, django_user_model):
    made, _ = program()
    staff(client, django_user_model)
    page = client.get(reverse("open311_keys:index"), follow=True).content.decode()
    assert made.begins not in page
    client.post(reverse("open311_revoke", args=[made.pk]))
    client.post(reverse("open311_keys:add"), FORM)
    assert not ApiKey.objects.get().is_revoked


def test_who_may_only_look_cannot_revoke(client, django_user_model):
    made, _ = program()
    staff(client, django_user_model, "view_apikey")
    client.post(reverse("open311_revoke", args=[made.pk]))
    assert not ApiKey.objects.get().is_revoked


def test_a_new_key_is_shown_in_one_answer_and_never_again(client, django_user_model):
    user = staff(client, django_user_model, "add_apikey", "change_apikey", "view_apikey")
    response = client.post(reverse("open311_keys:add"), FORM)
    assert "no-store" in response["Cache-Control"]
    secret = re.search(r'id="key"[^>]*value="([\w-]{43})"', response.content.decode())[1]
    made = ApiKey.objects.get()
    assert made.digest == keys.digest_of(secret)
    for address in ("open311_keys:index", "open311_keys:edit"):
        args = [made.pk] if address.endswith("edit") else []
        page = client.get(reverse(address, args=args)).content.decode()
        assert secret not in page
    assert secret not in str(dict(client.session))
    entry = Entry.objects.get(kind="open311_key_made")
    assert (entry.actor, entry.about) == (user.public_id, f"open311.program:{made.pk}")
    assert secret not in str(entry.details)


def test_wrong_limits_are_refused_and_what_was_typed_stays(client, django_user_model):
    staff(client, django_user_model, "add_apikey", "view_apikey")
    page = client.post(reverse("open311_keys:add"), FORM | {"per_hour": "0"}).content.decode()
    assert "Kent uygulaması" in page
    assert not ApiKey.objects.exists()


def test_a_change_of_limits_and_the_revoking_are_recorded(client, django_user_model):
    made, _ = program()
    staff(client, django_user_model, "change_apikey", "view_apikey")
    client.post(reverse("open311_keys:edit", args=[made.pk]), FORM | {"per_hour": "7"})
    assert ApiKey.objects.get().per_hour == 7
    assert "per_hour" in Entry.objects.get(kind="open311_key_changed").details["changed"]
    page = client.get(reverse("open311_keys:edit", args=[made.pk])).content.decode()
    assert "Bu anahtarı hemen iptal et" in page
    for _ in range(2):
        page = client.post(reverse("open311_revoke", args=[made.pk]), follow=True).content.decode()
    assert ApiKey.objects.get().is_revoked
    assert "Bu anahtar iptal edildi" in page
    assert Entry.objects.filter(kind="open311_key_revoked").count() == 1


def test_no_key_is_deleted(client, django_user_model):
    made, _ = program()
    client.force_login(django_user_model.objects.create_superuser("yonetici", password="x" * 12))
    client.post(reverse("open311_keys:delete", args=[made.pk]))
    assert ApiKey.objects.filter(pk=made.pk).exists()
