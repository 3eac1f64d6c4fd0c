"""What is written about a recovery, and to whom: every contact the account has."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.profiles.codes import can_send
from accounts.profiles.models import CitizenProfile
from accounts.profiles.phones import is_mobile
from accounts.recovery.models import Recovery
from accounts.recovery.queries import stop_token
from accounts.recovery.states import Resets
from accounts.signin.letters import Letter, ours, send
from outbox import actions as outbox
from outbox.models import ChannelName, Priority


@dataclass(frozen=True, slots=True)
class Contacts:
    """Where the owner of an account is reached, and in which language."""

    emails: tuple[str, ...]
    phone: str
    language: str


def contacts_of(user: Any) -> Contacts:
    """Return every proved address and the mobile phone, proved or not: it may be the only one."""
    profile = CitizenProfile.objects.filter(pk=user.pk).first()
    proved = EmailAddress.objects.filter(user=user, verified=True)
    emails = dict.fromkeys([*proved.values_list("email", flat=True), user.email])
    phone = profile.phone if profile else ""
    return Contacts(
        emails=tuple(filter(None, emails)),
        phone=phone if is_mobile(phone) and can_send() else "",
        language=profile.language if profile else "tr",
    )


def of(recovery: Recovery) -> Q:
    """Return what was recorded for a recovery."""
    return Q(owner=_owner(recovery))


def links_of(recovery: Recovery) -> Q:
    """Return the letters with the link that completes it."""
    return of(recovery) & Q(key__startswith=f"recovery-link:{recovery.public_id}:")


def tell_old_contacts(recovery: Recovery) -> None:
    """Tell everybody who is reached now, and again when half of the waiting time has passed."""
    ready, begun = recovery.ready_at, recovery.confirmed_at
    if ready is None or begun is None:
        return
    reached = contacts_of(recovery.user)
    with override(reached.language):  # the page behind the link speaks it, too
        address = reverse("recovery_stop", args=[stop_token(recovery)])
    for due in (None, begun + (ready - begun) / 2):
        context = {"resets": recovery.resets, "ready": ready, "stop_url": address}
        _tell(recovery, reached, "recovery/begun", context, due)


def tell_stopped(recovery: Recovery) -> None:
    """Tell the same contacts that nothing will happen."""
    _tell(recovery, contacts_of(recovery.user), "recovery/stopped", {}, None)


def tell_done(recovery: Recovery, reached: Contacts) -> None:
    """Tell those who were reached before that it is done."""
    _tell(recovery, reached, "recovery/done", {}, None)


def send_link(recovery: Recovery, token: str) -> None:
    """Record the link that completes it, to be sent when the waiting time has passed."""
    reached = contacts_of(recovery.user)
    email = recovery.new_email or recovery.user.email
    with override(reached.language):
        send(
            "recovery/link",
            email=email,
            context={
                "url": reverse("recovery_complete", args=[token]),
                "ends": recovery.expires_at,
            },
            owner=_owner(recovery),
            key=f"recovery-link:{recovery.public_id}:{uuid.uuid4()}",
            due_at=max(recovery.ready_at or timezone.now(), timezone.now()),
        )


def send_code(recovery: Recovery, channel: str, code: str) -> None:
    """Send the code that proves a new address or phone."""
    with override(contacts_of(recovery.user).language):
        if channel == Resets.EMAIL:
            context = {"code": code}
            send("recovery/code", email=recovery.new_email, context=context, owner=_owner(recovery))
            return
        text = _("Your code for the service desk: %(code)s. Read it out to the officer.")
        _sms(recovery, recovery.new_phone, text % {"code": "[[code]]"}, {"code": code})


def _tell(
    recovery: Recovery, reached: Contacts, name: str, context: dict[str, Any], due: datetime | None
) -> None:
    with override(reached.language):
        for email in reached.emails:
            send(name, email=email, context=context, owner=_owner(recovery), due_at=due)
        if reached.phone:
            letter = WRITERS[name](context)
            values = {"link": letter.secret} if letter.secret else {}
            text = " ".join([letter.paragraphs[0], *(["[[link]]"] if values else [])])
            _sms(recovery, reached.phone, text, values, due)


def _sms(
    recovery: Recovery,
    number: str,
    text: str,
    values: dict[str, str],
    due: datetime | None = None,
) -> None:
    draft = outbox.Draft(
        channel=ChannelName.SMS,
        recipient=number,
        key=f"recovery-sms:{uuid.uuid4()}",
        owner=_owner(recovery),
        priority=Priority.PERSON_WAITS,
        values=values,
        is_secret=bool(values),
        due_at=due,
    )
    outbox.put(draft, subject="", text=text)


def _owner(recovery: Recovery) -> str:
    return f"recovery:{recovery.public_id}"


def _when(at: Any) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def _begun(context: Mapping[str, Any]) -> Letter:
    lost = ", ".join(str(Resets(name).label) for name in context["resets"])
    return Letter(
        subject=_("Somebody asked at the service desk for your account to be given back"),
        paragraphs=(
            _(
                "At the service desk a person with your identity card asked for your account. If it"
                " was not you, stop it before %(when)s:"
            )
            % {"when": _when(context["ready"])},
            _("What will be reset: %(lost)s. The password, too.") % {"lost": lost},
            _("If it was you, there is nothing to do: the link comes when the time has passed."),
        ),
        button=(_("It was not me, stop it"), "[[secret]]"),
        secret=ours(str(context["stop_url"])),
    )


def _stopped(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("The recovery of your account was stopped"),
        paragraphs=(
            _("The recovery of your account with the municipality was stopped. Nothing changed."),
            _("If you had asked for it yourself, come to the service desk again or call us."),
        ),
    )


def _done(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your account was given back at the service desk"),
        paragraphs=(
            _(
                "Your account was reset after the recovery at the service desk. If it was not you,"
                " call us at once."
            ),
            _("Every device was signed out, and the old password has stopped working."),
        ),
    )


def _link(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your account is ready: the last step"),
        paragraphs=(
            _(
                "The waiting time of your recovery has passed. Open the link and set a new"
                " password. It works once, until %(when)s."
            )
            % {"when": _when(context["ends"])},
            _("Give this link to nobody: the municipality never asks for it."),
        ),
        button=(_("Get my account back"), "[[secret]]"),
        secret=ours(str(context["url"])),
    )


def _code(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your code for the service desk"),
        paragraphs=(
            _("Read this code out to the officer at the service desk:"),
            "[[secret]]",
            _("If you are not at the desk now, ignore this letter."),
        ),
        secret=str(context["code"]),
    )


WRITERS: dict[str, Callable[[Mapping[str, Any]], Letter]] = {
    "recovery/begun": _begun,
    "recovery/stopped": _stopped,
    "recovery/done": _done,
    "recovery/link": _link,
    "recovery/code": _code,
}
