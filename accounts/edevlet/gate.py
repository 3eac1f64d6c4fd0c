"""What the gate says, and what we make of it."""

from dataclasses import dataclass
from typing import Any

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings

from accounts.identity import normalised, problem

AUTHORIZE = "/OAuth2AuthorizationServer/AuthorizationController"
TOKEN = "/OAuth2AuthorizationServer/AccessTokenController"  # noqa: S105 - an address
IDENTITY = "/OAuth2AuthorizationServer/AuthenticationController"
SUCCESS = "EDV09.000"


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed in at the gate. `number` never leaves this machine readable."""

    number: str
    first_name: str
    last_name: str

    def __repr__(self) -> str:
        """Return nothing that tells who it is."""
        return "Person(…)"


def is_open() -> bool:
    """Tell whether people may sign in by e-Devlet here."""
    return bool(settings.EDEVLET_CLIENT_ID and settings.EDEVLET_BASE_URL)


def address(path: str) -> str:
    """Return an address of the gate."""
    return f"{str(settings.EDEVLET_BASE_URL).rstrip('/')}{path}"


def person_of(answer: Any) -> Person:
    """Return who signed in; raise `OAuth2Error` for whatever else the gate answers.

    A failure comes with status 200 and another `sonucKodu`. The error says nothing of the answer:
    it may hold a number.
    """
    if not isinstance(answer, dict) or answer.get("sonucKodu") != SUCCESS:
        raise OAuth2Error("The gate refused to say who it is.")
    found = answer.get("kullaniciBilgileri")
    if not isinstance(found, dict):
        raise OAuth2Error("The gate said nothing of the person.")
    number = normalised(str(found.get("kimlikNo", "")))
    first, last = str(found.get("ad") or "").strip(), str(found.get("soyad") or "").strip()
    if problem(number) is not None or not first or not last:
        raise OAuth2Error("What the gate said of the person cannot be.")
    return Person(number, capitalised(first)[:150], capitalised(last)[:150])


def capitalised(name: str) -> str:
    """Return a name as people write it: the gate sends capitals (AYŞE IŞIK: Ayşe Işık)."""
    return " ".join(
        word[:1] + word[1:].replace("I", "ı").replace("İ", "i").lower() for word in name.split()
    )
