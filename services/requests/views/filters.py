"""What a public list is narrowed by, read from its address; what is not understood is left out."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from content.numbers import whole_number
from content.reference.queries import neighbourhood_names
from services.requests.models import Report
from services.requests.queries.public import STATES, public_reports
from services.requests.terms import asked_stems


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters of the public list."""

    state: str = ""
    topic: str = ""
    area: str = ""
    words: str = ""
    page: int = 1

    @classmethod
    def of(cls, request: HttpRequest) -> "Filters":
        """Read the address."""
        get = {key: str(value).replace("\x00", "")[:120] for key, value in request.GET.items()}
        state, area = get.get("durum", ""), get.get("mahalle", "")
        return cls(
            state=state if state in STATES else "",
            topic=get.get("konu", ""),
            area=area if area in neighbourhood_names() else "",
            words=get.get("q", "").strip(),
            page=whole_number(get.get("sayfa", ""), digits=6) or 1,
        )

    @property
    def active(self) -> int:
        """Return how many filters are set."""
        return sum(bool(value) for value in (self.state, self.topic, self.area, self.words))

    @property
    def query(self) -> str:
        """Return the filters as they stand in an address, without the page."""
        values = {
            "durum": self.state,
            "konu": self.topic,
            "mahalle": self.area,
            "q": self.words,
        }
        return urlencode({name: value for name, value in values.items() if value})

    def found(self) -> QuerySet[Report]:
        """Return the reports these filters leave."""
        words = asked_stems(self.words) if self.words else []
        if self.words and not words:
            return public_reports().none()
        return public_reports(state=self.state, topic=self.topic, area=self.area, words=words)

    def for_api(self) -> dict[str, Any]:
        """Return the same filters by the names of the API."""
        names = {"acik": "open", "cozuldu": "solved", "sonuclandi": "closed"}
        values = {
            "state": names.get(self.state, ""),
            "category": self.topic,
            "neighbourhood": self.area,
        }
        return {name: value for name, value in values.items() if value}


def state_choices() -> list[tuple[str, str]]:
    """Return the states a list can be narrowed to."""
    return [
        ("acik", _("Still open")),
        ("cozuldu", _("Solved")),
        ("sonuclandi", _("Answered, whatever the outcome")),
    ]
