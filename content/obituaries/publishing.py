"""What must hold at the moment a notice becomes public, and what is remembered when it changes."""

from typing import Any

from django.utils import timezone

from content.obituaries.corrections import with_changes


def before_saving(page: Any) -> None:
    """Note what changes of a public notice. Must run in the transaction that saves it."""
    stored = type(page).objects.select_for_update().filter(pk=page.pk).first() if page.pk else None
    if stored is None:
        page.corrections = []
        return
    page.corrections = stored.corrections
    if stored.live and page.live:
        page.corrections = with_changes(stored, page, timezone.now())
