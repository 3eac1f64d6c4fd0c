"""Reads of the desk: looking somebody up, and what is shown of them, masked."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from accounts.identity import (
    mask_email,
    mask_identity_number,
    mask_name,
    mask_phone,
    normalised,
    problem,
)
from accounts.mandates.models import Mandate, MandateKind
from accounts.profiles.models import CitizenProfile
from accounts.profiles.phones import parsed_phone
from accounts.profiles.queries import reference_of
from accounts.recovery.models import Recovery
from accounts.recovery.queries import citizens, recoveries_of
from accounts.signin.queries import is_locked

SEARCHED = "desk_searched"
MOST = 5  # several people may share a phone
_REFERENCE = re.compile(r"v([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the desk sees of a citizen: enough to recognise, too little to use."""

    public_id: UUID
    reference: str
    name: str
    number: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Record:
    """A citizen's record at the desk."""

    shown: Shown
    profile: CitizenProfile
    is_locked: bool
    second_step: str
    children: list[Mandate]
    recoveries: list[Recovery]


def find(text: str) -> tuple[str, list[CitizenProfile]]:
    """Return by what a text was looked for, and whom it finds: `MOST` people at most.

    An identity number, an e-mail address, a phone, or the reference of the account's own page.
    Nobody is found by a name or a part of anything: the desk serves who is there, it does not
    leaf through people.
    """
    text = " ".join(text.replace("\x00", "").split())
    plain = re.sub(r"[\s-]", "", text).lower()
    if "@" in text:
        written = {text, text.lower()}  # addresses are stored in small letters
        users = EmailAddress.objects.filter(email__in=written, verified=True).values("user_id")
        return "email", _first(Q(user__email__in=written) | Q(user__in=users))
    if found := _REFERENCE.fullmatch(plain):
        least, most = (UUID(found[1] + letter * 20) for letter in "0f")
        return "reference", _first(Q(user__public_id__range=(least, most)))
    number = normalised(text)
    if problem(number) is None:
        return "identity_number", _first(Q(identity_digest__in=CitizenProfile.digests_of(number)))
    try:
        phone = parsed_phone(text, foreign=True)
    except ValueError:
        return "", []
    return "phone", _first(Q(phone=phone))


def _first(condition: Q) -> list[CitizenProfile]:
    return list(citizens().filter(condition).order_by("pk")[:MOST])


def shown(profile: CitizenProfile) -> Shown:
    """Return the masked form."""
    user = profile.user
    number = profile.identity_number
    return Shown(
        public_id=user.public_id,
        reference=reference_of(user),
        name=mask_name(user.get_full_name()),
        number=mask_identity_number(number) if number else "",
        email=mask_email(user.email),
        phone=mask_phone(profile.phone) if profile.phone else "",
    )


def masked(user: Any) -> str:
    """Return somebody's name as lists and headings show it."""
    return mask_name(user.get_full_name()) or "***"


def record_of(profile: CitizenProfile) -> Record:
    """Return what the desk needs to serve somebody."""
    types = set(Authenticator.objects.filter(user=profile.user).values_list("type", flat=True))
    step = next((name for name in ("webauthn", "totp") if name in types), "code")
    return Record(
        shown=shown(profile),
        profile=profile,
        is_locked=is_locked(profile.user),
        second_step=step,
        children=list(waiting_children(profile.user)),
        recoveries=list(recoveries_of(profile.user)[:10]),
    )


def waiting_children(user: Any) -> QuerySet[Mandate]:
    """Return the children somebody has named and nobody has confirmed."""
    return Mandate.objects.filter(
        holder=user, kind=MandateKind.PARENT, confirmed_at__isnull=True, ended_at__isnull=True
    )


def is_child(mandate: Mandate, number: str) -> bool:
    """Tell whether a number on a document is the child's of a mandate."""
    number = normalised(number)
    if problem(number) is not None:
        return False
    field: Any = Mandate._meta.get_field("child_digest")
    return mandate.child_digest in field.looked_for(number)
