"""What is recorded without being asked: sign-ins, and changes of rights, accounts and settings.

Signals, because rights are changed by Wagtail's forms, by commands and by code alike, and a way
that forgets to record is what the log is for.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth import signals as auth
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from accounts.audit import kinds
from accounts.audit.actions import record
from accounts.audit.context import current_actor
from accounts.queries import account_named

WATCHED = ("username", "email", "is_active", "is_staff", "is_superuser")
# Wagtail keeps rights in the tree and in collections in tables of its own.
WAGTAILS_RIGHTS = ("wagtailcore.GroupPagePermission", "wagtailcore.GroupCollectionPermission")
_M2M = {"post_add": "added", "pre_remove": "removed", "pre_clear": "cleared"}


def listen() -> None:
    """Connect; once, from the app's `ready()`."""
    user = get_user_model()
    auth.user_logged_in.connect(signed_in, dispatch_uid="audit")
    auth.user_logged_out.connect(signed_out, dispatch_uid="audit")
    auth.user_login_failed.connect(sign_in_failed, dispatch_uid="audit")
    for through in (user.groups.through, user.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(rights_changed, sender=through, dispatch_uid="audit")
    for label in WAGTAILS_RIGHTS:
        post_save.connect(grant_saved, sender=label, dispatch_uid="audit")
        post_delete.connect(grant_deleted, sender=label, dispatch_uid="audit")
    pre_save.connect(account_saved, sender=user, dispatch_uid="audit")
    post_save.connect(account_made, sender=user, dispatch_uid="audit")
    for model in _settings():
        post_save.connect(setting_saved, sender=model, dispatch_uid="audit")


def signed_in(user: Any, **kwargs: Any) -> None:
    """Record a sign-in, once it is complete."""
    record(kinds.SIGN_IN, actor=user, subject=user)


def signed_out(user: Any, **kwargs: Any) -> None:
    """Record a sign-out of somebody who was signed in."""
    if user is not None:
        record(kinds.SIGN_OUT, actor=user, subject=user)


def sign_in_failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Record a failure, with the account if there is one, and never with what was typed."""
    names = [str(credentials.get(name) or "").replace("\x00", "") for name in ("username", "email")]
    name = next((name for name in names if name), "")
    record(kinds.SIGN_IN_FAILED, subject=account_named(name))


def rights_changed(
    sender: Any, instance: Any, action: str, pk_set: set[Any] | None, model: Any, **kwargs: Any
) -> None:
    """Record groups of a person, permissions of a person, permissions of a group."""
    if action not in _M2M:
        return
    if action != "post_add":  # told of all that shall go, also of what is not there
        pk_set = _held(sender, instance, model, pk_set)
    if not pk_set:
        return
    one, many = instance._meta.label_lower, model._meta.label_lower
    record(
        kinds.RIGHTS_CHANGED,
        subject=instance if isinstance(instance, get_user_model()) else None,
        about=f"{one}:{instance.pk}",
        details={
            "change": _M2M[action],
            "of": many,
            "ids": sorted(pk_set),
            "names": _names(model, pk_set),
        },
    )


def grant_saved(instance: Any, **kwargs: Any) -> None:
    """Record a right in the tree or in a collection."""
    _grant(instance, "added")


def grant_deleted(instance: Any, **kwargs: Any) -> None:
    """Record that it was taken away."""
    _grant(instance, "removed")


def account_saved(instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Record what changed of an account; old values are not kept, they may be personal."""
    watched = set(WATCHED) | {"password"}
    if instance.pk is None or (update_fields is not None and not watched & set(update_fields)):
        return
    before = type(instance)._base_manager.filter(pk=instance.pk).first()
    if before is None:
        return
    changed = [name for name in WATCHED if getattr(before, name) != getattr(instance, name)]
    if changed:
        record(kinds.ACCOUNT_CHANGED, subject=instance, details={"changed": changed})
    if before.password != instance.password and not _is_rehash(instance, update_fields):
        record(kinds.PASSWORD_CHANGED, subject=instance)


def account_made(instance: Any, created: bool, **kwargs: Any) -> None:
    """Record a new account."""
    if created:
        record(kinds.ACCOUNT_MADE, actor=current_actor() or instance, subject=instance)


def setting_saved(instance: Any, **kwargs: Any) -> None:
    """Record that settings of the site were saved."""
    record(kinds.SETTING_CHANGED, about=f"{instance._meta.label_lower}:{instance.pk}")


def _held(through: Any, instance: Any, model: Any, pk_set: set[Any] | None) -> set[Any]:
    """Return what the instance has, of a set or of everything."""
    relations = [field for field in through._meta.fields if field.is_relation]
    source = next(field for field in relations if isinstance(instance, field.related_model))
    target = next(field for field in relations if field.related_model is model)
    rows = through._base_manager.filter(**{source.name: instance})
    if pk_set is not None:
        rows = rows.filter(**{f"{target.name}__in": pk_set})
    return set(rows.values_list(target.attname, flat=True))


def _names(model: Any, ids: set[Any]) -> list[str]:
    """Return what they are called now: a role that is deleted later has no other name."""
    columns = ("name",) if model is Group else ("content_type__app_label", "codename")
    if model is get_user_model() or not ids:
        return []
    rows = model._base_manager.filter(pk__in=ids).order_by("pk").values_list(*columns)
    return [".".join(row) for row in rows[:20]]


def _grant(instance: Any, change: str) -> None:
    thing = getattr(instance, "page_id", None) or getattr(instance, "collection_id", None)
    permission = instance.permission_id
    details = {"change": change, "permission": permission, "on": thing}
    about = f"{instance._meta.label_lower}:group {instance.group_id}"
    record(kinds.RIGHTS_CHANGED, about=about, details=details)


def _is_rehash(user: Any, update_fields: Any) -> bool:
    """Tell whether Django only stores the same password by a stronger method, at a sign-in."""
    return set(update_fields or ()) == {"password"} and user._password is None


def _settings() -> list[Any]:
    from wagtail.contrib.settings.models import AbstractSetting

    return [model for model in apps.get_models() if issubclass(model, AbstractSetting)]
