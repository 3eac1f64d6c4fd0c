"""Background work: sending what is due."""

from django.conf import settings
from django_tasks import task

from outbox import actions, sending

# One run leaves the worker to others after this long; what is left begins a run of its own.
RUN_SECONDS = 15


@task()
def send_due() -> int:
    """Send what is due; return how many messages were tried."""
    tried = sending.send_due(RUN_SECONDS)
    if tried and sending.has_due():
        wake()
    return tried


def wake() -> None:
    """Let a worker send what is due; one run in the queue is enough."""
    if not is_queued("outbox.tasks.send_due"):
        send_due.enqueue()


def is_queued(path: str) -> bool:
    """Tell whether a task waits already; a running one may have looked too early, so it is none."""
    if not str(settings.TASKS["default"]["BACKEND"]).startswith("django_tasks_db"):
        return False
    from django_tasks_db.models import DBTaskResult

    return bool(DBTaskResult.objects.ready().filter(task_path=path).exists())


def tick() -> None:
    """Called by the clock: start what is due again (retries, what a dead worker left), tidy up."""
    if sending.has_due():
        wake()
    for batch in actions.unfinished_batches():
        actions.count_batch(batch)
    actions.forget_old()
