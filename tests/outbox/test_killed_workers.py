"""Workers killed in the middle, against a real SMTP server: nothing is lost, nothing comes twice."""

from collections import Counter

import pytest

from outbox import actions
from outbox.actions import Draft
from outbox.models import Batch, Content, Message, State
from tests.outbox.conftest import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
COUNT = 2_000


def record(count):
    batch = Batch.objects.create(name="Toplu", key="toplu", is_written=True)
    content = Content.objects.create(subject="Yol kapalı", text="Merhaba", is_shared=True)
    actions.put_many(
        (
            Draft(channel="mail", recipient=f"kisi{n}@example.org", key=f"toplu:{n}")
            for n in range(count)
        ),
        content=content,
        batch=batch,
    )


def test_two_killed_workers_lose_nothing_and_double_nothing(sink, workers, settings):
    settings.OUTBOX_LEASE_SECONDS = 2
    record(COUNT)
    for enough in (COUNT * 0.3, COUNT * 0.6):
        worker = workers()
        wait_until(lambda enough=enough: len(sink.mails) > enough)
        worker.kill()
    workers()
    workers()  # two at once: neither sends what the other has claimed
    wait_until(lambda: not Message.objects.exclude(state=State.SENT).exists())
    to = Counter(mail[0] for mail in sink.mails)
    numbers = {(mail[0], mail[1]) for mail in sink.mails}
    assert len(to) == COUNT
    # One number for each address: a mailbox shows each message once, even the one message that a
    # kill between the server's answer and our mark may send twice.
    assert len(numbers) == COUNT
    assert len(sink.mails) - COUNT <= 2


def test_a_kill_between_the_servers_answer_and_our_mark_repeats_the_same_message_id(
    sink, workers, settings
):
    settings.OUTBOX_LEASE_SECONDS = 2
    record(1)
    # The worker hangs where it would write down that the server has taken the message.
    from outbox import sending

    original = sending.note

    def hang(message, outcome):
        import time

        time.sleep(60)

    sending.note = hang
    try:
        worker = workers()
        wait_until(lambda: sink.mails)
        worker.kill()
    finally:
        sending.note = original
    workers()
    wait_until(lambda: Message.objects.filter(state=State.SENT).exists())
    assert len(sink.mails) == 2
    assert len({mail[1] for mail in sink.mails}) == 1
