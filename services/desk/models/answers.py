"""What officers keep to work faster: ready-made answers and their own filters."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.desk.fields import problem_of


class AnswerTemplate(models.Model):
    """A ready-made answer with fields such as `{başvuru_no}`."""

    title = models.CharField(_("title"), max_length=80, unique=True)
    text = models.TextField(
        _("text"),
        max_length=2000,
        help_text=_(
            "Fields that are filled in: {başvuru_no}, {konu}, {mahalle}, {müdürlük}, {son_gün}, "
            "{belediye}."
        ),
    )
    category = models.ForeignKey(
        "requests.Category",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("topic"),
        help_text=_("A topic or a group; empty for all."),
    )
    directorate = models.ForeignKey(
        "reference.Directorate",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("directorate"),
        help_text=_("Whose answer it is; empty for all."),
    )
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        """By title."""

        ordering = ("title",)
        verbose_name = _("ready-made answer")
        verbose_name_plural = _("ready-made answers")

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def clean(self) -> None:
        """Refuse fields that nobody fills in."""
        super().clean()
        unknown = problem_of(self.text)
        if unknown:
            raise ValidationError(
                {"text": _("There is no field {%(field)s}.") % {"field": unknown}}
            )


class SavedFilter(models.Model):
    """An officer's own filter of the queue."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_filters"
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        """By name, each once."""

        ordering = ("name",)
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["user", "name"], name="casedesk_filter_once")
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
