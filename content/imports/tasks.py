"""Background work: a file takes longer than a request may."""

from django_tasks import task

from content.imports import actions


@task()
def work_on(job_id: int) -> None:
    """Rehearse or import the file of a job."""
    actions.work(job_id)
