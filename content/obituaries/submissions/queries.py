"""Reads: what may be the same notice."""

from datetime import timedelta
from typing import Any

from content.obituaries.models import ObituaryPage, ObituarySubmission
from content.obituaries.names import are_same

NEAR = timedelta(days=7)
MOST = 500


def same_notices(sent: ObituarySubmission) -> list[ObituaryPage]:
    """Return notices, drafts too, of a name spelled alike whose death was within a week."""
    near = ObituaryPage.objects.filter(
        death_date__range=(sent.death_date - NEAR, sent.death_date + NEAR)
    )
    return [page for page in near.order_by("-pk")[:MOST] if are_same(page.title, sent.name)]


def same_submissions(sent: ObituarySubmission) -> list[ObituarySubmission]:
    """Return other notices that were sent of the same name near the same day."""
    near: Any = ObituarySubmission.objects.exclude(pk=sent.pk).filter(
        death_date__range=(sent.death_date - NEAR, sent.death_date + NEAR)
    )
    return [other for other in near[:MOST] if are_same(other.name, sent.name)]
