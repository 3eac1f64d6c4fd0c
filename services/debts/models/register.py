"""The register: who owes what, and when it is due.

Amounts are lira with kuruş. What is open is a column the database computes, so no list adds it up
differently. Ledger and register are compared by `manage.py verify_ledger`.
"""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.profiles.models import IDENTITY
from accounts.secrets.fields import DigestField, EncryptedTextField
from services.debts.revenue_types import REVENUE_TYPES
from services.debts.states import NAME_LENGTH, STATES, STORED

ZERO = Decimal("0.00")
CONTACT = "debt-contact"


class Money(models.DecimalField):
    """Lira with kuruş, up to ten milliards."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs |= {"max_digits": 12, "decimal_places": 2}
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class MoneySum(models.DecimalField):
    """What many amounts add up to: a register of a million debts comes to more than one may."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs |= {"max_digits": 18, "decimal_places": 2}
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class HolderKind(models.TextChoices):
    """Whose account it is."""

    PERSON = "person", _("Person")
    COMPANY = "company", _("Company")


class DebtAccount(models.Model):
    """An account (sicil) at the municipality: of a person or of a company."""

    number = models.CharField(_("register number"), max_length=24, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=HolderKind.choices)
    identity_number = EncryptedTextField(
        _("identity or tax number"), bound_to="number", purpose=IDENTITY
    )
    identity_digest = DigestField(of="identity_number", purpose=IDENTITY, db_index=True)
    name = EncryptedTextField(_("name"), bound_to="number", purpose=CONTACT)
    phone = EncryptedTextField(
        _("phone"), bound_to="number", purpose=CONTACT, null=True, blank=True
    )
    email = EncryptedTextField(
        _("e-mail"), bound_to="number", purpose=CONTACT, null=True, blank=True
    )
    # Keyed digest of everything above, by which an import sees that nothing changed.
    fingerprint = models.CharField(max_length=96, blank=True, editable=False)

    class Meta:
        """Found by number and by whose it is."""

        verbose_name = _("register account")
        verbose_name_plural = _("register accounts")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="debts_account_kind", condition=Q(kind__in=HolderKind.values)
            ),
            models.CheckConstraint(
                name="debts_account_has_digest", condition=Q(identity_digest__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        """Return the register number, which names nobody."""
        return self.number


class Assessment(models.Model):
    """An assessment (tahakkuk): one revenue of one period, in one or more instalments."""

    account = models.ForeignKey(DebtAccount, on_delete=models.PROTECT, related_name="assessments")
    external_id = models.CharField(_("id in the accounting system"), max_length=40, unique=True)
    number = models.CharField(_("assessment number"), max_length=24)
    revenue_type = models.CharField(
        _("revenue"),
        max_length=28,
        choices=[(kind.code, kind.turkish) for kind in REVENUE_TYPES.values()],
    )
    year = models.PositiveSmallIntegerField(_("year"))
    period = models.PositiveSmallIntegerField(_("period"), default=0)
    description = models.CharField(_("what it is for"), max_length=160, blank=True)
    status = models.CharField(
        _("status"), max_length=NAME_LENGTH, choices=[(name, STATES[name].label) for name in STORED]
    )
    told_at = models.DateTimeField(_("as of"))

    class Meta:
        """The newest first."""

        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ("-year", "-period", "-pk")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(name="debts_assessment_status", condition=Q(status__in=STORED)),
            models.CheckConstraint(
                name="debts_assessment_year", condition=Q(year__gte=1990, year__lte=2100)
            ),
            models.CheckConstraint(name="debts_assessment_period", condition=Q(period__lte=12)),
            models.CheckConstraint(
                name="debts_assessment_revenue",
                condition=Q(revenue_type__regex=r"^[a-z][a-z_]{1,27}$"),
            ),
        ]
        indexes = [models.Index(fields=["account", "-year"], name="debts_of_account")]

    def __str__(self) -> str:
        """Return its number."""
        return self.number


class Instalment(models.Model):
    """A part of an assessment with its own due date."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField(_("instalment"), default=1)
    due_on = models.DateField(_("due day"))
    principal = Money(_("principal"))
    # What came in at the desk, by bank, by enforcement: as the accounting system tells it.
    collected_elsewhere = Money(_("collected elsewhere"), default=ZERO)
    # What came in by this site: as the ledger has it.
    collected_here = Money(_("collected here"), default=ZERO)
    cancelled = Money(_("cancelled"), default=ZERO)
    # What the staff cancelled here; part of `cancelled`, which never falls below it by an import.
    cancelled_here = Money(_("cancelled here"), default=ZERO, db_default=ZERO)
    open_amount = models.GeneratedField(
        expression=F("principal") - F("collected_elsewhere") - F("collected_here") - F("cancelled"),
        output_field=models.DecimalField(max_digits=12, decimal_places=2),
        db_persist=True,
    )

    class Meta:
        """In their order."""

        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ("due_on", "number")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="debts_one_instalment"),
            models.CheckConstraint(
                name="debts_amounts_not_negative",
                condition=Q(
                    principal__gte=0,
                    collected_elsewhere__gte=0,
                    collected_here__gte=0,
                    cancelled__gte=0,
                ),
            ),
            models.CheckConstraint(
                name="debts_cancelled_here_of_cancelled",
                condition=Q(cancelled_here__gte=0, cancelled_here__lte=F("cancelled")),
            ),
            models.CheckConstraint(
                name="debts_never_over_collected",
                condition=Q(
                    principal__gte=F("collected_elsewhere") + F("collected_here") + F("cancelled")
                ),
            ),
            models.CheckConstraint(
                name="debts_instalment_number", condition=Q(number__gte=1, number__lte=72)
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], name="debts_open_by_due", condition=Q(open_amount__gt=0)
            )
        ]

    def __str__(self) -> str:
        """Return which one of which assessment."""
        return f"{self.assessment_id}/{self.number}"

    @property
    def collected(self) -> Decimal:
        """Return what came in, whichever way."""
        return self.collected_elsewhere + self.collected_here


class AllowedChange(models.Model):
    """A change of status the database lets through; filled from `states` after each migration."""

    of = models.CharField(max_length=12)
    before = models.CharField(max_length=16)
    after = models.CharField(max_length=16)

    class Meta:
        """Each once."""

        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["of", "before", "after"], name="debts_allowed_once")
        ]

    def __str__(self) -> str:
        """Return the change."""
        return f"{self.of}: {self.before} → {self.after}"
