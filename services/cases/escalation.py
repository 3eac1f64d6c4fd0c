"""Writes to the head of a directorate when answers are nearly due, and when they are late.

One letter for each directorate and run, each case once for each stage. It names references, kinds
and days: no citizen, no text.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.models import MunicipalitySettings
from outbox import actions as outbox
from outbox.models import ChannelName
from services.cases.kinds import Phase, registered
from services.cases.models import Alarm, Case, Stage, Workplace
from services.cases.notices.words import letter_html

LOCK = 7_310_003
MOST_NAMED = 30


@transaction.atomic
def escalate(*, today: date | None = None) -> int:
    """Write what has not been written yet; return how many letters.

    Only one process does it at a time: the others find nothing left to do.
    """
    today = today or timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    cases = [*_untold(Stage.LATE, today), *_untold(Stage.SOON, today)]
    by_desk: dict[int | None, list[tuple[Stage, Case]]] = defaultdict(list)
    for case in cases:
        stage = Stage.LATE if case.due_on and case.due_on < today else Stage.SOON
        by_desk[case.directorate_id].append((stage, case))
    addresses = _addresses(by_desk)
    written = 0
    for desk, found in by_desk.items():
        if addresses.get(desk):
            _write(addresses[desk], found)
            written += 1
    return written


def _untold(stage: Stage, today: date) -> Iterable[Case]:
    told = Alarm.objects.filter(case=OuterRef("pk"), stage=stage, due_on=OuterRef("due_on"))
    cases = Case.objects.filter(phase=Phase.OPEN, due_on__isnull=False, kind__in=registered())
    if stage is Stage.LATE:
        cases = cases.filter(due_on__lt=today)
    else:
        soon = today + timedelta(days=settings.CASES_DUE_SOON_DAYS)
        cases = cases.filter(due_on__gte=today, due_on__lte=soon)
    cases = cases.filter(~Exists(told)).select_related("directorate")
    return cases.defer("contact_email", "contact_phone", "text", "data").order_by("due_on", "pk")


def _addresses(desks: Iterable[int | None]) -> dict[int | None, str]:
    """Return whom to write to: the head, else the directorate, else the municipality itself."""
    heads = dict(
        Workplace.objects.filter(directorate__in=[desk for desk in desks if desk], is_head=True)
        .filter(user__is_active=True)
        .exclude(user__email="")
        .values_list("directorate_id", "user__email")
    )
    from content.reference.models import Directorate

    own = dict(
        Directorate.objects.filter(pk__in=[desk for desk in desks if desk])
        .exclude(email="")
        .values_list("pk", "email")
    )
    house = MunicipalitySettings.current().email
    return {desk: heads.get(desk or 0) or own.get(desk or 0) or house for desk in desks}


def _write(address: str, found: list[tuple[Stage, Case]]) -> None:
    late = [case for stage, case in found if stage is Stage.LATE]
    soon = [case for stage, case in found if stage is Stage.SOON]
    with translation.override(settings.LANGUAGE_CODE):
        lines = []
        if late:
            lines.append(
                ngettext("%(num)d answer is late:", "%(num)d answers are late:", len(late))
                % {"num": len(late)}
            )
            lines += _named(late)
        if soon:
            lines.append(
                ngettext("%(num)d answer is due soon:", "%(num)d answers are due soon:", len(soon))
                % {"num": len(soon)}
            )
            lines += _named(soon)
        subject = _("Answers due: %(late)d late, %(soon)d soon") % {
            "late": len(late),
            "soon": len(soon),
        }
        name = MunicipalitySettings.current().name
        outbox.put(
            outbox.Draft(
                channel=ChannelName.MAIL,
                recipient=address,
                key=f"case-due:{uuid.uuid4()}",
                owner="staff",
                is_quiet=True,
            ),
            subject=subject,
            text="\n\n".join([*lines, f"-- \n{name}"]),
            html=letter_html(subject, lines),
        )
    Alarm.objects.bulk_create(
        [Alarm(case=case, stage=stage, due_on=case.due_on) for stage, case in found if case.due_on]
    )


def _named(cases: list[Case]) -> list[str]:
    lines = [
        f"{case.reference} · {case.type.label} · {date_format(case.due_on, 'DATE_FORMAT')}"
        for case in cases[:MOST_NAMED]
        if case.due_on
    ]
    if len(cases) > MOST_NAMED:
        rest = len(cases) - MOST_NAMED
        lines.append(
            ngettext("and %(num)d more application", "and %(num)d more applications", rest)
            % {"num": rest}
        )
    return lines
