"""Finds what was written past the actions: entries altered, missing or added, cases gone."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from accounts.secrets.keys import UnknownKey
from services.cases.models import NO_MAC, Attachment, Case, Entry, EntryKind, Scan, Series
from services.cases.signing import is_entry_signed

BATCH = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit.

    Attributes:
        where: A reference, with the entry's number where it is one entry's.
        what: In words.
    """

    where: str
    what: str


def findings() -> Iterator[Finding]:
    """Yield everything that does not fit; entries are read in batches, whatever their number."""
    yield from _missing_cases()
    cases = Case.objects.order_by("pk").defer("contact_email", "contact_phone", "text", "data")
    batch: list[Case] = []
    for case in cases.iterator(chunk_size=BATCH):
        batch.append(case)
        if len(batch) == BATCH:
            yield from _of_cases(batch)
            batch = []
    yield from _of_cases(batch)


def _missing_cases() -> Iterator[Finding]:
    counted = {
        (row["kind"], row["year"]): row["count"]
        for row in Case.objects.order_by().values("kind", "year").annotate(count=Count("pk"))
    }
    for series in Series.objects.order_by("kind", "year"):
        there = counted.pop((series.kind, series.year), 0)
        if there != series.last:
            yield Finding(f"{series.kind}-{series.year}", f"{series.last} numbers, {there} cases")
    for kind, year in sorted(counted):
        yield Finding(f"{kind}-{year}", "cases without a series of numbers")


def _of_cases(batch: list[Case]) -> Iterator[Finding]:
    timelines: dict[int, list[Entry]] = {case.pk: [] for case in batch}
    for entry in Entry.objects.filter(case__in=list(timelines)).order_by("case_id", "number"):
        timelines[entry.case_id].append(entry)
    files: dict[int, list[Attachment]] = {case.pk: [] for case in batch}
    for file in Attachment.objects.filter(case__in=list(files)).order_by("pk"):
        files[file.case_id or 0].append(file)
    for case in batch:
        yield from _of_case(case, timelines[case.pk])
        yield from _of_files(case, timelines[case.pk], files[case.pk])


def _of_files(case: Case, timeline: list[Entry], files: list[Attachment]) -> Iterator[Finding]:
    """Compare the files that are there with what their entries have signed."""
    there = {(file.entry_id, str(file.public_id)): file for file in files}
    for entry in timeline:
        for signed in entry.data.get("files", ()):
            file = there.pop((entry.pk, signed["id"]), None)
            if file is None:
                yield Finding(f"{case}/{entry.number}", f"the file {signed['id']} is missing")
            elif file.facts() != signed:
                yield Finding(f"{case}/{entry.number}", f"the file {signed['id']} was changed")
    for _, public_id in there:
        yield Finding(str(case), f"the file {public_id} was added without an entry")


def files_changed() -> Iterator[Finding]:
    """Read every file from the private storage; yield those whose content is not what was signed.

    What a virus scanner refused has no content any more.
    """
    rows = Attachment.objects.exclude(case=None).exclude(scan=Scan.INFECTED)
    for row in rows.select_related("case").order_by("pk").iterator(chunk_size=BATCH):
        try:
            with row.content.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
        except FileNotFoundError:
            yield Finding(str(row.case), f"the content of the file {row} is missing")
            continue
        if digest != row.sha256:
            yield Finding(str(row.case), f"the content of the file {row} was changed")


def _of_case(case: Case, timeline: list[Entry]) -> Iterator[Finding]:
    previous, status = NO_MAC, None
    for place, entry in enumerate(timeline, start=1):
        where = f"{case}/{entry.number}"
        if entry.number != place:
            yield Finding(where, f"the entry before it is missing: {place} was expected")
            return
        try:
            signed = is_entry_signed(entry, previous)
        except UnknownKey as error:
            yield Finding(where, str(error))
            return
        if not signed:
            yield Finding(where, "the entry, or the one before it, was changed")
            return
        previous = entry.mac
        if entry.kind in (EntryKind.FILED, EntryKind.ERASED):
            status = entry.data.get("status")
        elif entry.kind == EntryKind.STATUS:
            status = entry.data.get("after")
    if (case.entries, case.head) != (len(timeline), previous):
        yield Finding(str(case), "the end of the timeline is missing")
    elif case.status != status:
        yield Finding(str(case), f"the status is {case.status}, the timeline says {status}")
