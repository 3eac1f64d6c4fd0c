"""E-mail, over whatever backend Django is given.

Each message has a `Message-ID` made of its row's number, the same at every try: where a server
took a message and we died before writing that down, mailboxes that know repeats (RFC 5322, 3.6.4)
show it once. The return path carries the number, too (`OUTBOX_BOUNCE_ADDRESS`).
"""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from outbox.channels import Letter, Outcome, Result
from outbox.models import ChannelName

# RFC 3463: what says that the address itself is wrong; 5.7 (policy) and 5.3 (system) do not.
_DEAD_ADDRESS = re.compile(r"\b5\.(1\.[0-9]+|2\.1|4\.4)\b")
_ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_DEAD_CODES = frozenset((550, 551, 553))


def mail_domain() -> str:
    """Return the domain of our own address."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def message_id(number: str) -> str:
    """Return the Message-ID of a message's row."""
    return f"<{number}@{mail_domain()}>"


def return_path(number: str) -> str:
    """Return where the message comes back to when it cannot be delivered."""
    template = settings.OUTBOX_BOUNCE_ADDRESS
    if template:
        return str(template.replace("{id}", number))
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def judge(code: int, text: str) -> Outcome:
    """Return what a server's refusal means: try later, wrong message, or wrong address."""
    error = f"{code} {text}"[:300]
    if code < 500:
        return Outcome(Result.LATER, error)
    if _ENHANCED.search(text):
        return Outcome(Result.GONE if _DEAD_ADDRESS.search(text) else Result.REFUSED, error)
    return Outcome(Result.GONE if code in _DEAD_CODES else Result.REFUSED, error)


class MailSession:
    """One connection for many messages."""

    def __init__(self, connection: Any) -> None:
        """Take the connection of a Django mail backend."""
        self.connection = connection

    def send(self, letter: Letter) -> Outcome:
        """Hand one message over."""
        mail = EmailMultiAlternatives(
            subject=" ".join(letter.subject.split()),
            body=letter.text,
            from_email=return_path(letter.id),
            to=[letter.recipient],
            connection=self.connection,
            headers={
                "From": settings.DEFAULT_FROM_EMAIL,
                "Message-ID": message_id(letter.id),
                "Auto-Submitted": "auto-generated",
                **letter.headers,
            },
        )
        if letter.html:
            mail.attach_alternative(letter.html, "text/html")
        try:
            self.connection.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as refused:
            code, text = next(iter(refused.recipients.values()))
            return judge(code, _text(text))
        except smtplib.SMTPSenderRefused as refused:
            return Outcome(Result.DOWN, f"{refused.smtp_code} {_text(refused.smtp_error)}"[:300])
        except smtplib.SMTPDataError as refused:
            found = judge(refused.smtp_code, _text(refused.smtp_error))
            return found if found.result is Result.LATER else Outcome(Result.REFUSED, found.error)
        except (smtplib.SMTPException, OSError) as failure:
            self.connection.close()
            return Outcome(Result.DOWN, f"{type(failure).__name__}: {failure}"[:300])
        except ValueError as failure:  # an address or a header no mail can have
            return Outcome(Result.REFUSED, str(failure)[:300])
        return Outcome(Result.SENT)


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer


class MailChannel:
    """E-mail."""

    name = ChannelName.MAIL.value
    is_ready = True

    @property
    def per_minute(self) -> int:
        """Return the rate of the mail server we may use."""
        return int(settings.OUTBOX_MAILS_PER_MINUTE)

    @contextmanager
    def open(self) -> Iterator[MailSession]:
        """Return a session; the connection opens with the first message."""
        session = MailSession(get_connection())
        with suppress(smtplib.SMTPException, OSError):  # the first message says so, and waits
            session.connection.open()
        try:
            yield session
        finally:
            session.connection.close()
