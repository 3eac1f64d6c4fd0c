"""The citizen's profile. Names and e-mail stand in the user table, everything else here.

A profile gives no right in the admin, and a right in the admin gives no profile: services of
citizens ask for the profile, the admin asks for permissions.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.identity import mask_identity_number
from accounts.secrets.fields import DigestField, EncryptedTextField

# Nobody alive was born before; an older year is a slip.
FIRST_BIRTH = date(1900, 1, 1)
E164 = r"^\+[1-9][0-9]{6,14}$"
# One purpose: digests of identity numbers can be compared wherever they stand.
IDENTITY = "identity-number"


class VerifiedBy(models.TextChoices):
    """Who made sure that the person is the one of the identity number."""

    EDEVLET = "edevlet", _("e-Devlet")
    DESK = "desk", _("Service desk")
    REGISTRY = "registry", _("Civil registry")


class Language(models.TextChoices):
    """The language we write in."""

    TURKISH = "tr", "Türkçe"
    ENGLISH = "en", "English"
    ARABIC = "ar", "العربية"


class CitizenProfile(models.Model):
    """One for an account of a citizen. Written by `actions` alone."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="citizen",
        verbose_name=_("account"),
    )
    identity_number = EncryptedTextField(
        _("identity number"), bound_to="user_id", purpose=IDENTITY, null=True, blank=True
    )
    identity_digest = DigestField(of="identity_number", purpose=IDENTITY, unique=True)
    identity_verified_by = models.CharField(
        _("verified by"), max_length=8, choices=VerifiedBy.choices, blank=True
    )
    identity_verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=16, blank=True, db_index=True)
    phone_verified_at = models.DateTimeField(_("phone verified at"), null=True, blank=True)
    # Where the code of the second step was typed from last; the next one goes there at once.
    codes_by_sms = models.BooleanField(_("codes by SMS"), default=False)
    email_verified_at = models.DateTimeField(_("e-mail verified at"), null=True, blank=True)
    # The neighbourhood's slug: accounts knows no other app; forms offer the list.
    neighbourhood = models.SlugField(_("neighbourhood"), max_length=80, blank=True)
    street = models.CharField(_("street"), max_length=120, blank=True)
    door = models.CharField(_("door number"), max_length=30, blank=True)
    is_told_by_email = models.BooleanField(_("notified by e-mail"), default=True)
    is_told_by_sms = models.BooleanField(_("notified by SMS"), default=False)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.TURKISH
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        """What must always hold stands in the database."""

        verbose_name = _("citizen")
        verbose_name_plural = _("citizens")
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(
                name="citizen_number_has_digest",
                condition=Q(identity_number__isnull=True, identity_digest__isnull=True)
                | Q(identity_number__isnull=False, identity_digest__isnull=False),
            ),
            models.CheckConstraint(
                name="citizen_verified_by_whom_and_when",
                condition=Q(identity_verified_by="", identity_verified_at__isnull=True)
                | Q(
                    identity_verified_by__in=VerifiedBy.values,
                    identity_verified_at__isnull=False,
                    identity_number__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="citizen_phone_is_e164", condition=Q(phone="") | Q(phone__regex=E164)
            ),
            models.CheckConstraint(
                name="citizen_verified_phone_exists",
                condition=Q(phone_verified_at__isnull=True) | ~Q(phone=""),
            ),
            models.CheckConstraint(
                name="citizen_sms_needs_a_phone",
                condition=Q(is_told_by_sms=False) | ~Q(phone=""),
            ),
            models.CheckConstraint(
                name="citizen_codes_need_a_verified_phone",
                condition=Q(codes_by_sms=False) | Q(phone_verified_at__isnull=False),
            ),
            models.CheckConstraint(
                name="citizen_birth_date",
                condition=Q(birth_date__isnull=True) | Q(birth_date__gte=FIRST_BIRTH),
            ),
            models.CheckConstraint(
                name="citizen_language", condition=Q(language__in=Language.values)
            ),
        ]

    def __str__(self) -> str:
        """Return nothing that tells who it is: this ends in logs and error pages."""
        return f"#{self.user_id}"

    def validate_constraints(self, exclude: Any = None) -> None:
        """Leave the number out: validating would send it, readable, to the database."""
        hidden = {"identity_number", "identity_digest"}
        super().validate_constraints(exclude=hidden | set(exclude or ()))

    @property
    def is_verified(self) -> bool:
        """Tell whether somebody made sure of the identity."""
        return bool(self.identity_verified_by)

    @property
    def masked_identity_number(self) -> str:
        """Return the number as it may be shown; empty when there is none."""
        return mask_identity_number(self.identity_number) if self.identity_number else ""

    @classmethod
    def digests_of(cls, number: str) -> list[str]:
        """Return what to look for in `identity_digest` to find a normalised number."""
        field: Any = cls._meta.get_field("identity_digest")
        found: list[str] = field.looked_for(number)
        return found
