"""Writes that belong to the whole site."""

import hashlib
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from wagtail.log_actions import log

from home.models import EmergencyBanner, PageFeedback

FEEDBACK_AN_HOUR = 30


def record_feedback(*, path: str, useful: bool, comment: str, network: str) -> bool:
    """Keep an answer; return False when this network has answered too often in the last hour.

    Stops one script from drowning the answers of people. Only a digest of the address is used,
    in a cache that forgets it.
    """
    key = "feedback:" + hashlib.sha256(network.encode()).hexdigest()[:16]
    cache.add(key, 0, timeout=3600)
    if cache.incr(key) > FEEDBACK_AN_HOUR:
        return False
    answer = PageFeedback(
        path=path[:500], useful=useful, comment=comment.replace("\x00", "").strip()[:1000]
    )
    answer.full_clean()
    answer.save()
    return True


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
