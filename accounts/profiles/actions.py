"""Writes of citizens' profiles. Each is recorded in the audit log, without the values."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from accounts.audit import kinds
from accounts.audit.actions import record
from accounts.identity import normalised, problem
from accounts.profiles.models import FIRST_BIRTH, CitizenProfile, VerifiedBy
from accounts.profiles.phones import is_mobile
from accounts.profiles.signals import contact_changed


class IdentityTaken(Exception):
    """Another account has this number. Never tell that to who typed it: it is theirs or a lie."""


class IdentityFixed(Exception):
    """A verified number, name or birth date is changed at the desk or by e-Devlet only."""


@transaction.atomic
def open_profile(*, user: Any, birth_date: date | None = None, language: str = "tr") -> Any:
    """Make a citizen of an account, or return the profile it has."""
    profile, is_new = CitizenProfile.objects.get_or_create(
        pk=user.pk, defaults={"birth_date": _birth(birth_date), "language": language}
    )
    if is_new:
        record(kinds.PERSONAL_DATA_CHANGED, subject=user, details={"changed": ["profile opened"]})
    return profile


@transaction.atomic
def give_identity_number(*, user: Any, number: str) -> CitizenProfile:
    """Store the identity number of an account.

    Raises:
        ValueError: It is no identity number.
        IdentityTaken: Another account has it.
        IdentityFixed: This account has another one that is verified.
    """
    number = normalised(number)
    if problem(number) is not None:
        raise ValueError("This is no identity number.")
    digests = CitizenProfile.digests_of(number)
    # The unique digest is under one key; while keys are exchanged two of them stand for a number.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [digests[-1]])
    profile = _locked(user)
    if profile.identity_digest in digests:
        return profile
    if profile.is_verified:
        raise IdentityFixed
    if CitizenProfile.objects.filter(identity_digest__in=digests).exists():
        raise IdentityTaken
    profile.identity_number = number
    _store(profile)
    record(kinds.IDENTITY_SET, subject=user)
    return profile


@transaction.atomic
def confirm_identity(
    *,
    user: Any,
    by: VerifiedBy,
    first_name: str = "",
    last_name: str = "",
    birth_date: date | None = None,
    reason: str = "",
) -> CitizenProfile:
    """Note that somebody made sure who this is, with the names and birth date they gave.

    Args:
        user: The account; it must have a number.
        by: Who made sure.
        first_name: As the source writes it; empty: the account's own was the right one.
        last_name: The same.
        birth_date: The same.
        reason: For the audit log; the desk must give one (which document it saw).

    Raises:
        ValueError: There is no number, or the desk gives no reason.
    """
    profile = _locked(user)
    if not profile.identity_number:
        raise ValueError("There is no identity number to confirm.")
    if by == VerifiedBy.DESK and not reason.strip():
        raise ValueError("The desk says which document it saw.")
    _name(profile, first_name or profile.user.first_name, last_name or profile.user.last_name)
    profile.birth_date = _birth(birth_date) or profile.birth_date
    profile.identity_verified_by, profile.identity_verified_at = by, timezone.now()
    _store(profile)
    record(kinds.IDENTITY_VERIFIED, subject=user, reason=reason, details={"by": str(by)})
    return profile


@transaction.atomic
def withdraw_confirmation(*, user: Any, reason: str) -> CitizenProfile:
    """Take back that the identity was verified: a mistake, or a complaint."""
    if not reason.strip():
        raise ValueError("Taking a confirmation back needs a reason.")
    profile = _locked(user)
    profile.identity_verified_by, profile.identity_verified_at = "", None
    _store(profile)
    details = {"by": "", "withdrawn": True}
    record(kinds.IDENTITY_VERIFIED, subject=user, reason=reason, details=details)
    return profile


@transaction.atomic
def change_person(
    *, user: Any, first_name: str, last_name: str, birth_date: date | None
) -> CitizenProfile:
    """Change names and birth date, as the citizen types them; `IdentityFixed` once verified."""
    profile = _locked(user)
    if profile.is_verified:
        raise IdentityFixed
    _name(profile, first_name, last_name)
    profile.birth_date = _birth(birth_date)
    _store(profile)
    record(kinds.PERSONAL_DATA_CHANGED, subject=user, details={"changed": ["name", "birth_date"]})
    return profile


@transaction.atomic
def change_phone(*, user: Any, phone: str) -> CitizenProfile:
    """Set the phone (E.164, or "" for none). It is not verified until `confirm_phone`."""
    profile = _locked(user)
    if profile.phone == phone:
        return profile
    old, profile.phone, profile.phone_verified_at = profile.phone, phone, None
    profile.is_told_by_sms = profile.is_told_by_sms and is_mobile(phone)
    profile.codes_by_sms = False
    _store(profile)
    record(kinds.CONTACT_CHANGED, subject=user, details={"changed": ["phone"]})
    _tell(profile, "phone", old, phone)
    return profile


@transaction.atomic
def confirm_phone(*, user: Any, phone: str) -> bool:
    """Note that a code sent to this number came back; False when the number changed meanwhile."""
    profile = _locked(user)
    if not phone or profile.phone != phone:
        return False
    profile.phone_verified_at = timezone.now()
    _store(profile)
    record(kinds.CONTACT_CHANGED, subject=user, details={"verified": ["phone"]})
    return True


@transaction.atomic
def change_email(*, user: Any, email: str) -> CitizenProfile:
    """Set a verified e-mail address on the account; the old one is told by who listens."""
    profile = _locked(user)
    old = profile.user.email
    if old != email:
        profile.user.email = email
        profile.user.full_clean(exclude=["password"])
        profile.user.save(update_fields=["email"])
    profile.email_verified_at = timezone.now()
    _store(profile)
    if old != email:
        record(kinds.CONTACT_CHANGED, subject=user, details={"changed": ["email"]})
        _tell(profile, "email", old, email)
    return profile


@transaction.atomic
def confirm_email(*, user: Any) -> None:
    """Note that the account's e-mail address is verified."""
    CitizenProfile.objects.filter(pk=user.pk).update(email_verified_at=timezone.now())


@transaction.atomic
def change_address(*, user: Any, neighbourhood: str, street: str, door: str) -> CitizenProfile:
    """Set the address; the form has checked that the neighbourhood (its slug) is one of ours."""
    profile = _locked(user)
    profile.neighbourhood, profile.street, profile.door = (
        neighbourhood,
        street.strip(),
        door.strip(),
    )
    _store(profile)
    record(kinds.CONTACT_CHANGED, subject=user, details={"changed": ["address"]})
    return profile


@transaction.atomic
def choose_notifications(*, user: Any, by_email: bool, by_sms: bool, language: str) -> Any:
    """Set how and in which language we write; ValidationError for SMS without a mobile phone."""
    profile = _locked(user)
    if by_sms and not is_mobile(profile.phone):
        raise ValidationError({"is_told_by_sms": "no mobile phone"})
    profile.is_told_by_email, profile.is_told_by_sms = by_email, by_sms
    profile.language = language
    _store(profile)
    return profile


@transaction.atomic
def choose_codes(*, user: Any, by_sms: bool) -> None:
    """Remember where the next code of the second step goes; an unverified phone is no place."""
    rows = CitizenProfile.objects.filter(pk=user.pk).exclude(codes_by_sms=by_sms)
    if by_sms:
        rows = rows.filter(phone_verified_at__isnull=False)
    rows.update(codes_by_sms=by_sms)


def _locked(user: Any) -> CitizenProfile:
    return (
        CitizenProfile.objects.select_for_update(of=("self",))
        .select_related("user")
        .get(pk=user.pk)
    )


def _store(profile: CitizenProfile) -> None:
    profile.full_clean(exclude=["identity_number", "identity_digest", "user"])
    profile.save()


def _name(profile: CitizenProfile, first_name: str, last_name: str) -> None:
    user = profile.user
    user.first_name, user.last_name = " ".join(first_name.split()), " ".join(last_name.split())
    user.full_clean(exclude=["password"])
    user.save(update_fields=["first_name", "last_name"])


def _birth(day: date | None) -> date | None:
    if day is not None and not FIRST_BIRTH <= day <= timezone.localdate():
        raise ValueError("This is no birth date.")
    return day


def _tell(profile: CitizenProfile, channel: str, old: str, new: str) -> None:
    transaction.on_commit(
        lambda: contact_changed.send(
            CitizenProfile, user=profile.user, channel=channel, old=old, new=new
        )
    )
