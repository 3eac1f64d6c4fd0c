"""Results that editors put first."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

LONGEST = timedelta(days=184)
USUAL = timedelta(days=90)


def _usual_end() -> date:
    return timezone.localdate() + USUAL


class Promotion(models.Model):
    """A page that stands first for some queries, for a time and on somebody's account.

    It must end: what nobody looks after any more disappears by itself.
    """

    queries = models.TextField(
        _("queries"),
        max_length=500,
        help_text=_(
            "What people type; separate several by |, e.g. “nikâh|evlilik işlemleri”. Inflected "
            "forms and spellings without Turkish letters count by themselves."
        ),
    )
    within = models.BooleanField(
        _("in longer queries too"),
        default=False,
        help_text=_("Ticked, “nikâh” also counts in “nikâh salonu adresi”."),
    )
    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("It is shown only while it is published."),
    )
    starts_on = models.DateField(_("first day"), default=timezone.localdate)
    ends_on = models.DateField(
        _("last day"),
        default=_usual_end,
        help_text=_("At most six months after the first day; extend it when it is still right."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=Q(groups__isnull=False) | Q(is_superuser=True),
        verbose_name=_("owner"),
        help_text=_("Who decides whether it is still right when it ends."),
    )
    note = models.CharField(
        _("why"),
        max_length=200,
        blank=True,
        help_text=_("E.g. “Kayıt dönemi boyunca”; only editors see it."),
    )

    class Meta:
        """Order, names, and that it ends."""

        ordering: ClassVar[list[str]] = ["-ends_on", "queries"]
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="promotion_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__lte=F("starts_on") + LONGEST),
                name="promotion_ends_in_time",
            ),
        ]

    def __str__(self) -> str:
        """Return the queries as people type them."""
        return ", ".join(self.phrases)

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return the queries, in order."""
        return tuple(part for raw in self.queries.split("|") if (part := " ".join(raw.split())))

    @property
    def state(self) -> str:
        """Return in a word whether it counts today."""
        today = timezone.localdate()
        if self.ends_on < today:
            return str(_("ended"))
        return str(_("shown")) if self.starts_on <= today else str(_("to come"))

    def clean(self) -> None:
        """At least one query; it ends after it starts, and within six months."""
        super().clean()
        if not self.phrases:
            raise ValidationError({"queries": _("Write at least one query.")})
        self.queries = "|".join(self.phrases)
        if not (self.starts_on and self.ends_on):
            return
        if self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("It ends before it starts.")})
        if self.ends_on > self.starts_on + LONGEST:
            raise ValidationError(
                {"ends_on": _("At most six months; extend it later when it is still right.")}
            )
