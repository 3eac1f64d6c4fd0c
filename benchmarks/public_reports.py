"""Public reports at 100,000: `python -m benchmarks.public_reports [--cases ...] [--explain]`.

The site's list, map and figures, the API and Open311, as anybody asks for them, over the cases
`benchmarks.desk` fills, all public. Everything is taken back. Milliseconds on the processor, in
Python and the database's backend together; each beside a list that finds nothing, in the same run.
"""

import argparse
import os
import statistics
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.clock import percentile
from benchmarks.desk import asked, fill

ROOT = Path(__file__).resolve().parents[1]
LIST = "/e-belediye/cozum-merkezi/bildirimler/"
EMPTY = f"{LIST}?q=qqqqqq"
PUBLISH = """
UPDATE requests_report SET public_state = 'public', public_text = 'Burada büyük bir çukur var.',
  public_at = requests_report.received_at + interval '3 hours', public_terms = terms
FROM cases_case WHERE cases_case.id = case_id AND year = 2099
"""
TELL = """
INSERT INTO cases_entry (case_id, number, at, kind, by, author, is_public, text, data, key_id, mac)
SELECT id, told.number, received_at + told.later, told.kind, 'system', NULL, true, '', told.data,
  '', repeat('0', 64)
FROM cases_case CROSS JOIN LATERAL (VALUES
  (1, interval '0', 'filed', '{"status": "received"}'::jsonb),
  (2, interval '1 minute', 'assigned', '{"directorate": "fen-isleri"}'::jsonb),
  (3, interval '6 days', 'status', jsonb_build_object('before', 'received', 'after', status))
) AS told (number, later, kind, data)
WHERE year = 2099
"""


def main() -> None:
    """Fill, measure, print a Markdown table, take everything back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--explain", action="store_true", help="print the plans too")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    import config.wsgi  # noqa: F401 - as the web server starts: nothing read is looked at again

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        fill(options.cases)
        publish()
        measure(options)
        if options.explain:
            plans()
        transaction.set_rollback(True)


def publish() -> None:
    """Make all of them public, and tell three things of each."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(PUBLISH)
        cursor.execute(TELL)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        for table in ("requests_report", "cases_entry"):
            cursor.execute(f"ANALYZE {table}")


def pages() -> dict[str, str]:
    """Return what is asked."""
    from django.utils import timezone

    from content.reference.models import Neighbourhood
    from services.requests.models import Category

    topic = Category.objects.exclude(group=None).values_list("slug", flat=True)[0]
    area = Neighbourhood.objects.values_list("slug", flat=True)[0]
    since = (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    open311 = "/open311/v2"
    return {
        "list": LIST,
        "list, page 400": f"{LIST}?sayfa=400",
        "list, open": f"{LIST}?durum=acik",
        "list, of a topic": f"{LIST}?konu={topic}",
        "list, of a neighbourhood, solved": f"{LIST}?mahalle={area}&durum=cozuldu",
        "list, one word": f"{LIST}?q=okulun",
        "list, two words": f"{LIST}?q=okul+çukur",
        "map, 2,000 points": f"{LIST}harita.geojson",
        "squares of the heat map": f"{LIST}yogunluk.geojson",
        "figures, counted anew": "/e-belediye/cozum-merkezi/istatistik/",
        "API, 20": "/api/v1/reports",
        "API, of a topic, 100": f"/api/v1/reports?category={topic}&limit=100",
        "Open311, services": f"{open311}/services.json",
        "Open311, 50": f"{open311}/requests.json?page_size=50",
        "Open311, 1,000, XML": f"{open311}/requests.xml",
        "Open311, 50, page 100": f"{open311}/requests.json?page_size=50&page=100",
        "Open311, since yesterday": f"{open311}/requests.json?page_size=50&updated_after={since}",
        "Open311, 50 updates": f"{open311}/servicerequestupdates.json?page_size=50",
    }


def measure(options: argparse.Namespace) -> None:
    """Print the figures."""
    from django.conf import settings
    from django.core.cache import cache
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    settings.PAGE_CACHE_BYTES = 0  # each answer is made: kept pages cost nothing
    client: Any = Client()
    ask = client.get

    def anew(address: str) -> Any:
        cache.clear()
        return ask(address)

    client.get = anew
    print(f"| at {options.cases:,} public reports | p50 ms | p95 ms | of an empty list |")
    print("|---|---|---|---|")
    empty = statistics.median(asked(client, EMPTY, options.rounds))
    for label, path in {"empty list": EMPTY, **pages()}.items():
        found = asked(client, path, options.rounds)
        middle = statistics.median(found)
        print(
            f"| {label} | {middle:.0f} | {percentile(found):.0f} | {middle / empty:.2f} |",
            flush=True,
        )


def plans() -> None:
    """Print how the database answers."""
    from django.utils import timezone

    from services.open311 import queries
    from services.open311.reading import asked_of
    from services.requests.queries.public import public_reports

    now = timezone.now()
    since = (now - timedelta(days=1)).isoformat()
    for label, rows in {
        "list": public_reports()[:20],
        "list, page 400": public_reports()[7_980:8_000],
        "Open311": queries.requests(asked_of({"page_size": "50"}, now)),
        "Open311, since": queries.requests(
            asked_of({"page_size": "50", "updated_after": since}, now)
        ),
        "updates": queries.updates(asked_of({"page_size": "50"}, now)),
    }.items():
        print(f"\n{label}\n{rows.explain(analyze=True)}")
    counted = public_reports().order_by().select_related(None).values("pk")
    print(f"\ncount\n{counted.explain(analyze=True)}")


if __name__ == "__main__":
    main()
