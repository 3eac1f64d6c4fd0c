"""The published index: one table that every list, map, feed, API and search reads."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models
from django.db.models import BooleanField, F, Func, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search import areas
from search.documents import ALWAYS, FOREVER
from search.geo import Box

# What a document covers, as PostgreSQL's own type; needs no extension.
AREA = Func(
    Func("west", "south", function="point"), Func("east", "north", function="point"), function="box"
)


class PublicationState(models.Model):
    """One row: the generation of everything public. Each publishing transaction advances it.

    The row's lock makes publishing transactions commit in the order of their generations, so a
    reader who has seen generation *n* has seen everything up to it. Caches are keyed by it.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    generation = models.BigIntegerField(default=0)

    CHANNEL = "published"

    def __str__(self) -> str:
        """Return the generation."""
        return str(self.generation)

    @classmethod
    def advance(cls) -> int:
        """Count one generation up, tell every listening process at commit, return the number."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO published_publicationstate (id, generation) VALUES (1, 1) "
                "ON CONFLICT (id) DO UPDATE SET generation = "
                "published_publicationstate.generation + 1 RETURNING generation"
            )
            generation = int(cursor.fetchone()[0])
            cursor.execute("SELECT pg_notify(%s, %s)", [cls.CHANNEL, str(generation)])
        return generation

    @classmethod
    def current(cls) -> int:
        """Return the generation this transaction sees; 0 before anything was published."""
        row = cls.objects.filter(id=1).values_list("generation", flat=True).first()
        return row or 0


class DocumentQuerySet(models.QuerySet["PublishedDocument"]):
    """Reads of the index. Every public read starts with `public()` or `listed()`."""

    def public(self, now: datetime | None = None) -> Self:
        """Keep what has a public page at `now`."""
        now = now or timezone.now()
        return self.filter(gone=False, valid_from__lte=now, valid_until__gt=now)

    def listed(self, now: datetime | None = None) -> Self:
        """Keep what stands in lists, feeds and search at `now`."""
        now = now or timezone.now()
        return self.public(now).filter(listed_until__gt=now)

    def ending(self) -> Self:
        """Keep what has an end: for kinds of which every document has one (obituaries).

        Of these most rows are over. Said like this, the database reads the few that are not by the
        index of ends instead of all that ever were.
        """
        return self.filter(valid_until__lt=FOREVER)

    def of_kind(self, *kinds: str) -> Self:
        """Keep these kinds."""
        return self.filter(kind=kinds[0]) if len(kinds) == 1 else self.filter(kind__in=kinds)

    def in_locale(self, locale: str) -> Self:
        """Keep one language."""
        return self.filter(locale=locale)

    def touching(self, box: Box) -> Self:
        """Keep what touches a box."""
        # The SQL is a constant; the numbers go as parameters.
        return self.filter(RawSQL(areas.touching(box), tuple(box), BooleanField()))  # noqa: S611

    def with_facet(self, name: str, values: Iterable[str]) -> Self:
        """Keep documents that have any of the values of the facet."""
        wanted = [f"{name}:{value}" for value in values]
        if not wanted:
            return self
        if len(wanted) == 1:
            return self.filter(facets__contains=wanted)
        return self.filter(facets__overlap=wanted)


class PublishedDocument(models.Model):
    """A page as the public sees it during one span of time; or the tombstone of one."""

    page_id = models.BigIntegerField()
    gone = models.BooleanField(default=False)
    kind = models.CharField(max_length=40)
    locale = models.CharField(max_length=10)
    translation_key = models.UUIDField()
    path = models.CharField(max_length=1024)
    title = models.CharField(max_length=255, blank=True)
    sort_key = models.CharField(max_length=400, blank=True, db_collation="C")
    payload = models.JSONField(default=dict)
    body = models.JSONField(default=list)
    search_text = models.JSONField(default=dict)
    vector = SearchVectorField(null=True)
    names = SearchVectorField(null=True)
    terms = models.PositiveSmallIntegerField(default=0)
    facets = ArrayField(models.CharField(max_length=120), default=list)
    sort_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    listed_until = models.DateTimeField(default=FOREVER)
    noindex = models.BooleanField(default=False)
    geometry = models.JSONField(null=True)
    west = models.FloatField(null=True)
    south = models.FloatField(null=True)
    east = models.FloatField(null=True)
    north = models.FloatField(null=True)
    valid_from = models.DateTimeField(default=ALWAYS)
    valid_until = models.DateTimeField(default=FOREVER)
    version = models.BigIntegerField()
    changed_at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        """Constraints first, then one index for each way of reading."""

        verbose_name = _("published document")
        verbose_name_plural = _("published documents")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["page_id", "valid_from"], name="published_one_document_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")), name="published_span_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(west=None, south=None, east=None, north=None)
                | Q(
                    west__gte=-180,
                    east__lte=180,
                    south__gte=-90,
                    north__lte=90,
                    west__lte=F("east"),
                    south__lte=F("north"),
                ),
                name="published_box_on_earth",
            ),
        ]
        indexes = [
            models.Index(fields=["path"], name="published_path"),
            models.Index(fields=["translation_key"], name="published_translation"),
            models.Index(
                "kind",
                "locale",
                F("sort_at").desc(),
                F("page_id").desc(),
                name="published_list",
                condition=Q(gone=False),
            ),
            models.Index(
                fields=["kind", "locale", "sort_key", "page_id"],
                name="published_alphabet",
                condition=Q(gone=False),
            ),
            models.Index(
                fields=["kind", "locale", "ends_at"],
                name="published_endings",
                condition=Q(gone=False, ends_at__isnull=False),
            ),
            models.Index(fields=["version", "page_id"], name="published_changes"),
            models.Index(
                fields=["valid_from"],
                name="published_begins",
                condition=Q(valid_from__gt=ALWAYS),
            ),
            models.Index(
                fields=["valid_until"],
                name="published_ends",
                condition=Q(valid_until__lt=FOREVER),
            ),
            models.Index(
                fields=["listed_until"],
                name="published_leaves_lists",
                condition=Q(listed_until__lt=FOREVER),
            ),
            GinIndex(fields=["facets"], name="published_facets", fastupdate=False),
            GinIndex(fields=["vector"], name="published_vector", fastupdate=False),
            GinIndex(fields=["names"], name="published_names", fastupdate=False),
            GistIndex(AREA, name="published_area", condition=Q(gone=False)),
        ]

    def __str__(self) -> str:
        """Return kind and path."""
        return f"{self.kind} {self.path}"
