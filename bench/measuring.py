"""Clocks and scales: what a child process takes in seconds and memory, and what a call takes, as medians."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

MIDSTANCE = str(Path(sys.executable).with_name("midstance"))
IMPORT_ORACLE = (sys.executable, "-c", "from ortools.sat.python import cp_model")


class Taken(msgspec.Struct, frozen=True):
    """What a command took: seconds on the clock, peak memory in KiB."""

    seconds: float
    peak_kib: int


def child(command: Sequence[str]) -> Taken:
    """Runs a command to its end with its output thrown away. Raises RuntimeError when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment())
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    taken = Taken(time.perf_counter() - started, usage.ru_maxrss)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stderr:
        process.stderr.close()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {said.decode(errors='replace')[-500:]}")
    return taken


def _environment() -> dict[str, str]:
    """The environment of a user at home, where Python may keep what it has compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def children(commands: dict[str, Sequence[str]], times: int) -> dict[str, Taken]:
    """Medians of several commands, run in turn so that a busy moment meets all of them."""
    found: dict[str, list[Taken]] = {name: [] for name in commands}
    for turn in range(times + 1):
        for name, command in commands.items():
            taken = child(command)
            # The first turn only fills the caches of files and of compiled modules.
            if turn:
                found[name].append(taken)
    return {
        name: Taken(statistics.median(one.seconds for one in some), max(one.peak_kib for one in some))
        for name, some in found.items()
    }


def output(command: Sequence[str], hash_seed: int) -> bytes:
    """What a command prints under a hash seed."""
    environment = _environment() | {"PYTHONHASHSEED": str(hash_seed)}
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout


def seconds(call: Callable[[], object]) -> float:
    """Processor seconds of one call: what other programs do meanwhile does not count."""
    started = time.process_time()
    call()
    return time.process_time() - started


def median_seconds(call: Callable[[], object], times: int) -> float:
    """Median processor seconds of a call, after one that is not counted."""
    call()
    return statistics.median(seconds(call) for _ in range(times))
