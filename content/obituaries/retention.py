"""What of people's data goes by itself: called by the worker's clock, once a day."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from content.obituaries.condolences.actions import forget_old as forget_books
from content.obituaries.family.mail import forget_mail
from content.obituaries.models import ApprovalState, FamilyApproval
from content.obituaries.submissions.actions import forget_old as forget_submissions


def forget_old() -> dict[str, int]:
    """Erase and delete what is due; return how many by subject."""
    return {
        "submissions": forget_submissions(),
        "condolences": forget_books(),
        "approvals": forget_approvals(),
    }


def forget_approvals() -> int:
    """Erase what families wrote after `OBITUARY_SUBMITTER_DAYS`, and addresses of dead links.

    That a notice was approved, and what of it, stays as long as the notice.
    """
    now = timezone.now()
    dead = FamilyApproval.objects.filter(state=ApprovalState.WAITING, expires_at__lt=now)
    addressed = dead.exclude(email="")
    for key in addressed.values_list("pk", flat=True):
        forget_mail(key)
    gone = addressed.update(email="")
    limit = now - timedelta(days=settings.OBITUARY_SUBMITTER_DAYS)
    old = FamilyApproval.objects.filter(created_at__lt=limit).exclude(remark="", changes={})
    return gone + old.update(remark="", changes={})


def tick() -> None:
    """Called by the clock: forget once a day."""
    if cache.add(f"obituaries-forgotten:{timezone.localdate()}", 1, timeout=86_400):
        forget_old()
