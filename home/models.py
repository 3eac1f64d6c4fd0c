"""The home page, the municipality's identity, navigation and the emergency banner."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin

from content.base import BasePage, editor_tabs
from search.documents import Document

COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as #rrggbb, e.g. #0b5d5b."))
LONGEST_BANNER = timedelta(hours=72)


class ServiceTileBlock(blocks.StructBlock):
    """One tile of the service grid."""

    title = blocks.CharBlock(label=_("title"), max_length=60)
    text = blocks.CharBlock(label=_("text"), max_length=80, required=False)
    url = blocks.CharBlock(
        label=_("address"), max_length=250, help_text=_("E.g. /kent-rehberi/ or https://…")
    )
    icon = blocks.CharBlock(
        label=_("icon"), max_length=30, default="document", help_text=_("E.g. road, heart, map.")
    )

    class Meta:
        """How editors see it."""

        icon = "link"
        label = _("Service tile")


class HomePage(BasePage):
    """The first page: services, today's notices, news."""

    document_kind = "home"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "standard.SectionPage",
        "standard.StandardPage",
        "standard.NewsIndexPage",
        "obituaries.ObituaryIndexPage",
        "places.PlaceIndexPage",
        "roadworks.RoadWorkIndexPage",
        "disclosures.DisclosureIndexPage",
    ]

    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    introduction = models.TextField(_("introduction"), max_length=500, blank=True)

    services = StreamField(
        [("tile", ServiceTileBlock())], blank=True, use_json_field=True, verbose_name=_("services")
    )

    edit_handler = editor_tabs(
        (
            _("Content"),
            [
                FieldPanel("title"),
                FieldPanel("tagline"),
                FieldPanel("introduction"),
                FieldPanel("services"),
            ],
        )
    )

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("home page")

    def describe(self) -> Iterable[Document]:
        """Return title and introduction."""
        yield Document(
            title=self.title,
            summary=self.introduction,
            data={
                "tagline": self.tagline,
                "introduction": self.introduction,
                "services": [dict(child.value) for child in self.services],
            },
        )


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
    accent_2 = models.CharField(_("second colour"), max_length=7, blank=True, validators=[COLOUR])
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


class NavigationItem(TranslatableMixin, models.Model):
    """An entry of the main menu or of a column of the footer."""

    class Area(models.TextChoices):
        """Where it stands."""

        MAIN = "main", _("Main menu")
        FOOTER = "footer", _("Footer")

    area = models.CharField(_("place"), max_length=10, choices=Area.choices, default=Area.MAIN)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
        verbose_name=_("under"),
        help_text=_("Empty for the first level; a footer column is an entry with others under it."),
    )
    title = models.CharField(_("title"), max_length=80)
    url = models.CharField(
        _("address"), max_length=250, blank=True, help_text=_("E.g. /kent-rehberi/ or https://…")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("area"), FieldPanel("parent")]),
        FieldRowPanel([FieldPanel("title"), FieldPanel("url")]),
        FieldPanel("order"),
    ]

    class Meta(TranslatableMixin.Meta):
        """Order and names."""

        ordering: ClassVar[list[str]] = ["area", "order", "pk"]
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu entries")

    def __str__(self) -> str:
        """Return the title."""
        return self.title


def _tomorrow() -> Any:
    return timezone.now() + timedelta(hours=24)


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
    link_url = models.CharField(_("address of the link"), max_length=250, blank=True)
    link_text = models.CharField(_("text of the link"), max_length=80, blank=True)
    starts_at = models.DateTimeField(_("begins"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"), default=_tomorrow)
    only_below = models.CharField(
        _("only on pages below"),
        max_length=250,
        blank=True,
        help_text=_("E.g. /asfalt-calismalari/. Empty means every page."),
    )
    locale_code = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("tr, en or ar; empty means all.")
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
            )
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


class PageFeedback(models.Model):
    """An answer to “was this page useful?”; nothing about who answered."""

    path = models.CharField(_("page"), max_length=500)
    useful = models.BooleanField(_("useful"))
    comment = models.TextField(_("comment"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        """Order and names."""

        ordering: ClassVar[list[str]] = ["-created_at"]
        verbose_name = _("page feedback")
        verbose_name_plural = _("page feedback")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["path", "-created_at"])]

    def __str__(self) -> str:
        """Return the page's path."""
        return self.path
