"""The neighbourhoods people choose from. accounts knows no other app: who has them says so here."""

from collections.abc import Callable

Provider = Callable[[], dict[str, str]]

_provider: list[Provider] = []


def provide(provider: Provider) -> None:
    """Name the function that returns names by slug, in Turkish order; the last one counts."""
    _provider[:] = [provider]


def neighbourhoods() -> list[tuple[str, str]]:
    """Return slugs and names; nothing where no app has any."""
    return list(_provider[0]().items()) if _provider else []
