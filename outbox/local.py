"""Demo only: mail and SMS stay here and are read on `/yerel-posta/`. Checks refuse it elsewhere."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from outbox.channels import Outcome, Result
from outbox.models import ChannelName, LocalMessage

MOST_KEPT = 500
SHOWN = 100
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; "
    "sandbox allow-popups allow-top-navigation-by-user-activation"
)


def _keep(message: LocalMessage) -> None:
    message.save()
    oldest = LocalMessage.objects.values_list("pk", flat=True)[MOST_KEPT : MOST_KEPT + 100]
    LocalMessage.objects.filter(pk__in=list(oldest)).delete()


class EmailBackend(BaseEmailBackend):
    """Django's mail, kept in the database."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages."""
        for mail in email_messages:
            parts = getattr(mail, "alternatives", [])
            _keep(
                LocalMessage(
                    channel=ChannelName.MAIL,
                    recipient=", ".join(mail.recipients()),
                    subject=mail.subject[:300],
                    text=str(mail.body),
                    html=next((str(part[0]) for part in parts if part[1] == "text/html"), ""),
                    headers={name: str(value) for name, value in mail.message().items()},
                )
            )
        return len(email_messages)


class LocalSms:
    """The provider of the demo."""

    def send(self, *, number: str, text: str, reference: str) -> Outcome:
        """Keep the message."""
        headers = {"reference": reference}
        _keep(LocalMessage(channel=ChannelName.SMS, recipient=number, text=text, headers=headers))
        return Outcome(Result.SENT)


@require_safe
def box(request: HttpRequest) -> HttpResponse:
    """Show what was sent last."""
    _only_here()
    page = {"title": _("Messages of this demo"), "robots": "noindex", "breadcrumbs": []}
    context = {"page": page, "messages": LocalMessage.objects.all()[:SHOWN]}
    response = render(request, "outbox/local_box.jinja", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one message."""
    _only_here()
    message = get_object_or_404(LocalMessage, pk=pk)
    page = {
        "title": message.subject or _("SMS"),
        "robots": "noindex",
        "breadcrumbs": [],
    }
    response = render(request, "outbox/local_message.jinja", {"page": page, "message": message})
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def letter_html(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the HTML of a mail as a mail program would show it: no script can run."""
    _only_here()
    response = HttpResponse(get_object_or_404(LocalMessage, pk=pk).html)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = MAIL_POLICY
    return response


def _only_here() -> None:
    if not (settings.DEMO and settings.DEBUG):
        raise Http404
