"""Judge relevance by queries with known answers."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from search.engines import engine_named, throw_away
from search.engines.base import EngineError
from search.judging import collection, figures, server
from search.models import PublishedDocument
from search.query import search


class Command(BaseCommand):
    """`manage.py judge FILE [--places FILE] [--engine postgres|elasticsearch]`.

    Needs nothing: a database without tables gets those of search, and without ELASTICSEARCH_URL
    noida-db stands in.
    """

    help = "Ask judged queries and print nDCG@10, success@1, MRR, zero-result queries, the worst."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the files, the engine, and gates."""
        parser.add_argument("file", type=Path, help="CSV: query, external_id, grade (0-3), tag")
        parser.add_argument("--engine", choices=["postgres", "elasticsearch"], default="postgres")
        parser.add_argument(
            "--places",
            type=Path,
            help="CSV of places to judge over, in a throw-away index; the site stays as it is. "
            "Without it the site is judged, or the places.csv beside a judged.csv of other places",
        )
        parser.add_argument("--worst", type=int, default=10, help="how many bad queries to list")
        parser.add_argument("--min-ndcg", type=float, default=0.0, help="fail below this nDCG@10")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge and print."""
        try:
            report = self._report(options["file"], options["places"], options["engine"])
        except (OSError, ValueError, RuntimeError, EngineError, OperationalError) as error:
            raise CommandError(" ".join(str(error).split())) from error
        self._print(report, options["worst"])
        if report.ndcg < options["min_ndcg"]:
            raise CommandError(f"nDCG@10 {report.ndcg:.4f} is below {options['min_ndcg']}.")

    def _report(self, file: Path, places: Path | None, engine: str) -> figures.Report:
        judged = figures.read(file)
        rows = collection.read_places(places) if places else None
        prepare()
        if rows is None and not collection.is_site_judged(judged):
            beside = file.with_name(file.name.replace("judged", "places"))
            if beside == file or not beside.exists():
                raise CommandError(
                    "The site has none of the judged documents; name their file: --places FILE"
                )
            self.stdout.write(f"over           {beside}")
            rows = collection.read_places(beside)
        if rows is not None:
            self._tell_missing(judged, {row["external_id"] for row in rows})
        with ExitStack() as stack:
            stands_in = engine == "elasticsearch" and not settings.ELASTICSEARCH_URL
            if stands_in:
                stack.enter_context(stand_in_server())
            if rows is not None:
                stack.enter_context(collection.stand_in())
                collection.fill(rows)
            if rows is not None or stands_in:
                return run(judged, stack.enter_context(throw_away(engine)))
            return run(judged, engine_named(engine))

    def _tell_missing(self, judged: list[figures.Judged], known: set[str]) -> None:
        missing = sorted({key for one in judged for key in one.grades} - known)
        if missing:
            some = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")
            self.stderr.write(f"{len(missing)} judged places are not in the file: {some}")

    def _print(self, report: figures.Report, worst: int) -> None:
        say = self.stdout.write
        say(f"queries        {len(report.outcomes)}")
        if report.unmeasured:
            say(f"not measured   {len(report.unmeasured)} (nothing was judged to answer them)")
        say(f"nDCG@10        {report.ndcg:.4f}")
        say(f"success@1      {report.success:.4f}")
        say(f"MRR            {report.reciprocal:.4f}")
        say(f"zero results   {len(report.without_answer)}")
        for query in report.without_answer:
            say(f"  nothing for  {query}")
        say(f"\n{'tag':<22}{'queries':>8}{'nDCG@10':>10}{'success@1':>11}{'MRR':>8}")
        for tag, part in report.by_tag().items():
            say(
                f"{tag or '-':<22}{len(part.outcomes):>8}{part.ndcg:>10.4f}"
                f"{part.success:>11.4f}{part.reciprocal:>8.4f}"
            )
        say("\nworst queries")
        for one in report.worst(worst):
            say(f"  {one.ndcg:.4f}  {one.judged.query} ({one.total} found)")
            say(f"          found  {' '.join(one.found) or '-'}")
            wanted = sorted(one.judged.grades.items(), key=lambda item: -item[1])
            say(f"          wanted {' '.join(f'{key}:{grade}' for key, grade in wanted[:10])}")


def prepare() -> None:
    """Make the tables of search where nothing is published yet, so that a fresh machine can judge.

    Raises:
        CommandError: There is a site in the database, but it is older than the code.
    """
    executor = MigrationExecutor(connection)
    label = PublishedDocument._meta.app_label
    wanted = [node for node in executor.loader.graph.leaf_nodes() if node[0] == label]
    if not executor.migration_plan(wanted):
        return
    if _has_content():
        raise CommandError("The database is older than the code; run manage.py migrate")
    # Not by the command: what other apps do after it needs their own tables.
    executor.migrate(wanted)


def _has_content() -> bool:
    """Tell whether anything was published in this database."""
    table = PublishedDocument._meta.db_table
    if table not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")
        return bool(cursor.fetchone()[0])


@contextmanager
def stand_in_server() -> Iterator[None]:
    """Let noida-db stand in for Elasticsearch, where none is configured."""
    if server.program() is None:
        raise CommandError(
            "There is no Elasticsearch: set ELASTICSEARCH_URL, or install noida-db, which speaks "
            "its API (requirements/test.lock)"
        )
    with server.running() as started:
        settings.ELASTICSEARCH_URL = started.url
        try:
            yield
        finally:
            settings.ELASTICSEARCH_URL = ""


def run(judged: list[figures.Judged], engine: Any) -> figures.Report:
    """Ask every query of an engine."""

    def ask(query: str) -> tuple[list[str], int]:
        results = search(query, limit=figures.DEPTH, engine=engine)
        found = [str(hit.document.data.get("external_id", "")) for hit in results.hits]
        return found, results.total

    return figures.judge(judged, ask)
