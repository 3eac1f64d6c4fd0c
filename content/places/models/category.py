"""Categories of places: groups, and what belongs to them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.places.icons import IconPicker, check_icon
from content.reference.models import Named


class PlaceCategory(Named):
    """A category of places. The first level groups, places belong to the second."""

    name = models.CharField(
        _("name"), max_length=120, help_text=_("In the singular, e.g. “Eczane”.")
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("group"),
        limit_choices_to={"parent": None},
        help_text=_("Empty for a group, e.g. “Sağlık”; “Eczane” belongs to it."),
    )
    name_en = models.CharField(
        _("name in English"),
        max_length=120,
        blank=True,
        help_text=_("Empty: English readers see the Turkish name."),
    )
    name_ar = models.CharField(
        _("name in Arabic"),
        max_length=120,
        blank=True,
        help_text=_("Empty: Arabic readers see the Turkish name."),
    )
    icon = models.CharField(
        _("icon"),
        max_length=30,
        default="map-pin",
        validators=[check_icon],
        help_text=_("Stands beside the name in the guide's overview."),
    )
    description = models.CharField(
        _("description"),
        max_length=250,
        blank=True,
        help_text=_("What belongs here, e.g. “Hastaneler, eczaneler ve sağlık merkezleri”."),
    )
    order = models.PositiveSmallIntegerField(
        _("order"),
        default=0,
        help_text=_("The smallest number stands first; equal ones follow the alphabet."),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("parent"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_ar")])],
            heading=_("In other languages"),
        ),
        FieldPanel("icon", widget=IconPicker()),
        FieldPanel("order"),
        FieldPanel("description"),
        FieldPanel("slug"),
    ]

    class Meta(Named.Meta):
        """Order of the guide; a name stands once in its group."""

        ordering: ClassVar[list[str]] = ["order", "sort_key"]
        verbose_name = _("guide category")
        verbose_name_plural = _("guide categories")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="place_category_once_in_its_group",
                nulls_distinct=False,
                violation_error_message=_("This group has a category of this name already."),
            )
        ]

    def clean(self) -> None:
        """Two levels and no more; the short address of a namesake names its group."""
        if not self.slug:
            super().clean()
            if self.parent and type(self).objects.filter(slug=self.slug).exclude(pk=self.pk):
                self.slug = f"{self.parent.slug}-{self.slug}"[:120]
        if self.parent_id is None:
            return
        if self.parent_id == self.pk:
            raise ValidationError({"parent": _("A group cannot be its own group.")})
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": _("Choose a group of the first level.")})
        if self.pk and self.children.exists():
            raise ValidationError({"parent": _("A group with categories cannot be moved below.")})

    def label(self, locale: str) -> str:
        """Return the name in a language, in Turkish where it has none."""
        return getattr(self, f"name_{locale}", "") or self.name

    @property
    def full_name(self) -> str:
        """Return group and name, for the editors' choice of a category."""
        return f"{self.parent.name}: {self.name}" if self.parent else self.name
