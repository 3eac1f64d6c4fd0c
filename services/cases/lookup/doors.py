"""What is behind a one-time code to a registered contact: a door describes itself once.

`codes` is the mechanism: what somebody types alone opens nothing and says nothing; a code goes to
the contact that is registered, never to one that is typed. A door says how what is typed is found,
where its code goes and in which words. Cases have one, and debts without an account.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from accounts.identity.masks import mask_email, mask_phone
from accounts.limits import Limit
from outbox.models import ChannelName


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a message goes."""

    channel: ChannelName
    address: str

    @property
    def masked(self) -> str:
        """Return the address as it may be shown."""
        is_mail = self.channel is ChannelName.MAIL
        return mask_email(self.address) if is_mail else mask_phone(self.address)


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What the message with a code says; `[[code]]` stands for the code.

    Attributes:
        lines: The first holds the code.
        subject: Of a letter.
        signed: By whom a letter is signed.
    """

    lines: Sequence[str]
    subject: str
    signed: str


class Door(Protocol):
    """Something that a code opens."""

    name: str
    # How many of 256 contacts are phones, where SMS are sent at all: invented ones are as many.
    phones: int

    @property
    def asking(self) -> tuple[Limit, ...]:
        """Return how often a code may be asked for, for what is typed and for a network."""

    @property
    def trying(self) -> tuple[Limit, ...]:
        """Return how many wrong codes there may be."""

    def counted_as(self, subject: str) -> str:
        """Return under which name attempts are counted, and the contact is invented."""

    def keep(self, subject: str, lookup: UUID) -> str:
        """Return what is typed as it is stored with a lookup."""

    def kept(self, stored: str, lookup: UUID) -> str:
        """Return what was typed, of what is stored."""

    def find(self, subject: str) -> Any | None:
        """Return what is behind it, once a code was right or is to be sent."""

    def read_row(self, subject: str) -> tuple[Any | None, bool]:
        """Return what is behind it, else something else of the kind; and whether it is it.

        By the same queries either way, so that as much is read and opened where there is nothing.
        """

    def recipient_of(self, found: Any) -> tuple[Recipient | None, bool]:
        """Return where the code goes, and whether a sealed text was opened to know it."""

    def owner_of(self, found: Any) -> str:
        """Return whose the message is, for the outbox."""

    def language_of(self, found: Any) -> str:
        """Return the language of the message."""

    def words(self, found: Any) -> Words:
        """Return the message, in the language that is active."""


_doors: dict[str, Callable[[], Door]] = {}


def register(name: str, door: Callable[[], Door]) -> None:
    """Make a door known by the name that stands with its lookups."""
    _doors[name] = door


def door_of(name: str) -> Door:
    """Return a door; KeyError when nobody registered it."""
    return _doors[name]()
