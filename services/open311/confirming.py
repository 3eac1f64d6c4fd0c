"""A contact that came with a program's report is asked before it is kept.

Stops news about a stranger's report in somebody's mailbox, and a case that is opened by whoever
wrote a foreign address into it. Nothing of the contact is stored meanwhile: the link holds it,
sealed, for two weeks. One letter for a report, three a day for a contact.
"""

import json
import time
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts import limits
from accounts.limits import Limit
from accounts.secrets.sealing import PREFIX, CannotOpen, seal, unseal
from content.full_addresses import page_address
from home.models import MunicipalitySettings
from outbox import actions as outbox
from outbox.models import ChannelName
from services.cases.models import Case
from services.cases.notices.telling import owner_of
from services.cases.notices.words import letter_html
from services.requests.models import Report
from services.requests.proving import can_send_sms

PLACE = ("open311", "contact")
SECONDS = 14 * 24 * 60 * 60
LINK = "[[link]]"
ASKING = (Limit("open311-contact", ("account",), 3, 24 * 60 * 60),)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whose link it is."""

    case: Case
    email: str
    phone: str


def ask(report: Report, *, email: str, phone: str) -> bool:
    """Write to a contact once; False where it cannot be, or was too often."""
    contact = email or phone
    if not contact or (not email and not can_send_sms()):
        return False
    if limits.blocked(ASKING, account=contact, network=""):
        return False
    limits.count_failure(ASKING, account=contact, network="")
    case = report.case
    channel = ChannelName.MAIL if email else ChannelName.SMS
    house = MunicipalitySettings.current()
    subject = _("Is this your report? %(reference)s") % {"reference": case.reference}
    told = [
        _("A program sent us a report and named you as who reports: %(title)s")
        % {"title": case.title},
        _(
            "If it is yours, say so on the page that the button opens; then we write to you about "
            "it. If it is not, do nothing: your contact is not kept."
        ),
    ]
    draft = outbox.Draft(
        channel=channel,
        recipient=contact,
        key=f"open311-contact:{case.pk}:{channel}",
        owner=owner_of(case),
        values={"link": link_of(case, email=email, phone="" if email else phone)},
        is_secret=True,
    )
    if not email:
        short = f"{house.short_name or house.name}: {subject} {LINK}"
        return outbox.put(draft, subject="", text=short)
    text = "\n\n".join([*told, LINK, f"-- \n{house.name}"]) + "\n"
    html = letter_html(subject, told, (_("Look at the report"), LINK))
    return outbox.put(draft, subject=subject, text=text, html=html)


def link_of(case: Case, *, email: str, phone: str) -> str:
    """Return the address that says yes for a contact."""
    inside = json.dumps([case.pk, email, phone, int(time.time()) + SECONDS])
    token = seal(inside, PLACE).removeprefix(PREFIX)
    return page_address("open311_contact", token, language=case.language)


def contact_of(token: str) -> Contact | None:
    """Return whose link it is; None for one that is false or over, or whose case has a contact."""
    try:
        pk, email, phone, until = json.loads(unseal(PREFIX + token, PLACE))
    except (CannotOpen, ValueError):
        return None
    if until < time.time():
        return None
    case = Case.objects.filter(pk=pk, erased_at=None).first()
    return Contact(case, email, phone) if case is not None else None
