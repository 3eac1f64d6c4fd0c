"""Sending: signed, again after failures, at least once, never without end."""

import json
import time
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from webhooks import actions, sending, tasks
from webhooks.models import BACKOFF, Delivery, Endpoint, State

pytestmark = pytest.mark.django_db


def message(endpoint, **fields):
    return Delivery.objects.create(
        endpoint=endpoint, event="published", body='{"event":"published","ad":"İğde"}', **fields
    )


def test_a_message_arrives_with_its_headers_and_a_signature_that_the_sample_code_accepts(
    endpoint, receiver, settings
):
    delivery = message(endpoint)
    assert actions.send_next().pk == delivery.pk
    ((path, headers, body),) = receiver.requests
    assert path == "/hook/"
    assert headers["Content-Type"] == "application/json"
    assert headers["X-Kocasinan-Event"] == "published"
    assert headers["X-Kocasinan-Delivery"] == str(delivery.pk)
    timestamp = headers["X-Kocasinan-Timestamp"]
    assert abs(int(timestamp) - time.time()) < 60
    sample: dict = {}
    text = (settings.BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8")
    exec(text.partition("```python\n")[2].partition("```")[0], sample)
    assert sample["is_genuine"](endpoint.secret, headers, body)
    assert not sample["is_genuine"](endpoint.secret, headers, body + b" ")
    assert not sample["is_genuine"]("another", headers, body)
    old = {**headers, "X-Kocasinan-Timestamp": str(int(timestamp) - 400)}
    assert not sample["is_genuine"](endpoint.secret, old, body)
    assert json.loads(body)["ad"] == "İğde"
    delivery.refresh_from_db()
    assert (delivery.state, delivery.last_status, delivery.attempts) == (State.DELIVERED, 200, 1)
    assert delivery.duration_ms is not None


def test_a_signature_of_another_secret_body_or_time_differs():
    known = sending.signature("secret", "100", "body")
    assert known != sending.signature("secre", "100", "body")
    assert known != sending.signature("secret", "101", "body")
    assert known != sending.signature("secret", "100", "body ")


def test_a_failure_is_tried_again_later_and_what_came_of_it_is_written_down(endpoint, receiver):
    receiver.answers = [503, 200]
    delivery = message(endpoint)
    actions.send_next()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.last_status) == (State.PENDING, 503)
    assert "503" in delivery.last_error
    assert actions.send_next() is None
    with time_machine.travel(timezone.now() + timedelta(seconds=13), tick=False):
        actions.send_next()
    delivery.refresh_from_db()
    endpoint.refresh_from_db()
    assert (delivery.state, delivery.attempts, endpoint.failures) == (State.DELIVERED, 2, 0)
    ids = {headers["X-Kocasinan-Delivery"] for _path, headers, _body in receiver.requests}
    assert ids == {str(delivery.pk)}


def test_waiting_grows_with_each_failure_and_is_spread():
    waits = [[actions.delay(count).total_seconds() for _ in range(50)] for count in range(10)]
    for count, found in enumerate(waits):
        middle = BACKOFF[min(count, len(BACKOFF) - 1)]
        assert all(0.8 * middle <= wait <= 1.2 * middle for wait in found)
        assert len(set(found)) > 1


def test_a_message_is_given_up_after_a_day_and_not_before(endpoint, receiver):
    receiver.answers = [500]
    delivery = message(endpoint)
    began = timezone.now()
    now = began
    for _ in range(40):
        delivery.refresh_from_db()
        if delivery.state == State.FAILED:
            break
        now = max(now, delivery.next_attempt_at)
        with time_machine.travel(now, tick=False):
            actions.send_next()
    assert delivery.state == State.FAILED
    assert timedelta(hours=24) <= now - began <= timedelta(hours=30)
    assert 8 <= len(receiver.requests) <= 20


def test_a_receiver_that_is_down_is_probed_by_one_message_not_by_all(endpoint, receiver):
    receiver.answers = [500]
    [message(endpoint) for _ in range(10)]
    assert tasks.send_due.call() == 1
    assert len(receiver.requests) == 1
    assert Delivery.objects.filter(state=State.PENDING).count() == 10


def test_a_receiver_that_is_down_does_not_hold_up_another(endpoint, receiver):
    down = Endpoint.objects.create(name="Kapalı", url="http://127.0.0.1:9/")
    message(down)
    delivery = message(endpoint)
    tasks.send_due.call()
    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED
    lost = down.deliveries.get()
    assert lost.state == State.PENDING
    assert "refused" in lost.last_error.lower()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_not_followed(endpoint, receiver, status):
    receiver.answers = [status]
    delivery = message(endpoint)
    actions.send_next()
    delivery.refresh_from_db()
    assert [path for path, _headers, _body in receiver.requests] == ["/hook/"]
    assert (delivery.state, delivery.last_status) == (State.PENDING, status)


def test_a_receiver_that_drips_its_answer_is_cut_off_in_time(endpoint, receiver, settings):
    settings.WEBHOOKS_TIMEOUT_SECONDS = 1
    receiver.drip = 0.3
    began = time.monotonic()
    delivery = message(endpoint)
    actions.send_next()
    assert time.monotonic() - began < 15  # the whole answer takes half a minute
    delivery.refresh_from_db()
    assert "TimeoutError" in delivery.last_error


def test_a_worker_killed_between_sending_and_noting_leads_to_a_second_message_not_to_none(
    endpoint, receiver, monkeypatch
):
    delivery = message(endpoint)

    def killed(*args):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(actions, "_note", killed)
        with pytest.raises(SystemExit):
            actions.send_next()
    assert len(receiver.requests) == 1
    delivery.refresh_from_db()
    assert delivery.state == State.PENDING
    assert actions.send_next() is None  # still claimed
    with time_machine.travel(timezone.now() + actions.CLAIM, tick=False):
        tasks.tick()
    delivery.refresh_from_db()
    assert (delivery.state, len(receiver.requests)) == (State.DELIVERED, 2)


def test_a_process_that_dies_between_commit_and_start_is_made_good_by_the_clock(endpoint, receiver):
    delivery = message(endpoint)  # nothing was enqueued for it
    tasks.tick()
    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED


def test_a_receiver_that_is_switched_off_gets_nothing_more(endpoint, receiver):
    message(endpoint)
    Endpoint.objects.update(active=False)
    assert actions.send_next() is None
    assert receiver.requests == []


def test_sending_again_makes_a_new_row_with_the_same_message(
    endpoint, receiver, django_capture_on_commit_callbacks
):
    first = message(endpoint)
    actions.send_next()
    with django_capture_on_commit_callbacks(execute=True):
        again = actions.send_again(delivery=first)
    again.refresh_from_db()
    assert again.state == State.DELIVERED
    assert receiver.requests[0][2] == receiver.requests[1][2]
    assert again.pk != first.pk


def test_a_test_message_goes_also_to_who_wants_no_event(
    endpoint, receiver, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.ping(endpoint=endpoint)
    assert json.loads(receiver.requests[0][2])["event"] == "ping"


def test_the_log_forgets_what_is_done_and_old_and_keeps_what_waits(endpoint, settings):
    old = timezone.now() - timedelta(days=settings.WEBHOOKS_KEEP_DAYS + 1)
    message(endpoint, state=State.DELIVERED, created_at=old)
    message(endpoint, state=State.FAILED, created_at=old)
    waiting = message(endpoint, created_at=old)
    recent = message(endpoint, state=State.DELIVERED)
    assert actions.forget_old() == 2
    assert set(Delivery.objects.all()) == {waiting, recent}
