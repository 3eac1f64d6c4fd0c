"""Writes that belong to the whole site."""

import hashlib
from datetime import timedelta
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.utils import timezone
from wagtail.log_actions import log

from home.models import EmergencyBanner, PageFeedback

FEEDBACK_AN_HOUR = 30
COMMENT_SALT = "home.feedback.comment"
COMMENT_SECONDS = 3600


def record_feedback(*, path: str, useful: bool, network: str) -> PageFeedback | None:
    """Keep an answer; return None when this network has answered too often in the last hour.

    Stops one script from drowning the answers of people. Only a digest of the address is used,
    in a cache that forgets it.
    """
    key = "feedback:" + hashlib.sha256(network.encode()).hexdigest()[:16]
    cache.add(key, 0, timeout=3600)
    try:
        count = cache.incr(key)
    except ValueError:  # it has just run out
        cache.set(key, 1, timeout=3600)
        count = 1
    if count > FEEDBACK_AN_HOUR:
        return None
    answer = PageFeedback(path=path[:500], useful=useful)
    answer.full_clean()
    answer.save()
    return answer


def comment_token(answer: PageFeedback) -> str:
    """Return what lets whoever answered, and nobody else, add a comment within an hour."""
    return signing.dumps(answer.pk, salt=COMMENT_SALT)


def add_comment(*, token: str, comment: str) -> bool:
    """Add a comment to an answer that has none yet; return False when it is too late."""
    words = comment.replace("\x00", "").strip()[:1000]
    try:
        key = signing.loads(token, salt=COMMENT_SALT, max_age=COMMENT_SECONDS)
    except signing.BadSignature:
        return False
    return bool(PageFeedback.objects.filter(pk=key, comment="").update(comment=words))


def end_banner(*, banner: EmergencyBanner, user: Any) -> None:
    """End an active banner now, and one that has not begun before it begins."""
    now = timezone.now()
    if banner.ends_at <= now:
        return
    banner.starts_at = min(banner.starts_at, now - timedelta(seconds=1))
    banner.ends_at = now
    banner.full_clean()
    banner.save()
    log(instance=banner, action="wagtail.edit", user=user)
