"""What the API offers for each kind: its address, facets, fields, and typed schemas."""

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union

from django.utils import translation
from ninja import Field, Schema
from pydantic import BaseModel, ConfigDict, create_model

from content.api.filters import values
from content.api.problems import Problem
from content.api.schemas import Body, DocumentOut, Tombstone
from search.kinds import Kind, all_kinds, kind_of, listed_kinds

Query = TypeVar("Query", bound=BaseModel)
# Address of the typed list -> kind.
TYPED = {
    "obituaries": "obituary",
    "roadworks": "roadwork",
    "courses": "course",
    "places": "place",
    "disclosures": "disclosure",
    "news": "news",
    "services": "service",
    "pages": "page",
}


def asked_kinds(text: str | None) -> list[str]:
    """Return the kinds a comma separated parameter names; refuse those that stand in no list."""
    listed = listed_kinds()
    kinds = list(dict.fromkeys(values(text, "kind")))
    unknown = sorted(set(kinds) - set(listed))
    if unknown:
        raise Problem(
            "invalid_parameter", f"kind: not known: {', '.join(unknown)[:200]}", known=listed
        )
    return kinds


def facet_names(kinds: Iterable[str]) -> list[str]:
    """Return the names of the facets the kinds can be filtered by, without repeats."""
    return list(dict.fromkeys(facet.name for kind in kinds for facet in kind_of(kind).facets))


def field_names(kinds: Iterable[str]) -> set[str]:
    """Return the names that `fields` may hold."""
    names = set(DocumentOut.model_fields)
    for name in kinds:
        names |= set(own_fields(kind_of(name)))
    return names


def own_fields(kind: Kind) -> dict[str, Any]:
    """Return name -> pydantic field of the kind's own fields, in the order of its schema."""
    if kind.schema is None:
        return {}
    return {field.alias or key: field for key, field in kind.schema.model_fields.items()}


def with_facets(base: type[Query], name: str, kinds: Iterable[str]) -> type[Query]:
    """Return the query schema with a parameter for each facet of the kinds."""
    labels: dict[str, tuple[str, str]] = {}
    for kind in kinds:
        for facet in kind_of(kind).facets:
            labels.setdefault(facet.name, _both_languages(facet.label))
    parameters: dict[str, Any] = {
        facet: (
            str | None,
            Field(
                None,
                max_length=400,
                description=f"{english}: one value or several, comma separated. / "
                f"{turkish}: bir ya da birkaç değer, virgülle ayrılmış.",
            ),
        )
        for facet, (english, turkish) in labels.items()
    }
    return create_model(name, __base__=base, **parameters)


def _both_languages(label: Any) -> tuple[str, str]:
    with translation.override("en"):
        english = str(label)
    with translation.override("tr"):
        return english, str(label)


@cache
def item_schema(name: str) -> type[Schema]:
    """Return the schema of a kind's documents in lists."""
    return _typed(kind_of(name), "", (DocumentOut,))


@cache
def detail_schema(name: str) -> type[Schema]:
    """Return the schema of one document of a kind."""
    return _typed(kind_of(name), "Detail", (DocumentOut, Body))


def _typed(kind: Kind, suffix: str, bases: tuple[type[Schema], ...]) -> type[Schema]:
    own = (kind.schema,) if kind.schema else ()
    title = "".join(part.title() for part in kind.name.split("_"))
    model: type[Schema] = create_model(
        f"{title}{suffix}",
        __base__=(*bases, *own),
        __doc__=(kind.schema or DocumentOut).__doc__,
        kind=(Literal[kind.name], Field(examples=[kind.name])),  # type: ignore[arg-type]
    )
    if kind.schema is None:
        # Frames such as index pages carry fields of their own that are no contract.
        model.model_config = ConfigDict(**{**model.model_config, "extra": "allow"})
        model.model_rebuild(force=True)
    return model


def any_item() -> Any:
    """Return the union of all listed kinds, told apart by `kind`."""
    return _union([item_schema(name) for name in listed_kinds()])


def any_detail() -> Any:
    """Return the union of all kinds with their bodies, told apart by `kind`."""
    return _union([detail_schema(kind.name) for kind in all_kinds()])


def _union(schemas: list[type[Schema]]) -> Any:
    return Annotated[Union[tuple(schemas)], Field(discriminator="kind")]  # noqa: UP007


def page_schema(name: str, item: Any) -> Any:
    """Return the schema of an answer with items."""
    return create_model(
        f"{name}Page",
        __base__=Schema,
        __doc__=f"A page of {name}. / {name} sayfası.",
        items=(list[item], ...),
        next=(str | None, None),
        since=(str, Field()),
        more=(bool, Field()),
        deleted=(list[Tombstone], []),
        total=(int | None, None),
    )
