"""Answers to known and unknown accounts and numbers, in turn: `python -m benchmarks.even`.

`--rounds 200` is how often each. Works on the site's database (`make run` once before) and takes
everything back. Limits are off: they would answer instead. Printed for each way: the medians in ms,
and the chance that a known one's answer took longer than an unknown one's; 0.5 says nothing.
"""

import argparse
import os
import secrets
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KNOWN = "bilinen.kisi@example.org"
KNOWN_NUMBER = "10000000146"


def main() -> None:
    """Measure each way and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.conf import settings
    from django.db import transaction

    settings.ALLOWED_HOSTS = ["*"]
    settings.ACCOUNT_RATE_LIMITS = False
    settings.SIGN_IN_LIMITS = ()
    print("| way | known, ms | unknown, ms | chance that known is slower |\n|---|---|---|---|")
    with transaction.atomic():
        _make_known()
        for way, path, fields in (
            ("sign-in, wrong password", "giris/", {"login": KNOWN, "password": "x" * 14}),
            ("asking for a new password", "parola-unuttum/", {"email": KNOWN}),
        ):
            others = (f"kimse.{place}@example.org" for place in count())
            _row(way, f"/e-belediye/{path}", fields, rounds, KNOWN, others)
        _doors(rounds)
        transaction.set_rollback(True)


def _make_known() -> None:
    from allauth.account.models import EmailAddress

    from accounts.models import User

    user = User.objects.create_user("bilinen", KNOWN, secrets.token_urlsafe())
    EmailAddress.objects.create(user=user, email=KNOWN, verified=True, primary=True)


def _doors(rounds: int) -> None:
    """Measure the doors of numbers and references, with their wait and without it."""
    from django.conf import settings
    from django.test import override_settings
    from django.utils import timezone

    from services.cases.lookup import actions
    from services.cases.models import Case
    from services.debts.models import DebtAccount
    from services.debts.quick import door

    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    actions.ASKING = door.ASKING = ()
    now = timezone.now()
    DebtAccount.objects.create(
        number=f"even-{now:%H%M%S}",
        kind="person",
        identity_number=KNOWN_NUMBER,
        name="Ayşe ÖRNEK",
        email="ayse@example.org",
    )
    case = Case.objects.filter(contact_email__isnull=False).earliest("pk")
    doors = (
        ("debts without an account", "borc/hizli/", "number", KNOWN_NUMBER, _numbers_of_nobody),
        ("a case", "talep-sorgulama/", "reference", str(case.reference), _references_of_nobody),
    )
    for name, path, field, known, nobody in doors:
        for way, seconds in ((name, settings.LOOKUP_EVEN_SECONDS), (f"{name}, no wait", 0)):
            with override_settings(LOOKUP_EVEN_SECONDS=seconds):
                _row(way, f"/e-belediye/{path}", {field: known}, rounds, known, nobody())


def _numbers_of_nobody() -> Iterator[str]:
    from accounts.identity import completed

    return (completed(f"1{place:08}") for place in range(1, 10_000))


def _references_of_nobody() -> Iterator[str]:
    from services.cases.reference import Reference

    return (str(Reference("CM", 2026, place)) for place in range(90_000, 99_999))


def _row(
    way: str,
    path: str,
    fields: dict[str, str],
    rounds: int,
    known: str,
    unknown: Iterator[str],
) -> None:
    took: dict[bool, list[float]] = {True: [], False: []}
    for number in range(-2, rounds):
        order = (True, False) if number % 2 else (False, True)
        for is_known in order:
            other = next(unknown)
            typed = {k: other if v == known and not is_known else v for k, v in fields.items()}
            seconds = _asked(path, typed)
            if number >= 0:
                took[is_known].append(seconds * 1000)
    slower = sum(known > other for known in took[True] for other in took[False]) / rounds**2
    medians = " | ".join(f"{statistics.median(took[one]):.0f}" for one in (True, False))
    print(f"| {way} | {medians} | {slower:.2f} |", flush=True)


def _asked(path: str, fields: dict[str, Any]) -> float:
    from django.test import Client

    client = Client()
    began = time.perf_counter()
    answer = client.post(path, fields)
    seconds = time.perf_counter() - began
    if answer.status_code not in {200, 302}:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return seconds


if __name__ == "__main__":
    main()
