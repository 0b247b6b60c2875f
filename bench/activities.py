"""The table of what reading recordings must reach: ratios against other readers, and an import of 3,000 activities.

python -m bench.activities             # invented recordings, and those of MIDSTANCE_REAL_DATA where it is set
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from bench import measuring
from bench.invented_exports import recordings, strava_export
from midstance.formats.activities.fit import read_fit
from midstance.formats.activities.gpx import read_gpx
from midstance.storage import open_store
from midstance.storage.folder import FILE_NAME, HOME_VARIABLE
from midstance.training.log import RunDone

ACTIVITIES, FEW = 3000, 300
EVERYTHING = ("--since", "2000-01-01")


class Row(NamedTuple):
    """A line of the table."""

    what: str
    measured: str
    goal: str
    reached: bool | None


def rows(folder: Path, times: int, activities: int = ACTIVITIES) -> Iterator[Row]:
    """All rows. Rivals that are not installed leave theirs open."""
    real = os.environ.get("MIDSTANCE_REAL_DATA", "")
    for said, found in (("invented", recordings()), ("recorded", recorded(Path(real)) if real else {})):
        fits = {name: data for name, data in found.items() if name.endswith("fit")}
        tracks = {name: data for name, data in found.items() if name.endswith("gpx")}
        if fits:
            yield faster(
                f"FIT sessions, {said} ÷ all of fitdecode", fits, _read_fit, "fitdecode", _fitdecode, 10, times
            )
        if tracks:
            yield faster(f"GPX, {said} ÷ gpxpy", tracks, _read_gpx, "gpxpy", _gpxpy, 3, times)
    yield from imported(folder, activities)


def recorded(folder: Path) -> dict[str, bytes]:
    """The recordings of a folder by their names."""
    return {path.name: path.read_bytes() for path in sorted((folder / "activities").rglob("*.*")) if path.is_file()}


def faster(
    what: str, files: Mapping[str, bytes], ours: Callable[[bytes], object], rival: str,
    theirs: Callable[[bytes], object], goal: int, times: int,
) -> Row:  # fmt: skip
    """How many times faster we read the same files."""
    size = sum(len(data) for data in files.values()) / 1e6
    own_s = measuring.median_seconds(lambda: [ours(data) for data in files.values()], times)
    if find_spec(rival) is None:
        return Row(what, f"{own_s / size * 1e3:.1f} ms/MB; no {rival} here", f"≥ {goal}", None)
    their_s = measuring.median_seconds(lambda: [theirs(data) for data in files.values()], 3)
    measured = f"{their_s / own_s:.1f}  ({own_s / size * 1e3:.1f} / {their_s / size * 1e3:.0f} ms/MB)"
    return Row(what, measured, f"≥ {goal}", their_s / own_s >= goal)


def _read_fit(data: bytes) -> object:
    return read_fit(data, "x")


def _read_gpx(data: bytes) -> object:
    return list(read_gpx(io.BytesIO(data), "x"))


def _fitdecode(data: bytes) -> object:
    """All messages of a file, as far as it can be read."""
    fitdecode = importlib.import_module("fitdecode")
    count = 0
    warnings.simplefilter("ignore")
    try:
        with fitdecode.FitReader(io.BytesIO(data)) as reader:
            for _ in reader:
                count += 1
    except fitdecode.FitError:
        pass
    return count


def _gpxpy(data: bytes) -> object:
    """The same that we say of a track: its length and its duration."""
    gpxpy = importlib.import_module("gpxpy")
    try:
        track = gpxpy.parse(data)
        return track.length_2d(), track.get_duration()
    except gpxpy.gpx.GPXException:
        return None


def imported(folder: Path, activities: int) -> Iterator[Row]:
    """A Strava export into an empty diary: how fast, in how much memory, and exactly once when it is stopped."""
    few, many = folder / "few.zip", folder / "many.zip"
    strava_export(few, min(FEW, activities))
    strava_export(many, activities)
    small, large = _import(few, folder / "few"), _import(many, folder / "many")
    rate = activities / large.busy_s
    said = f"{rate:.0f} files/s  ({large.busy_s:.0f} s, {large.clock_s:.0f} s on the clock)"
    yield Row(f"Strava export of {activities} activities imported", said, "≥ 50", rate >= 50)
    growth = large.peak_kib / small.peak_kib
    said = f"{growth:.2f}  ({large.peak_kib / 1024:.0f} / {small.peak_kib / 1024:.0f} MiB)"
    yield Row(f"peak memory, {activities} ÷ {min(FEW, activities)} activities", said, "≤ 1.5", growth <= 1.5)
    home = folder / "stopped"
    safe = _stopped(many, home, activities // 3)
    took = _import(many, home).busy_s
    held = _entries(home)
    _import(many, home)
    once = held == _entries(home) == activities
    said = f"{safe} safe, {held} in the end, {took:.1f} s more"
    yield Row(
        "stopped by Ctrl-C after a third, then gone on with",
        said,
        f"{activities}, once",
        once and 0 < safe < activities,
    )


class Taken(NamedTuple):
    """What an import took: processor seconds, which other programs do not lengthen; seconds on the clock; peak KiB."""

    busy_s: float
    clock_s: float
    peak_kib: int


def _import(file: Path, home: Path) -> Taken:
    """Runs an import to its end. Raises RuntimeError when it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(_command(file), env=_at(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the import of {file.name} ended with {process.returncode}")
    return Taken(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss)


def _command(file: Path) -> tuple[str, ...]:
    return (measuring.MIDSTANCE, "runs-done", str(file), *EVERYTHING)


def _at(home: Path) -> dict[str, str]:
    return os.environ | {HOME_VARIABLE: str(home)}


def _stopped(file: Path, home: Path, enough: int) -> int:
    """Stops an import by Ctrl-C once so many entries are in; returns how many are safe then."""
    process = subprocess.Popen(_command(file), env=_at(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and _entries(home) < enough:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    process.wait()
    return _entries(home)


def _entries(home: Path) -> int:
    """How many different runs a diary holds."""
    if not (home / FILE_NAME).exists():
        return 0
    store = open_store(home)
    try:
        return len({entry.id for entry in store.diary("me").entries() if isinstance(entry, RunDone)})
    finally:
        store.close()


def main() -> int:
    """Measures and prints the table; 0 whatever it says, because another machine is another answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5, help="measures behind each median")
    parser.add_argument("--activities", type=int, default=ACTIVITIES, help="in the large export")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder), given.times, given.activities):
            mark = {True: "yes", False: "NO", None: "-"}[row.reached]
            print(f"{row.what:56} {row.measured:32} {row.goal:14} {mark}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
