"""A real SMTP server on this machine that keeps what it is given, and a worker to kill."""

import multiprocessing
import os
import signal
import socket
import time
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.db import connections


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Sink:
    """Keeps every mail; `refuse` maps an address to the server's answer to it."""

    def __init__(self):
        self.mails = []
        self.refuse = {}
        self.pause = 0.0
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self.controller.start()
        self.port = self.controller.port

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content)
        self.mails.append((envelope.rcpt_tos[0], mail["Message-ID"], mail, envelope.mail_from))
        return "250 OK"

    def stop(self):
        self.controller.stop()


@pytest.fixture
def sink(settings):
    found = Sink()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
    yield found
    found.stop()


class Worker:
    """A process of its own that sends until told to stop; killed as by a power cut."""

    def __init__(self, seconds=60):
        connections.close_all()
        self.process = multiprocessing.get_context("fork").Process(target=_send, args=(seconds,))
        self.process.start()

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.join()

    def stop(self):
        self.process.kill()
        self.process.join()


def _send(seconds):
    from outbox import sending

    connections.close_all()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        sending.send_due(until - time.monotonic())
        time.sleep(0.1)


@pytest.fixture
def workers(monkeypatch):
    """Return a function that starts a worker; all are stopped in the end. Nobody else sends."""
    monkeypatch.setattr("outbox.tasks.wake", lambda: None)
    started = []

    def start():
        started.append(Worker())
        return started[-1]

    yield start
    for worker in started:
        worker.stop()


def wait_until(condition, seconds=30):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)
