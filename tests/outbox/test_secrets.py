"""Values of secret messages: sealed like everything else, and what was sealed before still opens."""

import importlib
import json

import pytest
from django.apps import apps
from django.core.management import call_command

from accounts.keys import new_key
from outbox import actions
from outbox.channels import letter_of
from outbox.models import ChannelName, Message
from outbox.secrets import UnreadableError

pytestmark = pytest.mark.django_db
migration = importlib.import_module("outbox.migrations.0003_secrets_sealed_as_identity_numbers")


def secret(key="test:1", code="123456"):
    draft = actions.Draft(
        channel=ChannelName.SMS,
        recipient="+905321234567",
        key=key,
        values={"code": code},
        is_secret=True,
    )
    actions.put(draft, subject="", text="Kodunuz: [[code]]")
    return Message.objects.get(key=key)


def test_the_table_does_not_hold_the_code_and_the_message_does():
    row = secret()
    assert "123456" not in json.dumps(row.values)
    assert row.values["sealed"].startswith("sealed:1:")
    assert letter_of(row).text == "Kodunuz: 123456"


def test_what_was_sealed_under_the_secret_key_is_sealed_anew_there_and_back():
    rows = [secret(), secret("test:2", "654321")]
    migration.seal_as_before(apps, None)
    assert all(row.values["sealed"].startswith("gAAAA") for row in Message.objects.all())
    migration.seal_anew(apps, None)
    assert all(row.values["sealed"].startswith("sealed:1:") for row in Message.objects.all())
    for row, code in zip(rows, ("123456", "654321"), strict=True):
        row.refresh_from_db()
        assert letter_of(row).text == f"Kodunuz: {code}"


def test_a_former_secret_key_opens_what_it_sealed(settings):
    row = secret()
    migration.seal_as_before(apps, None)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "ein-anderer" * 8
    migration.seal_anew(apps, None)
    row.refresh_from_db()
    assert letter_of(row).text == "Kodunuz: 123456"


def test_what_no_key_opens_stays_and_fails_with_a_reason(settings):
    row = secret()
    migration.seal_as_before(apps, None)
    settings.SECRET_KEY = "bir-baskasi" * 8
    migration.seal_anew(apps, None)
    row.refresh_from_db()
    with pytest.raises(UnreadableError):
        letter_of(row)


def test_the_exchange_of_keys_covers_waiting_messages(settings):
    row = secret()
    settings.IDENTITY_KEYS = [new_key(), *settings.IDENTITY_KEYS]
    call_command("rotate_identity_keys", verbosity=0)
    row.refresh_from_db()
    assert row.values["sealed"].startswith(f"sealed:1:{settings.IDENTITY_KEYS[0].split(':')[0]}:")
    assert letter_of(row).text == "Kodunuz: 123456"
