"""What reports are about: two levels, kept by administrators, and the outside bodies some go to."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from services.requests.questions import problems_of

STATUTORY_WORKING_DAYS = 21
"""A promise longer than the 30 days of law 3071 would promise nothing."""


class OutsideBody(models.Model):
    """A body outside the municipality whose duty some things are."""

    slug = models.SlugField(_("short address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    url = models.URLField(_("web address"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        """By name."""

        ordering = ("name",)
        verbose_name = _("outside body")
        verbose_name_plural = _("outside bodies")

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Moderation(models.TextChoices):
    """When the words of a report become public, if the citizen wants them to."""

    FIRST = "first", _("After an officer has read them")
    AT_ONCE = "at_once", _("At once")
    NEVER = "never", _("Never")


class PlaceAsked(models.TextChoices):
    """Whether a report needs a place."""

    NEEDED = "needed", _("Needed")
    OPTIONAL = "optional", _("May be given")
    NONE = "none", _("Not asked")


class Category(models.Model):
    """A group, or a topic in a group; citizens choose topics.

    Who deals with a topic is a directorate or an outside body. The words are those people use for
    it; they are found by stem, with the synonyms of the search.
    """

    slug = models.SlugField(_("short address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=80, blank=True)
    group = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="topics",
        limit_choices_to={"group": None},
        verbose_name=_("group"),
        help_text=_("Empty for a group itself."),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    words = models.TextField(
        _("words people use"),
        blank=True,
        help_text=_("One a line, e.g. “çöp almadılar”. Endings do not matter."),
    )
    route_to = models.ForeignKey(
        "reference.Directorate",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("directorate"),
    )
    body = models.ForeignKey(
        OutsideBody,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("outside body"),
        help_text=_("Citizens see its phone first; what they send all the same is passed on."),
    )
    promise_days = models.PositiveSmallIntegerField(
        _("our promise in working days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(STATUTORY_WORKING_DAYS)],
        help_text=_("Shown before filing and beside the date of the law."),
    )
    moderation = models.CharField(
        _("public text"), max_length=8, choices=Moderation.choices, default=Moderation.FIRST
    )
    place_asked = models.CharField(
        _("place"), max_length=8, choices=PlaceAsked.choices, default=PlaceAsked.NEEDED
    )
    evidence_needed = models.BooleanField(
        _("closing needs evidence"),
        default=False,
        help_text=_("A photo of the finished work, or a sentence that says what was seen."),
    )
    questions = models.JSONField(
        _("further questions"),
        default=list,
        blank=True,
        help_text=_("As in docs/requests.md; shown only for this topic."),
    )
    stop_text = models.TextField(
        _("read this first"),
        blank=True,
        help_text=_("Shown before filing, e.g. “Yangın ve yaralanmada 112’yi arayın.”"),
    )
    stop_text_en = models.TextField(_("the same in English"), blank=True)
    stop_text_ar = models.TextField(_("the same in Arabic"), blank=True)
    is_emergency = models.BooleanField(_("may be an emergency (112)"), default=False)
    asks_road_works = models.BooleanField(_("look for road works at the place"), default=False)
    is_active = models.BooleanField(_("shown to citizens"), default=True)

    class Meta:
        """Groups and topics in their order."""

        ordering = ("position", "pk")
        verbose_name = _("topic of reports")
        verbose_name_plural = _("topics of reports")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["group", "name"], name="requests_topic_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="requests_topic_not_its_own_group",
                condition=Q(group=None) | ~Q(group=F("pk")),
            ),
            models.CheckConstraint(
                name="requests_topic_has_somebody",
                condition=Q(group=None) | Q(route_to__isnull=False) | Q(body__isnull=False),
            ),
            models.CheckConstraint(
                name="requests_promise_within_the_law",
                condition=Q(promise_days=None)
                | Q(promise_days__gte=1, promise_days__lte=STATUTORY_WORKING_DAYS),
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def label(self) -> str:
        """Return the name in the language that is read now, else in Turkish."""
        return self.name_in(get_language() or "tr")

    @property
    def stop(self) -> str:
        """Return what is to be read first, in the language that is read now or in Turkish."""
        code = (get_language() or "tr")[:2]
        own = {"en": self.stop_text_en, "ar": self.stop_text_ar}.get(code, "")
        return own or self.stop_text

    def name_in(self, language: str) -> str:
        """Return the name in a language, else in Turkish."""
        own = {"en": self.name_en, "ar": self.name_ar}.get(language[:2], "")
        return own or self.name

    def clean(self) -> None:
        """Refuse a third level, and questions that no form can ask."""
        super().clean()
        if self.group is not None and self.group.group_id is not None:
            raise ValidationError({"group": _("A topic stands in a group, not in a topic.")})
        if self.group is not None and not (self.route_to_id or self.body_id):
            raise ValidationError({"route_to": _("Say who deals with it.")})
        problems = list(problems_of(self.questions))
        if problems:
            raise ValidationError({"questions": problems})
