"""Values of secret messages that wait are sealed anew with the keys of identity numbers.

They were sealed under SECRET_KEY before (Fernet). What does not open stays as it is: such a message
could not be sent before either, and fails with that reason.
"""

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import migrations

from outbox.secrets import UnreadableError, seal, unseal

FERNET = "gAAAA"  # how every one of its texts begins


def _box():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"outbox.secrets:{text}".encode()).digest() for text in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(found)) for found in digests])


def _rows(apps, start):
    return apps.get_model("outbox", "Message").objects.filter(
        is_secret=True, values__sealed__startswith=start
    )


def seal_anew(apps, schema_editor):
    box = _box()
    for row in _rows(apps, FERNET).iterator():
        try:
            values = json.loads(box.decrypt(row.values["sealed"].encode()))
        except InvalidToken:
            continue
        row.values = seal(values)
        row.save(update_fields=["values"])


def seal_as_before(apps, schema_editor):
    box = _box()
    for row in _rows(apps, "sealed:").iterator():
        try:
            values = unseal(row.values)
        except UnreadableError:
            continue
        row.values = {"sealed": box.encrypt(json.dumps(values).encode()).decode()}
        row.save(update_fields=["values"])


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_secrets_go_with_the_handing_over")]

    operations = [migrations.RunPython(seal_anew, seal_as_before)]
