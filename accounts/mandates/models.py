"""Who may act for whom. Written by `actions` alone, asked by `queries.mandate_for`."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.profiles.models import IDENTITY
from accounts.secrets.fields import DigestField, EncryptedTextField

# A written authorisation is renewed once a year: who forgets it is not bound by it for life.
LONGEST = timedelta(days=366)
OF_AGE = 18
CODE_DAYS = 7


class MandateKind(models.TextChoices):
    """Why one may act for another."""

    PARENT = "parent", _("Parent or guardian")
    WRITTEN = "written", _("Written authorisation")


class MandateState(models.TextChoices):
    """What it is worth now; follows from the dates."""

    WAITING = "waiting", _("Waiting")
    ACTIVE = "active", _("Valid")
    EXPIRED = "expired", _("Expired")
    ENDED = "ended", _("Ended by somebody")


class Mandate(models.Model):
    """The holder may act for the principal (an account) or for a child (who has none)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=MandateKind.choices)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="mandates_held",
        verbose_name=_("who acts"),
    )
    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="mandates_given",
        verbose_name=_("for whom"),
    )
    child_name = models.CharField(_("child’s name"), max_length=150, blank=True)
    child_birth_date = models.DateField(_("child’s birth date"), null=True)
    child_number = EncryptedTextField(
        _("child’s identity number"), bound_to="public_id", purpose=IDENTITY, null=True
    )
    child_digest = DigestField(of="child_number", purpose=IDENTITY)
    scopes = ArrayField(models.CharField(max_length=40), verbose_name=_("for what"))
    begins_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # Of the code with which the holder takes an offer; gone once it is taken.
    code_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        """What must always hold stands in the database."""

        verbose_name = _("authority to act for another")
        verbose_name_plural = _("authorities to act for another")
        default_permissions = ("view",)
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="mandate_kind_and_for_whom",
                condition=Q(
                    kind=MandateKind.PARENT,
                    holder__isnull=False,
                    principal__isnull=True,
                    child_digest__isnull=False,
                    child_birth_date__isnull=False,
                )
                & ~Q(child_name="")
                | Q(
                    kind=MandateKind.WRITTEN,
                    principal__isnull=False,
                    child_number__isnull=True,
                    child_digest__isnull=True,
                    child_birth_date__isnull=True,
                    child_name="",
                ),
            ),
            models.CheckConstraint(
                name="mandate_not_for_oneself",
                condition=Q(holder__isnull=True)
                | Q(principal__isnull=True)
                | ~Q(holder=F("principal")),
            ),
            models.CheckConstraint(
                name="mandate_begins_before_it_ends", condition=Q(begins_at__lt=F("ends_at"))
            ),
            models.CheckConstraint(
                name="mandate_in_writing_for_a_year",
                condition=~Q(kind=MandateKind.WRITTEN) | Q(ends_at__lte=F("begins_at") + LONGEST),
            ),
            models.CheckConstraint(name="mandate_is_for_something", condition=Q(scopes__len__gt=0)),
            models.CheckConstraint(
                name="mandate_confirmed_for_somebody",
                condition=Q(confirmed_at__isnull=True)
                | Q(holder__isnull=False, code_digest__isnull=True),
            ),
            models.UniqueConstraint(
                name="mandate_one_for_a_child",
                fields=["holder", "child_digest"],
                condition=Q(ended_at__isnull=True, child_digest__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return nothing that tells who it is."""
        return str(self.public_id)

    def state(self, now: datetime | None = None) -> MandateState:
        """Return what it is worth at a moment."""
        now = now or timezone.now()
        if self.ended_at is not None:
            return MandateState.ENDED
        if now >= self.ends_at:
            return MandateState.EXPIRED
        if self.confirmed_at is None or now < self.begins_at:
            return MandateState.WAITING
        return MandateState.ACTIVE

    @property
    def for_whom(self) -> str:
        """Return the name of the principal or of the child."""
        return str(self.principal) if self.principal_id else self.child_name


def comes_of_age(born: date) -> date:
    """Return the day of the eighteenth birthday; who was born on 29 February waits for 1 March.

    Turkish Civil Code art. 11: majority begins with the completion of the eighteenth year.
    """
    try:
        return born.replace(year=born.year + OF_AGE)
    except ValueError:
        return date(born.year + OF_AGE, 3, 1)


def names_of(mandate: Mandate) -> list[Any]:
    """Return the labels of what it is for; names nobody registered any more stay names."""
    from accounts.mandates.scopes import all_scopes

    known = {scope.name: scope.label for scope in all_scopes()}
    return [known.get(name, name) for name in mandate.scopes]
