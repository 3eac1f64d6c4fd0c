"""The letter with a receipt: once with the payment, and again when its citizen asks."""

import logging
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import limits
from accounts.limits import Limit
from accounts.signin.letters import Letter, ours, send
from services.debts.models import Receipt
from services.debts.money import lira

logger = logging.getLogger(__name__)
AGAIN = (Limit("debt-receipt", ("account",), 3, 24 * 60 * 60),)


class TooOften(Exception):
    """A receipt was asked for again three times today."""


def mail_receipt(receipt: Receipt) -> None:
    """Record the letter of a payment, once; a letter that cannot be written stops no booking."""
    try:
        with transaction.atomic():
            _send(receipt, key=f"debt-receipt:{receipt.pk}")
    except Exception:
        logger.exception("A receipt could not be mailed: %s", receipt.pk)


def mail_again(receipt: Receipt) -> bool:
    """Record the letter once more; False where there is no address.

    Raises:
        TooOften: The address is written to three times a day at most.
    """
    subjects = {"account": str(receipt.pk), "network": ""}
    if limits.blocked(AGAIN, **subjects):
        raise TooOften
    limits.count_failure(AGAIN, **subjects)
    return _send(receipt, key=f"debt-receipt:{receipt.pk}:{uuid.uuid4()}")


def _send(receipt: Receipt, *, key: str) -> bool:
    email, language = _reader(receipt)
    if email:
        with override(language):
            send(
                "debts/receipt",
                email=email,
                context={"receipt": receipt},
                owner=f"debt-receipt:{receipt.pk}",
                key=key,
            )
    return bool(email)


def _reader(receipt: Receipt) -> tuple[str, str]:
    """Return address and language: of the account, else the address that is registered."""
    owner = receipt.attempt.owner
    if owner is not None:
        profile = getattr(owner, "citizen", None)
        language = getattr(profile, "language", "") or settings.LANGUAGE_CODE
        return (owner.email if owner.is_active else ""), language
    items = receipt.attempt.items.select_related("instalment__assessment__account")
    first = items.order_by("pk").first()
    return (
        first.instalment.assessment.account.email or "" if first else ""
    ), settings.LANGUAGE_CODE


def _receipt(context: Mapping[str, Any]) -> Letter:
    receipt: Receipt = context["receipt"]
    told = {
        "amount": lira(receipt.attempt.charged).replace("\xa0", " "),
        "number": receipt,
        "day": date_format(localtime(receipt.issued_at), "j F Y H.i"),
    }
    return Letter(
        subject=_("Your receipt %(number)s") % told,
        paragraphs=(
            _("We have received your payment of %(amount)s on %(day)s.") % told,
            _("Whoever has this link sees receipt and amount, and that it is genuine."),
        ),
        button=(_("See the receipt"), ours(reverse("debts_verify", args=[receipt.code]))),
    )


WRITERS: dict[str, Callable[[Mapping[str, Any]], Letter]] = {"debts/receipt": _receipt}
