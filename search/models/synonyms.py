"""Editors' synonyms."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Synonym(models.Model):
    """Words or phrases that may stand for each other in a search."""

    terms = models.TextField(
        _("words"),
        max_length=500,
        help_text=_(
            "Separate them by |, e.g. “postane|ptt|posta”. Inflected forms and spellings without "
            "Turkish letters are found by themselves; do not list them."
        ),
    )
    one_way = models.BooleanField(
        _("one-way"),
        default=False,
        help_text=_(
            "Ticked, only the first finds the others: “lise|anadolu lisesi” lets a search for lise "
            "find Anadolu Lisesi too, but not the other way round."
        ),
    )
    weight = models.PositiveSmallIntegerField(
        _("strength"),
        default=60,
        validators=[MinValueValidator(10), MaxValueValidator(60)],
        help_text=_(
            "10 to 60. 60: means the same; 30: merely related, e.g. “itfaiye|yangın”. "
            "Weaker ones come later in the results."
        ),
    )
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Unticked, it is kept but not used.")
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Why it is here; only editors see it.")
    )
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        """Order and names."""

        ordering: ClassVar[list[str]] = ["terms"]
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(weight__gte=10, weight__lte=60), name="synonym_weight"
            )
        ]

    def __str__(self) -> str:
        """Return the words as people write them."""
        return (" → " if self.one_way else " = ").join(self.words)

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words and phrases, in order."""
        return tuple(part for raw in self.terms.split("|") if (part := " ".join(raw.split())))

    def clean(self) -> None:
        """Two words at least, each once."""
        super().clean()
        words = self.words
        if len(words) < 2:
            raise ValidationError(
                {"terms": _("Write at least two, separated by |, e.g. “postane|ptt”.")}
            )
        if len({word.casefold() for word in words}) != len(words):
            raise ValidationError({"terms": _("One of them stands twice; leave it out.")})
        self.terms = "|".join(words)
