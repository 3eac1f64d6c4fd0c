"""Addresses that are never called: our own machines and our own network."""

import socket

import pytest

from webhooks import sending
from webhooks.guard import Refused, check_address, resolve
from webhooks.models import Delivery, Endpoint


def answers(monkeypatch, *addresses):
    def getaddrinfo(host, port, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (item, port)) for item in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.mark.parametrize(
    "url",
    [
        "http://alici.example/",
        "ftp://alici.example/",
        "file:///etc/passwd",
        "https://",
        "https:///yol",
        "https://kullanici:parola@alici.example/",
        "https://alici.example:99999/",
        "https://alici.example/a b",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://192.168.1.1/",
        "https://172.16.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
    ],
)
def test_such_an_address_is_refused_when_it_is_entered(url):
    with pytest.raises(Refused):
        check_address(url)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "fd12::1", "::ffff:192.168.0.1"],
)
def test_a_name_that_leads_into_our_network_is_refused_when_it_is_called(monkeypatch, address):
    answers(monkeypatch, address)
    with pytest.raises(Refused):
        resolve("https://alici.example/")


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    answers(monkeypatch, "93.184.216.34", "10.0.0.5")
    with pytest.raises(Refused):
        resolve("https://alici.example/")


def test_numbers_that_only_a_resolver_takes_for_addresses_are_caught_after_resolving():
    for host in ("2130706433", "0x7f000001", "127.1"):
        with pytest.raises((Refused, OSError)):
            resolve(f"https://{host}/")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    answers(monkeypatch, "93.184.216.34")
    target = resolve("https://alici.example/yol?a=1")
    assert (target.ip, target.host, target.port, target.path) == (
        "93.184.216.34",
        "alici.example",
        443,
        "/yol?a=1",
    )
    connected = []

    def create_connection(address, timeout):
        connected.append(address)
        raise OSError("far enough")

    monkeypatch.setattr(socket, "create_connection", create_connection)
    answers(monkeypatch, "10.0.0.5")  # the name has moved meanwhile
    with pytest.raises(OSError, match="far enough"):
        sending._Pinned(target, timeout=1).connect()
    assert connected == [("93.184.216.34", 443)]


@pytest.mark.django_db
def test_a_refused_address_is_noted_in_the_log_and_nothing_is_sent(monkeypatch):
    answers(monkeypatch, "10.0.0.5")
    endpoint = Endpoint.objects.create(name="Deneme", url="https://alici.example/")
    delivery = Delivery.objects.create(endpoint=endpoint, event="ping", body="{}")
    outcome = sending.send(delivery)
    assert outcome.status is None
    assert outcome.error
    assert not outcome.is_delivered
