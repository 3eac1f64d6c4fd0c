"""The protocol of a channel, and the channels there are."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.utils.html import escape

from outbox.models import Message
from outbox.secrets import unseal


class Result(Enum):
    """What came of a try."""

    SENT = "sent"
    LATER = "later"  # this message, after a while
    DOWN = "down"  # the channel itself: nothing else of it is tried now
    REFUSED = "refused"  # for good, though the address may be right
    GONE = "gone"  # for good: the address does not exist


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result, and what the other side said."""

    result: Result
    error: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message ready to be sent: its values stand where `[[name]]` stood."""

    id: str
    recipient: str
    subject: str
    text: str
    html: str
    headers: dict[str, str]
    values: dict[str, str]


class Session(Protocol):
    """An open way to the other side."""

    def send(self, letter: Letter) -> Outcome:
        """Send once. Never raises for what the other side or the network does."""
        ...


class Channel(Protocol):
    """A way to reach people."""

    name: str

    @property
    def is_ready(self) -> bool:
        """Tell whether it is configured."""
        ...

    @property
    def per_minute(self) -> int:
        """Return how many messages it may send in a minute; 0: as many as it can."""
        ...

    def open(self) -> AbstractContextManager[Session]:
        """Return a way that stays open for many messages."""
        ...


_CHANNELS: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    """Add a channel; called once, when the app is ready."""
    _CHANNELS[channel.name] = channel


def channel_of(name: str) -> Channel:
    """Return a channel by its name."""
    return _CHANNELS[name]


def ready_channels() -> Iterator[Channel]:
    """Yield the channels that are configured."""
    yield from (channel for channel in _CHANNELS.values() if channel.is_ready)


def letter_of(message: Message) -> Letter:
    """Return a message with its values filled in; those of the HTML are escaped.

    Raises:
        UnreadableError: Of a secret message that was sealed under a key there is no more.
    """
    content = message.content
    assert content is not None  # the constraint of waiting messages
    stored = unseal(message.values) if message.is_secret else message.values
    values = {name: str(value) for name, value in stored.items()}

    def filled(text: str, *, in_html: bool = False) -> str:
        for name, value in values.items():
            text = text.replace(f"[[{name}]]", escape(value) if in_html else value)
        return text

    return Letter(
        id=str(message.pk),
        recipient=message.recipient,
        subject=filled(content.subject),
        text=filled(content.text),
        html=filled(content.html, in_html=True),
        headers={name: filled(str(value)) for name, value in content.headers.items()},
        values=values,
    )
