"""Writes: a case that came without a proved contact gets one."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from services.cases.actions.timeline import add, locked
from services.cases.kinds import By
from services.cases.models import Case, EntryKind
from services.cases.notices.telling import tell


@transaction.atomic
def add_contact(*, case: Case, email: str = "", phone: str = "") -> bool:
    """Give a case the contact that was proved now, and write to it that the case was filed.

    False where the case has a contact or an account, or was erased: nothing is replaced.
    """
    case = locked(case)
    if case.contact_email or case.contact_phone or case.owner_id or case.erased_at:
        return False
    case.contact_email, case.contact_phone = email or None, phone or None
    case.full_clean()
    case.save(update_fields=["contact_email", "contact_phone"])
    with translation.override(settings.LANGUAGE_CODE):  # for the desk, whoever presses
        words = _("The contact was confirmed by the letter that was sent to it.")
    add(case, kind=EntryKind.NOTE, by=By.SYSTEM, author=None, is_public=False, text=words)
    filed = case.timeline.filter(kind=EntryKind.FILED).first()
    if filed is not None:
        tell(case, filed)
    return True
