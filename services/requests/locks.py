"""The order in which rows are locked: the case, then its report; so nothing waits in a ring.

A change of a case's status copies into its report (migration 0002) and locks in this order, too.
"""

from services.cases.models import Case
from services.requests.models import Report


def locked(report: Report) -> Report:
    """Lock the case and its report, and return the report as it is now, with the case."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=report.case_id)
    found = (
        Report.objects.select_for_update(of=("self",)).select_related("category").get(pk=report.pk)
    )
    found.case = case
    return found


def locked_in_order(*reports: Report) -> list[Report]:
    """Lock several reports, those with the smaller case first; return them in the order given."""
    found = {
        report.pk: locked(report) for report in sorted(reports, key=lambda one: int(one.case_id))
    }
    return [found[report.pk] for report in reports]
