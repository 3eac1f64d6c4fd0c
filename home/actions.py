"""Writes that belong to the whole site."""

import hashlib

from django.core.cache import cache

from home.models import PageFeedback

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
