"""The menus."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import TranslatableMixin

from content.links import LINK


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
        limit_choices_to={"parent": None},
        verbose_name=_("under"),
        help_text=_("Empty for the first level; a footer column is an entry with others under it."),
    )
    title = models.CharField(_("title"), max_length=80)
    url = models.CharField(
        _("address"),
        max_length=250,
        blank=True,
        validators=[LINK],
        help_text=_("E.g. /kent-rehberi/ or https://… Empty for the heading of a footer column."),
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

    def clean(self) -> None:
        """Menus have two levels, of one place and one language."""
        super().clean()
        parent = self.parent
        if parent is None:
            return
        problem: Any = ""
        if parent.pk == self.pk:
            problem = _("An entry cannot stand under itself.")
        elif parent.parent_id:
            problem = _("Menus have two levels: choose an entry of the first level.")
        elif self.pk and self.children.exists():
            problem = _("This entry has others under it, so it must stay on the first level.")
        elif parent.area != self.area:
            problem = _("“%(title)s” is in the other menu; choose the same place for both.")
        elif self.locale_id and parent.locale_id != self.locale_id:
            problem = _("“%(title)s” is in another language.")
        if problem:
            raise ValidationError({"parent": problem % {"title": parent.title}})
