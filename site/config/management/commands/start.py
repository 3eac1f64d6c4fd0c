"""Run the whole site with nothing to configure: what `make run` calls."""

import gc
import signal
import socket
import sys
import time
import urllib.request
from argparse import ArgumentParser
from multiprocessing.process import BaseProcess
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from config import env, processes
from search.terms import has_old_terms, renew_terms

WAIT_SECONDS = 60


def _migrate() -> None:
    """Migrate without looking for garbage among millions of objects, which costs 6 s.

    They live to the end of the process, which is why it is one of its own: 1 GB of them.
    """
    gc.disable()
    call_command("migrate", verbosity=0, interactive=False)


class Command(BaseCommand):
    """`manage.py start [--port 8000]`: migrate, load the demo once, start web and worker."""

    help = "Migrate, load the demo municipality, start the web server and the worker."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the port and the number of web workers."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--no-demo", action="store_true", help="start with empty tables")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, start, print the addresses, wait until told to stop."""
        self._connect()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            try:
                processes.run(_migrate)
            except RuntimeError as error:
                raise CommandError("Migrating failed; its last words are above.") from error
            if has_old_terms():
                renew_terms()
        if not options["no_demo"]:
            call_command("load_demo", if_empty=True, stdout=self.stdout)
        port = self._free_port(options["host"], options["port"])
        if not env.text("BASE_URL", ""):  # links in mails lead to where we are
            settings.WAGTAILADMIN_BASE_URL = f"http://localhost:{port}"
        signal.signal(signal.SIGTERM, lambda *_args: sys.exit(0))
        parts = [*self._demo_gate(options["host"], port), *self._demo_bank(options["host"], port)]
        parts += [
            processes.fork(processes.serve, options["host"], port, options["workers"]),
            processes.fork(processes.work),
        ]
        try:
            base = f"http://{options['host']}:{port}"
            self._wait_until_up(f"{base}/saglik/", parts)
            self._tell(base, with_demo=not options["no_demo"])
            while all(part.is_alive() for part in parts):
                time.sleep(0.5)
            raise CommandError("A part of the site has stopped; its last words are above.")
        except KeyboardInterrupt:
            self.stdout.write("\nStopping …")
        finally:
            processes.stop(parts)
            if not env.text("DATABASE_URL", ""):
                self._stop_database()

    def _connect(self) -> None:
        """Reach the database; start it again where another command was just stopping it."""
        try:
            connection.ensure_connection()
        except OperationalError:
            if env.text("DATABASE_URL", ""):
                raise
            from config.embedded_postgres import ensure_running

            ensure_running(settings.VAR_DIR / "postgres")
            connection.ensure_connection()

    def _demo_gate(self, host: str, port: int) -> list[BaseProcess]:
        """Start the demo's e-Devlet unless another gate is set; the web server learns where."""
        if not settings.DEBUG or settings.EDEVLET_BASE_URL:
            return []
        from demo import gate

        gates_port = self._free_port(host, port + 100)
        settings.EDEVLET_BASE_URL = f"http://{host}:{gates_port}"
        return [processes.fork(gate.serve, host, gates_port)]

    def _demo_bank(self, host: str, port: int) -> list[BaseProcess]:
        """Start the demo's payment provider; web server and worker learn where."""
        if not settings.DEBUG or settings.PAYMENT_SANDBOX_URL:
            return []
        from demo import bank

        banks_port = self._free_port(host, port + 200)
        settings.PAYMENT_SANDBOX_URL = f"http://{host}:{banks_port}"
        return [processes.fork(bank.serve, host, banks_port, settings.PAYMENT_SANDBOX_KEY)]

    def _free_port(self, host: str, wanted: int) -> int:
        for port in range(wanted, wanted + 20):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((host, port))
                except OSError:
                    continue
            if port != wanted:
                self.stdout.write(f"Port {wanted} is taken; using {port}.")
            return port
        raise CommandError(f"No free port from {wanted} on; name one with --port.")

    def _wait_until_up(self, url: str, parts: list[BaseProcess]) -> None:
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            if not all(part.is_alive() for part in parts):
                raise CommandError("A part of the site did not start; see the messages above.")
            try:
                with urllib.request.urlopen(url, timeout=5):  # noqa: S310
                    return
            except OSError:
                time.sleep(0.05)
        raise CommandError(f"{url} did not answer in {WAIT_SECONDS} s.")

    def _tell(self, base: str, *, with_demo: bool) -> None:
        self.stdout.write(
            f"\n  Site   {base}/\n  Admin  {base}/yonetim/\n  API    {base}/api/v1/docs\n"
        )
        if with_demo:
            from demo.users import DEMO_PASSWORD, DEMO_USERS

            self.stdout.write(f"  Demo users (password of all: {DEMO_PASSWORD})\n")
            for name, role in DEMO_USERS:
                self.stdout.write(f"    {name:<12} {role}\n")
        self.stdout.write("\n  Stop with Ctrl-C.\n")
        self.stdout.flush()

    def _stop_database(self) -> None:
        """Stop the embedded server unless another command still uses it."""
        from config.embedded_postgres import stop

        deadline = time.monotonic() + 2  # our own parts may just be leaving
        others = 1
        while others and time.monotonic() < deadline:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity "
                    "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
                )
                others = cursor.fetchone()[0]
            time.sleep(0.1 if others else 0)
        connection.close()
        if not others:
            stop(settings.VAR_DIR / "postgres")
