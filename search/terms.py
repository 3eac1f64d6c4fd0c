"""Writes of ready-made search terms beside the rows of the published index."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import connection, transaction

from search import analysis, vocabulary
from search.models import PublicationState, PublishedDocument


def write_terms(documents: Iterable[tuple[int, str, Mapping[str, str]]]) -> None:
    """Write the ready-made search terms of rows: id, language, search text of each."""
    made = []
    for key, locale, text in documents:
        terms = analysis.document_terms(text, locale)
        names = analysis.lexemes(terms, analysis.NAMES)
        made.append({"id": key, "vector": analysis.lexemes(terms, analysis.ALL), "names": names})
    with connection.cursor() as cursor:
        # One piece of JSON: an array of arrays would have to be even in SQL.
        cursor.execute(
            "UPDATE published_publisheddocument AS document SET "
            "vector = array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(made.vector))), "
            "names = array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(made.names))), "
            "terms = %s "
            "FROM jsonb_to_recordset(%s::jsonb) AS made (id bigint, vector jsonb, names jsonb) "
            "WHERE document.id = made.id",
            [analysis.VERSION, json.dumps(made, ensure_ascii=False)],
        )


def has_old_terms() -> bool:
    """Tell whether terms are missing or were made by other code."""
    rows = PublishedDocument.objects.filter(gone=False)
    return rows.exclude(terms=analysis.VERSION).exists()


def renew_terms() -> int:
    """Make all terms and the vocabulary anew; return how many rows. Publishing waits meanwhile.

    The rows keep their versions: for readers of the change feed nothing has changed.
    """
    count = 0
    with transaction.atomic():
        PublicationState.advance()
        vocabulary.clear()
        rows = PublishedDocument.objects.filter(gone=False).order_by("pk")
        texts = rows.values_list("pk", "locale", "search_text")
        for batch in _batches(texts.iterator(chunk_size=500)):
            write_terms(batch)
            vocabulary.add((locale, text) for _pk, locale, text in batch)
            count += len(batch)
    return count


def _batches(rows: Iterator[Any], size: int = 500) -> Iterator[list[Any]]:
    while batch := list(islice(rows, size)):
        yield batch
