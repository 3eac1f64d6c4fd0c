"""The one mail of this subject, and how far it is: everything about sending is here.

The link is a secret. It stands sealed in the outbox while the mail waits there and is erased with
the handing over; address and words go when the family has answered or the link has ended.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from content.obituaries.models.approval import ApprovalState, FamilyApproval
from outbox import actions as outbox
from outbox.models import ChannelName, Message, Priority, State

KEY = "family-approval:"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far the mail with a link is.

    Attributes:
        state: `queued`, `delayed` (tried, tried again at `due_at`), `sent` (the mail server took
            it) or `failed`.
        error: What the mail server said.
        can_retry: Whether the same link can be sent once more.
    """

    state: str
    error: str
    due_at: datetime
    done_at: datetime | None
    is_wrong_address: bool
    can_retry: bool


def put_link(approval: FamilyApproval, *, name: str, link: str) -> None:
    """Record the mail with the family's link; in Turkish, as plain text, without pictures."""
    until = approval.expires_at
    limit = f"{timezone.localtime(until):%d.%m.%Y %H.%M}" if until else ""
    key = f"{KEY}{approval.pk}"
    outbox.put(
        outbox.Draft(
            channel=ChannelName.MAIL,
            recipient=approval.email,
            key=key,
            owner=key,
            values={"link": link},
            priority=Priority.PERSON_WAITS,
            is_secret=True,
        ),
        subject=f"Vefat ilanı onayı: {name}",
        text=(
            "Başınız sağ olsun.\n\n"
            f"{name} için hazırlanan vefat ilanını yayımlamadan önce sizin okumanızı rica ederiz. "
            "Adların yazımına, tarihe ve taziye adresine bakın; doğruysa onaylayın, değilse "
            "düzeltmeyi yazın:\n\n[[link]]\n\n"
            f"Bağlantı bir kez yanıtlanabilir ve {limit} tarihine kadar geçerlidir. Siz "
            "onaylamadan ilan yayımlanmaz. Bu iletiyi siz beklemiyorsanız bağlantıyı açmayın.\n"
        ),
    )


def delivery_of(approval: FamilyApproval | None) -> Delivery | None:
    """Return how far the mail of a link is; None where none was sent or it was answered."""
    if approval is None or approval.state != ApprovalState.WAITING or not approval.email:
        return None
    message = Message.objects.filter(key=f"{KEY}{approval.pk}").first()
    if message is None or message.state == State.STOPPED:
        return None
    state = {State.SENT: "sent", State.FAILED: "failed"}.get(State(message.state), "queued")
    if state == "queued" and message.last_error:
        state = "delayed"
    return Delivery(
        state=state,
        error=message.last_error,
        due_at=message.due_at,
        done_at=message.done_at,
        is_wrong_address=message.bounce == "hard",
        can_retry=outbox.can_be_sent_again(message) and not approval.is_expired,
    )


def send_link_again(approval: FamilyApproval) -> bool:
    """Try a mail that failed again, with the same link; False when a new link is needed."""
    delivery = delivery_of(approval)
    if delivery is None or not delivery.can_retry:
        return False
    return outbox.send_again(message=Message.objects.get(key=f"{KEY}{approval.pk}"))


def undelivered() -> list[FamilyApproval]:
    """Return what waits for a family whose mail did not arrive, with the notices; two queries."""
    failed = Message.objects.filter(owner__startswith=KEY, state=State.FAILED)
    keys = [owner.removeprefix(KEY) for owner in failed.values_list("owner", flat=True)]
    if not keys:
        return []
    waiting = FamilyApproval.objects.filter(
        pk__in=keys, state=ApprovalState.WAITING, expires_at__gt=timezone.now()
    )
    return list(waiting.select_related("page"))


def forget_mail(approval_id: int) -> None:
    """Take the mail of a link back if it still waits; leave nothing of its address and words."""
    outbox.erase_owner(owner=f"{KEY}{approval_id}")
