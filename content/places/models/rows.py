"""What a place has several of: weekly hours, exceptions from them, photos."""

from collections.abc import Iterable
from datetime import time
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from content.places.hours import Span, Special


class Weekday(models.IntegerChoices):
    """Days of the week, Monday first."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


def closing(clock: time) -> str:
    """Return the closing time; midnight ends the day it belongs to."""
    return "24:00" if clock == time() else f"{clock:%H:%M}"


class PlaceHours(Orderable):
    """A row of the week: some days, open from one clock time to another, or closed."""

    page = ParentalKey("places.PlacePage", on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(
        _("day"), choices=Weekday.choices, help_text=_("E.g. Monday.")
    )
    last_weekday = models.PositiveSmallIntegerField(
        _("until day"),
        choices=Weekday.choices,
        null=True,
        blank=True,
        help_text=_("E.g. Friday; empty: that one day."),
    )
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("E.g. 08:30."))
    closes = models.TimeField(
        _("closes"),
        null=True,
        blank=True,
        help_text=_("E.g. 17:00. 00:00 is midnight; 02:00 is in the following night."),
    )
    closed = models.BooleanField(
        _("closed"),
        default=False,
        help_text=_("Takes these days out of the other rows."),
    )
    in_ramadan = models.BooleanField(
        _("in Ramadan only"),
        default=False,
        help_text=_("Rows ticked here replace the others in the month of Ramadan, each year."),
    )

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("last_weekday")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes"), FieldPanel("closed")]),
        FieldPanel("in_ramadan"),
    ]

    class Meta(Orderable.Meta):
        """In the editor's order."""

        verbose_name = _("opening hours")

    def __str__(self) -> str:
        """Return days and times."""
        days = self.get_weekday_display()
        if self.last_weekday is not None:
            days = f"{days}–{self.get_last_weekday_display()}"
        if self.closed or self.opens is None or self.closes is None:
            return f"{days}: {_('closed')}"
        return f"{days} {self.opens:%H.%M}–{self.closes:%H.%M}"

    @property
    def days(self) -> list[int]:
        """Return the weekdays of the row; Saturday to Monday runs over Sunday."""
        last = self.weekday if self.last_weekday is None else self.last_weekday
        end = last if last >= self.weekday else last + 7
        return [day % 7 for day in range(self.weekday, end + 1)]

    def clean(self) -> None:
        """A row says when, or that it is closed; not both, and no time of no length."""
        super().clean()
        if self.closed:
            self.opens = self.closes = None
        elif self.opens is None or self.closes is None:
            name = "opens" if self.opens is None else "closes"
            raise ValidationError({name: _("Give both times, or tick “closed”.")})
        else:
            _check_times(self.opens, self.closes)


def _check_times(opens: time, closes: time) -> None:
    if opens == closes != time():
        raise ValidationError(
            {"closes": _("It cannot close when it opens. For a whole day write 00:00 and 00:00.")}
        )


def weekly_spans(rows: Iterable[PlaceHours]) -> tuple[Span, ...]:
    """Return the spans of a week; “closed” wins over other rows of the day."""
    spans: set[Span] = set()
    closed: set[int] = set()
    for row in rows:
        if row.closed:
            closed.update(row.days)
        elif row.opens is not None and row.closes is not None:
            opens, closes = f"{row.opens:%H:%M}", closing(row.closes)
            spans.update(Span(day, opens, closes) for day in row.days)
    return tuple(sorted(span for span in spans if span.weekday not in closed))


class PlaceException(Orderable):
    """Other hours, or closed, on some days."""

    page = ParentalKey("places.PlacePage", on_delete=models.CASCADE, related_name="exceptions")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"), help_text=_("The same day for a single one."))
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Empty: closed."))
    closes = models.TimeField(_("closes"), null=True, blank=True)
    every_day = models.BooleanField(
        _("also on days it is usually closed"),
        default=False,
        help_text=_("Otherwise summer hours would open an office on Sundays."),
    )
    note = models.CharField(
        _("note"), max_length=120, blank=True, help_text=_("E.g. “Tadilat”, “Ramazan saatleri”.")
    )

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes"), FieldPanel("every_day")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        """Order of time."""

        ordering: ClassVar[list[str]] = ["first_day", "opens"]
        verbose_name = _("exception from the opening hours")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="place_exception_ends_later",
                violation_error_message=_("The last day is before the first."),
            )
        ]

    def __str__(self) -> str:
        """Return the days."""
        return f"{self.first_day:%d.%m.%Y}–{self.last_day:%d.%m.%Y}"

    def clean(self) -> None:
        """Both times or none."""
        super().clean()
        if (self.opens is None) != (self.closes is None):
            name = "opens" if self.opens is None else "closes"
            raise ValidationError({name: _("Give both times, or neither when it is closed.")})
        if self.opens is not None and self.closes is not None:
            _check_times(self.opens, self.closes)

    @property
    def special(self) -> Special:
        """Return the exception as the hours know it."""
        opens = closes = ""
        if self.opens is not None and self.closes is not None:
            opens, closes = f"{self.opens:%H:%M}", closing(self.closes)
        return Special(self.first_day, self.last_day, opens, closes, self.every_day, self.note)


class PlacePhoto(Orderable):
    """A photo of a place, with the words for who cannot see it."""

    page = ParentalKey("places.PlacePage", on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("photo"),
        help_text=_("No faces or number plates that can be recognised."),
    )
    alt = models.CharField(
        _("what it shows"),
        max_length=200,
        blank=True,
        help_text=_(
            "Read out to people who cannot see it, e.g. “Kütüphanenin rampalı girişi”. Empty: the "
            "image's own description is used."
        ),
    )
    caption = models.CharField(_("caption"), max_length=200, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("image"),
        FieldPanel("alt"),
        FieldPanel("caption"),
    ]

    class Meta(Orderable.Meta):
        """In the editor's order."""

        verbose_name = _("photo")

    def __str__(self) -> str:
        """Return what it shows."""
        return self.alt or str(self.image)
