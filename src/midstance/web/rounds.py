"""What the server does by itself while it runs: goes on with what was handed over, and looks at feeds.

Each process makes its rounds, and of those at the same moment one does the work: a lock between them says which.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import connections

from midstance.storage.handed_over import all_of, sweep
from midstance.storage.locking import locked
from midstance.web import bringing, feeds_by_themselves

FIRST_S, EVERY_S = 3.0, 60.0
"""Seconds until the first round, and between two (ours)."""
LOCK = ".rounds"
_LOG = logging.getLogger(__name__)
_NEVER = threading.Event()


def begin() -> threading.Thread:
    """Makes rounds from now on, in a thread that ends with the process."""
    thread = threading.Thread(target=_go_round, name="midstance-rounds", daemon=True)
    thread.start()
    return thread


def _go_round() -> None:
    wait = FIRST_S
    while not _NEVER.wait(wait):
        one_round()
        wait = EVERY_S * (0.9 + random.random() / 5)


def one_round() -> bool:
    """One round; False where another process is at it. Whatever fails is said in the log, and tried in the next one."""
    try:
        with locked(settings.HOME / LOCK, wait=False) as mine:
            if mine:
                for part in (_go_on, _sweep, _feeds):
                    _tried(part)
            return mine
    except OSError as trouble:
        _LOG.warning("no round: %s", trouble.strerror)
        return False


def _tried(part: Callable[[], object]) -> None:
    try:
        part()
    except Exception as trouble:
        # Nothing of it may end the thread; what it was about is kept for itself.
        _LOG.warning("%s: %s", part.__name__.strip("_"), type(trouble).__name__)
    finally:
        connections.close_all()


def _go_on() -> None:
    for one in all_of(settings.HOME):
        bringing.start(one)


def _sweep() -> None:
    sweep(settings.HOME, _now())


def _feeds() -> None:
    feeds_by_themselves.look_at_all(_now, settings.FEEDS_HOURS)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
