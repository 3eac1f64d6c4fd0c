"""Keys of programs: made, found by their digest, and never stored themselves."""

import secrets
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.secrets.sealing import digest, digests
from services.open311.faults import Fault
from services.open311.models import ApiKey

PURPOSE = "open311-key"
HEADER = "X-Api-Key"
LONGEST = 200
USED_EVERY = timedelta(minutes=1)


def new_key() -> str:
    """Return a key of 256 bits."""
    return secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    """Return what a key is found by."""
    return digest(key, PURPOSE)


def key_of(request: HttpRequest) -> ApiKey | None:
    """Return the key of a request: its header, or `api_key` in the body.

    Never from the address: addresses stand in logs. None where none was sent.

    Raises:
        Fault: 403 for one that is not known, or was revoked. Both alike.
    """
    sent = request.headers.get(HEADER, "")
    if not sent and request.method == "POST":
        sent = request.POST.get("api_key", "")
    if not sent:
        return None
    wanted = digests(sent[:LONGEST], PURPOSE)
    found = ApiKey.objects.filter(digest__in=wanted, revoked_at=None).first()
    if found is None:
        raise Fault(403, _("api_key is not valid."))
    _note_use(found)
    return found


def _note_use(key: ApiKey) -> None:
    """Write down that it was used, once a minute at most."""
    now = timezone.now()
    old = Q(last_used_at=None) | Q(last_used_at__lt=now - USED_EVERY)
    if key.last_used_at is None or key.last_used_at < now - USED_EVERY:
        ApiKey.objects.filter(old, pk=key.pk).update(last_used_at=now)
