"""Keeps webhooks from being aimed at our own machines (server-side request forgery).

An administrator's account, or a name server under an attacker's control, must not turn this
server into a way to the database, the cloud's metadata address or a neighbour on the network. So
every address a name resolves to must be public, and the connection goes to the very address that
was checked: a name that resolves differently a moment later (DNS rebinding) changes nothing.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

# Ways to write an IPv4 address inside an IPv6 one that `is_global` does not see through.
_TUNNELS = [
    ipaddress.ip_network(network)
    for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")
]


class Refused(Exception):
    """An address we do not call; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect, and what to ask for there."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str = ""


def check_address(url: str) -> Target:
    """Return the parts of an address that may be called, as far as can be told without DNS.

    Raises:
        Refused: For another scheme, credentials in the address, or a private address as such.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(_("This is not a web address.")) from error
    host = (parts.hostname or "").rstrip(".")
    if not host or any(character <= " " for character in url):
        raise Refused(_("This is not a web address."))
    allowed = {"https", "http"} if settings.WEBHOOKS_ALLOW_PRIVATE else {"https"}
    if parts.scheme not in allowed:
        raise Refused(_("The address must begin with https://."))
    if parts.username or parts.password:
        raise Refused(_("The address must not hold a user name or password."))
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        literal = None
    if literal is not None and not _may_call(literal):
        raise Refused(_("Private and local addresses are not called."))
    path = parts.path or "/"
    if parts.query:
        path += f"?{parts.query}"
    default = 443 if parts.scheme == "https" else 80
    return Target(parts.scheme, host, port or default, path)


def resolve(url: str) -> Target:
    """Return where to connect now; every address of the name must be one we may call.

    Raises:
        Refused: When one is not.
        OSError: When the name cannot be resolved.
    """
    target = check_address(url)
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(item[4][0]) for item in found))
    for address in addresses:
        if not _may_call(ipaddress.ip_address(address.partition("%")[0])):
            raise Refused(_("Private and local addresses are not called."))
    return Target(target.scheme, target.host, target.port, target.path, addresses[0])


def _may_call(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if settings.WEBHOOKS_ALLOW_PRIVATE:
        return True
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return _may_call(address.ipv4_mapped)
        if any(address in network for network in _TUNNELS):
            return False
    return address.is_global and not address.is_multicast
