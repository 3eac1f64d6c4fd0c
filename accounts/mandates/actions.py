"""Writes of mandates. Both people must be verified; each step is recorded and told to both."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit import kinds
from accounts.audit.actions import record
from accounts.identity import normalised, problem
from accounts.mandates.models import (
    LONGEST,
    Mandate,
    MandateKind,
    comes_of_age,
)
from accounts.mandates.queries import ALPHABET, digest_of, offers_by, running_by
from accounts.mandates.scopes import scope_of
from accounts.mandates.signals import mandate_changed
from accounts.profiles.models import CitizenProfile

CODE_LENGTH = 10
MOST_GIVEN = 10  # written authorisations of one person at a time
MOST_CHILDREN = 15


class NotVerified(Exception):
    """Only who was verified may act for another or let another act."""


class TooMany(Exception):
    """So many run at a time that one more is a mistake, or worse."""


class AlreadyNamed(Exception):
    """This child was named by the same person before, and it is not over."""


class NoSuchOffer(Exception):
    """The code is wrong, has run out, was taken, or is one's own."""


@transaction.atomic
def offer(
    *, principal: Any, scopes: Iterable[str], ends_at: datetime, begins_at: datetime | None = None
) -> tuple[Mandate, str]:
    """Let whoever gets the code act for `principal`; return the offer and the code.

    The principal hands the code over. So nobody is looked up by number or address, which would tell
    who has an account. The code is not stored, only its digest; it works once, for a week.

    Raises:
        NotVerified: The principal's identity is not verified.
        TooMany: `MOST_GIVEN` run already.
        ValueError: Nothing is allowed, it is for children only, or longer than a year.
    """
    _verified(principal)
    CitizenProfile.objects.select_for_update().get(pk=principal.pk)  # count one by one
    if running_by(principal).count() >= MOST_GIVEN:
        raise TooMany
    begins_at = begins_at or timezone.now()
    wanted = _scopes(scopes, children=False)
    if not begins_at < ends_at <= begins_at + LONGEST:
        raise ValueError("A written authorisation lasts a year at most.")
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    made = Mandate(
        kind=MandateKind.WRITTEN,
        principal=principal,
        scopes=wanted,
        begins_at=begins_at,
        ends_at=ends_at,
        code_digest=digest_of(code),
    )
    _store(made)
    _note(made, "offered", subject=principal, actor=principal)
    return made, code


@transaction.atomic
def accept(*, holder: Any, code: str) -> Mandate:
    """Take an offer; `NoSuchOffer` alike whatever is wrong with the code."""
    _verified(holder)
    found = offers_by(code, holder).select_for_update(of=("self",)).first()
    if found is None:
        raise NoSuchOffer
    found.holder, found.code_digest, found.confirmed_at = holder, None, timezone.now()
    found.save()
    _note(found, "accepted", subject=found.principal, actor=holder)
    return found


@transaction.atomic
def refuse(*, holder: Any, code: str) -> None:
    """Turn an offer down; its code works no more. `NoSuchOffer` as in `accept`."""
    found = offers_by(code, holder).select_for_update(of=("self",)).first()
    if found is None:
        raise NoSuchOffer
    found.ended_at, found.code_digest = timezone.now(), None
    found.save(update_fields=["ended_at", "code_digest"])
    _note(found, "refused", subject=found.principal, actor=holder)


@transaction.atomic
def declare_child(
    *, parent: Any, name: str, number: str, birth_date: date, scopes: Iterable[str]
) -> Mandate:
    """Ask to act for one's child. It is worth nothing until the desk has seen a document.

    The civil registry's public service does not tell whose child somebody is. Ends by itself on the
    eighteenth birthday.

    Raises:
        NotVerified: The parent's identity is not verified.
        AlreadyNamed: The same person has named the child before.
        TooMany: `MOST_CHILDREN` are named.
        ValueError: No identity number, the parent's own, an adult, or nothing to do.
        ValidationError: The name is too long.
    """
    profile = _verified(parent)
    number, name = normalised(number), " ".join(name.split())
    if problem(number) is not None or not name or number == profile.identity_number:
        raise ValueError("This is no child's name and identity number.")
    mine = Mandate.objects.filter(holder=parent, kind=MandateKind.PARENT, ended_at__isnull=True)
    if mine.count() >= MOST_CHILDREN:
        raise TooMany
    today = timezone.localdate()
    if not birth_date <= today < comes_of_age(birth_date):
        raise ValueError("Who has completed the eighteenth year acts for themselves.")
    end = timezone.make_aware(datetime.combine(comes_of_age(birth_date), time()))
    made = Mandate(
        kind=MandateKind.PARENT,
        holder=parent,
        child_name=name,
        child_birth_date=birth_date,
        child_number=number,
        scopes=_scopes(scopes, children=True),
        begins_at=timezone.now(),
        ends_at=end,
    )
    try:
        with transaction.atomic():
            _store(made)
    except IntegrityError as error:
        if "mandate_one_for_a_child" not in str(error):
            raise
        raise AlreadyNamed from None  # the error itself holds a digest
    _note(made, "declared", subject=parent, actor=parent)
    return made


@transaction.atomic
def confirm_child(*, mandate: Mandate, officer: Any, reason: str) -> Mandate:
    """Confirm at the desk; the reason says which document was seen. Nobody confirms their own."""
    found = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if not reason.strip():
        raise ValueError("The desk says which document it saw.")
    if found.kind != MandateKind.PARENT or found.ended_at or officer.pk == found.holder_id:
        raise ValueError("This is not to be confirmed here.")
    found.confirmed_at = found.confirmed_at or timezone.now()
    found.save(update_fields=["confirmed_at"])
    _note(found, "confirmed", subject=found.holder, actor=officer, reason=reason)
    return found


@transaction.atomic
def end(*, mandate: Mandate, by: Any, reason: str = "") -> Mandate:
    """End it now. Both sides may at any time without a reason; the desk needs one."""
    found = Mandate.objects.select_for_update().get(pk=mandate.pk)
    is_one_of_them = by.pk in {found.holder_id, found.principal_id}
    if not is_one_of_them and not reason.strip():
        raise ValueError("Who is not concerned needs a reason.")
    if found.ended_at is None:
        found.ended_at, found.code_digest = timezone.now(), None
        found.save(update_fields=["ended_at", "code_digest"])
        subject = found.principal or found.holder
        _note(found, "ended", subject=subject, actor=by, reason=reason)
    return found


def _verified(user: Any) -> CitizenProfile:
    profile = CitizenProfile.objects.filter(pk=user.pk).first()
    if profile is None or not profile.is_verified or not user.is_active:
        raise NotVerified
    return profile


def _scopes(names: Iterable[str], *, children: bool) -> list[str]:
    wanted = sorted(set(names))
    for name in wanted:
        scope = scope_of(name)
        if not (scope.for_children if children else scope.for_adults):
            raise ValueError(f"{name} is not done for others in this way.")
    if not wanted:
        raise ValueError("It must be for something.")
    return wanted


def _store(mandate: Mandate) -> None:
    """Check what people type; the constraints, which would see the number, are the database's."""
    typed = {"kind", "child_name", "scopes"}
    mandate.clean_fields(exclude={field.name for field in mandate._meta.fields} - typed)
    mandate.save()


def _note(
    mandate: Mandate, what: str, *, subject: Any, actor: Any = None, reason: str = ""
) -> None:
    record(
        kinds.MANDATE_CHANGED,
        actor=actor,
        subject=subject,
        reason=reason,
        about=f"mandate:{mandate.public_id}",
        details={"change": what, "scopes": mandate.scopes},
    )
    transaction.on_commit(lambda: mandate_changed.send(Mandate, mandate=mandate, what=what))
