"""What follows from a migration, a new section page, a publication."""

from typing import Any

from django.apps import apps as registry
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from content.editing.approval import last_editor_id, needs_second_person
from content.editing.roles import section_models


def grant_after_migrate(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Grant the roles; permissions of apps later in the list are made first."""
    from content.editing.grants import grant_roles

    if using != "default":
        return
    for config in registry.get_app_configs():
        create_contenttypes(config, verbosity=0, using=using)
        create_permissions(config, verbosity=0, using=using)
    grant_roles()


@receiver(post_save)
def section_created(sender: Any, instance: Any, created: bool = False, **kwargs: Any) -> None:
    """Let the desks into a section as soon as its page exists, in whichever language."""
    if not created or kwargs.get("raw") or not isinstance(instance, Page):
        return
    if sender._meta.label_lower not in section_models():
        return
    from content.editing.grants import grant_section

    grant_section(instance)


@receiver(page_published)
def second_person_looked(instance: Page, revision: Revision | None = None, **kwargs: Any) -> None:
    """Refuse, at the last moment, that somebody publishes an own edit in whichever way.

    Stops what the forms and permissions do not see: a translation published from its editor, an
    edit that was saved in another window while the approval ran. Programs (imports, the
    scheduler) act for nobody and pass; the scheduler publishes what was approved before.
    """
    user = get_active_log_context().user
    if user is None or revision is None or not needs_second_person(instance):
        return
    if last_editor_id(instance, upto=revision) == user.pk:
        transaction.set_rollback(True)
        raise PermissionDenied(_("Your own edit must be approved by somebody else."))


@receiver(page_published)
def withdrawal_ended(instance: Page, **kwargs: Any) -> None:
    """Take back what a withdrawal left behind when the page is public again."""
    from content.editing.withdrawal import end_withdrawals

    end_withdrawals(instance)
