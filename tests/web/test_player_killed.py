"""A server that is killed again and again while a device sends: nothing acknowledged is lost, nothing doubled."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from midstance.training.log import SetResult
from tests.web.conftest import Server
from tests.web.playing import Hand, begin_short_season, written

KILLS = 20
TRAIN = """async () => {
  const { runner, entries } = document.getElementById("player").dataset;
  const queue = globalThis.midstanceQueue;
  const database = await queue.open(runner);
  globalThis.number = 0;
  const one = async () => {
    const number = globalThis.number++;
    const entry = { entry: "set", id: `set.${number}`, at: new Date().toISOString(), exercise: "calf-raise", reps: 12 };
    const row = { id: entry.id, session: "none", entry, state: "waiting", says: "", to: entries };
    await queue.during(database, ["log"], "readwrite", (now) => void now.objectStore("log").put(row));
    void queue.send(runner);
  };
  globalThis.training = setInterval(() => void one(), 20);
}"""
KEPT = """async () => {
  const queue = globalThis.midstanceQueue;
  const database = await queue.open(document.getElementById("player").dataset.runner);
  const all = (now) => queue.answer(now.objectStore("log").getAll());
  const rows = await queue.during(database, ["log"], "readonly", all);
  database.close();
  return rows.map((row) => [row.id, row.state]);
}"""


class Killed:
    """The server alone, on a folder that was made ready before: it is there again in a moment."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        call = f"from midstance.web import serving; serving.serve('127.0.0.1', {self.server.port})"
        environ = {**os.environ, "MIDSTANCE_HOME": str(self.server.home)}
        self.process = subprocess.Popen([sys.executable, "-c", call], env=environ, start_new_session=True)
        for _ in range(400):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{self.server.url}/health", timeout=2).read()
                return
            time.sleep(0.05)
        raise AssertionError("the server did not answer")

    def kill(self) -> None:
        """Ends it with all of its processes, with no time for last words."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)


@pytest.fixture
def killed(home: Path, serve: Callable[..., Server]) -> Iterator[Killed]:
    """A server that can be killed and started again quickly."""
    server = serve(home)
    server.kill()
    again = Killed(server)
    again.start()
    yield again
    again.kill()


def test_nothing_acknowledged_is_lost_and_nothing_doubled(
    home: Path, today: dt.date, killed: Killed, phone: Page
) -> None:
    session = begin_short_season(home, today)[0].id
    hand = Hand(phone, killed.server.url, session)
    hand.open()
    phone.evaluate(TRAIN)
    chance = random.Random(20261121)
    for _ in range(KILLS):
        phone.wait_for_timeout(chance.uniform(40, 250))
        killed.kill()
        acknowledged = {name for name, state in phone.evaluate(KEPT) if state == "kept"}
        assert acknowledged <= {entry.id for entry in written(home)}
        killed.start()
    phone.evaluate("clearInterval(globalThis.training)")
    hand.until("new Promise(done => setTimeout(done, 50)).then(() => true)")
    phone.evaluate("globalThis.midstanceQueue.send(document.getElementById('player').dataset.runner).then(() => 1)")
    hand.sent()
    rows = phone.evaluate(KEPT)
    assert {state for _, state in rows} == {"kept"}
    counts = Counter(entry.id for entry in written(home) if isinstance(entry, SetResult))
    assert counts == {f"set.{number}": 1 for number in range(len(rows))}
    assert len(rows) > KILLS
