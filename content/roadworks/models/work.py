"""A road work as a page."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.imported import ImportedPage
from content.roadworks import rules
from content.roadworks.description import documents
from content.roadworks.forms import RoadWorkForm
from content.roadworks.models.site import ReportedWork, note_change
from content.roadworks.panels import EDIT_HANDLER
from content.roadworks.states import Status, VehicleImpact, WorkKind
from search.documents import Document

PHONE = RegexValidator(
    r"^\+?[\d\s()/-]{3,40}$", _("Write a phone number, e.g. “0352 222 89 60” or “153”.")
)


def _photo(label: Any) -> Any:
    return models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=label,
    )


def _photo_alt(label: Any) -> Any:
    return models.CharField(
        label,
        max_length=200,
        blank=True,
        help_text=_("Read out to people who cannot see it, e.g. “Çatlamış asfalt, su birikintisi”"),
    )


class RoadWorkPage(ImportedPage, ReportedWork):
    """One road work."""

    document_kind = "roadwork"
    parent_page_types: ClassVar[list[str]] = ["roadworks.RoadWorkIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = RoadWorkForm

    kind = models.CharField(
        _("Kind of work"), max_length=20, choices=WorkKind.choices, default=WorkKind.HOT_ASPHALT
    )
    neighbourhoods = ParentalManyToManyField(
        "reference.Neighbourhood",
        verbose_name=_("neighbourhoods"),
        related_name="+",
        help_text=_("All that are affected; the work appears in the list of each."),
    )
    description = models.TextField(
        _("description"),
        max_length=1000,
        blank=True,
        help_text=_("One or two sentences, e.g. “Kaplama kazınacak, iki kat asfalt serilecek”."),
    )
    planned_start = models.DateTimeField(
        _("planned start"), help_text=_("E.g. 24.11.2026 09:00; drivers plan their way by it.")
    )
    planned_end = models.DateTimeField(
        _("planned end"),
        help_text=_("When it moves, the page keeps showing the end that was announced first."),
    )
    first_planned_end = models.DateTimeField(_("first planned end"), null=True, editable=False)
    start_confirmed = models.BooleanField(
        _("start is confirmed"),
        default=False,
        help_text=_("Without the tick, citizens read “estimated” beside the date."),
    )
    end_confirmed = models.BooleanField(_("end is confirmed"), default=False)
    actual_start = models.DateTimeField(_("really began"), null=True, blank=True)
    actual_end = models.DateTimeField(
        _("really ended"), null=True, blank=True, help_text=_("Needed when the work is finished.")
    )
    last_confirmed_on = models.DateField(
        _("last confirmed on"),
        default=timezone.localdate,
        help_text=_("After 14 days without a confirmation citizens read “teyit bekliyor”."),
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.PLANNED
    )
    status_reason = models.CharField(
        _("reason"),
        max_length=250,
        blank=True,
        help_text=_("Needed when paused or cancelled, e.g. “Hava koşulları”."),
    )
    vehicle_impact = models.CharField(
        _("effect on traffic"),
        max_length=30,
        choices=VehicleImpact.choices,
        default=VehicleImpact.UNKNOWN,
    )
    direction = models.CharField(
        _("direction"),
        max_length=120,
        blank=True,
        help_text=_("E.g. “Erkilet’ten merkeze”; empty means both directions."),
    )
    closure_hours = models.CharField(
        _("hours of the restriction"),
        max_length=120,
        blank=True,
        help_text=_("E.g. “09.00–18.00”; empty means day and night until the end."),
    )
    detour = models.TextField(
        _("detour"),
        max_length=500,
        blank=True,
        help_text=_("E.g. “Erkilet Bulvarı’nı kullanın”; it is the first thing drivers read."),
    )
    no_alternative = models.BooleanField(
        _("there is no detour"),
        default=False,
        help_text=_("Citizens read “alternatif yok”, e.g. for the only street to a village."),
    )
    transit_effect = models.TextField(
        _("effect on public transport"),
        max_length=500,
        blank=True,
        help_text=_("E.g. “Otobüsler iki durağa uğramaz; en yakın durak Işıklar Caddesi’nde”."),
    )
    accessibility_effect = models.TextField(
        _("effect on accessibility"),
        max_length=500,
        blank=True,
        help_text=_("E.g. “Kaldırımın bir yanı kapalı; tekerlekli sandalye geçişi karşı yandan”."),
    )
    crew = models.CharField(_("crew or contractor"), max_length=160, blank=True)
    tonnage = models.PositiveIntegerField(_("tonnes"), null=True, blank=True)
    area_m2 = models.PositiveIntegerField(_("square metres"), null=True, blank=True)
    progress = models.PositiveSmallIntegerField(
        _("Progress, per cent"), default=0, validators=[MaxValueValidator(100)]
    )
    photo_before = _photo(_("photo before"))
    photo_before_alt = _photo_alt(_("what the photo before shows"))
    photo_after = _photo(_("photo after"))
    photo_after_alt = _photo_alt(_("what the photo after shows"))
    directorate = models.ForeignKey(
        "reference.Directorate",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible directorate"),
        help_text=_("Its phone is shown when no other is given."),
    )
    contact = models.CharField(
        _("who to ask"), max_length=160, blank=True, help_text=_("E.g. “Asfalt şefliği”.")
    )
    contact_phone = models.CharField(
        _("phone for questions"), max_length=40, blank=True, validators=[PHONE]
    )

    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("slug"),
        TranslatableField("title"),
        *(
            SynchronizedField(name)
            for name in ("external_id", "kind", "status", "vehicle_impact", "contact_phone")
        ),
    ]

    edit_handler = EDIT_HANDLER
    search_fields: ClassVar[list[Any]] = [
        *ImportedPage.search_fields,
        index.AutocompleteField("external_id"),
        index.RelatedFields("streets", [index.AutocompleteField("name")]),
        *(
            index.FilterField(name)
            for name in ("kind", "status", "planned_start", "planned_end", "last_confirmed_on")
        ),
        index.FilterField("directorate_id"),
        index.FilterField("vehicle_impact"),
    ]

    class Meta(ImportedPage.Meta):
        """Constraints first."""

        abstract = False
        verbose_name = _("road work")
        verbose_name_plural = _("road works")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(planned_end__gte=F("planned_start")),
                name="roadwork_planned_end_not_before_start",
            ),
            models.CheckConstraint(
                condition=Q(actual_end=None) | Q(actual_end__gte=F("actual_start")),
                name="roadwork_real_end_not_before_start",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="roadwork_progress"),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["external_id"])]

    def clean(self) -> None:
        """Refuse what cannot be true and, unless it is a draft, what must not be missing."""
        super().clean()
        problems = list(rules.contradictions(self))
        wrong = rules.transition_problem(self.stored_status(), self.status)
        if wrong:
            problems.append(("status", wrong))
        if self.has_twin():
            problems.append(("external_id", str(_("Another work has this id already."))))
        if not self.half_finished:
            problems.extend(rules.omissions(self))
        errors: dict[str, list[str]] = {}
        for field, message in problems:
            errors.setdefault(field, []).append(message)
        if errors:
            raise ValidationError(errors)

    def stored_status(self) -> str | None:
        """Return the published status, None before the first publication.

        Inside a transaction the row stays locked until its end, so that of two people who change
        the status at once the second sees what the first has done.
        """
        if not self.pk:
            return None
        live = RoadWorkPage.objects.filter(pk=self.pk, live=True)
        if connection.in_atomic_block:
            live = live.select_for_update(of=("self",))
        return live.values_list("status", flat=True).first()

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the first end that was announced, and the history.

        A step of the history comes before the page, whose public word tells it.
        """
        if self.first_planned_end is None:
            self.first_planned_end = self.planned_end
        is_told = self.live and not kwargs.get("update_fields")
        if is_told and self.pk:
            note_change(self)
        is_new = not self.pk
        saved = super().save(*args, **kwargs)
        if is_told and is_new:
            note_change(self)
        return saved

    def with_content_json(self, content: Any) -> Any:
        """Restore a revision; the first announced end belongs to the page, not to a revision.

        Before the first publication nothing was announced: the end may still move freely.
        """
        page = super().with_content_json(content)
        page.first_planned_end = self.first_planned_end if self.first_published_at else None
        return page

    def describe(self) -> Iterable[Document]:
        """Return the work now and at the moments that change what is true of it."""
        return documents(self)
