"""The rota from CSV; the columns are listed in docs/editors/nobetci-eczane.md.

A file is the truth about the days it names: what stood on them before and is not in the file is
taken away, so that the chamber's corrected rota can simply be imported again.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from content.duty.models import DutyShift
from content.duty.queries import pharmacies
from content.imports import Outcome, Report, RowError, RowResult
from content.places.models import PlacePage
from content.places.reading import text
from search import turkish

REQUIRED = {"date", "name"}
COLUMNS = ("date", "name", "external_id", "neighbourhood", "note")
_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")


class DutyImporter:
    """Puts pharmacies of the guide on the rota, found by external id, or by name."""

    model = DutyShift

    def __init__(self) -> None:
        """Read the pharmacies once."""
        self.by_id: dict[str, PlacePage] = {}
        self.by_name: dict[str, list[PlacePage]] = defaultdict(list)
        for page in pharmacies(settings.LANGUAGE_CODE).select_related("neighbourhood"):
            if page.external_id:
                self.by_id[page.external_id] = page
            for name in {turkish.fold(name) for name in (page.title, *page.names)}:
                self.by_name[name].append(page)
        self.named: dict[date, set[int]] = defaultdict(set)
        self.doubtful: set[date] = set()
        self.unreadable = False

    def key(self, values: Mapping[str, Any]) -> str:
        """Return day and pharmacy: what must stand in a file once."""
        try:
            day = _day(values)
        except RowError:
            self.unreadable = True
            raise
        who = text(values, "external_id") or text(values, "name")
        if not who:
            self.doubtful.add(day)
            raise RowError(_("name is empty."))
        area = "" if text(values, "external_id") else text(values, "neighbourhood")
        return " ".join(part for part in (day.isoformat(), who, area) if part)

    def apply(self, values: Mapping[str, Any]) -> tuple[DutyShift, Outcome]:
        """Put one pharmacy on the rota of a day."""
        day = _day(values)
        try:
            pharmacy = self._pharmacy(values)
        except RowError:
            self.doubtful.add(day)
            raise
        self.named[day].add(pharmacy.pk)
        note = text(values, "note")
        shift = DutyShift.objects.filter(day=day, pharmacy=pharmacy).first()
        if shift and shift.note == note:
            return shift, Outcome.UNCHANGED
        outcome = Outcome.UPDATED if shift else Outcome.CREATED
        shift = shift or DutyShift(day=day, pharmacy=pharmacy)
        shift.note = note
        shift.full_clean()
        shift.save()
        return shift, outcome

    def finish(self, report: Report) -> Iterator[RowResult]:
        """Take away who stands on the file's days but not in the file.

        Days with a row that was refused are left alone: it may mean one who stands there.
        """
        if self.unreadable or report.stopped:
            return
        for day in sorted(set(self.named) - self.doubtful):
            others = DutyShift.objects.filter(day=day).exclude(pharmacy_id__in=self.named[day])
            for shift in others.select_related("pharmacy"):
                key, title = day.isoformat(), shift.pharmacy.title
                shift.delete()
                yield RowResult(0, key, title, Outcome.REMOVED)

    def _pharmacy(self, values: Mapping[str, Any]) -> PlacePage:
        key = text(values, "external_id")
        if key:
            if key not in self.by_id:
                raise RowError(
                    _("The guide has no public pharmacy with the id %(id)s.") % {"id": key}
                )
            return self.by_id[key]
        name = text(values, "name")
        found = self.by_name.get(turkish.fold(name), [])
        area = turkish.fold(text(values, "neighbourhood"))
        if area:
            found = [
                page
                for page in found
                if page.neighbourhood and turkish.fold(page.neighbourhood.name) == area
            ]
        if not found:
            raise RowError(_("The guide has no public pharmacy “%(name)s”.") % {"name": name})
        if len(found) > 1:
            message = _("There are several pharmacies “%(name)s”; give external_id as well.")
            raise RowError(message % {"name": name})
        return found[0]


def _day(values: Mapping[str, Any]) -> date:
    found = text(values, "date")
    for form in _FORMATS:
        try:
            return datetime.strptime(found, form).date()
        except ValueError:
            continue
    raise RowError(_("date must be a day such as 2026-11-24 or 24.11.2026."))
