"""`make bench`: ratios to a bare Django view and to stock Wagtail, measured in one run.

Bare times mean little on a shared machine; ratios do. Our database, the two web workers and the
load generator share the machine's cores, as they do for every figure beside them.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.load import Figure

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

SIZES = (2_000, 20_000, 200_000)
TURN = range(1, 201)
"""Details are asked for in turn, two hundred of them: one page alone would flatter any cache."""
OURS = {
    "detail": [f"/kent-rehberi/olcum-{number}/" for number in TURN],
    "list": ["/kent-rehberi/?sirala=ad"],
    "API list of 20": ["/api/v1/places?limit=20"],
    "API detail": [f"/api/v1/documents/{1_000_000 + number}" for number in TURN],
    "bounding box": ["/api/v1/places?bbox=35.45,38.70,35.50,38.75&limit=100"],
}
STOCK = {
    "detail": [f"/olcum/stock/stok/olcum-{number}/" for number in TURN],
    "list": ["/olcum/stock/stok/"],
    "API list of 20": ["/olcum/v3/pages/?type=stock.StockPlacePage&limit=20"],
    "API v2 list of 20": ["/olcum/v2/pages/?type=stock.StockPlacePage&limit=20&fields=*"],
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
    """Measure all addresses without and with the whole-page cache, and print a table."""
    from benchmarks.load import load, server

    rows: list[tuple[str, Figure, str]] = []
    with server(BENCH_PAGE_CACHE="0") as running:
        bare = load(running, ["/olcum/bare/"], seconds)
        rows.append(("bare view", bare, ""))
        stock = {}
        if with_stock:
            stock = {name: load(running, paths, seconds) for name, paths in STOCK.items()}
        for name, paths in OURS.items():
            figure = load(running, paths, seconds)
            notes = [_against(figure, stock[name], "stock")] if name in stock else []
            if name == "API list of 20" and with_stock:
                notes.append(_against(figure, stock["API v2 list of 20"], "v2"))
            rows.append((name, figure, "; ".join(notes)))
        rows += [(f"stock {name}", figure, "") for name, figure in stock.items()]
    with server(BENCH_PAGE_CACHE="0", TEMPLATE_PIECES_MB="0") as running:
        for name in ("detail", "list"):
            figure = load(running, OURS[name], seconds)
            note = _against(figure, stock[name], "stock") if with_stock else ""
            rows.append((f"{name}, nothing kept", figure, note))
    with server(BENCH_PAGE_CACHE="1") as running:
        again = load(running, ["/olcum/bare/"], seconds)
        for name in ("detail", "list", "API list of 20"):
            figure = load(running, OURS[name], seconds)
            note = f"{figure.rps / again.rps:.2f} of the bare view"
            rows.append((f"{name}, whole page kept", figure, note))
    print("| address | req/s | of bare | p50 ms | p99 ms | processor ms | | failed |")
    print("|---|---|---|---|---|---|---|---|")
    for name, one, note in rows:
        print(
            f"| {name} | {one.rps:,.0f} | {one.rps / bare.rps:.2f} | {one.p50:.1f} "
            f"| {one.p99:.1f} | {one.processor_ms:.2f} | {note} | {one.errors} |"
        )


def _against(figure: "Figure", other: "Figure", name: str) -> str:
    rate, processor = figure.rps / other.rps, other.processor_ms / figure.processor_ms
    return f"{rate:.1f}x {name} (processor {processor:.1f}x)"


if __name__ == "__main__":
    main()
