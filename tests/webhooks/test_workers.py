"""Several workers at once, on real transactions."""

import threading

import pytest
from django.db import connection

from webhooks import actions
from webhooks.models import Delivery, Endpoint, State


@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_message_once(receiver):
    endpoint = Endpoint.objects.create(name="Deneme", url=receiver.url)
    for _ in range(12):
        Delivery.objects.create(endpoint=endpoint, event="published", body="{}")

    def work():
        try:
            while actions.send_next() is not None:
                pass
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    told = [headers["X-Kocasinan-Delivery"] for _path, headers, _body in receiver.requests]
    assert len(told) == len(set(told)) == 12
    assert Delivery.objects.filter(state=State.DELIVERED).count() == 12
