"""Several things at once, each with its own connection to the database."""

import threading

from django.db import connections


def in_threads(*works):
    """Run functions at once, each with its own connection; return what they raised."""
    raised = []

    def run(work):
        try:
            work()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
