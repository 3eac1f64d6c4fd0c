"""Web push: a browser's keys can read it, the push service can check who sent it."""

import base64
import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import http_ece
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from outbox import actions, push, sending
from outbox.actions import Draft
from outbox.models import Message, State

pytestmark = pytest.mark.django_db


def text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def read(data):
    return base64.urlsafe_b64decode(data + "=" * (-len(data) % 4))


class Browser:
    """A browser with its keys, and the push service it uses."""

    def __init__(self, status=201):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = b"0123456789abcdef"
        self.requests = []
        browser = self

        class Service(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                browser.requests.append((dict(self.headers), body))
                self.send_response(status)
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Service)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def subscription(self):
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        keys = {"p256dh": text(point), "auth": text(self.auth)}
        return json.dumps({"endpoint": f"{self.origin}/x", "keys": keys})

    def read(self):
        _headers, body = self.requests[-1]
        plain = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"
        )
        return json.loads(plain)


@pytest.fixture(autouse=True)
def _key(settings):
    settings.WEBHOOKS_ALLOW_PRIVATE = True
    settings.VAPID_PRIVATE_KEY = push.new_private_key()


def send(browser, body="Cenaze yarın"):
    actions.put(
        Draft(
            channel="push",
            recipient=browser.subscription,
            key="k",
            values={"url": "/vefat-ilanlari/x/", "tag": "notice-1"},
        ),
        subject="Vefat ilanı: Hatice ÖRNEK",
        text=body,
    )
    sending.send_due(5)
    return Message.objects.get()


def test_the_browser_reads_it_and_the_service_can_check_us():
    browser = Browser()
    assert send(browser).state == State.SENT
    assert browser.read() == {
        "title": "Vefat ilanı: Hatice ÖRNEK",
        "body": "Cenaze yarın",
        "url": "/vefat-ilanlari/x/",
        "tag": "notice-1",
    }
    headers = browser.requests[-1][0]
    assert headers["Content-Encoding"] == "aes128gcm"
    token = headers["Authorization"].split("t=")[1].split(",")[0]
    signed, _dot, seal = token.rpartition(".")
    number = [int.from_bytes(part, "big") for part in (read(seal)[:32], read(seal)[32:])]
    point = read(push.public_key())
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    key.verify(encode_dss_signature(*number), signed.encode(), ec.ECDSA(hashes.SHA256()))
    claims = json.loads(read(signed.split(".")[1]))
    assert (claims["aud"], claims["sub"]) == (browser.origin, "mailto:bilgi@example.org")
    assert headers["Authorization"].endswith(push.public_key())


def test_a_long_text_is_cut_to_what_push_services_take():
    browser = Browser()
    send(browser, "ş" * 9_000)
    assert browser.read()["body"].endswith("…")
    assert len(browser.requests[-1][1]) < 4_096


def test_a_browser_that_has_ended_it_is_gone_for_good():
    message = send(Browser(status=410))
    assert (message.state, message.bounce) == (State.FAILED, "hard")


def test_a_service_that_is_overloaded_is_tried_later():
    assert send(Browser(status=429)).state == State.WAITING


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[]",
        "{}",
        '{"endpoint": "https://push.example/", "keys": {"p256dh": "AAAA", "auth": "AAAA"}}',
        '{"endpoint": 5, "keys": null}',
    ],
)
def test_nonsense_is_no_subscription(sent):
    with pytest.raises(push.BadSubscription):
        push.read_subscription(sent)


def test_an_address_of_our_own_network_is_refused(settings):
    settings.WEBHOOKS_ALLOW_PRIVATE = False
    inner = Browser().subscription
    with pytest.raises(push.BadSubscription):
        push.read_subscription(inner)


def test_a_browser_subscribes_and_is_told(client, settings, db):
    from subscriptions.models import Subscriber
    from tests.factories.obituaries import obituary_index

    obituary_index()
    browser = Browser()
    data = {"adres": "/vefat-ilanlari/", "frequency": "0"}
    answer = client.post("/bildirimler/tarayici/", {**data, "subscription": browser.subscription})
    person = Subscriber.objects.get()
    assert answer.json()["url"] == f"/bildirimler/ayarlar/{person.token}/?yeni=1"
    assert person.subscriptions.get().confirmed_at
    wrong = client.post("/bildirimler/tarayici/", {**data, "subscription": "{}"})
    assert wrong.status_code == 400
    assert "e-postayı seçin" in wrong.json()["error"]
