"""Drafts of forms: kept sealed on the server for who is signed in.

A form of any kind keeps what was typed, never files, passwords or codes: files are kept under the
form's key (`actions.keep_upload`), which is part of the draft. Others have their draft in the
browser (`static/js/draft.js`), where nobody of ours reads it.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.secrets.sealing import CannotOpen
from services.cases.models import Draft

MOST_BYTES = 64 * 1024
KEPT_DAYS = 30
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "code", "password", "identity_number"})


@transaction.atomic
def keep_draft(*, user: Any, form: str, data: Mapping[str, Any]) -> bool:
    """Keep what was typed into a form in place of what was kept before; False if it is too large.

    Args:
        user: Who types; must be signed in.
        form: The form's name, e.g. `cozum-merkezi`.
        data: Names and values that JSON can hold; lists for fields with several values.
    """
    content = json.dumps(
        {name: value for name, value in data.items() if name not in NEVER_KEPT}, ensure_ascii=False
    )
    if len(content.encode()) > MOST_BYTES:
        return False
    draft = Draft.objects.select_for_update().filter(user=user, form=form).first()
    draft = draft or Draft(user=user, form=form)
    draft.content, draft.changed_at = content, timezone.now()
    draft.full_clean(exclude=["user"], validate_unique=False, validate_constraints=False)
    draft.save()
    return True


def draft_of(*, user: Any, form: str) -> tuple[dict[str, Any], datetime] | None:
    """Return what was kept and when; None without a draft, or when it no longer opens."""
    if not user.is_authenticated:
        return None
    draft = Draft.objects.filter(user=user, form=form).first()
    if draft is None or draft.changed_at < timezone.now() - timedelta(days=KEPT_DAYS):
        return None
    try:
        return json.loads(draft.content), draft.changed_at
    except CannotOpen:
        return None


def drop_draft(*, user: Any, form: str) -> bool:
    """Forget a draft: it was sent, or is not wanted any more."""
    if not user.is_authenticated:
        return False
    return bool(Draft.objects.filter(user=user, form=form).delete()[0])


def forget_old() -> int:
    """Delete drafts nobody has touched for a month; return how many."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    return Draft.objects.filter(changed_at__lt=before).delete()[0]
