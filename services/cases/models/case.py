"""A case, its timeline, and the numbers it has them from.

A timeline is only added to, and each entry is signed over the one before: who changes or takes out
a row cannot make the rest fit again without the key (`verification`). The triggers of migration
0002 refuse what the actions never do: a status that is no allowed change, an entry altered.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.secrets.fields import EncryptedTextField
from services.cases.kinds import NAME_LENGTH, CaseKind, Phase, Status, kind_of
from services.cases.reference import MAX_NUMBER_LENGTH, Reference

NO_MAC = "0" * 64


class Series(models.Model):
    """The last number of a kind in a year. Its row's lock lets cases be numbered one by one."""

    kind = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """One row for a kind and year."""

        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="cases_one_series"),
        ]

    def __str__(self) -> str:
        """Return kind, year and number."""
        return f"{self.kind}-{self.year}: {self.last}"


class AllowedChange(models.Model):
    """A change of status that a kind allows; filled from `kinds` after each migration."""

    kind = models.CharField(max_length=2)
    before = models.CharField(max_length=NAME_LENGTH, blank=True)
    after = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        """Each once."""

        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "before", "after"], name="cases_allowed_once"),
        ]

    def __str__(self) -> str:
        """Return the change."""
        return f"{self.kind}: {self.before} → {self.after}"


class Case(models.Model):
    """What somebody filed. Written by `actions` alone."""

    kind = models.CharField(_("kind"), max_length=2)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    status = models.CharField(_("status"), max_length=NAME_LENGTH)
    phase = models.CharField(max_length=8, choices=[(item.value, item.value) for item in Phase])
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    data = models.JSONField(_("further answers"), default=dict, blank=True)
    language = models.CharField(_("language"), max_length=2, default="tr")
    channel = models.CharField(_("channel"), max_length=16, default="web")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cases",
        verbose_name=_("account"),
    )
    # Sealed to the key that a form gives a filing, so a row that is copied elsewhere does not open.
    filing_key = models.UUIDField(_("key of the filing"), unique=True, editable=False)
    contact_email = EncryptedTextField(
        _("e-mail"), bound_to="filing_key", purpose="case-contact", null=True, blank=True
    )
    contact_phone = EncryptedTextField(
        _("phone"), bound_to="filing_key", purpose="case-contact", null=True, blank=True
    )
    directorate = models.ForeignKey(
        "reference.Directorate",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("directorate"),
    )
    disclosure = models.CharField(_("disclosure shown"), max_length=120, blank=True)
    # Counted up, it ends every secret link that was sent before.
    link_version = models.PositiveSmallIntegerField(default=1, editable=False)

    received_at = models.DateTimeField(_("received"), default=timezone.now)
    due_on = models.DateField(_("due"), null=True, blank=True)
    due_source = models.CharField(_("rule of the due date"), max_length=120, blank=True)
    waiting_since = models.DateField(_("waiting for the citizen since"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    was_in_time = models.BooleanField(_("answered in time"), null=True, blank=True)
    keep_until = models.DateField(_("kept until"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    entries = models.PositiveIntegerField(default=0, editable=False)
    head = models.CharField(max_length=64, default=NO_MAC, editable=False)

    class Meta:
        """The newest first; what always holds stands in the database."""

        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ("-received_at", "-pk")
        default_permissions = ("view",)
        permissions = [("view_all_cases", _("Can see the cases of all directorates"))]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="cases_one_reference"),
            models.CheckConstraint(
                name="cases_number",
                condition=Q(number__gte=1, number__lt=10**MAX_NUMBER_LENGTH),
            ),
            models.CheckConstraint(
                name="cases_closed_when_closed",
                condition=Q(phase=Phase.CLOSED, closed_at__isnull=False)
                | (~Q(phase=Phase.CLOSED) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="cases_waiting_when_waiting",
                condition=Q(phase=Phase.WAITING, waiting_since__isnull=False)
                | (~Q(phase=Phase.WAITING) & Q(waiting_since__isnull=True)),
            ),
            models.CheckConstraint(
                name="cases_due_with_its_rule",
                condition=Q(due_on__isnull=True, due_source="")
                | (Q(due_on__isnull=False) & ~Q(due_source="")),
            ),
            models.CheckConstraint(
                name="cases_erased_leads_to_nobody",
                condition=Q(erased_at__isnull=True)
                | Q(
                    phase=Phase.CLOSED,
                    owner__isnull=True,
                    contact_email__isnull=True,
                    contact_phone__isnull=True,
                    text="",
                ),
            ),
            models.CheckConstraint(
                name="cases_closed_after_receipt",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("received_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "phase", "-received_at"], name="cases_of_owner"),
            models.Index(
                fields=["directorate", "due_on"],
                name="cases_of_directorate",
                condition=~Q(phase=Phase.CLOSED),
            ),
            models.Index(
                fields=["keep_until"],
                name="cases_to_erase",
                condition=Q(keep_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return the reference."""
        return str(self.reference)

    @property
    def reference(self) -> Reference:
        """Return the reference."""
        return Reference(self.kind, self.year, self.number)

    @property
    def type(self) -> CaseKind:
        """Return what kind of case it is."""
        return kind_of(self.kind)

    @property
    def state(self) -> Status:
        """Return the status with its words."""
        return self.type.status(self.status)
