"""The demo's Solution Centre: topics, and some sixty invented reports in all states."""

import random
import uuid
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F, Q

from accounts.models import User
from demo import catalogue, images
from demo.loading.context import Loading
from outbox import actions as outbox
from services.cases.actions import change_status, keep_upload, write_message
from services.cases.kinds import By
from services.requests.actions import (
    ReportFiling,
    close_report,
    file_report,
    join_report,
    merge_reports,
    moderate_report,
)
from services.requests.kinds import CM
from services.requests.models import Category, PlaceAsked, PublicState, Report, ReportType
from services.requests.topics import load_topics

# What becomes of reports, one after the other; each way is a list of changes.
WAYS: tuple[tuple[str, ...], ...] = (
    ("in_progress", "solved"),
    ("in_review",),
    ("forwarded", "in_progress", "solved"),
    (),
    ("forwarded", "in_progress"),
    ("in_progress", "solved"),
    ("in_review", "waiting"),
    ("in_review", "rejected"),
    ("forwarded", "in_progress", "solved", "reopened"),
    ("forwarded",),
    ("in_review", "out_of_scope"),
    ("in_progress", "solved"),
)
ANSWERS = {
    "solved": ("fixed", "Ekibimiz yerinde gördü ve işi tamamladı. (Gösterim yanıtıdır.)"),
    "rejected": ("no_means", "Bu yılın programında yok; gelecek yıl için not edildi. (Gösterim)"),
    "redirected": ("other_body", "Konu kurumunuzun görev alanında: ilgili kuruma ilettik."),
    "out_of_scope": ("unclear", "Yer belli olmadığı için ele alamadık. (Gösterim yanıtıdır.)"),
}
PICTURES = ("yol-bozuk", "sokak-once", "kaldirim-once", "bulvar-once")
PEOPLE = ("ayse.ornek", "mehmet.deneme", "isil.sinama", "ibrahim.kurgu", "elif.taslak")
AREAS = (
    *("sahabiye", "fevzi-cakmak", "erkilet", "mevlana", "sumer-yeni", "argincik", "seker"),
    *("barbaros", "yavuz-selim", "osmangazi"),
)
SPREAD = 0.004
DAYS_OF_A_STEP = 2


def load_reports(run: Loading) -> None:
    """Load the topics that come with the product, and reports of the last hundred days."""
    load_topics()
    topics = {topic.slug: topic for topic in Category.objects.select_related("route_to", "body")}
    officer = User.objects.filter(username="yonetici").first()
    people = {user.username: user for user in User.objects.filter(username__in=PEOPLE)}
    owners = [people[name] for name in PEOPLE if name in people]
    areas = [run.neighbourhoods[slug] for slug in AREAS if slug in run.neighbourhoods]
    areas = areas or list(run.neighbourhoods.values())[:10]
    rng = random.Random(38)  # noqa: S311 - the same demo each time
    made: list[Report] = []
    for number, row in enumerate(catalogue.load("reports")):
        topic = topics.get(row[0])
        if topic is None:
            continue
        way = ("redirected",) if topic.body else WAYS[number % len(WAYS)]
        closes = bool(way) and way[-1] in {*ANSWERS, "reopened"}
        age = 20 + (number * 37) % 75 if closes else 1 + (number * 7) % 19
        if way and way[-1] == "reopened":
            age = 16
        owner = owners[number % len(owners)] if owners and number % 3 == 0 else None
        area = areas[number % len(areas)]
        report = _filed(run, row, topic, area, owner, age, rng)
        _went(run, report, way, age, officer)
        made.append(report)
    _moderated(made, officer)
    _joined(made, owners)
    _together(made, officer)
    # What happened weeks ago is told to nobody today.
    outbox.stop(where=Q(owner__startswith="case:"))


def _filed(
    run: Loading, row: list[str], topic: Category, area: Any, owner: Any, age: int, rng: Any
) -> Report:
    slug, kind, text, picture = row
    key = uuid.UUID(int=rng.getrandbits(128), version=4)
    if picture:
        name = PICTURES[len(text) % len(PICTURES)]
        photo = SimpleUploadedFile(f"{name}.jpg", images.encode(name, "JPEG"), "image/jpeg")
        keep_upload(key=key, file=photo, rule=CM.files)
    has_point = topic.place_asked != PlaceAsked.NONE and area.lat is not None
    lng = area.lng + rng.uniform(-SPREAD, SPREAD) if has_point else None
    lat = area.lat + rng.uniform(-SPREAD, SPREAD) if has_point else None
    return file_report(
        filing=ReportFiling(
            key=key,
            type=ReportType(kind),
            category=topic,
            text=text,
            public_text=text if kind != "information" and owner is None else "",
            applicant_name=owner.get_full_name() if owner else "",
            applicant_address="Örnek Sokak 1" if kind == "information" else "",
            point=(lng, lat) if lng is not None and lat is not None else None,
            place_source="pin" if has_point else "",
            neighbourhood=area if topic.place_asked != PlaceAsked.NONE else None,
            street="Örnek Sokak" if has_point else "",
            owner=owner,
            contact_email="" if owner else f"{slug}.{area.slug}@example.org",
        ),
        now=run.moment(-age, f"{8 + len(text) % 9:02}:{len(text) % 60:02}"),
    )


def _went(run: Loading, report: Report, way: tuple[str, ...], age: int, officer: Any) -> None:
    """Let time pass for a report; each change some days after the one before."""
    for step, after in enumerate(way, start=1):
        at: datetime = run.moment(-max(age - step * DAYS_OF_A_STEP, 0), "14:20")
        at = max(at, report.received_at)
        case = report.case
        if after in ANSWERS:
            reason, text = ANSWERS[after]
            report = close_report(
                report=report,
                after=after,
                reason=reason,
                text=text,
                author=officer,
                evidence="Yerinde görüldü." if after == "solved" else "",
                now=at,
            )
        elif after == "waiting":
            question = "Sokağın hangi ucunda olduğunu yazar mısınız?"
            change_status(
                case=case, after=after, by=By.STAFF, author=officer, text=question, now=at
            )
        elif after == "reopened":
            change_status(
                case=case, after=after, by=By.CITIZEN, text="Yağmurdan sonra yine bozuldu.", now=at
            )
        else:
            change_status(case=case, after=after, by=By.STAFF, author=officer, now=at)
    if way[-1:] == ("in_progress",) and report.case.owner is not None:
        write_message(
            case=report.case, by=By.STAFF, author=officer, text="Ekip bu hafta yerinde bakacak."
        )


def _moderated(made: list[Report], officer: Any) -> None:
    """Publish what waits, but for the newest, which the desk finds in its queue."""
    waiting = [one for one in made if one.public_state == PublicState.WAITING]
    for report in waiting[:-4]:
        moderate_report(report=report, state=PublicState.PUBLIC, author=officer)
    Report.objects.filter(public_state=PublicState.PUBLIC).update(public_at=F("received_at"))


def _joined(made: list[Report], owners: list[User]) -> None:
    """Let some people join some reports."""
    for number, report in enumerate(made[::5]):
        for owner in owners[: number % 4]:
            join_report(report=report, owner=owner)


def _together(made: list[Report], officer: Any) -> None:
    """Follow the second of two open reports of one topic under the first."""
    fresh = list(
        Report.objects.filter(pk__in=[one.pk for one in made], phase="open", merged_into=None)
        .select_related("case", "category")
        .order_by("received_at", "pk")
    )
    for first in fresh:
        second = next((x for x in fresh if x != first and x.category == first.category), None)
        if second is not None:
            merge_reports(report=second, into=first, author=officer)
            return
