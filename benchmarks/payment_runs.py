"""Every play of the sandbox bank, whatever goes wrong: `python -m benchmarks.payment_runs`.

One tab, with and without the return; two tabs at once; the process killed (SIGKILL) after each
step. A throw-away database, the bank and the site on ports of their own. For each run stands what
the bank charged and paid back, what was recorded, and what the ledger has at the provider: exits 1
when any of them differ, an order was charged twice, or a debt stays held.
"""

import os
import sys
import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

ROOT = Path(__file__).resolve().parents[1]
ZERO = Decimal("0.00")


class Site(ThreadingMixIn, WSGIServer):
    """The site as the bank reaches it."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """Says nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Run all and print a Markdown table."""
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    failed = runs()
    if failed:
        raise SystemExit(f"{failed} runs do not agree")


def runs() -> int:
    """Run every play by every way; return how many did not agree."""
    from demo.bank import PLAYS
    from tests.factories.paying import ENDS, STEPS

    bank, site, client, payer = _scene()
    ways: dict[str, Callable[[str], None]] = {
        "one tab": lambda play: _one_tab(bank, client, play, returns=True),
        "one tab, never returns": lambda play: _one_tab(bank, client, play, returns=False),
        "two tabs": lambda play: _two_tabs(bank, client, play),
    }
    for step in STEPS:
        ways[f"killed: {step}"] = lambda play, step=step: _killed(bank, site, payer, play, step)
    print(
        "| the bank plays | way | attempt | charged | paid back | recorded | ledger | receipts | |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    failed = 0
    for play in PLAYS:
        for way, run in ways.items():
            before = _sums(bank)
            run(play)
            failed += _told(bank, play, way, before, ENDS[play])
    refunds = ("one tab", "two tabs", "killed: told")
    for way in refunds:
        before = _sums(bank)
        _one_tab(bank, client, "success", returns=True)
        _part_back(way)
        failed += _told(bank, "refund of a part", way, before, "partly_refunded")
    print(f"\n{len(PLAYS) * len(ways) + len(refunds)} runs, {failed} that do not agree.")
    return failed


def _scene() -> tuple[Any, str, Any, Any]:
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.test import Client
    from django.utils import timezone

    from accounts.profiles.models import VerifiedBy
    from accounts.signin import levels
    from demo.bank import Bank
    from services.debts.models import ImportRun
    from tests.factories.citizens import citizen
    from tests.factories.paying import NUMBER
    from tests.factories.site import home_page

    bank = Bank(("127.0.0.1", 0), "runs-only")
    settings.PAYMENT_PROVIDER = "services.debts.payments.sandbox.Sandbox"
    settings.PAYMENT_SANDBOX_URL, settings.PAYMENT_SANDBOX_KEY = bank.address, "runs-only"
    settings.PAYMENT_POLL_SECONDS = 0
    home_page()
    now = timezone.now()
    ImportRun.objects.create(
        source="muhasebe", kind="full", state="done", source_time=now, finished_at=now
    )
    payer = citizen(
        number=NUMBER, identity_verified_by=VerifiedBy.EDEVLET, identity_verified_at=now
    )
    # How somebody proves who they are has tests of its own.
    levels.level_of = lambda request: levels.Level.STRONG
    site = make_server("127.0.0.1", 0, get_wsgi_application(), Site, Silent)
    for server in (bank, site):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    client = Client(HTTP_HOST=f"127.0.0.1:{site.server_port}")
    client.force_login(payer.user)
    return bank, f"http://127.0.0.1:{site.server_port}", client, payer


def _one_tab(bank: Any, client: Any, play: str, *, returns: bool) -> None:
    from tests.factories.paying import begin, carry_out, two_debts

    begin(client, two_debts())
    carry_out(bank, client, play, returns=returns)


def _two_tabs(bank: Any, client: Any, play: str) -> None:
    from django.db import connections

    from tests.factories.paying import begin, carry_out, two_debts

    rows, barrier = two_debts(), threading.Barrier(2)

    def press() -> None:
        barrier.wait()
        try:
            begin(client, rows)
        finally:
            connections.close_all()

    tabs = [threading.Thread(target=press) for _tab in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    carry_out(bank, client, play)


def _killed(bank: Any, site: str, payer: Any, play: str, step: str) -> None:
    from django.db import connections
    from django.utils import timezone

    from services.debts.models import Attempt
    from tests.factories.paying import HERE, call_clock, two_debts
    from tests.services.debts.payments.test_plays import _die_after

    rows, key = two_debts(), uuid.uuid4()
    connections.close_all()
    child = os.fork()
    if child == 0:
        _die_after(step, payer, rows, key, play, bank)
    os.waitpid(child, 0)
    order = str(Attempt.objects.get(form_key=key).public_id)
    heard = order in bank.orders
    if heard:
        bank.orders[order].callback_url = f"{site}{HERE}bildirim/"
        if bank.orders[order].state == "pending":
            bank.play(order, play)
    Attempt.objects.filter(form_key=key, status__in=("created", "redirected")).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    call_clock()
    if heard and play == "late":
        bank.charge_late(order)
        call_clock()


def _part_back(way: str) -> None:
    """Pay a part of the last payment back: once, asked for twice at once, or killed in between."""
    from django.db import connections

    from services.debts.actions.refunds import ask_refund, pay_back
    from services.debts.models import Attempt
    from services.debts.payments.provider import provider
    from tests.factories.paying import call_clock

    attempt, key, bank = Attempt.objects.latest("pk"), uuid.uuid4(), provider()

    def ask() -> None:
        try:
            given = {"attempt": attempt, "amount": Decimal("250.00"), "reason": "Deneme"}
            refund = ask_refund(key=key, **given)
            if way == "killed: told":
                bank.refund(attempt.public_id, refund.amount, refund.key)
                os.kill(os.getpid(), 9)
            pay_back(refund=refund, provider=bank)
        finally:
            connections.close_all()

    connections.close_all()
    if way == "killed: told":
        child = os.fork()
        if child == 0:
            ask()
        os.waitpid(child, 0)
    else:
        askers = [threading.Thread(target=ask) for _tab in range(2 if way == "two tabs" else 1)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
    call_clock()


def _sums(bank: Any) -> dict[str, Decimal]:
    """Return what the bank, the payments and the ledger have by now."""
    from django.db.models import Sum

    from services.debts.models import Attempt, Receipt
    from services.debts.verification import totals

    kept = Attempt.objects.aggregate(charged=Sum("charged"), back=Sum("given_back"))
    refunds = (Decimal(one) for order in bank.orders.values() for one in order.refunds.values())
    return {
        "charged": sum((Decimal(one.charged) for one in bank.orders.values()), ZERO),
        "back": sum(refunds, ZERO),
        "recorded": (kept["charged"] or ZERO) - (kept["back"] or ZERO),
        "ledger": Decimal(str(totals().get("provider", ZERO))),
        "receipts": Decimal(Receipt.objects.count()),
    }


def _told(bank: Any, play: str, way: str, before: dict[str, Decimal], ends: str) -> bool:
    """Print a run; return whether it did not agree."""
    from services.debts.models import Attempt, AttemptItem
    from services.debts.verification import findings, totals

    after = _sums(bank)
    moved = {name: after[name] - before[name] for name in after}
    attempt = Attempt.objects.latest("pk")
    # Whoever died before the bank heard of the order has paid nothing: the clock closed it there.
    unheard = bank.orders[str(attempt.public_id)].callback_url == ""
    agrees = (
        moved["charged"] - moved["back"] == moved["recorded"] == moved["ledger"]
        and all(order.charges <= 1 for order in bank.orders.values())
        and attempt.status == ("expired" if unheard else ends)
        and not AttemptItem.objects.filter(holds=True).exists()
        and sum(Decimal(str(one)) for one in totals().values()) == 0
        and not list(findings())
    )
    print(
        f"| {play} | {way} | {attempt.status} | {moved['charged']} | {moved['back']} "
        f"| {moved['recorded']} | {moved['ledger']} | {moved['receipts']} "
        f"| {'agrees' if agrees else '**DIFFERS**'} |",
        flush=True,
    )
    return not agrees


if __name__ == "__main__":
    main()
