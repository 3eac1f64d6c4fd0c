"""`make bench`: ratios to a bare Django view and to stock Wagtail, measured in one run.

Bare times mean little on a shared machine; ratios do. Our database, the two web workers and the
load generator share the machine's cores, as they do for every figure beside them.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

SIZES = (2_000, 20_000, 200_000)
OURS = {
    "detail": "/kent-rehberi/olcum-7/",
    "list": "/kent-rehberi/?sirala=ad",
    "API list of 20": "/api/v1/places?limit=20",
    "API detail": "/api/v1/documents/1000007",
    "bounding box": "/api/v1/places?bbox=35.45,38.70,35.50,38.75&limit=100",
}
STOCK = {
    "detail": "/olcum/stock/stok/olcum-7/",
    "list": "/olcum/stock/stok/",
    "API list of 20": "/olcum/v3/pages/?type=stock.StockPlacePage&limit=20",
    "API v2 list of 20": "/olcum/v2/pages/?type=stock.StockPlacePage&limit=20&fields=*",
}


def main() -> None:
    """Measure and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    options = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.data import multiply_places, stock_places

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    stock_places(2_000)
    call_command("rebuild_references_index", verbosity=0)
    grown = 0
    for size in options.sizes:
        multiply_places(grown + 1, size)
        grown = size
        print(f"\n## {size:,} documents\n")
        measure(options.seconds, with_stock=size == options.sizes[0])


def measure(seconds: int, *, with_stock: bool) -> None:
    """Measure all addresses, without and with the whole-page cache, and print a table."""
    from benchmarks.load import load, server

    rows: list[tuple[str, float, float, float, str, int]] = []
    with server(BENCH_PAGE_CACHE="0"):
        bare = load("/olcum/bare/", seconds)
        rows.append(("bare view", bare.rps, bare.p50, bare.p99, "", bare.errors))
        stock = {}
        if with_stock:
            for name, path in STOCK.items():
                stock[name] = load(path, seconds)
        for name, path in OURS.items():
            figure = load(path, seconds)
            against = stock.get(name)
            note = f"{figure.rps / against.rps:.1f}x stock" if against else ""
            if name == "API list of 20" and with_stock:
                note += f", {figure.rps / stock['API v2 list of 20'].rps:.1f}x v2"
            rows.append((name, figure.rps, figure.p50, figure.p99, note, figure.errors))
        for name, figure in stock.items():
            rows.append((f"stock {name}", figure.rps, figure.p50, figure.p99, "", figure.errors))
    with server(BENCH_PAGE_CACHE="1"):
        again = load("/olcum/bare/", seconds)
        for name in ("detail", "list", "API list of 20"):
            figure = load(OURS[name], seconds)
            note = f"{figure.rps / again.rps:.2f} of the bare view"
            rows.append((f"{name}, kept", figure.rps, figure.p50, figure.p99, note, figure.errors))
    print("| address | req/s | of bare | p50 ms | p99 ms | | failed |")
    print("|---|---|---|---|---|---|---|")
    for name, rps, p50, p99, note, errors in rows:
        print(
            f"| {name} | {rps:,.0f} | {rps / bare.rps:.2f} | {p50:.1f} | {p99:.1f} "
            f"| {note} | {errors} |"
        )


if __name__ == "__main__":
    main()
