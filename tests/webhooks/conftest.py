"""A receiver: a real HTTP server on this machine that keeps what it is sent."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from webhooks.models import Endpoint


class Receiver:
    """Answers with what `answers` says, in order; the last one repeats."""

    def __init__(self):
        self.requests = []
        self.answers = [200]
        self.drip = 0.0
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.requests.append((self.path, dict(self.headers), body))
                answers = receiver.answers
                status = answers.pop(0) if len(answers) > 1 else answers[0]
                if receiver.drip:
                    self.wfile.write(b"HTTP/1.1 ")
                    for _ in range(100):
                        try:
                            self.wfile.write(b"2")
                            self.wfile.flush()
                        except OSError:
                            return
                        time.sleep(receiver.drip)
                self.send_response(status)
                if status in {301, 302, 307, 308}:
                    self.send_header("Location", f"{receiver.url}elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def receiver(settings):
    settings.WEBHOOKS_ALLOW_PRIVATE = True
    found = Receiver()
    yield found
    found.stop()


@pytest.fixture
def endpoint(receiver, db):
    return Endpoint.objects.create(name="Deneme", url=receiver.url, secret="s" * 32)
