"""Who may do what at the desk: a directorate sees its own cases (`services.cases.access`)."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from services.cases.access import visible_to
from services.cases.kinds import registered
from services.cases.models import Case, Workplace
from services.requests.kinds import LETTERS
from services.requests.models import Report

SEE, SEE_ALL = "cases.view_case", "cases.view_all_cases"
WORK = "casedesk.work_cases"
MODERATE = "casedesk.moderate_cases"
INTAKE = "casedesk.intake_cases"
FIELD = "casedesk.field_work"
EXPORT = "casedesk.export_cases"
PLAN = "casedesk.change_routingrule"
ERASE = "casedesk.erase_cases"
BAR = "requests.add_ban"
HEADS = "cases.change_workplace"


def sees_all(user: Any) -> bool:
    """Tell whether somebody sees the cases of every directorate."""
    return bool(user.has_perm(SEE_ALL))


def may_enter(user: Any) -> bool:
    """Tell whether somebody may open the queue."""
    return bool(user.has_perm(SEE) or sees_all(user))


def may_work(user: Any) -> bool:
    """Tell whether somebody may change cases they see."""
    return may_enter(user) and bool(user.has_perm(WORK))


def places_of(user: Any) -> list[int]:
    """Return the directorates where somebody works; one query."""
    return list(Workplace.objects.filter(user=user).values_list("directorate", flat=True))


def reports_for(user: Any, places: Iterable[int]) -> QuerySet[Report]:
    """Return the reports somebody sees, by the copies in their own table.

    The same rows as `services.cases.access.visible_to` (a test compares them); the directorates are
    given as numbers, so that the planner can count on them.
    """
    if not may_enter(user):
        return Report.objects.none()
    if sees_all(user):
        return Report.objects.all()
    return Report.objects.filter(directorate__in=list(places))


def others_for(user: Any) -> QuerySet[Case]:
    """Return the cases somebody sees that are no reports: of every other kind that is known."""
    return visible_to(user).filter(kind__in=[kind for kind in registered() if kind not in LETTERS])


def case_for(user: Any, kind: str, year: int, number: int) -> Case | None:
    """Return one case somebody sees, with its report where it is one. One query."""
    if not may_enter(user) or kind not in registered():
        return None
    return (
        visible_to(user)
        .filter(kind=kind, year=year, number=number)
        .select_related(
            *("owner", "work__assignee", "directorate", "report__category__group"),
            *("report__neighbourhood", "report__directorate", "report__merged_into__case"),
        )
        .first()
    )


def report_of(case: Case) -> Report | None:
    """Return the report of a case; None for cases of other kinds."""
    return getattr(case, "report", None)


def report_for(user: Any, kind: str, year: int, number: int) -> Report | None:
    """Return one report somebody sees, with its case."""
    case = case_for(user, kind, year, number)
    return report_of(case) if case is not None else None


def jobs_of(user: Any) -> QuerySet[Report]:
    """Return the open reports in somebody's own hands: all that a crew sees."""
    if not user.has_perm(FIELD):
        return Report.objects.none()
    return Report.objects.filter(case__work__assignee=user).exclude(phase="closed")


def colleagues(directorates: Iterable[int | None]) -> QuerySet[Any]:
    """Return who can be given cases of these directorates."""
    return (
        get_user_model()
        .objects.filter(is_active=True, workplaces__directorate__in=list(directorates))
        .distinct()
        .order_by("first_name", "last_name", "pk")
    )


def works_in(person_id: int | None, directorate: Any) -> Any:
    """Return the person if they work in the directorate and are active; None otherwise."""
    if person_id is None or directorate is None:
        return None
    return colleagues([directorate.pk]).filter(pk=person_id).first()
