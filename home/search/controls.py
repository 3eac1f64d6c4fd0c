"""Tabs, filters and chosen filters of the search page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from home.search.parameters import DATE, OPEN, PERIODS, WITH_HOURS, Parameters, facets_of
from search.kinds import kind_of
from search.query import Results


def tabs(asked: Parameters, results: Results, kinds: Sequence[str]) -> list[dict[str, Any]]:
    """Return a tab for all kinds and one for each kind that has results, with counts.

    While a filter of one kind is set, what is counted is that kind; the others are left out. Where
    counting stopped counts are followed by a plus, and kinds not met so far come last, without.
    """
    counts = results.counts_by_kind
    own = {facet.name for facet in facets_of("")}
    everything = results.total if not asked.kind else sum(counts.values())
    all_count = "" if set(asked.facets) - own else _count(everything, results.counts_capped)
    found = [_tab(asked, "", _("All"), all_count)]
    unmet = []
    for kind in kinds:
        title = str(kind_of(kind).plural)
        if kind == asked.kind:
            found.append(_tab(asked, kind, title, _count(results.total, results.capped)))
        elif counts.get(kind):
            count = _count(counts[kind], results.counts_capped)
            found.append(_tab(asked, kind, title, count))
        elif results.counts_capped and not results.partial:
            unmet.append(_tab(asked, kind, title, ""))
    found += unmet
    return found if len(found) > 2 or asked.kind else []


def _count(number: int, is_more: bool) -> str:
    """Return a count as it is read; with a plus where there are more."""
    return f"{number}+" if is_more else str(number)


def _tab(asked: Parameters, kind: str, title: str, count: str) -> dict[str, Any]:
    return {
        "title": title,
        "count": count or None,
        "current": kind == asked.kind,
        "url": asked.tab(kind),
    }


def controls(
    asked: Parameters, results: Results, locale: str, now: datetime
) -> list[dict[str, Any]]:
    """Return the filters that can narrow the results, as select fields.

    A facet is offered where it tells results apart, its options with their counts. Once chosen,
    all its values are offered, so that another can be taken; and where counting stopped, because
    any of them may have results then.
    """
    found = []
    for facet in facets_of(asked.kind):
        labels = facet.labels(locale)
        chosen = asked.facets.get(facet.name, "")
        counts = {value: results.facet_counts.get(f"{facet.name}:{value}", 0) for value in labels}
        options: list[dict[str, Any]]
        if chosen or results.capped:
            options = [{"value": value, "text": text} for value, text in labels.items()]
        else:
            options = [
                {"value": value, "text": text, "count": counts[value]}
                for value, text in labels.items()
                if counts[value]
            ]
        if chosen or len(options) > 1:
            found.append(_select(facet.param, str(facet.label), options, chosen, _("All")))
    dates = [{"value": value, "text": str(text)} for value, (text, _span) in PERIODS.items()]
    if asked.kind in WITH_HOURS:
        found.append({"param": OPEN, "label": _("Open now"), "checked": asked.open_now})
    # Age says nothing of a place or a service.
    ages = not asked.kind or kind_of(asked.kind).fades_days
    if asked.period or (ages and results.total):
        found.append(_select(DATE, _("Date"), dates, asked.period, _("Any time")))
    return found


def _select(
    param: str, label: str, options: list[dict[str, Any]], value: str, empty: str
) -> dict[str, Any]:
    return {"param": param, "label": label, "options": options, "value": value, "empty": empty}


def active(asked: Parameters, locale: str) -> list[dict[str, str]]:
    """Return the chosen filters, each with the address without it."""
    found = [
        {
            "text": f"{facet.label}: {facet.labels(locale)[asked.facets[facet.name]]}",
            "url": asked.address(**{facet.param: None}),
        }
        for facet in facets_of(asked.kind)
        if facet.name in asked.facets
    ]
    if asked.period:
        text = f"{_('Date')}: {PERIODS[asked.period][0]}"
        found.append({"text": text, "url": asked.address(**{DATE: None})})
    if asked.open_now:
        found.append({"text": _("Open now"), "url": asked.address(**{OPEN: None})})
    return found
