"""The desk at 100,000 cases: `python -m benchmarks.desk [--cases ...] [--explain]`.

Fills one transaction with invented cases, asks for each page as an officer's browser would, and
takes all of it back. Each figure stands beside the same page with no line in it, in the same run.
Milliseconds are time on the processor, in Python and the database's backend together: the whole
answer, frame and menu of the admin included.
"""

import argparse
import os
import statistics
import sys
from pathlib import Path
from typing import Any

from benchmarks.clock import percentile, times

ROOT = Path(__file__).resolve().parents[1]
WORDS = (
    *("çukur", "asfalt", "kaldırım", "okul", "park", "bank", "ağaç", "çöp", "konteyner", "lamba"),
    *("gürültü", "moloz", "sokak", "cami", "pazar", "durak", "çeşme", "rampa", "levha", "kedi"),
)
QUEUE = "/yonetim/basvurular/"
PAGES = {
    "no line": f"{QUEUE}?ara=qqqqqq",
    "queue, all open": QUEUE,
    "queue, late": f"{QUEUE}?sure=gecti",
    "queue, three days": f"{QUEUE}?sure=yakin",
    "queue, by priority": f"{QUEUE}?sirala=oncelik",
    "queue, closed, newest": f"{QUEUE}?durum=kapali&sirala=yeni",
    "queue, everything": f"{QUEUE}?durum=tumu&sirala=yeni",
    "queue, page 150": f"{QUEUE}?sayfa=150",
    "queue, in nobody's hands": f"{QUEUE}?elinde=bos",
    "search, one word": f"{QUEUE}?durum=tumu&ara=okulun",
    "search, two words": f"{QUEUE}?durum=tumu&ara=okul+çukur",
    "search, number": f"{QUEUE}?durum=tumu&ara=4821",
    "map": f"{QUEUE}harita/",
    "figures by topic": f"{QUEUE}rakamlar/",
    "figures by neighbourhood": f"{QUEUE}rakamlar/?gore=mahalle",
}
FILL_CASES = """
INSERT INTO cases_case (id, kind, year, number, status, phase, title, text, data, language, channel,
  filing_key, link_version, disclosure, received_at, due_on, due_source, closed_at, was_in_time,
  waiting_since, entries, head, directorate_id)
SELECT 10000000 + n, 'CM', 2099, n, s.status, s.phase, 'Ölçüm ' || n, 'Metin ' || n, '{}', 'tr',
  'web', gen_random_uuid(), 1, '', now() - (n %% 700) * interval '1 day',
  (now() - (n %% 700) * interval '1 day')::date + 30, '3071 s.K. m.7',
  CASE WHEN s.phase = 'closed' THEN now() - (n %% 700) * interval '1 day' + interval '6 days' END,
  CASE WHEN s.phase = 'closed' THEN true END,
  CASE WHEN s.phase = 'waiting' THEN now()::date END, 0, repeat('0', 64),
  (%(units)s::bigint[])[1 + n %% array_length(%(units)s::bigint[], 1)]
FROM generate_series(1, %(cases)s) AS n
CROSS JOIN LATERAL (SELECT
  CASE WHEN n %% 10 < 7 THEN 'solved' WHEN n %% 10 = 7 THEN 'received'
    WHEN n %% 10 = 8 THEN 'in_progress' ELSE 'waiting' END AS status,
  CASE WHEN n %% 10 < 7 THEN 'closed' WHEN n %% 10 < 9 THEN 'open' ELSE 'waiting' END AS phase) AS s
"""
FILL_REPORTS = """
INSERT INTO requests_report (id, case_id, public_id, type, category_id, answers, contact_digest,
  lng, lat, place_source, neighbourhood_id, street, door, place_words, public_state, public_text,
  priority, joined, reason, evidence, promised_on, public_terms, terms, status, phase,
  received_at, closed_at, due_on, directorate_id)
SELECT id, id, gen_random_uuid(), 'complaint',
  (%(topics)s::bigint[])[1 + number %% array_length(%(topics)s::bigint[], 1)], '{}', '',
  35.42 + (number * 37 %% 1000) * 0.0001, 38.70 + (number * 91 %% 1000) * 0.0001, 'pin',
  (%(areas)s::bigint[])[1 + number %% array_length(%(areas)s::bigint[], 1)], 'Örnek Sokak', '', '',
  'private', '', 1 + number %% 4, 0, CASE WHEN phase = 'closed' THEN 'fixed' ELSE '' END, '',
  received_at::date + 14, '{}',
  ARRAY[(%(words)s::varchar[])[1 + number %% 20], (%(words)s::varchar[])[1 + number / 20 %% 20]],
  status, phase, received_at, closed_at, due_on, directorate_id
FROM cases_case WHERE year = 2099
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
        measure(options)
        transaction.set_rollback(True)


def fill(cases: int) -> None:
    """Insert the cases as they would be after two years; triggers would only copy what is known."""
    from django.db import connection

    from content.reference.models import Directorate, Neighbourhood
    from demo.loading.context import Loading
    from demo.loading.site import load_reference
    from search import turkish
    from services.requests.models import Category
    from services.requests.topics import load_topics

    if not Neighbourhood.objects.exists():
        load_reference(Loading())
    load_topics()

    values = {
        "cases": cases,
        "units": list(Directorate.objects.values_list("pk", flat=True)),
        "topics": list(Category.objects.exclude(group=None).values_list("pk", flat=True)),
        "areas": list(Neighbourhood.objects.values_list("pk", flat=True)),
        "words": [turkish.analyse(word).stems[0] for word in WORDS],
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(FILL_CASES, values)
        cursor.execute(FILL_REPORTS, values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        for table in ("cases_case", "requests_report", "casedesk_work"):
            cursor.execute(f"ANALYZE {table}")


def measure(options: argparse.Namespace) -> None:
    """Print the figures of an officer of the centre, and of one of a directorate."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    print(f"| at {options.cases:,} cases | p50 ms | p95 ms | of the page with no line |")
    print("|---|---|---|---|")
    for name, user in officers():
        client = Client()
        client.force_login(user)
        empty = statistics.median(asked(client, PAGES["no line"], options.rounds))
        for label, path in PAGES.items():
            found = asked(client, path, options.rounds)
            middle = statistics.median(found)
            worst, ratio = percentile(found), middle / empty
            print(f"| {name}: {label} | {middle:.0f} | {worst:.0f} | {ratio:.2f} |", flush=True)
    if options.explain:
        plans()


def officers() -> list[tuple[str, Any]]:
    """Return an officer who sees all, and one who sees one directorate."""
    from content.editing.actions import create_staff
    from content.reference.models import Directorate
    from services.cases.models import Workplace

    made = [
        create_staff(username=f"olcum-{role}", role=role, password="olcum-parolasi-uzun-42")  # noqa: S106
        for role in ("solution_centre", "directorate")
    ]
    unit = Directorate.objects.first()
    Workplace.objects.create(user=made[1], directorate=unit)
    return [("centre", made[0]), ("directorate", made[1])]


def asked(client: Any, path: str, rounds: int) -> list[float]:
    """Return milliseconds of whole answers."""

    def ask(address: str) -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")

    return times(ask, path, rounds)


def plans() -> None:
    """Print how the database answers the queue's queries."""
    from django.contrib.auth import get_user_model

    from services.desk.filters import QueueFilter
    from services.desk.queries.queue import LEFT_OUT, wanted_reports
    from services.desk.queries.whole import PER_PAGE
    from services.desk.rights import places_of

    for name in ("olcum-solution_centre", "olcum-directorate"):
        user = get_user_model().objects.get(username=name)
        for query in (
            {},
            {"sure": "gecti"},
            {"sirala": "oncelik"},
            {"durum": "tumu", "ara": "okul çukur"},
        ):
            wanted = QueueFilter(query, user=user).wanted
            rows = wanted_reports(user, places_of(user), wanted)
            shown = rows.select_related("case__work__assignee", "category").defer(*LEFT_OUT)
            print(f"\n{name} {query}\n{shown[:PER_PAGE].explain(analyze=True)}")
            print(f"count: {rows.order_by().explain()}")


if __name__ == "__main__":
    main()
