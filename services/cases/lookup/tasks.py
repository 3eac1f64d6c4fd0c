"""Background work of lookups."""

import uuid

from django_tasks import task

from services.cases.lookup.codes import send_code


@task(priority=50)
def send(lookup_id: str) -> bool:
    """Send a code, if there is something behind its door; a person waits for it."""
    return send_code(lookup_id=uuid.UUID(lookup_id))
