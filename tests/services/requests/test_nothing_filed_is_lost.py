"""200 submissions at once while web and worker are killed (SIGKILL) again and again.

What runs are the parts `manage.py start` runs: gunicorn with two workers, and the worker with its
clock, against the test's PostgreSQL, a private storage on disk and a real SMTP server.
"""

import io
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections import Counter

import pytest
import requests
from django.conf import settings as django_settings
from django.core.files.storage import FileSystemStorage
from django.test import Client
from PIL import Image

from config import processes
from outbox.models import Message, State
from services.cases.actions import copy_allowed_changes
from services.cases.models import Attachment, Case
from services.cases.reference import read
from services.cases.verification import findings
from services.requests.models import Report
from tests.factories import reports
from tests.factories.citizens import citizen
from tests.factories.open311 import program
from tests.factories.site import home_page, neighbourhood
from tests.services.requests import filers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
BY_FORM = BY_PROGRAM = 100
AT_ONCE = 40
# After so many answers: the web server three and the worker twice, and once both together.
KILLS = [
    (15, "web"),
    (40, "worker"),
    (70, "web"),
    (105, "web worker"),
    (140, "worker"),
    (170, "web"),
]


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Part:
    """A part of the site: its process with all its children, to be killed as by a power cut."""

    def __init__(self, target, *arguments):
        self.target, self.arguments = target, arguments
        self.start()

    def start(self):
        self.process = processes.fork(self.target, *self.arguments)
        while os.getpgid(self.process.pid) != self.process.pid:  # until it leads its own group
            time.sleep(0.01)

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.join()


@pytest.fixture
def site(settings, tmp_path, monkeypatch):
    """Start web, worker and a mail server; yield address, parts and the file of mails."""
    home_page()
    copy_allowed_changes()
    port, mail_port = free_port(), free_port()
    # The field has its storage since it was made; the parts are forked with this one.
    storage = FileSystemStorage(location=tmp_path / "private")
    monkeypatch.setattr(Attachment._meta.get_field("content"), "storage", storage)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_port
    settings.OUTBOX_LEASE_SECONDS = 3
    settings.REPORT_LIMITS = ()
    monkeypatch.setattr("config.management.commands.worker.EVERY_SECONDS", 1)
    mails = tmp_path / "mails.txt"
    mails.touch()
    sink = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.mail_sink", str(mail_port), str(mails)],
        cwd=django_settings.BASE_DIR,
    )
    parts = {
        "web": Part(processes.serve, "127.0.0.1", port, 2),
        "worker": Part(processes.work),
    }
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: is_up(base))
        yield base, parts, mails
    finally:
        for part in parts.values():
            part.kill()
        sink.kill()
        sink.wait()


def is_up(base):
    try:
        return requests.get(f"{base}/saglik/", timeout=5).status_code == 200
    except requests.RequestException:
        return False


def wait_until(condition, seconds=60):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def everybody():
    """Return who files: citizens with a session each, and a program with a key."""
    neighbourhood("Sahabiye")
    reports.topic()
    jobs = []
    for number in range(BY_FORM):
        browser = Client()
        browser.force_login(citizen(f"kisi{number}").user)
        cookie = browser.cookies["sessionid"].value
        jobs.append((filers.by_form, number, cookie, str(uuid.uuid4())))
    _, secret = program(proves_contacts=True, per_hour=10_000, per_day=10_000)
    for number in range(BY_FORM, BY_FORM + BY_PROGRAM):
        jobs.append((filers.by_program, number, secret, f"gonderi-{number}"))
    return jobs[::2] + jobs[1::2]  # both ways mixed


def test_every_acknowledged_report_is_there_once_with_its_file_and_one_letter(site, tmp_path):
    base, parts, mails = site
    jobs, path = everybody(), tmp_path / "answers.txt"
    begun = time.monotonic()
    crowd = filers.start(base, jobs, AT_ONCE, path)
    for enough, names in KILLS:
        wait_until(lambda enough=enough: len(filers.answers(path)) >= enough)
        for name in names.split():
            parts[name].kill()
        for name in names.split():
            parts[name].start()
    crowd.join(120)
    answered = filers.answers(path)
    taken = time.monotonic() - begun
    assert [line for line in answered if "error" in line] == []
    assert len(answered) == BY_FORM + BY_PROGRAM

    # Each once, and nothing that nobody was told of.
    references = {line["reference"]: line["number"] for line in answered}
    assert len(references) == BY_FORM + BY_PROGRAM == Case.objects.count() == Report.objects.count()
    by_case = {case_of(reference): number for reference, number in references.items()}

    # Each with its own photo, readable.
    for case, number in by_case.items():
        [file] = case.attachments.all()
        with Image.open(io.BytesIO(file.content.read())) as image:
            seen = image.getpixel((320, 240))
        assert all(abs(a - b) <= 4 for a, b in zip(seen, filers.colour_of(number), strict=True))
        assert case.text == filers.words_of(number)
    assert not Attachment.objects.filter(case=None).exists()

    # Each with one letter, that arrived.
    wait_until(lambda: not Message.objects.exclude(state=State.SENT).exists())
    assert set(Message.objects.values_list("key", flat=True)) == {
        f"case:{case.pk}:1:mail" for case in by_case
    }
    letters = [line.split() for line in mails.read_text().splitlines()]
    assert Counter(address for address, _ in {tuple(letter) for letter in letters}) == Counter(
        f"kisi{number}@example.org" for number in by_case.values()
    )
    # A kill between the mail server's answer and our mark sends the same letter (Message-ID) again.
    assert len(letters) - len(by_case) <= len(KILLS)
    # Numbers without gaps, timelines whole, files as signed.
    assert list(findings()) == []
    again = sum(line["again"] for line in answered)
    assert again > 0, "no kill met anybody"
    sys.stdout.write(
        f"{len(answered)} filed in {taken:.1f} s, {len(KILLS)} times killed, "
        f"{sum(line['again'] > 0 for line in answered)} pressed again ({again} times), "
        f"{len(letters)} letters\n"
    )


def case_of(reference):
    found = read(reference)
    return Case.objects.get(kind=found.kind, year=found.year, number=found.number)
