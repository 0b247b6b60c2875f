"""The server: granian answers the app by threads; SQLite wants few of them, PostgreSQL bears more, in processes too."""

from __future__ import annotations

import threading
import webbrowser

THREADS = 2
"""Threads of a process that answer, with SQLite: more only wait for each other at the diary (ours, after measuring)."""
THREADS_POSTGRESQL = 4
"""With PostgreSQL they wait for the server at different times (ours)."""
WORKERS_POSTGRESQL = 2
"""Processes where nothing else is said (ours)."""
HOST = "127.0.0.1"
HEADERS_WITHIN_MS = 15_000
"""So long the head of a request may take to arrive: who is slower holds up nobody (ours)."""
LARGEST_HEAD = 64 * 1024
"""Bytes of a request that are held at once while it arrives (ours)."""
WAITING = 256
"""Connections that may wait their turn (ours)."""
STOPS_WITHIN_S = 20
"""After the word to stop, what is being answered is answered; then it ends (ours)."""


def usual_workers(postgresql: bool) -> int:
    """Processes where nothing else is said."""
    return WORKERS_POSTGRESQL if postgresql else 1


def serve(host: str, port: int, *, workers: int = 1, open_browser: bool = False, postgresql: bool = False) -> None:
    """Answers until it is stopped. The app must be prepared before. Raises OSError where the address is taken."""
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.server import Server

    server = Server(
        "midstance.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS_POSTGRESQL if postgresql else THREADS,
        backlog=WAITING,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN_MS, max_buffer_size=LARGEST_HEAD),
        log_access=False,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOPS_WITHIN_S,
    )
    if open_browser:
        address = f"http://{'localhost' if host == HOST else host}:{port}/"
        timer = threading.Timer(1.0, webbrowser.open, [address])
        timer.daemon = True
        timer.start()
    server.serve()
