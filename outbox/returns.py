"""Writes down what came back, and tells whom it concerns."""

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from outbox.bounces import COMPLAINT, HARD, Report
from outbox.models import Message, State

# Sent once for each message that came back: message, kind (hard, soft, spam).
returned = Signal()


@transaction.atomic
def take(report: Report) -> bool:
    """Note a returned message; False when it is unknown, forgotten or noted already."""
    message = Message.objects.select_for_update().filter(pk=report.number).exclude(owner="").first()
    if message is None or message.bounce in {HARD, COMPLAINT, report.kind}:
        return False
    message.bounce = report.kind
    message.last_error = report.error
    if report.kind != COMPLAINT and message.state == State.SENT:
        message.state = State.FAILED
        message.done_at = timezone.now()
    message.save(update_fields=["bounce", "last_error", "state", "done_at"])
    returned.send(Message, message=message, kind=report.kind)
    return True
