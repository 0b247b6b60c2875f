"""A killed process loses nothing that was acknowledged, and leaves a diary that is whole."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from midstance.application.backups import read_backup, write_backup
from midstance.storage.copies import restore
from midstance.storage.opening import open_store
from tests.diary_fixture import NOON, a_revision, a_set, all_rows, filled

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here to be killed quickly")
KILLS = 120


def killed(work: Callable[[int], None], after_s: float) -> list[str]:
    """Runs work in a process of its own and kills it some time after it first writes to its pipe; returns its lines."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(writing)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        said = pipe.read(1)
        time.sleep(after_s)
        os.kill(child, signal.SIGKILL)
        said += pipe.read()
    os.waitpid(child, 0)
    return said.decode().splitlines()


def writer(home: Path, turn: int) -> Callable[[int], None]:
    """Writes entries, and now and then a revision, and says each once it is acknowledged."""

    def work(pipe: int) -> None:
        diary = open_store(home).diary("me")
        for number in range(10_000):
            entries = [a_set(number, id=f"{turn}-{number}-{part}") for part in range(1 + number % 3)]
            diary.record(entries)
            os.write(pipe, "".join(f"{entry.id}\n" for entry in entries).encode())
            if number % 7 == 3:
                name = f"revision-{turn}-{number}"
                revision = a_revision(1)
                diary.keep(type(revision)(id=name, number=1, as_of=NOON, document=revision.document, basis=""))
                os.write(pipe, f"{name}\n".encode())

    return work


def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    chance = random.Random(4)
    acknowledged: list[str] = []
    for turn in range(KILLS):
        store.close()
        acknowledged += killed(writer(tmp_path, turn), chance.uniform(0.0, 0.03))
        if turn % 10 == 0:
            store.check()
    kept = [entry.id for entry in store.diary("me").entries()] + [one.id for one in store.diary("me").revisions()]
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))
    assert len({name.split("-")[0] for name in acknowledged if name[0] != "r"}) == KILLS
    store.check()
    # What was in one call of `record` is there as a whole or not at all.
    for name in kept:
        turn_number = name.split("-")
        if len(turn_number) == 3 and name[0] != "r":
            parts = 1 + int(turn_number[1]) % 3
            assert {f"{turn_number[0]}-{turn_number[1]}-{part}" for part in range(parts)} <= set(kept)
    store.close()


def begun(work: Callable[[], object]) -> Callable[[int], None]:
    """The work, announced."""

    def announced(pipe: int) -> None:
        os.write(pipe, b"begun\n")
        work()

    return announced


def test_a_diary_whose_making_was_killed_can_be_made(tmp_path: Path) -> None:
    started = time.perf_counter()
    open_store(tmp_path / "whole").close()
    takes_s = time.perf_counter() - started
    chance = random.Random(5)
    for turn in range(25):
        home = tmp_path / str(turn)
        killed(begun(lambda home=home: open_store(home)), chance.uniform(0.0, takes_s))  # type: ignore[misc]
        store = open_store(home)
        assert store.diary("me").record([a_set(1)]) == 1
        store.check()
        store.close()


def test_a_restore_that_was_killed_leaves_the_old_or_the_new_diary(tmp_path: Path) -> None:
    store = filled(tmp_path / "there", "Ada", "Ben")
    backup = read_backup(write_backup(store.documents(), NOON), "a backup")
    new = all_rows(store)
    store.close()
    here = open_store(tmp_path / "here")
    here.diary("Cleo").record([a_set(number) for number in range(200)])
    old, cleo = all_rows(here), here.documents()
    started = time.perf_counter()
    restore(here.home, backup, NOON)
    takes_s = time.perf_counter() - started
    chance = random.Random(6)
    for _ in range(25):
        here.replace(cleo, lambda before: None)
        here.close()
        killed(begun(lambda: restore(here.home, backup, NOON)), chance.uniform(0.0, 1.2 * takes_s))
        assert all_rows(here) in (old, new)
        here.check()
    restore(here.home, backup, NOON)
    assert all_rows(here) == new
    here.close()
