"""Writes: what the desk keeps beside a case goes with it; a citizen's request to erase one."""

from typing import Any

from django.db import transaction

from accounts.audit.actions import record
from services.cases.actions import erase_case
from services.cases.actions.erasing import ERASED
from services.cases.actions.files import remove_content
from services.cases.models import Case
from services.desk.models import OutsideRequest, PublicPhoto, Work

GONE = "—"


def forget(case: Case) -> None:
    """Take out public copies of photos, what bodies were asked, and in whose hands it was.

    Called by every erasing, in its transaction: a public copy would otherwise stay after its
    original, and keep the original from going.
    """
    photos = PublicPhoto.objects.filter(attachment__case=case)
    names = list(photos.values_list("content", flat=True))
    photos.delete()
    OutsideRequest.objects.filter(case=case).exclude(answered_by="").update(answered_by=GONE)
    OutsideRequest.objects.filter(case=case).update(question=GONE)
    Work.objects.filter(case=case).delete()
    transaction.on_commit(lambda: remove_content(names))


@transaction.atomic
def erase_on_request(*, case: Case, source: str, author: Any) -> Case:
    """Erase a closed case for a request (law 6698 art. 7) and record who did it and for which.

    Raises:
        ErasureRefused: The case is open or erased.
    """
    erased = erase_case(case=case, source=source.strip())
    record(ERASED, actor=author, reason=source, about=f"cases.case:{case.pk}")
    return erased
