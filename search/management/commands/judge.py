"""Judge relevance by queries with known answers."""

from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines import engine_named, throw_away
from search.judging import collection, figures
from search.query import search


class Command(BaseCommand):
    """`manage.py judge FILE [--places FILE] [--engine postgres|elasticsearch]`."""

    help = "Ask judged queries and print nDCG@10, success@1, MRR, zero-result queries, the worst."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the files, the engine, and gates."""
        parser.add_argument("file", type=Path, help="CSV: query, external_id, grade (0-3), tag")
        parser.add_argument("--engine", choices=["postgres", "elasticsearch"], default="postgres")
        parser.add_argument(
            "--places",
            type=Path,
            help="CSV of places to judge over, in a throw-away index; the site stays as it is",
        )
        parser.add_argument("--worst", type=int, default=10, help="how many bad queries to list")
        parser.add_argument("--min-ndcg", type=float, default=0.0, help="fail below this nDCG@10")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge and print."""
        try:
            judged = figures.read(options["file"])
            places = collection.read_places(options["places"]) if options["places"] else None
        except (OSError, ValueError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        with collection.stand_in() if places is not None else nullcontext():
            if places is not None:
                collection.fill(places)
            with throw_away(options["engine"]) if places is not None else nullcontext() as engine:
                report = run(judged, engine or engine_named(options["engine"]))
        self._print(report, options["worst"])
        if report.ndcg < options["min_ndcg"]:
            raise CommandError(f"nDCG@10 {report.ndcg:.4f} is below {options['min_ndcg']}.")

    def _print(self, report: figures.Report, worst: int) -> None:
        say = self.stdout.write
        say(f"queries        {len(report.outcomes)}")
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


def run(judged: list[figures.Judged], engine: Any) -> figures.Report:
    """Ask every query of an engine."""

    def ask(query: str) -> tuple[list[str], int]:
        results = search(query, limit=figures.DEPTH, engine=engine)
        found = [str(hit.document.data.get("external_id", "")) for hit in results.hits]
        return found, results.total

    return figures.judge(judged, ask)
