"""What payers are told of money paid back and of debts that were reduced."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.signin.letters import Letter, ours, send
from services.debts.models import DebtAccount
from services.debts.money import lira
from services.debts.staff.models import Proposal, ProposalKind
from services.debts.staff.queries.accounts import citizen_behind


def tell(proposal: Proposal) -> None:
    """Record a letter to the citizen's account, else to the address of the register."""
    email, language = _reached(proposal)
    if not email:
        return
    with override(language):
        send(
            "debts/changed",
            email=email,
            context={"kind": proposal.kind, "amount": proposal.amount, "by_hand": proposal.by_hand},
            owner=f"debt-proposal:{proposal.pk}",
            key=f"debt-proposal:{proposal.pk}",
        )


def _reached(proposal: Proposal) -> tuple[str, str]:
    owner = proposal.attempt.owner if proposal.attempt else None
    account: DebtAccount | None = proposal.account
    if owner is None and account is not None:
        profile = citizen_behind(account)
        owner = profile.user if profile else None
    if owner is not None and owner.is_active and owner.email:
        profile = getattr(owner, "citizen", None)
        return owner.email, getattr(profile, "language", "") or settings.LANGUAGE_CODE
    return (account.email or "" if account is not None else ""), settings.LANGUAGE_CODE


def _changed(context: Mapping[str, Any]) -> Letter:
    amount = lira(context["amount"]).replace("\xa0", " ")
    words = {
        ProposalKind.VOID: _("A payment of %(amount)s taken at our till was undone."),
        ProposalKind.REFUND: _("%(amount)s of your payment is paid back to you."),
        ProposalKind.REDUCE: _("Your debt was reduced by %(amount)s."),
        ProposalKind.WRITE_OFF: _("A debt of %(amount)s was taken off."),
    }
    told = [words[context["kind"]] % {"amount": amount}]
    if context["kind"] == ProposalKind.REFUND:
        told.append(
            _("We pay it into your bank account.")
            if context["by_hand"]
            else _("It goes back to the card you paid with; your bank may take some days.")
        )
    told.append(_("You see it on the pages of your debts."))
    return Letter(
        subject=_("About your debts at the municipality"),
        paragraphs=tuple(told),
        button=(_("My debts"), ours(reverse("debts"))),
    )


WRITERS: dict[str, Callable[[Mapping[str, Any]], Letter]] = {"debts/changed": _changed}
