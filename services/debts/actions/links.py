"""Makes and revokes the links to pay that stand on printed notices."""

import re
import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.audit.actions import record
from services.debts.models import Assessment, DebtAccount, PaymentLink

MADE = "debts_link_made"
REVOKED = "debts_link_revoked"
LONGEST_DAYS = 365
_TOKEN = re.compile(r"[A-Za-z0-9_-]{24}")


class LinkRefused(ValueError):
    """A debt of another account, or days that cannot be."""


@transaction.atomic
def make_link(
    *,
    account: DebtAccount,
    days: int,
    assessment: Assessment | None = None,
    batch: str = "",
    by: Any = None,
) -> tuple[PaymentLink, str]:
    """Make a link and return it with its token, which is stored nowhere and shown once.

    Args:
        account: Whose debts it opens.
        days: How long it works, 1 to 365.
        assessment: The one debt it opens; without it all of the account.
        batch: The run of notices it is printed in.
        by: Who makes it.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise LinkRefused("days")
    if assessment is not None and assessment.account_id != account.pk:
        raise LinkRefused("account")
    token = secrets.token_urlsafe(18)
    now = timezone.now()
    link = PaymentLink(
        digest=digest_of(token),
        account=account,
        assessment=assessment,
        batch=batch,
        made_by=by,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    link.full_clean()
    link.save()
    record(MADE, actor=by, about=f"debts.paymentlink:{link.pk}", details={"batch": batch})
    return link, token


@transaction.atomic
def revoke_link(*, link: PaymentLink, by: Any = None) -> bool:
    """Let a link open nothing any more; False when it was revoked before."""
    link = PaymentLink.objects.select_for_update().get(pk=link.pk)
    if link.revoked_at is not None:
        return False
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    record(REVOKED, actor=by, about=f"debts.paymentlink:{link.pk}")
    return True


def digest_of(token: str) -> str:
    """Return what is stored of a token."""
    return salted_hmac("debts.link", token, algorithm="sha256").hexdigest()


def link_of(token: str) -> PaymentLink | None:
    """Return the link of a token, if it still opens something. One query at most."""
    if not _TOKEN.fullmatch(token):
        return None
    return PaymentLink.objects.alive().filter(digest=digest_of(token)).first()
