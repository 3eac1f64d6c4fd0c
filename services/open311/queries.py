"""Reads: public reports as programs ask for them, and what has become of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from services.cases.kinds import Phase
from services.cases.models import Attachment, Entry
from services.cases.models.timeline import TOLD
from services.open311.models import ApiKey, Submission
from services.open311.reading import Asked
from services.requests.models import PublicState, Report

PUBLIC = Q(public_state=PublicState.PUBLIC)


def requests(asked: Asked, key: ApiKey | None = None) -> QuerySet[Report]:
    """Return a page of reports, the newest first; two queries, photos with the second.

    Only public ones; by their numbers, also those the key has filed (`is_own` tells them apart).
    """
    if asked.ids is not None:
        rows = Report.objects.filter(pk__in=asked.ids).filter(_readable(key))
    else:
        rows = Report.objects.filter(PUBLIC)
        if asked.start is not None:
            rows = rows.filter(received_at__gte=asked.start)
        if asked.end is not None:
            rows = rows.filter(received_at__lte=asked.end)
        if asked.codes:
            rows = rows.filter(category__slug__in=asked.codes)
        if asked.status:
            closed = Q(phase=Phase.CLOSED)
            rows = rows.filter(closed if asked.status == "closed" else ~closed)
        if asked.updated_after is not None:
            told = Entry.objects.filter(TOLD, at__gte=asked.updated_after)
            since = Q(case__in=told.values("case")) | Q(public_at__gte=asked.updated_after)
            rows = rows.filter(since)
    return _whole(rows)[asked.offset : asked.offset + asked.page_size + 1]


def request(number: int, key: ApiKey | None = None) -> Report | None:
    """Return a report that is public, or filed by the key; None for all others."""
    return _whole(Report.objects.filter(pk=number).filter(_readable(key))).first()


def updates(asked: Asked) -> QuerySet[Entry]:
    """Return what was told of public reports, the oldest first: statuses and directorates."""
    rows = Entry.objects.filter(TOLD, case__report__public_state=PublicState.PUBLIC)
    if asked.ids is not None:
        rows = rows.filter(case__report__in=asked.ids)
    if asked.start is not None:
        rows = rows.filter(at__gte=asked.start)
    if asked.end is not None:
        rows = rows.filter(at__lte=asked.end)
    if asked.updated_after is not None and asked.ids is None:
        rows = rows.filter(at__gte=asked.updated_after)
    rows = rows.select_related("case__report").defer("case__text", "case__data")
    return rows.order_by("at", "pk")[asked.offset : asked.offset + asked.page_size + 1]


def filed_with(key: ApiKey, retry_digests: Sequence[str]) -> Submission | None:
    """Return what a program filed with a retry key, digested under any key of ours."""
    rows = Submission.objects.filter(key=key, retry_digest__in=list(retry_digests))
    return rows.select_related("report__case", "report__category").first()


def same_body(key: ApiKey, digests: Sequence[str], since: datetime) -> Submission | None:
    """Return what a program filed lately with the very same words."""
    rows = Submission.objects.filter(key=key, body_digest__in=list(digests), at__gte=since)
    return rows.select_related("report__case", "report__category").order_by("-at").first()


def _readable(key: ApiKey | None) -> Q:
    if key is None:
        return PUBLIC
    return PUBLIC | Q(Exists(Submission.objects.filter(report=OuterRef("pk"), key=key)))


def _whole(rows: QuerySet[Report]) -> QuerySet[Report]:
    last = Entry.objects.filter(TOLD, case=OuterRef("case")).order_by("-number")
    photos: Any = Attachment.objects.filter(public_photo__isnull=False)
    return (
        rows.annotate(told_at=Subquery(last.values("at")[:1]))
        .select_related("category__group", "neighbourhood", "directorate", "case")
        .only(
            *("type", "category", "lng", "lat", "neighbourhood", "street", "public_state"),
            *("public_text", "public_at", "joined", "promised_on", "status", "phase"),
            *("received_at", "closed_at", "directorate", "case__kind"),
        )
        .prefetch_related(
            Prefetch(
                "case__attachments",
                queryset=photos.select_related("public_photo").only(
                    "case", "public_photo__public_id"
                ),
                to_attr="public_ones",
            )
        )
        .order_by("-received_at", "-pk")
    )
