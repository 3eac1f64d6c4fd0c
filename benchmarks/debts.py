"""Debts at full size: `python -m benchmarks.debts [--accounts 200000] [--explain]`.

Five assessments of each account, from a made file, imported by the command as operators run it;
the same file again; changes of one account in a hundred. Then fifty signed-in citizens read their
summary, beside a bare view with the same sessions, in the same run. A throw-away database.
Processor time is of the command and of the database together: a busy machine changes it little.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
SUMMARY = "/e-belediye/borc/"
PAGES = {
    "summary": SUMMARY,
    "list": f"{SUMMARY}tumu/?durum=hepsi",
    "basket": f"{SUMMARY}odeme/",
    "receipts": f"{SUMMARY}makbuzlar/",
}
USERS = 50


def main() -> None:
    """Make, import, read, explain; print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=200_000)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--explain", action="store_true", help="print the plans too")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    imports(options.accounts)
    pages(options)
    if options.explain:
        plans()


def imports(accounts: int) -> None:
    """Import three files and compare ledger and register."""
    from benchmarks.debts_data import rows, write

    print("| what | rows | rows/s | s | processor s (command, database) | peak MB |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "borc.csv"
        at = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(time.time() - 60))
        count = write(file, rows(accounts), kind="full", at=at)
        print(f"<!-- {file.stat().st_size >> 20} MB -->")
        taken("into an empty register", count, file)
        taken("the same file again", count, file)
        changed = Path(folder) / "degisen.csv"
        count = write(changed, rows(accounts, raised=5, only=100), kind="delta", at=at)
        taken("changes", count, changed)
    taken("`verify_ledger`", 0, None)


def taken(what: str, count: int, file: Path | None) -> None:
    """Run a command in a process of its own and print what it used."""
    command = f"{sys.executable} manage.py "
    command += f"import_assessments {file} --allow-gone" if file else "verify_ledger"
    before, began = database_seconds(), time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)])}
    # By a shell that stays: the peak of a process begins with that of the one it was forked from.
    with subprocess.Popen(
        ["/bin/sh", "-c", f"{command}; exit $?"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        _pid, status, mine = os.wait4(process.pid, 0)
        process.returncode = status
    if status:
        raise SystemExit(f"{what}: {status}\n{said}")
    seconds = time.perf_counter() - began
    theirs = database_seconds() - before
    peak = re.search(r"peak (\d+) MB", said)
    print(
        f"| {what} | {count:,} | {count / seconds:,.0f} | {seconds:.0f} "
        f"| {mine.ru_utime + mine.ru_stime:.0f}, {theirs:.0f} | {peak[1] if peak else ''} |",
        flush=True,
    )


def database_seconds() -> float:
    """Return the processor time of our database server, ended sessions included."""
    from django.conf import settings

    host = str(settings.DATABASES["default"]["HOST"])
    total = 0.0
    for found in psutil.process_iter(["name", "cmdline"]):
        if not any(host in part for part in found.info["cmdline"] or []):
            continue
        if "postgres" not in (found.info["name"] or ""):
            continue
        times = found.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
        for child in found.children():
            part = child.cpu_times()
            total += part.user + part.system
    return total


def pages(options: argparse.Namespace) -> None:
    """Let fifty citizens read, thinking and not thinking."""
    from benchmarks.debts_data import signed_in
    from benchmarks.load import server
    from benchmarks.users import read

    cookies = signed_in(options.accounts, USERS)
    print(
        f"\n| {USERS} users | answers/s | p50 ms | p95 ms | p95 over bare | processor ms | failed |"
    )
    print("|---|---|---|---|---|---|---|")
    with server(DEMO="1") as running:
        for thinks, words in ((3.0, "think 3 s"), (0.0, "never think")):
            bare = None
            for name, path in {"bare view": "/olcum/bare/", **PAGES}.items():
                read(path, cookies, seconds=2, thinks=0)
                before = running.processor_seconds()
                found = read(path, cookies, seconds=options.seconds, thinks=thinks)
                used = (running.processor_seconds() - before) * 1000 / max(1, len(found.took))
                bare = bare or found
                print(
                    f"| {name}, {words} | {found.rate:,.0f} | {found.p50:.0f} | {found.p95:.0f} "
                    f"| {found.p95 - bare.p95:.0f} | {used:.1f} | {found.failed} |",
                    flush=True,
                )


def plans() -> None:
    """Print how the database answers each list of the pages."""
    from accounts.profiles.models import CitizenProfile
    from services.debts.models import Attempt, ImportRun, Posting, Receipt
    from services.debts.queries import citizen

    profile = CitizenProfile.objects.get(user__username="olcum7")
    rows = citizen._instalments(profile).order_by("assessment_id", "due_on", "number")
    one = rows[0]
    queries: dict[str, Any] = {
        "debts of a citizen": rows[: citizen.MOST],
        "one debt": rows.filter(assessment_id=one.assessment_id),
        "history of a debt": Posting.objects.filter(book="receivable", instalment__in=[one.pk])
        .select_related("entry", "instalment")
        .order_by("entry__at", "pk")[:200],
        "open attempt": Attempt.objects.filter(owner=profile.pk, status__in=("created",))[:1],
        "receipts": Receipt.objects.filter(attempt__owner=profile.pk).select_related("attempt")[
            :100
        ],
        "imports": ImportRun.objects.exclude(state="running").order_by("-pk")[:20],
    }
    for name, query in queries.items():
        print(f"\n### {name}\n\n{query.explain(analyze=True, buffers=True)}")


if __name__ == "__main__":
    main()
