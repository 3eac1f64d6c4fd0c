"""A made file of assessments, and citizens who are signed in and owe some of them."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from accounts.identity import completed

NAMES = (
    *("account", "identity", "name", "phone", "email", "external_id", "number", "revenue_type"),
    *("year", "period", "description", "status", "instalment", "due_on", "principal"),
    *("collected", "online", "cancelled"),
)
EACH = 5
"""Assessments of an account; two of them are taxes with two instalments, so seven rows."""
KINDS = ("building_tax", "plot_tax", "environment_tax", "advertising_tax", "administrative_fine")


def number_of(place: int) -> str:
    """Return the identity number of an invented person."""
    return completed(f"2{place:08d}")


def rows(accounts: int, *, raised: int = 0, only: int = 0) -> Iterator[list[str]]:
    """Yield the rows of accounts, one account after another.

    Args:
        accounts: How many.
        raised: Lira added to every principal.
        only: Each so many accounts; 0 for all of them.
    """
    for place in range(accounts):
        if only and place % only:
            continue
        who = [f"B{place}", number_of(place), "Ayşe ÖRNEK", "+905000000001", ""]
        for turn, kind in enumerate(KINDS):
            year = 2026 - (place + turn) % 4
            code = place * EACH + turn
            principal = 200 + code * 7919 % 5000 + raised
            for part in (1, 2) if turn < 2 else (1,):
                due = date(year, 5, 31) if part == 1 else date(year, 11, 30)
                paid = principal if (code + part) % 3 == 0 else 0
                yield [
                    *who,
                    *(f"T{code}", f"{year}/{code}", kind, str(year), "0"),
                    *("Erkilet, 123 ada 4 parsel", "open", str(part)),
                    *(due.isoformat(), f"{principal}.00", f"{paid}.00", "0.00", "0.00"),
                ]


def write(path: Path, found: Iterator[list[str]], *, kind: str, at: str) -> int:
    """Write a file with its control totals; return the number of rows."""
    count, principal, collected = 0, Decimal(0), Decimal(0)
    with path.open("w", encoding="utf-8") as file:
        file.write(f"#header;kind={kind};source_time={at}\n{';'.join(NAMES)}\n")
        for row in found:
            file.write(";".join(row) + "\n")
            count += 1
            principal += Decimal(row[14])
            collected += Decimal(row[15])
        file.write(
            f"#totals;rows={count};principal={principal};collected={collected};cancelled=0.00\n"
        )
    return count


def signed_in(accounts: int, count: int) -> list[str]:
    """Make citizens who own some of the accounts; return the cookies of their sessions."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone
    from django.utils.module_loading import import_string

    from accounts.models import User
    from accounts.profiles.models import CitizenProfile, VerifiedBy
    from accounts.signin.levels import TRUSTED_SESSION_KEY
    from accounts.signin.sessions import IDLE, SEEN, STARTED

    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
    cookies = []
    for place in range(count):
        user = User.objects.create_user(
            f"olcum{place}", f"olcum{place}@example.org", first_name="Ayşe", last_name="ÖRNEK"
        )
        profile = CitizenProfile(
            user=user,
            birth_date=date(1980, 1, 1),
            identity_number=number_of(place * (accounts // count)),
            identity_verified_by=VerifiedBy.EDEVLET,
            identity_verified_at=timezone.now() - timedelta(days=1),
        )
        profile.save()
        session = store()
        now = time.time()
        session.update(
            {
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: user.get_session_auth_hash(),
                TRUSTED_SESSION_KEY: True,
                STARTED: now,
                SEEN: now,
                IDLE: 7200,
            }
        )
        session.create()
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    return cookies
