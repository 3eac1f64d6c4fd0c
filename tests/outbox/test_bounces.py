"""What comes back is understood, and only what is ours counts."""

import json
import time
import uuid
from email.message import EmailMessage

import pytest
from django.core.management import call_command

from outbox import actions, bounces, returns, sending, views
from outbox.actions import Draft
from outbox.models import Message, State

pytestmark = pytest.mark.django_db

DSN = """\
From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; ayse@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} User unknown

--b
Content-Type: text/rfc822-headers

Message-ID: {number}
Subject: Deneme

--b--
"""


@pytest.fixture
def message():
    actions.put(
        Draft(channel="mail", recipient="ayse@example.org", key="k", owner="kisi:1"),
        subject="Deneme",
        text="Merhaba",
    )
    sending.send_due(5)
    return Message.objects.get()


def dsn(message, *, action="failed", status="5.1.1", to="bilgi@example.org", number=None):
    number = number if number is not None else f"<{message.pk}@example.org>"
    return DSN.format(action=action, status=status, to=to, number=number).encode()


def noted(told):
    return [(message.key, kind) for message, kind in told]


@pytest.fixture
def told():
    found = []
    returns.returned.connect(
        lambda sender, message, kind, **_: found.append((message, kind)),
        weak=False,
        dispatch_uid="test",
    )
    yield found
    returns.returned.disconnect(dispatch_uid="test")


def test_a_mailbox_file_is_read_and_each_failure_is_told_once(message, told, tmp_path, capsys):
    box = tmp_path / "iade.mbox"
    letter = dsn(message).replace(b"\n--b--", b"\n--b--\n")
    box.write_bytes(b"From MAILER-DAEMON Mon Mar  2 10:00:00 2026\n" + letter + b"\n")
    call_command("read_bounces", str(box))
    call_command("read_bounces", str(box))
    message.refresh_from_db()
    assert noted(told) == [("k", "hard")]
    assert (message.state, message.bounce) == (State.FAILED, "hard")
    assert "User unknown" in message.last_error
    assert "1 read, 1 returned" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [("failed", "5.2.2", "soft"), ("failed", "5.1.2", "hard"), ("delayed", "4.4.7", None)],
)
def test_only_a_wrong_address_is_a_hard_failure(message, action, status, kind):
    report = bounces.read(bounces.parse(dsn(message, action=action, status=status)))
    assert (report.kind if report else None) == kind


def test_the_return_path_tells_the_message_where_the_original_is_cut_off(message, settings):
    settings.OUTBOX_BOUNCE_ADDRESS = "iade+{id}@example.org"
    data = dsn(message, to=f"iade+{message.pk}@example.org", number="<cut@elsewhere>")
    assert bounces.read(bounces.parse(data)).number == message.pk


def test_a_complaint_is_understood(message):
    mail = EmailMessage()
    mail["To"] = "bilgi@example.org"
    mail.make_mixed()
    report = EmailMessage()
    report["Content-Type"] = "message/feedback-report"
    report.set_payload("Feedback-Type: abuse\n")
    original = EmailMessage()
    original["Content-Type"] = "text/rfc822-headers"
    original.set_payload(f"Message-ID: <{message.pk}@example.org>\n")
    mail.attach(report)
    mail.attach(original)
    found = bounces.read(bounces.parse(mail.as_bytes()))
    assert (found.number, found.kind) == (message.pk, "spam")


def test_a_report_about_a_message_that_is_not_ours_changes_nothing(told):
    assert not returns.take(bounces.Report(uuid.uuid4(), "hard", ""))
    assert told == []


def post(client, data, *, secret="geheim", stamp=None, path="/iletiler/geri-donen/"):
    body = json.dumps(data).encode()
    stamp = stamp or str(int(time.time()))
    return client.post(
        path,
        body,
        content_type="application/json",
        headers={"X-Timestamp": stamp, "X-Signature": f"sha256={views.signature(stamp, body)}"},
    )


def test_a_provider_tells_by_a_signed_request(client, message, settings, told):
    settings.OUTBOX_BOUNCE_SECRET = "s" * 32
    answer = post(client, {"message_id": f"<{message.pk}@example.org>", "type": "hard"})
    assert answer.json() == {"noted": True}
    assert noted(told) == [("k", "hard")]


def test_a_wrong_signature_an_old_one_and_nonsense_are_refused(client, message, settings, told):
    settings.OUTBOX_BOUNCE_SECRET = "s" * 32
    data = {"message_id": str(message.pk), "type": "hard"}
    forged = client.post(
        "/iletiler/geri-donen/",
        json.dumps(data),
        content_type="application/json",
        headers={"X-Timestamp": str(int(time.time())), "X-Signature": "sha256=ü"},
    )
    assert forged.status_code == 403
    assert forged.json()["code"] == "wrong_signature"
    assert post(client, data, stamp=str(int(time.time()) - 900)).status_code == 403
    assert post(client, data, stamp="9" * 5_000).json()["code"] == "wrong_signature"
    assert post(client, {"message_id": "x"}).json()["code"] == "not_understood"
    assert told == []


def test_without_a_secret_there_is_no_such_address(client, message, settings):
    settings.OUTBOX_BOUNCE_SECRET = ""
    answer = post(client, {"message_id": str(message.pk), "type": "hard"})
    assert answer.json()["code"] == "not_configured"
