"""Reference data the subjects share: the neighbourhoods and directorates of the municipality."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from search import turkish


class Named(models.Model):
    """A thing with a name, a slug that others refer to, and its place in the alphabet."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(
        _("short address"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Made from the name, e.g. “argincik”. Feeds and filters use it: keep it."),
    )
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")

    class Meta:
        """No table of its own."""

        abstract = True
        ordering: ClassVar[list[str]] = ["sort_key"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep slug and sort key in step with the name."""
        self.slug = self.slug or turkish.slugify(self.name)
        self.sort_key = turkish.sort_key(self.name)[:400]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Make the slug from the name where none was given."""
        super().clean()
        self.slug = self.slug or turkish.slugify(self.name)


class Directorate(Named):
    """A directorate (müdürlük) of the municipality: who is responsible."""

    scope = models.TextField(
        _("what it does"), blank=True, help_text=_("One sentence, e.g. “Yol, asfalt, kaldırım”.")
    )
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("scope"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]), FieldPanel("address")],
            heading=_("Contact"),
        ),
        FieldPanel("slug"),
    ]

    class Meta(Named.Meta):
        """Names for the admin."""

        verbose_name = _("directorate")
        verbose_name_plural = _("directorates")


class Neighbourhood(Named):
    """A neighbourhood (mahalle). `uavt_id` is its number in the national address database."""

    uavt_id = models.PositiveIntegerField(_("UAVT number"), unique=True, null=True, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    aliases = models.CharField(
        _("other spellings"),
        max_length=250,
        blank=True,
        help_text=_("Separate them by commas, e.g. “Ahievran”. Search finds them too."),
    )
    lat = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    lng = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("aliases"),
        FieldRowPanel([FieldPanel("uavt_id"), FieldPanel("postal_code"), FieldPanel("population")]),
        FieldRowPanel([FieldPanel("lat"), FieldPanel("lng")]),
        FieldPanel("slug"),
    ]

    class Meta(Named.Meta):
        """Names for the admin."""

        verbose_name = _("neighbourhood")
        verbose_name_plural = _("neighbourhoods")
