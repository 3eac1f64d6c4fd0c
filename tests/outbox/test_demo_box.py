"""The demo's mailbox: readable here, refused elsewhere."""

import pytest
from django.core import mail
from django.core.checks import run_checks
from django.core.mail import get_connection

from outbox.local import LocalSms
from outbox.models import LocalMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    message = mail.EmailMultiAlternatives(
        "Konu", "Metin https://example.org/", "a@example.org", ["ayse@example.org"]
    )
    message.attach_alternative("<p>Metin</p>", "text/html")
    get_connection("outbox.local.EmailBackend").send_messages([message])
    return LocalMessage.objects.get()


def test_mail_and_sms_are_read_on_a_page(client, settings, letter):
    settings.DEBUG = True
    LocalSms().send(number="+905321234567", text="Kısa", reference="1")
    page = client.get("/yerel-posta/").content.decode()
    assert "Konu" in page
    assert "+905321234567" in page
    single = client.get(f"/yerel-posta/{letter.pk}/").content.decode()
    assert 'href="https://example.org/"' in single
    html = client.get(f"/yerel-posta/{letter.pk}/html/")
    assert html.content == b"<p>Metin</p>"
    assert "sandbox" in html["Content-Security-Policy"]


def test_the_page_does_not_exist_outside_the_demo(client, settings, letter):
    for debug, demo in ((False, True), (True, False)):
        settings.DEBUG, settings.DEMO = debug, demo
        assert client.get("/yerel-posta/").status_code == 404


def test_the_demo_mailbox_refuses_to_start_without_debug(settings):
    settings.DEBUG = False
    settings.EMAIL_BACKEND = "outbox.local.EmailBackend"
    settings.SMS_ADAPTER = "outbox.local.LocalSms"
    found = {check.id for check in run_checks()}
    assert {"outbox.E001", "outbox.E002"} <= found
    settings.DEBUG = True
    assert not {"outbox.E001", "outbox.E002"} & {check.id for check in run_checks()}


def test_settings_that_cannot_be_read_are_told_at_the_start(settings):
    settings.OUTBOX_QUIET_HOURS = "gece-sabah"
    settings.OUTBOX_BOUNCE_ADDRESS = "iade@example.org"
    settings.VAPID_PRIVATE_KEY = "yanlis"
    found = {check.id for check in run_checks()}
    assert {"outbox.E003", "outbox.E004", "outbox.E005"} <= found
