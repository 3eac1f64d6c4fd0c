"""How often something may be tried, as data, and the counting of it.

Counted for the whole installation: in the database (`accounts.counting`), or in the shared cache
where there is one.
"""

import hashlib
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

STORE = "limits"  # of CACHES


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `attempts` failures in `seconds`, counted by some of: account, network.

    Attributes:
        name: Part of the cache key.
        by: What it counts by.
        attempts: How many failures are allowed.
        seconds: For how long a failure counts.
    """

    name: str
    by: tuple[str, ...]
    attempts: int
    seconds: int


# The pair stops guessing at one account from one place; the network stops trying one password on
# many accounts; the account stops a botnet, and is generous so that a stranger cannot easily lock
# an editor out.
SIGN_IN = (
    Limit("pair", ("account", "network"), 5, 15 * 60),
    Limit("network", ("network",), 30, 15 * 60),
    Limit("account", ("account",), 50, 60 * 60),
)


def sign_in_limits() -> tuple[Limit, ...]:
    """Return the limits of signing in; `SIGN_IN_LIMITS` of the settings replaces them."""
    return tuple(getattr(settings, "SIGN_IN_LIMITS", SIGN_IN))


def network_of_request(request: HttpRequest) -> str:
    """Return the network a request comes from, as limits count it."""
    return network_of(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """Return the network of an address: IPv4 as it is, IPv6 by its /64, which one line has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if found.version == 6:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def blocked(limits: Iterable[Limit], *, account: str, network: str) -> int:
    """Return the seconds to wait for the longest limit that is reached; 0 when none is."""
    subjects = {"account": account, "network": network}
    keys = {_key(limit, subjects): limit for limit in limits}
    counts = caches[STORE].get_many(list(keys))
    reached = (limit for key, limit in keys.items() if int(counts.get(key, 0)) >= limit.attempts)
    return max((limit.seconds for limit in reached), default=0)


def count_failure(limits: Iterable[Limit], *, account: str, network: str) -> None:
    """Count a failure against every limit."""
    subjects = {"account": account, "network": network}
    store: Any = caches[STORE]
    for limit in limits:
        key = _key(limit, subjects)
        if hasattr(store, "count"):
            store.count(key, limit.seconds)
            continue
        store.add(key, 0, timeout=limit.seconds)
        try:
            store.incr(key)
        except ValueError:  # it ran out between the two
            store.set(key, 1, timeout=limit.seconds)


def forget_failures(limits: Iterable[Limit], *, account: str, network: str) -> None:
    """Forget the failures of this account from this network: the right person has come."""
    subjects = {"account": account, "network": network}
    for limit in limits:
        if len(limit.by) > 1:
            caches[STORE].delete(_key(limit, subjects))


def _key(limit: Limit, subjects: dict[str, str]) -> str:
    text = "\n".join(subjects[name] for name in limit.by)
    return f"limit:{limit.name}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"
