"""Reads of reminders."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.profiles.models import CitizenProfile
from services.debts.models import (
    DAYS_BEFORE,
    AttemptItem,
    Instalment,
    Occasion,
    Reminded,
    ReminderWish,
)

# Running debts that can be paid; those in a plan have days of their own.
TOLD = ("open", "partly_paid")


def wish_of(profile: CitizenProfile) -> ReminderWish | None:
    """Return somebody's wish; None where reminders are off. One query."""
    return ReminderWish.objects.filter(pk=profile.pk).first()


def anybody_waits() -> bool:
    """Tell whether somebody is still to be looked at today. One query."""
    return ReminderWish.objects.filter(look_on__lte=timezone.localdate()).exists()


def to_be_told(digests: Collection[str], today: date, since: date) -> QuerySet[Instalment]:
    """Return the open instalments of people that were not told yet. Not asked yet.

    Begins with the few people who asked: digest of the account, assessments of the account,
    instalments of the assessment, each by its index. Nothing that is being paid at the moment.

    Args:
        digests: Of the identities, see `CitizenProfile.digests_of`.
        today: The local day.
        since: What was due before is not told.
    """
    told = Reminded.objects.filter(instalment=OuterRef("pk"))
    late, before = (Exists(told.filter(occasion=one)) for one in (Occasion.LATE, Occasion.BEFORE))
    held = AttemptItem.objects.filter(instalment=OuterRef("pk"), holds=True)
    return (
        Instalment.objects.filter(
            assessment__account__identity_digest__in=digests,
            assessment__status__in=TOLD,
            open_amount__gt=0,
            due_on__gte=since,
            due_on__lte=today + timedelta(days=max(DAYS_BEFORE)),
        )
        .filter(Q(due_on__lt=today) & ~late | Q(due_on__gte=today) & ~before)
        .filter(~Exists(held))
        .annotate(digest=F("assessment__account__identity_digest"))
        .select_related("assessment")
        .order_by("assessment_id", "due_on", "number")
    )
