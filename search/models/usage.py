"""How search is used, in sums by day: no person, no address, no moment."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class QueryDay(models.Model):
    """How often something was searched for on one day, and what came of it.

    Attributes:
        query: The query with case, Turkish letters and spaces levelled, so that spellings of one
            query are one row.
        spelling: The query as it was typed last, in lower case; for people.
        empty: Searches that found nothing.
        partial: Searches where no document had all words.
        answered: Searches with an answer card; these need no click.
        clicks: Results opened from it.
    """

    day = models.DateField()
    locale = models.CharField(max_length=10)
    query = models.CharField(max_length=120, db_collation="C")
    spelling = models.CharField(max_length=120)
    searches = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)
    partial = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        """One row a day."""

        default_permissions: ClassVar[tuple[str, ...]] = ("view",)
        verbose_name = _("query")
        verbose_name_plural = _("queries of searches")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["day", "locale", "query"], name="query_once_a_day")
        ]

    def __str__(self) -> str:
        """Return day and query."""
        return f"{self.day} {self.spelling}"


class ClickDay(models.Model):
    """How often a page was opened from search results on one day."""

    day = models.DateField()
    page_id = models.BigIntegerField()
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        """One row a day."""

        default_permissions: ClassVar[tuple[str, ...]] = ()
        verbose_name = _("clicks of a day")
        verbose_name_plural = _("clicks of a day")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["day", "page_id"], name="clicks_once_a_day")
        ]

    def __str__(self) -> str:
        """Return day and page."""
        return f"{self.day} {self.page_id}"
