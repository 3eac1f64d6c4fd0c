"""Three tables that are only added to (triggers refuse the rest, see migration 0002).

An `Entry` is what happened, signed with a key the database does not have. A `Link` chains entries
in the order of their commits; it is made by a trigger at the end of the transaction, and stays
when an old entry's content is deleted. A `Seal` signs the chain's head now and then.

People stand by their `public_id`, without a foreign key: an account may go, the log stays.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.audit.kinds import Keep, label_of

NOTHING = "0" * 64
HEX = "^[0-9a-f]{64}$"


class Entry(models.Model):
    """What happened. Written by `actions.record` alone."""

    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    kind = models.CharField(_("kind"), max_length=40)
    keep = models.CharField(max_length=8, editable=False)
    actor = models.UUIDField(_("who"), null=True, db_index=True)
    subject = models.UUIDField(_("whose"), null=True, db_index=True)
    address = models.CharField(_("network address"), max_length=45, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    about = models.CharField(_("about"), max_length=150, blank=True)
    details = models.JSONField(_("details"), default=dict)
    # The head of the chain as the writer saw it: whoever takes a row out must answer to all later.
    seen_number = models.BigIntegerField(editable=False)
    seen_hash = models.CharField(max_length=64, editable=False)
    key_id = models.CharField(max_length=24, editable=False)
    mac = models.CharField(max_length=64, editable=False)

    class Meta:
        """Newest first; nobody adds, changes or deletes."""

        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        ordering = ("-at", "-pk")
        default_permissions = ("view",)
        indexes = [models.Index(fields=["kind", "-at"], name="audit_entry_kind")]
        constraints = [
            models.CheckConstraint(
                name="audit_entry_keep", condition=Q(keep__in=[item.value for item in Keep])
            ),
            models.CheckConstraint(name="audit_entry_mac", condition=Q(mac__regex=HEX)),
        ]

    def __str__(self) -> str:
        """Return when and what, not who."""
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"

    @property
    def kind_label(self) -> str:
        """Return the kind as people read it."""
        return label_of(self.kind)


class Link(models.Model):
    """A link of the chain: its hash covers the hash before it and the entry's signature."""

    number = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    keep = models.CharField(max_length=8)
    mac = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """Nobody reads it in the admin."""

        verbose_name = _("link of the audit log")
        verbose_name_plural = _("links of the audit log")
        default_permissions = ()

    def __str__(self) -> str:
        """Return its place and the beginning of its hash."""
        return f"{self.number}:{self.hash[:12]}"


class SealKind(models.TextChoices):
    """Why the head was signed."""

    DAILY = "daily", _("Daily")
    ANCHOR = "anchor", _("What came before was deleted")


class Seal(models.Model):
    """The head of the chain at a moment, signed; seals are chained among themselves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=8, choices=SealKind.choices)
    place = models.BigIntegerField(unique=True)
    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    key_id = models.CharField(max_length=24)
    mac = models.CharField(max_length=64)

    class Meta:
        """In their order."""

        verbose_name = _("seal of the audit log")
        verbose_name_plural = _("seals of the audit log")
        ordering = ("place",)
        default_permissions = ()

    def __str__(self) -> str:
        """Return what it signed."""
        return f"{self.number}:{self.hash}"


def people(ids: set[Any]) -> dict[Any, str]:
    """Return the names of accounts by public id, in one query."""
    from accounts.models import User

    found = User.objects.filter(public_id__in={pk for pk in ids if pk})
    return {user.public_id: str(user) for user in found}
