"""Categories of places: groups, and what belongs to them."""

from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from content.places.category_form import CategoryForm
from content.places.icons import IconPicker, check_icon
from content.reference.models import Named

# Addresses below the guide that are neither a place's nor a category's.
GUIDE_ADDRESSES = frozenset({"gomulu", "sitenize-ekleyin"})


class AreaRole(models.TextChoices):
    """Places of a category that stand out on the pages of neighbourhoods."""

    ASSEMBLY = "assembly", _("Assembly areas")
    HEADMAN = "headman", _("Headmen's offices")


class CategoryFilter(models.TextChoices):
    """What readers may narrow a category's list by."""

    OPEN_NOW = "open_now", _("Open now")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")
    SUITS = "suits", _("Suitable for")
    CAPACITY = "capacity", _("Capacity")


def usual_filters() -> list[str]:
    """Return the filters of a category nobody has chosen any for."""
    return [CategoryFilter.OPEN_NOW, CategoryFilter.NEIGHBOURHOOD, CategoryFilter.SUITS]


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
    introduction = models.TextField(
        _("introduction"),
        max_length=600,
        blank=True,
        help_text=_("Stands above the category's list: what to know before going there."),
    )
    introduction_en = models.TextField(_("introduction in English"), max_length=600, blank=True)
    introduction_ar = models.TextField(_("introduction in Arabic"), max_length=600, blank=True)
    filters = ArrayField(
        models.CharField(max_length=20, choices=CategoryFilter.choices),
        verbose_name=_("filters of its page"),
        default=usual_filters,
        blank=True,
        help_text=_("Choose what helps here: opening hours for pharmacies, capacity for halls."),
    )
    area_role = models.CharField(
        _("on the pages of neighbourhoods"),
        max_length=10,
        choices=AreaRole.choices,
        blank=True,
        help_text=_("Its places then stand under a heading of their own there."),
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
            [
                FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_ar")]),
                FieldPanel("introduction_en"),
                FieldPanel("introduction_ar"),
            ],
            heading=_("In other languages"),
        ),
        FieldPanel("description"),
        MultiFieldPanel(
            [FieldPanel("introduction"), FieldPanel("filters"), FieldPanel("area_role")],
            heading=_("Its page"),
        ),
        FieldPanel("icon", widget=IconPicker()),
        FieldPanel("order"),
        FieldPanel("slug"),
    ]
    base_form_class = CategoryForm

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
            ),
            models.CheckConstraint(
                condition=models.Q(filters__contained_by=CategoryFilter.values),
                name="place_category_filters_known",
            ),
        ]

    def clean(self) -> None:
        """Two levels and no more; the short address of a namesake names its group."""
        if not self.slug:
            super().clean()
            if self.parent and self._is_taken(self.slug):
                self.slug = f"{self.parent.slug}-{self.slug}"[:120]
        if self._is_place(self.slug):
            raise ValidationError({"slug": _("A place of the guide has this address already.")})
        if self.parent_id is None:
            return
        if self.parent_id == self.pk:
            raise ValidationError({"parent": _("A group cannot be its own group.")})
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": _("Choose a group of the first level.")})
        if self.pk and self.children.exists():
            raise ValidationError({"parent": _("A group with categories cannot be moved below.")})

    def _is_taken(self, slug: str) -> bool:
        """Tell whether another category or a place has the address already."""
        others = type(self).objects.filter(slug=slug).exclude(pk=self.pk)
        return others.exists() or self._is_place(slug)

    def _is_place(self, slug: str) -> bool:
        """Tell whether a place has the address, which then leads to it and not to this page."""
        if slug in GUIDE_ADDRESSES:
            return True
        before = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        places = apps.get_model("places", "PlacePage")
        return slug != before and places.objects.filter(slug=slug).exists()

    def label(self, locale: str) -> str:
        """Return the name in a language, in Turkish where it has none."""
        return getattr(self, f"name_{locale}", "") or self.name

    def introduced(self, locale: str) -> str:
        """Return the introduction in a language; the Turkish one helps who reads Turkish only."""
        return str(getattr(self, f"introduction_{locale}", "") or "") or (
            self.introduction if locale == settings.LANGUAGE_CODE else ""
        )

    @property
    def full_name(self) -> str:
        """Return group and name, for the editors' choice of a category."""
        return f"{self.parent.name}: {self.name}" if self.parent else self.name
