"""What editors do reaches the published index here, and nowhere else.

Saves and deletions of pages, moves, view restrictions, and changes of anything a published page
refers to (an image, a neighbourhood, a directorate, a linked page). Handlers run inside the
transaction of the change; `search.index` leaves rows alone that are right already.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import (
    Locale,
    Page,
    PageViewRestriction,
    ReferenceIndex,
    Revision,
    Site,
)
from wagtail.signals import post_page_move

from search import index
from search.documents import Describable
from search.models import Promotion, PublicationState, Synonym

# Saved at every request or keystroke, never part of what the public sees.
_UNSEEN_APPS = {
    "admin",
    "auth",
    "contenttypes",
    "django_tasks_database",
    "outbox",
    "published",
    "sessions",
    "subscriptions",
    "wagtail_localize",
    "wagtailsearch",
    "webhooks",
}
_UNSEEN_MODELS: tuple[type[models.Model], ...] = (Revision, ReferenceIndex)


@receiver(post_save)
def page_saved(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Sync a page when it, not only its draft's metadata, was saved."""
    if kwargs.get("raw") or not isinstance(instance, Page):
        return
    update_fields = kwargs.get("update_fields")
    if update_fields is not None and not set(update_fields) & {"live", "slug", "expired"}:
        return
    # Expiry and moves save the bare page; what it says is in its specific half.
    page = (
        instance if isinstance(instance, Describable) else Page.objects.get(pk=instance.pk).specific
    )
    if isinstance(page, Describable):
        index.sync(page)


@receiver(post_delete)
def page_deleted(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Leave a tombstone when a page is deleted."""
    if isinstance(instance, Page):
        index.forget(instance.pk)


@receiver(post_page_move)
def page_moved(instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    """Give a moved page and its descendants their new addresses."""
    index.sync_tree(instance)
    if url_path_before != url_path_after:
        sync_referrers_of_tree(instance)


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Take what became private out of the index at once, and let back in what became public."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        index.sync_tree(page)


@receiver(post_save, sender=Site)
@receiver(post_delete, sender=Site)
@receiver(post_delete, sender=Locale)
def site_changed(**kwargs: Any) -> None:
    """Addresses hang on the site's root: describe everything anew."""
    Site.clear_site_root_paths_cache()
    for root in Page.objects.filter(depth=1):
        index.sync_tree(root)
    PublicationState.advance()


@receiver(post_save, sender=Synonym)
@receiver(post_delete, sender=Synonym)
@receiver(post_save, sender=Promotion)
@receiver(post_delete, sender=Promotion)
def editors_words_changed(**kwargs: Any) -> None:
    """Let every process read synonyms and promotions anew with its next search."""
    PublicationState.advance()


@receiver(post_save)
def referenced_thing_saved(
    sender: type[models.Model], instance: models.Model, **kwargs: Any
) -> None:
    """Describe anew the pages that refer to what changed (an image's alternative text)."""
    if kwargs.get("raw") or kwargs.get("created") or isinstance(instance, Page):
        return
    if _may_be_seen(sender):
        sync_referrers(instance)


@receiver(post_delete)
def referenced_thing_deleted(
    sender: type[models.Model], instance: models.Model, **kwargs: Any
) -> None:
    """Describe anew the pages that referred to something that is gone."""
    if _may_be_seen(sender) and not isinstance(instance, Page):
        sync_referrers(instance)


def _may_be_seen(model: type[models.Model]) -> bool:
    return (
        model.__module__ != "__fake__"  # the historical models of a migration
        and model._meta.app_label not in _UNSEEN_APPS
        and not issubclass(model, _UNSEEN_MODELS)
        and isinstance(model._meta.pk, models.AutoField | models.BigAutoField | models.UUIDField)
    )


def sync_referrers(instance: models.Model) -> int:
    """Sync the pages whose published content refers to `instance`; return how many changed."""
    references = ReferenceIndex.get_references_to(instance)
    page_types = ContentType.objects.get_for_models(Page).values()
    ids = set(
        references.filter(base_content_type__in=page_types).values_list("object_id", flat=True)
    )
    if not ids:
        return 0
    pages = Page.objects.filter(pk__in=[int(key) for key in ids]).specific()
    return sum(index.sync(page) for page in pages.iterator(chunk_size=200))


def sync_referrers_of_tree(root: Page) -> int:
    """Sync the pages that link to a page of this tree, whose address has changed."""
    pages = Page.objects.descendant_of(root, inclusive=True)
    return sum(sync_referrers(page) for page in pages.iterator(chunk_size=200))
