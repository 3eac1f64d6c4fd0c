"""What the form has so far: everything travels with the page, so nothing depends on a session.

The back button, a second window and a lost connection leave what was typed as it was; the key of
the form makes one report of however many presses. Photos alone are kept by the server under the
key, for a browser does not send a file twice.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from services.requests.models import Category
from services.requests.queries.choosing import topic_of

KEY = "anahtar"
STEP = "adim"
QUESTION = "q_"
LONGEST = 6_000
STEPS = (1, 2, 3, 4)
CODE_STEP = 5
FIELDS: Mapping[int, tuple[str, ...]] = {
    1: ("words", "topic", "type"),
    2: (
        *("neighbourhood", "street", "door", "place_words", "lng", "lat", "accuracy", "source"),
        "address",
    ),
    3: ("text", "visibility", "public_text", "photo_place"),
    4: ("contact", "name", "home_address", "website"),
    5: ("code",),
}


class State:
    """The fields as they were sent, without characters that a database cannot keep."""

    def __init__(self, sent: Mapping[str, Any]) -> None:
        """Read what was sent; a form without a proper key gets a new one."""
        self.data = {
            name: str(sent.get(name, "") or "").replace("\x00", "")[:LONGEST]
            for names in FIELDS.values()
            for name in names
        }
        self.key = _key(str(sent.get(KEY, "")))
        self.step = _step(str(sent.get(STEP, "1")))
        # The list of all topics is a second control; what is chosen there holds.
        listed = str(sent.get("topic_list") or "").replace("\x00", "")[:60]
        self.data["topic"] = listed or self.data["topic"]
        self.topic: Category | None = topic_of(self.data["topic"]) if self.data["topic"] else None
        self.answers = {
            question["name"]: str(sent.get(QUESTION + question["name"], "") or "").replace(
                "\x00", ""
            )[:LONGEST]
            for question in (self.topic.questions if self.topic else [])
        }

    def to_keep(self) -> dict[str, str]:
        """Return all that a draft needs, without the code."""
        answers = {QUESTION + name: value for name, value in self.answers.items() if value}
        typed = {name: value for name, value in self.data.items() if value and name != "code"}
        return {**typed, **answers, KEY: str(self.key), STEP: str(min(self.step, 4))}

    def __getitem__(self, name: str) -> str:
        """Return a field."""
        return self.data[name]

    def hidden(self, step: int) -> dict[str, str]:
        """Return the fields of the other steps, which travel along unseen; never the code."""
        found = {
            name: self.data[name]
            for other, names in FIELDS.items()
            if other not in {step, CODE_STEP}
            for name in names
            if self.data[name]
        }
        if step != 3:
            found |= {QUESTION + name: value for name, value in self.answers.items() if value}
        return found | {KEY: str(self.key)}


def _key(text: str) -> uuid.UUID:
    try:
        found = uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
    return found if found.version == 4 else uuid.uuid4()


def _step(text: str) -> int:
    return int(text) if text in {"1", "2", "3", "4", "5"} else 1
