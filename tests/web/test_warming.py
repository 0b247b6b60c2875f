"""Before threads answer, one thread has learnt every struct: two that met at a first use brought the process down."""

from __future__ import annotations

import concurrent.futures
import signal
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.conftest import Server

PATHS = ("/today", "/season", "/progress", "/library", "/api/v1/plan", "/api/v1/today", "/settings", "/changes")


def fetched(address: str) -> int:
    with urllib.request.urlopen(address, timeout=60) as answer:
        answer.read()
        status: int = answer.status
        return status


@pytest.mark.parametrize("time", range(2))
def test_many_first_requests_at_once_are_all_answered(season: Path, serve: Callable[..., Server], time: int) -> None:
    server = serve(season, environ={"PYTHONFAULTHANDLER": "1"})
    with concurrent.futures.ThreadPoolExecutor(len(PATHS)) as pool:
        assert set(pool.map(fetched, [server.url + path for path in PATHS])) == {200}
    server.kill(signal.SIGTERM)
    assert "Fatal" not in server.said()
