"""Letters to both people when something changes about acting for another."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.mandates.models import Mandate, names_of
from accounts.mandates.signals import mandate_changed
from accounts.profiles.models import CitizenProfile
from accounts.signin.letters import Letter, ours, send

TOLD = ("accepted", "refused", "confirmed", "ended")


def listen() -> None:
    """Connect; once, from the app's `ready()`."""
    mandate_changed.connect(tell_both, dispatch_uid="mandates.letters")


def tell_both(mandate: Mandate, what: str, **kwargs: Any) -> None:
    """Write to whoever is concerned; the other one's name stands in it, no number, no contact."""
    if what not in TOLD:
        return
    for user, other in (
        (mandate.principal, mandate.holder),
        (mandate.holder, mandate.principal or mandate.child_name),
    ):
        if user is None or (what == "refused" and user != mandate.principal):
            continue
        profile = CitizenProfile.objects.filter(pk=user.pk).first()
        with override(profile.language if profile else "tr"):
            context = {
                "other": str(other or _("nobody yet")),
                "scopes": ", ".join(str(name) for name in names_of(mandate)),
                "url": reverse("mandates_one", args=[mandate.public_id]),
            }
            send(f"mandates/{what}", email=user.email, context=context)


def _letter(subject: str, first: str, context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=subject,
        paragraphs=(
            first,
            _("Who: %(other)s. For what: %(scopes)s.") % context,
            _("Both of you can end it at any time and see what was done."),
        ),
        button=(_("Look at it"), ours(str(context["url"]))),
    )


def _accepted(context: Mapping[str, Any]) -> Letter:
    text = _("An authorisation to act for another is in force from now on.")
    return _letter(_("An authorisation was accepted"), text, context)


def _refused(context: Mapping[str, Any]) -> Letter:
    text = _("The authorisation you had offered was refused. Its code works no more.")
    return _letter(_("An authorisation was refused"), text, context)


def _confirmed(context: Mapping[str, Any]) -> Letter:
    text = _("The service desk has confirmed that you may act for your child.")
    return _letter(_("You may act for your child"), text, context)


def _ended(context: Mapping[str, Any]) -> Letter:
    text = _("An authorisation to act for another was ended. Nothing more can be done by it.")
    return _letter(_("An authorisation was ended"), text, context)


WRITERS: dict[str, Callable[[Mapping[str, Any]], Letter]] = {
    "mandates/accepted": _accepted,
    "mandates/refused": _refused,
    "mandates/confirmed": _confirmed,
    "mandates/ended": _ended,
}
