"""The words of all documents, once each: where typing errors and unfinished words look first."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class IndexedWord(models.Model):
    """A folded word or a stem that stands in at least one document.

    The same word in a thousand documents is one row here, so comparing a misspelt word with
    every word there is costs one small indexed query, however many documents there are.
    """

    locale = models.CharField(max_length=10)
    form = models.CharField(max_length=1)
    term = models.CharField(max_length=120, db_collation="C")
    documents = models.IntegerField()
    spelling = models.CharField(max_length=120)

    class Meta:
        """Found by beginning (collation C) and by trigrams."""

        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["locale", "form", "term"], name="published_word")
        ]
        indexes = [
            GinIndex(fields=["term"], opclasses=["gin_trgm_ops"], name="published_word_trigrams")
        ]

    def __str__(self) -> str:
        """Return the word as it is spelt."""
        return self.spelling
