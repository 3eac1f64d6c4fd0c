"""The log in the admin: to read, to filter, to export. Whoever reads it is in it."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, ClassVar

import django_filters
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.audit import kinds
from accounts.audit.actions import record
from accounts.audit.models import Entry, people
from accounts.audit.words import details_of

# The same list looked at again within so many seconds is one look.
ONE_LOOK = 300
MOST_PEOPLE = 200
BATCH = 1_000
NOT_FILTERS = {"export", "p", "_w_filter_fragment"}


class AuditFilterSet(WagtailFilterSet):
    """Filters of the log."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=lambda: sorted(
            ((kind.name, str(kind.label)) for kind in kinds.all_kinds()), key=lambda item: item[1]
        ),
    )
    person = django_filters.CharFilter(
        label=_("Person"),
        method="by_person",
        help_text=_("Part of the name, the user name or the e-mail address; who did it or whose."),
    )
    address = django_filters.CharFilter(label=_("Network address"), lookup_expr="exact")
    at = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        """What it filters."""

        model = Entry
        fields: ClassVar[list[str]] = ["kind", "person", "address", "at"]

    def by_person(self, queryset: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """Keep what a person did, or what was done to their account."""
        found = persons(value)
        return queryset.filter(Q(actor__in=found) | Q(subject__in=found))


def persons(text: str) -> list[Any]:
    """Return the public ids of the people a text may mean."""
    text = " ".join(text.replace("\x00", "").split())
    if not text:
        return []
    named = get_user_model().objects.annotate(
        full_name=Concat("first_name", Value(" "), "last_name")
    )
    wanted = Q(full_name__icontains=text) | Q(username__iexact=text) | Q(email__iexact=text)
    return list(named.filter(wanted).values_list("public_id", flat=True)[:MOST_PEOPLE])


class AuditLogView(ReportView):
    """The log, as a list and as CSV or XLSX."""

    model = Entry
    page_title = _("Audit log")
    header_icon = "history"
    index_url_name = "audit_log"
    index_results_url_name = "audit_log_results"
    results_template_name = "audit/results.html"
    filterset_class = AuditFilterSet
    permission_policy = ModelPermissionPolicy(Entry)
    any_permission_required: ClassVar[list[str]] = ["view"]
    is_searchable = False
    default_ordering = ("-at", "-pk")
    list_export: ClassVar[list[str]] = [
        *("at", "kind_label", "actor_name", "subject_name", "address", "reason", "about"),
        "details_text",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "at": _("Time"),
        "kind_label": _("Kind"),
        "actor_name": _("Who"),
        "subject_name": _("Whose"),
        "address": _("Network address"),
        "reason": _("Reason"),
        "about": _("About"),
        "details_text": _("Details"),
    }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show, and record that it was shown."""
        self._record()
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_filename(self) -> str:
        """Return the name of the exported file."""
        return f"denetim-gunlugu-{timezone.localdate():%Y-%m-%d}"

    def get_queryset(self) -> QuerySet[Entry]:
        """Return the newest first."""
        self.queryset = Entry.objects.order_by("-at", "-pk")
        found: QuerySet[Entry] = super().get_queryset()
        return found

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Add names and words; an export goes through the rows as it is written."""
        if self.is_export:
            return _named(object_list.iterator(chunk_size=BATCH))
        return list(_named(object_list))

    def _record(self) -> None:
        """Record the look, with the filters but without the person's name that was typed."""
        asked = self.request.GET
        filters = sorted(name for name, value in asked.items() if value and name not in NOT_FILTERS)
        found = persons(asked.get("person", ""))
        subject = found[0] if len(found) == 1 else None
        details = {"filters": filters}
        if self.is_export:
            details |= {"format": [asked.get("export", "")[:8]]}
            record(kinds.AUDIT_EXPORTED, subject=subject, details=details)
            return
        same = hashlib.sha256(repr(sorted(asked.items())).encode("utf-8", "replace")).hexdigest()
        if cache.add(f"audit-look:{self.request.user.pk}:{same}", 1, timeout=ONE_LOOK):
            record(kinds.AUDIT_VIEWED, subject=subject, details=details)


def _named(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give entries the names of their people, with one query for each thousand."""
    rest = iter(entries)
    while batch := list(islice(rest, BATCH)):
        names = people({item.actor for item in batch} | {item.subject for item in batch})
        for entry in batch:
            shown: Any = entry
            shown.actor_name = _name(entry.actor, names)
            shown.subject_name = _name(entry.subject, names)
            shown.details_text = details_of(entry)
            yield entry


def _name(public_id: Any, names: dict[Any, str]) -> str:
    if public_id is None:
        return ""
    return names.get(public_id) or str(_("deleted account %s")) % str(public_id)[:8]
