"""The editor's form of a place: what spans more than one field or row."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from content.editing.forms import CheckedPageForm
from content.places.hours import Span


class PlaceForm(CheckedPageForm):
    """Offers categories by group; looks at the rows of the opening hours together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Group the categories."""
        super().__init__(*args, **kwargs)
        if "category" in self.fields:
            self.fields["category"].choices = category_choices(self.instance.category_id)

    def is_valid(self) -> bool:
        """Refuse rows that contradict each other."""
        valid: bool = super().is_valid()
        clash = self._clash() if valid else ""
        if clash:
            self.add_error(None, clash)
        return valid and not clash

    def _clash(self) -> str:
        from content.places.models.rows import weekly_spans

        formset = self.formsets.get("hours")
        rows = [
            form.instance
            for form in (formset.forms if formset else [])
            if form.cleaned_data.get("weekday") is not None and not form.cleaned_data.get("DELETE")
        ]
        if self.cleaned_data.get("always_open") and rows:
            return _(
                "The place is open 24 hours, but there are weekly hours as well. Take away the "
                "tick or the rows."
            )
        seasons = ([row for row in rows if row.in_ramadan is only] for only in (False, True))
        if any(overlap(weekly_spans(season)) for season in seasons):
            return _("Two rows of the weekly hours overlap on the same day. Join them into one.")
        return ""


def overlap(spans: Iterable[Span]) -> bool:
    """Tell whether two spans of one day share a minute."""
    found = sorted((span.weekday, *span.minutes) for span in spans)
    return any(first[0] == second[0] and second[1] < first[2] for first, second in pairwise(found))


def category_choices(current: int | None) -> list[tuple[Any, Any]]:
    """Return the categories places may have, each below the name of its group.

    A group without categories of its own is a category; what the page has is always offered.
    """
    from content.places.models import PlaceCategory

    groups: dict[int, PlaceCategory] = {}
    below: dict[int, list[tuple[int, str]]] = {}
    for category in PlaceCategory.objects.all():
        if category.parent_id is None:
            groups[category.pk] = category
        else:
            below.setdefault(category.parent_id, []).append((category.pk, category.name))
    choices: list[tuple[Any, Any]] = [("", _("Choose a category"))]
    for key, group in groups.items():
        own = [(key, group.name)] if key not in below or key == current else []
        choices.append((group.name, [*own, *below.get(key, [])]))
    return choices
