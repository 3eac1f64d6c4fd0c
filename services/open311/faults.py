"""Errors in the shape of the specification: a list of codes with words."""

from collections.abc import Sequence


class Fault(Exception):
    """What was asked cannot be done.

    Attributes:
        status: Of HTTP: 404 for what is not there, 403 for keys, 400 for the rest; beyond the
            specification 405, 409 (a retry key with other words), 429 (limits) and 500.
        descriptions: In words, one for each thing that is wrong.
        retry_after: Seconds, with 429.
    """

    def __init__(self, status: int, *descriptions: str, retry_after: int = 0) -> None:
        """Keep them."""
        super().__init__("; ".join(descriptions))
        self.status, self.descriptions, self.retry_after = status, descriptions, retry_after


def errors_of(status: int, descriptions: Sequence[str]) -> list[dict[str, object]]:
    """Return the errors as they are written."""
    return [{"code": status, "description": one} for one in descriptions]
