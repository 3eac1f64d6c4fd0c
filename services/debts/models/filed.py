"""What cases about debts have besides: the objected assessment, the certificate that was issued."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.secrets.fields import EncryptedTextField
from services.cases.models import Case
from services.debts.models.register import CONTACT, Assessment


class Ground(models.TextChoices):
    """Why somebody objects."""

    NOT_MINE = "not_mine", _("It is not my debt")
    PAID = "paid", _("I have paid it already")
    AMOUNT = "amount", _("The amount is wrong")
    TWICE = "twice", _("It was assessed twice")
    OTHER = "other", _("Something else")


class Objection(models.Model):
    """An objection: which assessment, and whether it is why that one counts as disputed."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="debt_objection")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="objections")
    ground = models.CharField(_("ground"), max_length=8, choices=Ground.choices)
    # While it is open an import leaves the assessment disputed, too.
    is_open = models.BooleanField(_("still open"), default=True)
    # It made the assessment disputed; the accounting system may have done so before.
    made_disputed = models.BooleanField(default=False)

    class Meta:
        """One open objection to an assessment."""

        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], name="debts_one_open_objection", condition=Q(is_open=True)
            ),
            models.CheckConstraint(
                name="debts_objection_ground", condition=Q(ground__in=Ground.values)
            ),
        ]

    def __str__(self) -> str:
        """Return which case."""
        return str(self.case_id)


class Clearance(models.Model):
    """A debt-free certificate (borcu yoktur): what was true on one day, by figures of a time."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="debt_clearance")
    # What the QR code says; whoever has the paper can verify it, nobody can guess one.
    code = models.CharField(max_length=32, unique=True)
    name = EncryptedTextField(_("name"), bound_to="code", purpose=CONTACT, null=True)
    masked_number = models.CharField(_("identity number"), max_length=11, blank=True)
    figures_at = models.DateTimeField(_("figures as of"), null=True)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now)

    class Meta:
        """Found by case and by code."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return which case."""
        return str(self.case_id)
