"""Writes: a correction comes in, the desk decides."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.limits import Limit, blocked, count_failure, network_of
from content.places.models import PlaceSuggestion
from content.places.models.suggestion import ALLOWED, SuggestionStatus
from search.queries import Shown

# Many people may share a network (a school, a mobile operator), so the limits are generous; they
# stop one script from filling the desk's queue.
LIMITS = (
    Limit("place_suggestion", ("network",), 20, 60 * 60),
    Limit("place_suggestion_place", ("account", "network"), 5, 60 * 60),
)
TWICE = timedelta(hours=1)


def limits() -> tuple[Limit, ...]:
    """Return the limits; `PLACE_SUGGESTION_LIMITS` of the settings replaces them."""
    return tuple(getattr(settings, "PLACE_SUGGESTION_LIMITS", LIMITS))


def suggest(
    *, place: Shown, aspects: list[str], correct: str, contact: str, address: str
) -> PlaceSuggestion | None:
    """Put a correction into the queue; None when this network has sent too many.

    The same words about the same place within an hour are the first press of the button again:
    they make no second entry and count for no limit. `address` is the sender's internet address;
    only a digest of its network is used, in a cache that forgets it.
    """
    same = PlaceSuggestion.objects.filter(
        place_id=place.id,
        aspects=aspects,
        correct=correct,
        contact=contact,
        status=SuggestionStatus.NEW,
        created_at__gt=timezone.now() - TWICE,
    ).first()
    if same is not None:
        return same
    subject = {"account": str(place.id), "network": network_of(address)}
    if blocked(limits(), **subject):
        return None
    suggestion = PlaceSuggestion(
        place_id=place.id,
        place_title=place.title,
        place_path=place.path,
        aspects=aspects,
        correct=correct,
        contact=contact,
    )
    suggestion.full_clean(exclude=["place"])
    suggestion.save()
    count_failure(limits(), **subject)
    return suggestion


@transaction.atomic
def decide(*, suggestion_id: int, status: str, note: str, user: Any) -> PlaceSuggestion | None:
    """Accept, reject or open again; None when somebody else was faster.

    The contact is erased with a decision: it was given for questions about this one.
    """
    suggestion = PlaceSuggestion.objects.select_for_update().get(pk=suggestion_id)
    if status not in ALLOWED[suggestion.status]:
        return None
    suggestion.status = status
    suggestion.note = note
    if status == SuggestionStatus.NEW:
        suggestion.decided_at = suggestion.decided_by = None
    else:
        suggestion.contact = ""
        suggestion.decided_at, suggestion.decided_by = timezone.now(), user
    suggestion.full_clean(exclude=["place"])
    suggestion.save()
    log(instance=suggestion, action="wagtail.edit", user=user, data={"status": status})
    return suggestion


def keep_note(*, suggestion: PlaceSuggestion, note: str) -> None:
    """Keep a note without deciding."""
    suggestion.note = note
    suggestion.full_clean(exclude=["place"])
    suggestion.save(update_fields=["note"])
