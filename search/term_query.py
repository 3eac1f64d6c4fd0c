"""Ready-made terms in a queryset's filter."""

from django.contrib.postgres.search import SearchQuery


class TermQuery(SearchQuery):
    """A tsquery of `search.analysis`, taken as it stands: `to_tsquery` would take terms apart."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, query: str) -> None:
        """Take the query."""
        super().__init__(query, search_type="raw")
