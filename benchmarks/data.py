"""Synthetic content: the same invented places as our index rows and as stock Wagtail pages."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.indexes import GinIndex
from django.db import connection
from treebeard.numconv import NumConv
from wagtail.models import Page, Site

from benchmarks.stock.models import StockIndexPage, StockPlacePage
from search.models import PublishedDocument

SAMPLES = 40

_ANEW = {
    "page_id": "1000000 + n",
    "translation_key": "gen_random_uuid()",
    "path": "'/kent-rehberi/olcum-' || n || '/'",
    "title": "title || ' ' || n",
    "sort_key": "sort_key || ' ' || lpad(n::text, 8, '0')",
    "payload": """payload || jsonb_build_object('id', 1000000 + n, 'title', title || ' ' || n,
        'url', '/kent-rehberi/olcum-' || n || '/')""",
    "sort_at": "sort_at - n * interval '1 minute'",
    "west": "west + (n %% 997) * 0.0001",
    "south": "south + (n %% 991) * 0.0001",
    "east": "east + (n %% 997) * 0.0001",
    "north": "north + (n %% 991) * 0.0001",
    "digest": "md5(n::text)",
}
COLUMNS = [f.column for f in PublishedDocument._meta.concrete_fields if not f.primary_key]

_MULTIPLY = f"""
INSERT INTO published_publisheddocument ({", ".join(COLUMNS)})
SELECT {", ".join(_ANEW.get(column, column) for column in COLUMNS)}
FROM generate_series(%s, %s) AS n
JOIN (SELECT *, row_number() OVER (ORDER BY page_id) - 1 AS place
      FROM published_publisheddocument
      WHERE kind = 'place' AND locale = 'tr' AND NOT gone AND page_id < 1000000
      ORDER BY page_id LIMIT %s) AS sample ON sample.place = n %% %s
"""


def multiply_places(first: int, last: int) -> None:
    """Copy the real places' rows until the index holds places number `first` to `last`."""
    # An inverted index takes many rows an order of magnitude faster when it is built at the end.
    inverted = [index for index in PublishedDocument._meta.indexes if isinstance(index, GinIndex)]
    with connection.schema_editor() as editor:
        for index in inverted:
            editor.remove_index(PublishedDocument, index)
    with connection.cursor() as cursor:
        cursor.execute(_MULTIPLY, [first, last, SAMPLES, SAMPLES])
    with connection.schema_editor() as editor:
        for index in inverted:
            editor.add_index(PublishedDocument, index)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE published_publisheddocument")
        cursor.execute("UPDATE published_publicationstate SET generation = generation + 1")


def stock_places(count: int) -> None:
    """Make `count` stock Wagtail places below one index page."""
    root = Site.objects.get(is_default_site=True).root_page
    index = root.add_child(instance=StockIndexPage(title="Stok", slug="stok"))
    digits = NumConv(Page.alphabet)
    for number in range(1, count + 1):
        step = digits.int2str(number).rjust(Page.steplen, "0")
        # One by one through treebeard takes 20 ms each; the tree's fields are plain, so set them.
        base = Page(
            path=f"{index.path}{step}",
            depth=index.depth + 1,
            numchild=0,
            title=f"Ölçüm yeri {number}",
            draft_title=f"Ölçüm yeri {number}",
            slug=f"olcum-{number}",
            url_path=f"{index.url_path}olcum-{number}/",
            locale=index.locale,
            content_type=ContentType.objects.get_for_model(StockPlacePage),
        )
        base.save_base(raw=True)
        StockPlacePage(
            page_ptr=base,
            description="Hafta içi açık, rampası olan bir yer.",
            category="Kütüphane",
            neighbourhood="Sahabiye",
            street="Deneme Caddesi",
            phone="+90 352 000 10 01",
            opening_hours="Mo-Fr 08:00-17:00",
            lat=38.72,
            lng=35.48,
        ).save_base(raw=True)
    Page.objects.filter(pk=index.pk).update(numchild=count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
