"""Find a notice by name: any order, beginnings; when nothing begins so, what is spelled alike."""

from django.utils.translation import gettext as _

from content.lists import Results
from search import analysis, turkish
from search.models import DocumentQuerySet
from search.term_query import TermQuery
from search.turkish.distance import distance_allowed, edit_distance

# More names than any district publishes in a year; all of them are compared only when nothing fits.
MOST = 5000


def words_of(name: str) -> list[str]:
    """Return the words of a name without what spelling varies: case, dots, accents."""
    return [word for word in turkish.slugify(name).split("-") if word]


def is_alike(typed: list[str], name: list[str]) -> bool:
    """Tell whether each typed word begins a word of the name, or is one with a typing error."""
    left = list(name)
    for word in typed:
        found = next((part for part in left if part.startswith(word)), None)
        if found is None:
            limit = distance_allowed(word)
            found = next((part for part in left if edit_distance(word, part, limit) <= limit), None)
        if found is None:
            return False
        left.remove(found)
    return bool(typed)


def are_same(first: str, second: str) -> bool:
    """Tell whether two full names may be one person's: every word has its like, in any order."""
    one, other = sorted((words_of(first), words_of(second)), key=len)
    return len(one) >= min(2, len(other)) and is_alike(one, other)


def by_name(results: Results, documents: DocumentQuerySet, typed: str) -> DocumentQuerySet:
    """Narrow a list by name; one query more, and where nothing fits two.

    Who follows a name (a list without periods, see `content.list_questions`) is told of that name
    only: a typing error is forgiven to readers, not guessed for followers.
    """
    query = analysis.prefix_query(typed, results.spec.word_weights)
    if not query:
        return documents
    found = documents.filter(vector=TermQuery(query))
    words = words_of(typed)
    if (
        not results.spec.periods
        or found.exists()
        or all(distance_allowed(word) == 0 for word in words)
    ):
        return found
    names = documents.order_by().values_list("page_id", "title")[:MOST]
    alike = [page_id for page_id, name in names if is_alike(words, words_of(name))]
    if not alike:
        return found
    results.notes.append(
        _("Nobody is called “%(typed)s” exactly; names that are spelled alike are shown.")
        % {"typed": typed}
    )
    return documents.filter(page_id__in=alike)
