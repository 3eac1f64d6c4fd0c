"""The emergency banner."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from content.links import LINK

LONGEST_BANNER = timedelta(hours=72)


def in_a_day() -> Any:
    """Return this time tomorrow."""
    return timezone.now() + timedelta(hours=24)


def languages() -> list[tuple[str, str]]:
    """Return the languages of the site."""
    return list(settings.LANGUAGES)


class EmergencyBanner(models.Model):
    """A notice above every page. It always ends by itself, at most 72 hours after it begins."""

    class Level(models.TextChoices):
        """How urgent it is."""

        INFO = "info", _("Information")
        WARNING = "warning", _("Warning")
        DANGER = "danger", _("Danger to life")

    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default="warning")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=400, blank=True)
    link_url = models.CharField(
        _("address of the link"),
        max_length=250,
        blank=True,
        validators=[LINK],
        help_text=_("Where more is told, e.g. /duyurular/kar-tatili/"),
    )
    link_text = models.CharField(_("text of the link"), max_length=80, blank=True)
    starts_at = models.DateTimeField(_("begins"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("ends"),
        default=in_a_day,
        help_text=_("It disappears by itself at this time, at most 72 hours after it begins."),
    )
    only_below = models.CharField(
        _("only on pages below"),
        max_length=250,
        blank=True,
        validators=[RegexValidator(r"\A/(?!/)\S*\Z", _("Begin with /, e.g. /asfalt-calismalari/"))],
        help_text=_("E.g. /asfalt-calismalari/. Empty means every page."),
    )
    locale_code = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=languages,
        help_text=_("Empty means every language."),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("level"),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("link_url"), FieldPanel("link_text")]),
        FieldRowPanel([FieldPanel("only_below"), FieldPanel("locale_code")]),
    ]

    class Meta:
        """Order and names."""

        ordering: ClassVar[list[str]] = ["-starts_at"]
        verbose_name = _("emergency banner")
        verbose_name_plural = _("emergency banners")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="banner_ends_later"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__lte=models.F("starts_at") + LONGEST_BANNER),
                name="banner_ends_by_itself",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def is_active(self) -> bool:
        """Tell whether it stands above the pages now."""
        now = timezone.now()
        return bool(self.starts_at <= now < self.ends_at)

    def clean(self) -> None:
        """Refuse a banner that would stay."""
        super().clean()
        if self.starts_at and self.ends_at:
            if self.ends_at <= self.starts_at:
                raise ValidationError({"ends_at": _("The end must be after the beginning.")})
            if self.ends_at - self.starts_at > LONGEST_BANNER:
                raise ValidationError(
                    {"ends_at": _("A banner lasts 72 hours at most; renew it if need be.")}
                )
