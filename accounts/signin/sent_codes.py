"""Codes of the second step that are sent: to the verified address, or to the verified phone.

The weaker second steps, for whoever has neither app nor passkey. The limits stop guessing codes
over many attempts by somebody who knows the password, and flooding a mailbox or a phone.
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import limits
from accounts.identity.masks import mask_email, mask_phone
from accounts.limits import Limit
from accounts.profiles import codes
from accounts.profiles.queries import phone_for_codes, wants_codes_by_sms
from accounts.signin.queries import is_staff

Place = dict[str, str]
# Letters to one account that one network may cause; SMS have their own (`profiles.codes`).
LETTERS = (Limit("code-letters", ("account", "network"), 10, 60 * 60),)
# Wrong codes for an account, from wherever: twenty of a million in an hour.
GUESSES = (Limit("code-guesses", ("account",), 20, 60 * 60),)


def number_of(user: Any) -> str:
    """Return the phone (E.164) a code may be sent to; "" for none.

    Staff get theirs by mail only, once, to set up something stronger.
    """
    return "" if not codes.can_send() or is_staff(user) else phone_for_codes(user)


def first_place(request: HttpRequest, user: Any, email: str | None = None) -> Place | None:
    """Return where the first code of an attempt goes; None where nothing may be sent now."""
    if is_guessed_at(user):
        return None
    if wants_codes_by_sms(user) and (found := by_sms(request, user)):
        return found
    return by_mail(request, user, email)


def by_sms(request: HttpRequest, user: Any) -> Place | None:
    """Return the phone as allauth takes it; None without one and after too many SMS."""
    number = number_of(user)
    return {"phone": number} if number and codes.may_send(request, user) else None


def by_mail(request: HttpRequest, user: Any, email: str | None = None) -> Place | None:
    """Return the address as allauth takes it, and count a letter; None after too many."""
    email = email or EmailAddress.objects.get_primary_email(user)
    subjects = _subjects(request, user)
    if not email or limits.blocked(LETTERS, **subjects):
        return None
    limits.count_failure(LETTERS, **subjects)
    return {"email": email}


def count_guess(user: Any) -> None:
    """Count a wrong code."""
    limits.count_failure(GUESSES, account=str(user.pk), network="")


def is_guessed_at(user: Any) -> bool:
    """Tell whether so many wrong codes came for an account that no more are looked at."""
    return bool(limits.blocked(GUESSES, account=str(user.pk), network=""))


def shown(place: Iterable[tuple[str, Any]]) -> str:
    """Return an address or a number as it may be shown before the second step."""
    found = dict(place)
    if found.get("phone"):
        return mask_phone(str(found["phone"]))
    return mask_email(str(found.get("email") or ""))


def too_many() -> str:
    """Return what is said where a limit is reached."""
    return _("Too many codes were sent or mistyped. Wait an hour and try again, or call us.")


def _subjects(request: HttpRequest, user: Any) -> dict[str, str]:
    network = limits.network_of_request(request)
    return {"account": str(user.pk), "network": network}
