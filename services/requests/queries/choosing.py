"""Finding the topic of a report by the words people use."""

from collections.abc import Sequence
from dataclasses import dataclass

from search import turkish
from services.requests.models import Category
from services.requests.terms import asked_stems, terms_of

MOST = 6


@dataclass(frozen=True, slots=True)
class Group:
    """A group with the topics that are offered."""

    category: Category
    topics: tuple[Category, ...]


def topics() -> list[Category]:
    """Return the topics that are offered, with group, directorate and outside body; one query."""
    return list(
        Category.objects.filter(is_active=True, group__is_active=True)
        .select_related("group", "route_to", "body")
        .order_by("group__position", "position", "pk")
    )


def grouped(found: Sequence[Category] | None = None) -> list[Group]:
    """Return the offered topics in their groups."""
    groups: dict[int, tuple[Category, list[Category]]] = {}
    for topic in topics() if found is None else found:
        if topic.group is not None:
            groups.setdefault(topic.group.pk, (topic.group, []))[1].append(topic)
    return [Group(group, tuple(members)) for group, members in groups.values()]


def topic_of(slug: str) -> Category | None:
    """Return an offered topic by its slug; one query."""
    return (
        Category.objects.filter(slug=slug, is_active=True, group__is_active=True)
        .select_related("group", "route_to", "body")
        .first()
    )


def topics_for(words: str, found: Sequence[Category] | None = None) -> list[Category]:
    """Return the topics that words mean, the likeliest first; [] when none does.

    A topic is as likely as many of the typed words it meets, by stem or synonym; its name counts
    more than its words, and those more than its group's. Names in other languages are words, too.
    """
    asked = asked_stems(words)
    if not asked:
        return []
    scored = []
    for place, topic in enumerate(topics() if found is None else found):
        score = sum(_worth(topic, stems) for stems in asked)
        if score:
            scored.append((-score, place, topic))
    scored.sort(key=lambda row: row[:2])
    if not scored:
        return []
    best = -scored[0][0]
    return [topic for score, _, topic in scored if -score >= best / 2][:MOST]


def _worth(topic: Category, stems: set[str]) -> float:
    name, words, group = _terms_of_topic(topic)
    if stems & name:
        return 1.0
    if stems & words:
        return 0.9
    if stems & group:
        return 0.3
    return 0.0


_kept: dict[tuple[int, str], tuple[frozenset[str], ...]] = {}


def _terms_of_topic(topic: Category) -> tuple[frozenset[str], ...]:
    """Return the stems of name, words and group; kept for as long as the texts are the same."""
    group = topic.group.name if topic.group is not None else ""
    foreign = f"{topic.name_en} {topic.name_ar}"
    key = (topic.pk, turkish.fold("|".join((topic.name, topic.words, group, foreign))))
    if key not in _kept:
        if len(_kept) > 1_000:
            _kept.clear()
        _kept[key] = tuple(
            frozenset(terms_of(text)) for text in (topic.name, f"{topic.words}\n{foreign}", group)
        )
    return _kept[key]
