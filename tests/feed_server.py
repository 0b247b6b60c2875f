"""A server of our own for tests of network clients: it answers as scripted, and remembers what it was asked.

Tests reach it through the product's own transport, to which another look-up of names and another way to connect are
handed in: the name leads to a public address, and the connection to that goes to this machine instead.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec
import pytest

from midstance.services.transport import Https

PUBLIC = "93.184.215.14"
"""Any public address: nothing is ever sent to it."""


class Asked(msgspec.Struct, frozen=True):
    """What arrived at the server."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What the server says, and how badly it behaves while it does so."""

    status: int = 200
    headers: dict[str, str] = {}
    body: bytes = b""
    raw: bytes | None = None
    """Sent to the letter instead, whatever that is."""
    drip_s: float = 0.0
    """Seconds between single bytes of the body."""
    lies_bytes: int | None = None
    """The length that is stated."""


Answering = Callable[[Asked], Reply]


class FeedServer:
    """The server; `answering` may be another one at any time."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answering: Answering = lambda asked: Reply(status=404)
        self.dialled: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            """Hands every request to the script."""

            protocol_version = "HTTP/1.1"

            def _any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, self.path, headers, body)
                outer.asked.append(asked)
                self.close_connection = True
                with contextlib.suppress(OSError):
                    _send(self, outer.answering(asked))

            do_GET = do_POST = do_PUT = _any

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def says(self, *replies: Reply) -> None:
        """One answer after the other; the last one for ever."""
        left = list(replies)

        def answer(asked: Asked) -> Reply:
            return left.pop(0) if len(left) > 1 else left[0]

        self.answering = answer

    def calendar(self, data: bytes, **headers: str) -> None:
        """A calendar from now on."""
        self.says(Reply(body=data, headers={"Content-Type": "text/calendar", **headers}))

    def transport(
        self, *, ips: Sequence[str] = (PUBLIC,), answer_s: float = 10.0, most_bytes: int = 5_000_000
    ) -> Https:
        """The product's transport, led here."""

        def dial(ip: str, port: int, seconds: float) -> socket.socket:
            self.dialled.append(f"{ip}:{port}")
            return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

        return Https(
            resolve=lambda host, port, seconds: ips, dial=dial, secure=lambda raw, host: raw, answer_s=answer_s,
            most_bytes=most_bytes,
        )  # fmt: skip

    def close(self) -> None:
        """Stops listening."""
        self._server.shutdown()
        self._server.server_close()


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    if reply.raw is not None:
        handler.wfile.write(reply.raw)
        return
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    if "Transfer-Encoding" not in reply.headers:
        handler.send_header("Content-Length", str(len(reply.body) if reply.lies_bytes is None else reply.lies_bytes))
    handler.end_headers()
    if not reply.drip_s:
        handler.wfile.write(reply.body)
        return
    for byte in reply.body:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(reply.drip_s)


@pytest.fixture
def feed_server() -> Iterator[FeedServer]:
    """A server for one test."""
    server = FeedServer()
    yield server
    server.close()
