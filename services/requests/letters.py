"""Letters of the Solution Centre beside those of the case: to who joined, and the last question."""

from django.core import signing
from django.utils import translation
from django.utils.translation import gettext as _

from content.full_addresses import page_address
from home.models import MunicipalitySettings
from outbox import actions as outbox
from outbox.models import ChannelName
from services.cases.models import Case
from services.cases.notices.telling import owner_of, recipients
from services.cases.notices.words import letter_html
from services.requests.kinds import CM
from services.requests.models import Join, Report
from services.requests.models.report import PublicState
from services.requests.proving import can_send_sms

LINK = "[[link]]"
LEAVE = "[[leave]]"
ASKED_SALT, LEAVE_SALT = "requests.asked", "requests.leave"
LONGEST_SMS = 250
ASKED_SECONDS = 30 * 24 * 60 * 60


def tell_joined(join: Join, report: Report, number: int, status: str) -> bool:
    """Write to who joined what has become of it; at most once for an entry of the timeline."""
    is_mail = bool(join.email)
    contact = join.email or join.phone or (join.owner.email if join.owner else "")
    is_mail = is_mail or bool(join.owner and not join.phone)
    if not contact or (not is_mail and not can_send_sms()):
        return False
    with translation.override(join.language):
        subject = f"{report.category.label}: {CM.status(status).label}"
        told = [
            _("You joined this report: %(topic)s") % {"topic": report.category.label},
            str(CM.status(status).label),
        ]
        leave = _("To hear no more of it: %(link)s") % {"link": LEAVE}
        html = letter_html(subject, [*told, leave], (_("See the report"), LINK))
        text = "\n\n".join([*told, LINK, leave]) + "\n"
        site = MunicipalitySettings.current()
        short = f"{site.short_name or site.name}: {subject} {LINK}"
    name = "report_public" if report.public_state == PublicState.PUBLIC else "reports_public"
    arguments = (report.pk,) if name == "report_public" else ()
    draft = outbox.Draft(
        channel=ChannelName.MAIL if is_mail else ChannelName.SMS,
        recipient=contact,
        key=f"report-joined:{join.pk}:{number}",
        owner=f"report-join:{join.pk}",
        is_quiet=True,
        values={
            "link": page_address(name, *arguments, language=join.language),
            "leave": page_address("report_leave", leave_token(join), language=join.language),
        },
        is_secret=True,
    )
    if is_mail:
        return outbox.put(draft, subject=subject, text=text, html=html)
    return outbox.put(draft, subject="", text=short)


def ask_whether_solved(report: Report) -> int:
    """Ask who filed whether it is really solved; return how many letters."""
    case = report.case
    closed = case.closed_at
    made = 0
    for recipient in recipients(case):
        with translation.override(case.language):
            subject = f"{case.reference}: {_('Is it really solved?')}"
            told = [
                _("Your application: %(title)s") % {"title": case.title},
                _("Two weeks ago we wrote that it was dealt with. Is it?"),
                _("The button opens a page with two answers; opening it sends nothing."),
            ]
            html = letter_html(subject, told, (_("Answer"), LINK))
            text = "\n\n".join([*told, LINK]) + "\n"
            short = f"{subject} {LINK}"[:LONGEST_SMS]
        is_mail = recipient.channel is ChannelName.MAIL
        draft = outbox.Draft(
            channel=recipient.channel,
            recipient=recipient.address,
            key=f"report-asked:{case.pk}:{closed:%Y%m%d}:{recipient.channel}",
            owner=owner_of(case),
            is_quiet=True,
            values={
                "link": page_address("report_asked", asked_token(case), language=case.language)
            },
            is_secret=True,
        )
        made += outbox.put(
            draft,
            subject=subject if is_mail else "",
            text=text if is_mail else short,
            html=html if is_mail else "",
        )
    return made


def asked_token(case: Case) -> str:
    """Return the token of the question: signed over the case and the day it was closed."""
    closed = f"{case.closed_at:%Y%m%d}" if case.closed_at else ""
    return signing.dumps([case.pk, closed], salt=ASKED_SALT)


def case_asked(token: str) -> Case | None:
    """Return the case of a token that is good still; one closed anew has another."""
    try:
        pk, closed = signing.loads(token, salt=ASKED_SALT, max_age=ASKED_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    case = Case.objects.filter(pk=pk).first()
    if case is None or case.closed_at is None or f"{case.closed_at:%Y%m%d}" != closed:
        return None
    return case


def leave_token(join: Join) -> str:
    """Return the token by which somebody leaves."""
    return signing.dumps(str(join.public_id), salt=LEAVE_SALT)


def join_of(token: str) -> Join | None:
    """Return whose token it is."""
    try:
        public_id = signing.loads(token, salt=LEAVE_SALT)
    except signing.BadSignature:
        return None
    return Join.objects.filter(public_id=public_id).select_related("report").first()
