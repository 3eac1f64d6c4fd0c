"""Who the municipality is."""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from home.colours import AAA, GRAPHICS, contrast, darkened

COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as #rrggbb, e.g. #0b5d5b."))
# “444 38 38 Çağrı merkezi”: the number may hold spaces, the words begin with a letter.
_NUMBER_LINE = re.compile(r"\A(\+?[\d (]+[\d)])\s+(\D.*)\Z")
_SOCIAL_LINE = re.compile(r"\A(\S.*?)\s+(https?://[^\s/]\S*)\Z")


@register_setting(icon="home")
class MunicipalitySettings(BaseGenericSetting):
    """Who the municipality is: the same code serves another one with other content here."""

    name = models.CharField(_("name"), max_length=120, default="Belediye")
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    accent_1 = models.CharField(
        _("first colour"),
        max_length=7,
        blank=True,
        validators=[COLOUR],
        help_text=_("For links and buttons, e.g. #0b5d5b. It must be readable on white."),
    )
    accent_2 = models.CharField(
        _("second colour"),
        max_length=7,
        blank=True,
        validators=[COLOUR],
        help_text=_("For lines and ornaments, e.g. #b3541e. Empty: the site's own."),
    )
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    whatsapp = models.CharField(_("WhatsApp"), max_length=32, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    kep = models.CharField(_("registered e-mail (KEP)"), max_length=120, blank=True)
    address = models.TextField(_("address"), blank=True)
    social = models.TextField(
        _("social media"),
        blank=True,
        help_text=_("One on each line: name, space, address. E.g. “YouTube https://…”."),
    )
    emergency_numbers = models.TextField(
        _("emergency numbers"),
        blank=True,
        help_text=_("One on each line: number, space, what for. E.g. “112 Acil çağrı”."),
    )
    footer_text = models.TextField(_("text at the foot"), blank=True)

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]), FieldPanel("tagline")],
            heading=_("Identity"),
        ),
        MultiFieldPanel(
            [FieldPanel("logo"), FieldRowPanel([FieldPanel("accent_1"), FieldPanel("accent_2")])],
            heading=_("Look"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("whatsapp")]),
                FieldRowPanel([FieldPanel("email"), FieldPanel("kep")]),
                FieldPanel("address"),
                FieldPanel("social"),
                FieldPanel("emergency_numbers"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("footer_text"),
    ]

    class Meta:
        """Names for the admin."""

        verbose_name = _("municipality")

    @classmethod
    def current(cls) -> "MunicipalitySettings":
        """Return the settings without writing anything, unlike Wagtail's `load()`."""
        return cls.objects.select_related("logo").first() or cls()

    def clean(self) -> None:
        """Refuse colours that cannot be read and lines that are not understood."""
        super().clean()
        errors: dict[str, Any] = {}
        for name, ratio in (("accent_1", AAA), ("accent_2", GRAPHICS)):
            problem = _too_light(getattr(self, name), ratio)
            if problem:
                errors[name] = problem
        for name, pattern, example in (
            ("social", _SOCIAL_LINE, "YouTube https://www.youtube.com/…"),
            ("emergency_numbers", _NUMBER_LINE, "112 Acil çağrı"),
        ):
            wrong = [line for line in _lines(getattr(self, name)) if not pattern.match(line)]
            if wrong:
                errors[name] = _("This line is not understood: “%(line)s”. Write e.g. “%(like)s”.")
                errors[name] %= {"line": wrong[0], "like": example}
        if errors:
            raise ValidationError(errors)

    def social_links(self) -> list[dict[str, str]]:
        """Return label and url of each address in social media."""
        found = filter(None, map(_SOCIAL_LINE.match, _lines(self.social)))
        return [{"label": match[1], "url": match[2]} for match in found]

    def numbers(self) -> list[dict[str, str]]:
        """Return number and label of each emergency number."""
        found = filter(None, map(_NUMBER_LINE.match, _lines(self.emergency_numbers)))
        return [{"number": match[1], "label": match[2]} for match in found]

    def whatsapp_url(self) -> str:
        """Return the address that opens a conversation; WhatsApp wants the country's code first."""
        digits = re.sub(r"\D", "", self.whatsapp)
        if digits.startswith("0"):
            digits = f"90{digits[1:]}"
        return f"https://wa.me/{digits}" if digits else ""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _too_light(colour: str, ratio: float) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour) or contrast(colour) >= ratio:
        return ""
    # Not rounded up: 6,96 must not read as 7,0.
    has = int(contrast(colour) * 10) / 10
    return _(
        "This colour is too light: its contrast on white is %(has)s, and %(needed)s is needed. "
        "A darker shade that is enough: %(shade)s."
    ) % {
        "has": f"{has:.1f}".replace(".", ","),
        "needed": f"{ratio:.0f}",
        "shade": darkened(colour, ratio),
    }
