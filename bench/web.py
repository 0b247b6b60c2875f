"""The web app under two years of history: medians as ratios to the bare hello page of the same server.

python -m bench.web             # starts `midstance serve` on a folder of its own, one worker
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import gzip
import http.client
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tests.living import done

from midstance.application.briefing import Wishes, brief_from
from midstance.application.planning import make_plan
from midstance.application.replanning import accept, begin, propose
from midstance.storage import open_store
from midstance.training.clock import monday_of
from midstance.training.log import Entry, SetResult
from midstance.training.plan import Plan
from midstance.training.prescription import Load

SETS = 10_000
BACK_WEEKS, SEASON_WEEKS = 104, 26
START_S = 30.0
PAGE_BYTES = 4096
FIRST_PAGE_BYTES = 150 * 1024


class Row(NamedTuple):
    """A line of the table."""

    what: str
    measured: str
    goal: str
    reached: bool


def lived(home: Path, today: dt.date) -> int:
    """Two years in a diary: seasons one after the other, done as asked, and work of one's own up to `SETS` sets."""
    store = open_store(home)
    diary, entries = store.diary("me"), []
    for back in range(BACK_WEEKS, 0, -SEASON_WEEKS):
        plan = _season(today, back)
        begin(diary, plan, dt.datetime.combine(plan.brief.start, dt.time(5), dt.UTC))
        entries += [entry for one in plan.sessions if one.date < today for entry in done(one)]
    plan = _season(today, 4)
    begin(diary, plan, dt.datetime.combine(plan.brief.start, dt.time(5), dt.UTC))
    entries += list(_own_work(today, SETS - sum(isinstance(one, SetResult) for one in entries)))
    diary.record(list({one.id: one for one in entries}.values()))
    accept(diary, propose(diary, dt.datetime.combine(today, dt.time(3), dt.UTC)).kept.id)
    store.close()
    return len(entries)


def _season(today: dt.date, back: int) -> Plan:
    start = monday_of(today) - dt.timedelta(weeks=back)
    wishes = Wishes(
        week="easy intervals easy rest easy easy long", weeks=SEASON_WEEKS, start=start, level="intermediate",
        kit=("dumbbell", "bench", "mini-band"), race=start + dt.timedelta(weeks=SEASON_WEEKS, days=-1), race_m=21_098,
        time_zone="Europe/Berlin",
    )  # fmt: skip
    return make_plan(brief_from(None, wishes, start))


def _own_work(today: dt.date, many: int) -> Iterator[Entry]:
    """Sets outside the plan, spread evenly over two years."""
    for number in range(max(many, 0)):
        day = today - dt.timedelta(days=1 + number * BACK_WEEKS * 7 // max(many, 1))
        at = dt.datetime.combine(day, dt.time(12), dt.UTC) + dt.timedelta(seconds=number % 3600)
        yield SetResult(
            id=f"own-{number}", at=at, exercise="calf-raise", index=1 + number % 9, reps=12,
            load=Load(kind="kg", kg=10.0), rir=3,
        )  # fmt: skip


@contextlib.contextmanager
def served(home: Path) -> Iterator[int]:
    """`midstance serve` on a folder; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [str(Path(sys.executable).parent / "midstance"), "serve", "--no-browser", f"--port={port}"]
    environ = {**os.environ, "MIDSTANCE_HOME": str(home)}
    server = subprocess.Popen(
        command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/health")
                break
            time.sleep(0.1)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


def _ask(
    connection: http.client.HTTPConnection, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> http.client.HTTPResponse:
    """One request, its answer read to the end. Raises ValueError for any answer but 200 or 201."""
    given = {"Host": f"localhost:{connection.port}", **(headers or {})}
    connection.request("POST" if body is not None else "GET", path, body, given)
    answer = connection.getresponse()
    data = answer.read()
    if answer.status not in (200, 201):
        raise ValueError(f"{path}: {answer.status} {data[:300]!r}")
    answer.msg["X-Bytes"] = str(len(data))
    return answer


def _set(now: dt.datetime) -> bytes:
    entry = {
        "entry": "set", "id": str(uuid.uuid4()), "at": now.isoformat(), "exercise": "goblet-squat", "reps": 8,
        "load": {"kind": "kg", "kg": 14.0}, "rir": 2,
    }  # fmt: skip
    return json.dumps({"entries": [entry]}).encode()


def medians(port: int, times: int, home: Path) -> dict[str, float]:
    """Median seconds of each request, taken in turns so that what else the machine does hits all alike.

    Beside the sets, `beside` is the hello page, and `disk` what this disk takes to keep a page for certain: no answer
    to a set comes before.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    first = _ask(connection, "/today")
    token = re.search(r"csrftoken=([^;]+)", first.headers["Set-Cookie"] or "")
    assert token is not None
    sent = {
        "Cookie": f"csrftoken={token[1]}", "X-CSRFToken": token[1], "Origin": f"http://localhost:{port}",
        "Content-Type": "application/json",
    }  # fmt: skip
    taken: dict[str, list[float]] = {"hello": [], "today": [], "season": [], "beside": [], "log": [], "disk": []}
    for path in ("/health", "/season"):
        _ask(connection, path)
    for _ in range(times):
        for name, path in (("hello", "/health"), ("today", "/today"), ("season", "/season")):
            begun = time.perf_counter()
            _ask(connection, path)
            taken[name].append(time.perf_counter() - begun)
    with (home / "disk").open("wb") as file:
        for _ in range(times):
            begun = time.perf_counter()
            _ask(connection, "/health")
            taken["beside"].append(time.perf_counter() - begun)
            body = _set(dt.datetime.now(dt.UTC))
            begun = time.perf_counter()
            _ask(connection, "/api/v1/entries", body, sent)
            taken["log"].append(time.perf_counter() - begun)
            taken["disk"].append(_kept_for_certain(file))
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def _kept_for_certain(file: BinaryIO) -> float:
    """Seconds until a page of a file is on the disk."""
    file.write(os.urandom(PAGE_BYTES))
    file.flush()
    begun = time.perf_counter()
    os.fsync(file.fileno())
    return time.perf_counter() - begun


def first_page(port: int) -> int:
    """Bytes over the wire of the first page on a phone: the page, and all it links to, compressed where they are."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    accepting = {"Accept-Encoding": "br, gzip"}
    page = _page_text(connection, "/today")
    linked = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg|png))"', page))
    return len(page.encode()) + sum(
        int(_ask(connection, path, headers=accepting).headers["X-Bytes"]) for path in sorted(linked)
    )


def _page_text(connection: http.client.HTTPConnection, path: str) -> str:
    connection.request("GET", path, headers={"Host": f"localhost:{connection.port}"})
    answer = connection.getresponse()
    data = answer.read()
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode()


def rows(times: int) -> Iterator[Row]:
    """The table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        entries = lived(home, dt.datetime.now(dt.UTC).date())
        with served(home) as port:
            taken = medians(port, times, home)
            size = first_page(port)
    own = max(0.0, taken["log"] - taken["disk"])
    said = f"{own / taken['beside']:.1f}  (the disk took {taken['disk'] * 1e3:.2f} ms)"
    yield Row("log less the disk ÷ hello", said, "≤ 4", own <= 4 * taken["beside"])
    for name, beside, goal in (("log", "beside", 4.0), ("today", "hello", 4.0), ("season", "hello", 8.0)):
        hello = taken[beside]
        measured = f"{taken[name] / hello:.1f}  ({taken[name] * 1e3:.2f} / {hello * 1e3:.2f} ms)"
        yield Row(f"{name} ÷ hello, {entries} entries", measured, f"≤ {goal:g}", taken[name] / hello <= goal)
    yield Row("first page on a phone", f"{size / 1024:.0f} KiB", "≤ 150 KiB", size <= FIRST_PAGE_BYTES)


def main() -> int:
    """Prints the table; 0 where every goal is reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    found = list(rows(parser.parse_args().times))
    for row in found:
        print(f"{'yes' if row.reached else 'NO ':4} {row.what:36} {row.measured:28} {row.goal}")
    return 0 if all(row.reached for row in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
