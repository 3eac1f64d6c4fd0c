"""Keeping Elasticsearch like the published index: catching up, rebuilding, checking.

There is no list of changes that could lose one: what is still to be sent is whatever has a
version above the state's. A failure leaves the state where it was, and the next run starts there.
"""

import logging
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError, helpers

from search.engines import documents
from search.engines.base import EngineError
from search.engines.elasticsearch import ElasticsearchEngine, client
from search.models import EngineState, PublicationState, PublishedDocument

logger = logging.getLogger(__name__)

WRITE_SECONDS = 30
BATCH = 500
_LOCK = 7_331_002
_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}


def catch_up() -> int:
    """Send everything published since the last time; build the index if there is none.

    Returns:
        How many rows and tombstones were sent.

    Raises:
        EngineError: Elasticsearch is away or refuses; nothing is lost.
    """
    with _as_engine_error(), _alone():
        alias = documents.alias()
        state = EngineState.objects.filter(alias=alias).first()
        if state is None or not state.mapping or not _exists(alias):
            return _rebuild(alias)
        return _send_changes(alias, state)


def rebuild() -> int:
    """Build a new index beside the old one and exchange them in one step; return its size."""
    with _as_engine_error(), _alone():
        return _rebuild(documents.alias())


def repair() -> int:
    """Send anew the pages that differ, as after a crash that lost what had been confirmed.

    Returns:
        How many pages.

    Raises:
        EngineError: Elasticsearch is away or refuses.
    """
    with _as_engine_error(), _alone():
        alias = documents.alias()
        pages = sorted({page for _what, page in _differences(alias)})
        for start in range(0, len(pages), BATCH):
            some = pages[start : start + BATCH]
            rows = PublishedDocument.objects.filter(page_id__in=some)
            _send(alias, list(rows.defer("payload", "body")), some)
    if pages:
        logger.warning("Elasticsearch had lost or kept %s pages; they were sent anew", len(pages))
    return len(pages)


def drift() -> list[str]:
    """Return a line for each row that is missing, outdated or stray there."""
    with _as_engine_error():
        alias = documents.alias()
        if not _exists(alias):
            return [f"elasticsearch: there is no index {alias}"]
        return [f"elasticsearch {what}: page {page}" for what, page in _differences(alias)]


def _differences(alias: str) -> list[tuple[str, int]]:
    """Return what is wrong there, and of which page."""
    _writer().indices.refresh(index=alias)
    there: dict[str, int] = {
        hit["_source"]["key"]: hit["_source"]["version"]
        for hit in helpers.scan(_writer(), index=alias, _source=["key", "version"], size=5000)
    }
    found = []
    rows = PublishedDocument.objects.filter(gone=False).only("page_id", "valid_from", "version")
    for row in rows.order_by("page_id", "valid_from").iterator(chunk_size=5000):
        version = there.pop(documents.key(row), None)
        if version is None:
            found.append(("missing", row.page_id))
        elif version != row.version:
            found.append(("outdated", row.page_id))
    return found + [("stray", int(one.partition("-")[0])) for one in sorted(there)]


@contextmanager
def throw_away() -> Iterator[ElasticsearchEngine]:
    """Give an engine over a new index of this session's tables; the index is gone at the end."""
    index = f"{settings.ELASTICSEARCH_PREFIX}-judge-{uuid.uuid4().hex[:12]}"
    with _as_engine_error():
        _build(index)
        try:
            yield ElasticsearchEngine(index)
        finally:
            _writer().indices.delete(index=index, ignore_unavailable=True)


def _writer() -> Elasticsearch:
    return client(settings.ELASTICSEARCH_URL).options(request_timeout=WRITE_SECONDS, max_retries=3)


def _exists(alias: str) -> bool:
    return bool(_writer().indices.exists_alias(name=alias))


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process write at a time; another waits, and then finds nothing left to do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def _as_engine_error() -> Iterator[None]:
    try:
        yield
    except (ApiError, TransportError, helpers.BulkIndexError) as error:
        raise EngineError(f"{type(error).__name__}: {error}"[:300]) from error


def _send_changes(alias: str, state: EngineState) -> int:
    sent = 0
    while True:
        waiting = PublishedDocument.objects.filter(version__gt=state.version)
        versions = waiting.order_by("version").values_list("version", flat=True)[:BATCH]
        last = max(versions, default=None)
        if last is None:
            return sent
        rows = list(waiting.filter(version__lte=last).defer("payload", "body"))
        _send(alias, rows)
        EngineState.objects.filter(alias=alias).update(version=last, mirrored_at=timezone.now())
        state.version = last
        sent += len(rows)


def _send(index: str, rows: list[PublishedDocument], pages: Iterable[int] | None = None) -> None:
    """Write the rows of some pages, then take away what these pages had before."""
    if pages is None:
        pages = {row.page_id for row in rows}
    kept = [row for row in rows if not row.gone]
    _bulk(index, kept)
    _writer().indices.refresh(index=index)
    _writer().delete_by_query(
        index=index,
        query={
            "bool": {
                "filter": [{"terms": {"page_id": sorted(pages)}}],
                "must_not": [{"terms": {"key": [documents.key(row) for row in kept]}}],
            }
        },
        conflicts="proceed",
        refresh=True,
    )


def _bulk(index: str, rows: Iterable[PublishedDocument]) -> int:
    actions = (
        {"_index": index, "_id": documents.key(row), "_source": documents.source(row)}
        for row in rows
    )
    sent, _errors = helpers.bulk(
        _writer(), actions, chunk_size=BATCH, max_retries=3, initial_backoff=1
    )
    return int(sent)


def _rebuild(alias: str) -> int:
    # Read first: what is published while this runs has a higher version and is sent at the end.
    version = PublicationState.current()
    index = f"{alias}-{timezone.now():%Y%m%d%H%M%S}-{uuid.uuid4().hex[:6]}"
    size = _build(index)
    try:
        old = list(_writer().indices.get_alias(name=alias).body)
    except NotFoundError:
        old = []
    actions = [{"remove": {"index": name, "alias": alias}} for name in old]
    _writer().indices.update_aliases(actions=[*actions, {"add": {"index": index, "alias": alias}}])
    for name in old:
        _writer().indices.delete(index=name, ignore_unavailable=True)
    state, _created = EngineState.objects.update_or_create(
        alias=alias,
        defaults={
            "mapping": documents.mapping_version(),
            "version": version,
            "mirrored_at": timezone.now(),
        },
    )
    logger.info("Elasticsearch index %s built with %s documents", index, size)
    return size + _send_changes(alias, state)


def _build(index: str) -> int:
    """Make an index of all that is published; return how many rows it holds."""
    _writer().indices.create(index=index, mappings=documents.MAPPING, settings=_SETTINGS)
    try:
        with transaction.atomic():
            rows = PublishedDocument.objects.filter(gone=False).order_by("pk")
            size = _bulk(index, rows.defer("payload", "body").iterator(chunk_size=BATCH))
        _writer().indices.refresh(index=index)
    except BaseException:
        _writer().indices.delete(index=index, ignore_unavailable=True)
        raise
    return size
