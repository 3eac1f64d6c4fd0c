"""What follows from the publication of a course, and from a change of a branch or a place."""

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from content.courses.actions import share_facts
from content.courses.models import CourseBranch, CoursePage
from content.places.models import PlacePage
from search import index
from search.index import document_changed
from search.models import PublicationState, PublishedDocument


@receiver(page_published, sender=CoursePage)
def facts_follow(instance: CoursePage, **kwargs: Any) -> None:
    """Keep the translations in step, in the same transaction and whoever publishes.

    A signal, since pages are published from forms, bulk actions, imports and the clock alike, and
    an English page with the old first day sends people to a closed door.
    """
    share_facts(instance)


@receiver(post_save, sender=CourseBranch)
@receiver(post_delete, sender=CourseBranch)
def branch_changed(**kwargs: Any) -> None:
    """Let every process read the branches anew: the list's filter names those without courses."""
    PublicationState.advance()


@receiver(document_changed, dispatch_uid="courses.place_changed")
def place_changed(page_id: int, event: str, payload: dict[str, Any], **kwargs: Any) -> None:
    """Describe the courses at a place anew: they tell its name, address and point.

    One query where no course is held there; one more for a place that was withdrawn, since a
    deleted one is named by no page any more.
    """
    if payload.get("kind") != PlacePage.document_kind:
        return
    key = PlacePage.objects.filter(pk=page_id).values("translation_key")
    there = Q(place=page_id) | Q(place__translation_key__in=key)
    if event == "unpublished":
        named = PublishedDocument.objects.filter(kind="course", payload__place__id=page_id)
        there |= Q(pk__in=list(named.values_list("page_id", flat=True)))
    for page in CoursePage.objects.filter(there).distinct():
        index.sync(page)
