"""Reads of reference data, kept in memory for each generation of everything public."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from content.reference.models import Directorate, Neighbourhood
from search.generation import watch
from search.kinds import Facet
from search.memory import remembered


@remembered(maxsize=2)
def _neighbourhoods(generation: int) -> dict[str, Neighbourhood]:
    return {area.slug: area for area in Neighbourhood.objects.all()}


def neighbourhoods() -> dict[str, Neighbourhood]:
    """Return the neighbourhoods by slug, in Turkish alphabetical order; from memory."""
    return _neighbourhoods(watch.current())


def spellings(area: Neighbourhood) -> list[str]:
    """Return the name of a neighbourhood and its other spellings."""
    return [area.name, *(alias.strip() for alias in area.aliases.split(",") if alias.strip())]


def neighbourhood_names(locale: str = "tr") -> dict[str, str]:
    """Return slug -> name in Turkish alphabetical order; names are the same in every language."""
    return {slug: area.name for slug, area in neighbourhoods().items()}


@remembered(maxsize=4)
def _directorates(generation: int) -> dict[str, str]:
    return dict(Directorate.objects.values_list("slug", "name"))


def directorate_names(locale: str = "tr") -> dict[str, str]:
    """Return slug -> name in Turkish alphabetical order."""
    return _directorates(watch.current())


def directorate_payload(directorate: Directorate | None) -> dict[str, Any] | None:
    """Return a directorate as the API shows it inside a document."""
    if directorate is None:
        return None
    return {
        "slug": directorate.slug,
        "name": directorate.name,
        "phone": directorate.phone,
        "email": directorate.email,
    }


def neighbourhood_payload(neighbourhood: Neighbourhood | None) -> dict[str, str] | None:
    """Return a neighbourhood as the API shows it inside a document."""
    if neighbourhood is None:
        return None
    return {"slug": neighbourhood.slug, "name": neighbourhood.name}


NEIGHBOURHOOD = Facet(
    name="neighbourhood",
    param="mahalle",
    label=_("Neighbourhood"),
    labels=neighbourhood_names,
)
DIRECTORATE = Facet(
    name="directorate", param="mudurluk", label=_("Directorate"), labels=directorate_names
)
