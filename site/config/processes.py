"""The parts of the running site, forked from the command that has Django ready already.

A fork starts at once what a new interpreter would spend seconds on importing again.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

from django.core.management import call_command
from django.db import connections
from gunicorn.app.base import BaseApplication

STOP_SECONDS = 10


class WebServer(BaseApplication):  # type: ignore[misc]
    """Gunicorn over the application of this process."""

    def __init__(self, options: dict[str, Any]) -> None:
        """Keep the options (names as in gunicorn's documentation) and read them."""
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its options."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the WSGI application; already loaded when the workers are forked."""
        from config.wsgi import application

        return application


def serve(host: str, port: int, workers: int) -> None:
    """Serve the site until told to stop."""
    WebServer(
        {
            "bind": f"{host}:{port}",
            "workers": workers,
            "preload_app": True,
            "loglevel": "warning",
            "timeout": 120,
            "graceful_timeout": 5,
        }
    ).run()


def work() -> None:
    """Do background work until told to stop."""
    call_command("worker")


def fork(target: Callable[..., None], *arguments: Any) -> BaseProcess:
    """Run a function in a forked process of its own session; no connection is shared."""
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(
        target=_begin, args=(target, *arguments), name=target.__name__
    )
    process.start()
    return process


def run(target: Callable[..., None], *arguments: Any) -> None:
    """Run a function in a process of its own and wait for its end; its memory ends with it.

    Raises:
        RuntimeError: When it fails; what went wrong it has said itself.
    """
    process = fork(target, *arguments)
    try:
        process.join()
    finally:
        if process.is_alive():
            stop([process])
    if process.exitcode:
        raise RuntimeError(f"{target.__name__} ended with {process.exitcode}")


def stop(processes: list[BaseProcess]) -> None:
    """End processes: asked first, then killed after `STOP_SECONDS`."""
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(STOP_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()


def _begin(target: Callable[..., None], *arguments: Any) -> None:
    # Own session: Ctrl-C reaches the command alone, which then stops its parts in order.
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    target(*arguments)
