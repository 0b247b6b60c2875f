"""What is fuzzed: every reader of what strangers made, by kind, with samples of each of its shapes."""

from __future__ import annotations

import datetime as dt
import os
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

from tests.activity_files import member
from tests.plan_fixture import small_plan
from tests.watch_sessions import laid_out

from midstance.application.backups import read_backup, write_backup
from midstance.application.keeping import read_diary
from midstance.formats.activities.bundles import read_file
from midstance.formats.activities.reading import Reader
from midstance.formats.brief_toml import read_brief
from midstance.formats.entry import UnreadableFile
from midstance.formats.foreign_strength import read_strength
from midstance.formats.intervals_icu import read_intervals_events
from midstance.formats.plan_ics import read_earlier, write_ics
from midstance.formats.plan_json import encode_plan, read_plan
from midstance.formats.reading import read_running_plan
from midstance.formats.strength_logs.reading import is_strength_log, read_strength_log
from midstance.formats.watch.as_fit import fit_workout
from midstance.formats.watch.fit_workout import read_fit_workout, write_fit_workout

Kind = Literal["activities", "strength_logs", "plans", "documents", "services", "watch"]
SLOW_S, SLOW_S_PER_MB = 2.0, 10.0
"""Longer than this for a file, and for each of its megabytes, is a finding (ours; the slowest honest ones take a
fifteenth of a second for a megabyte)."""
TODAY = dt.date(2027, 3, 9)
LARGEST = 300_000
"""Samples beyond are left out: mutations of small files reach the same places sooner."""
ROOT = Path(__file__).parents[1]
EVENTS = b"""[
{"id": 1, "category": "WORKOUT", "type": "Run", "start_date_local": "2027-03-10T07:00:00", "name": "6 x 800 m"},
{"id": 2, "category": "RACE_A", "name": "Half", "distance": 21098, "start_date_local": "2027-05-02T09:00:00"},
{"id": "h", "category": "HOLIDAY", "start_date_local": "2027-03-20T00:00:00", "end_date_local": "2027-03-24T00:00:00"},
{"id": 4, "category": "SICK", "start_date_local": "2027-03-08T00:00:00"}]"""


class Sample(NamedTuple):
    """A good file of a kind, to be broken."""

    kind: Kind
    name: str
    data: bytes


def _activity(name: str, data: bytes) -> None:
    """Nothing may be raised: problems are values."""
    for _ in read_file(member(data, "x"), Reader()):
        pass


def _strength_log(name: str, data: bytes) -> None:
    is_strength_log(data)
    for order in (None, "month first"):
        with suppress(UnreadableFile):
            read_strength_log(data, name, unit="kg" if order else None, order=order)


def _plan(name: str, data: bytes) -> None:
    window = (TODAY, TODAY + dt.timedelta(days=120))
    with suppress(UnreadableFile):
        read_running_plan(name, data, today=TODAY, window=window, zone="Europe/Berlin")
    with suppress(UnreadableFile):
        read_strength(name, data, window=window, zone="Europe/Berlin")
    with suppress(UnreadableFile):
        read_brief(data, name)


def _document(name: str, data: bytes) -> None:
    """Our own documents, as a stranger may hand them in."""
    for read in (read_plan, read_diary, read_backup):
        with suppress(UnreadableFile):
            read(data, name)
    with suppress(UnreadableFile):
        read_earlier(data)


def _service(name: str, data: bytes) -> None:
    with suppress(UnreadableFile):
        read_intervals_events(data, name)


def _watch(name: str, data: bytes) -> None:
    with suppress(UnreadableFile):
        read_fit_workout(data, name)


READERS: dict[Kind, Callable[[str, bytes], None]] = {
    "activities": _activity, "strength_logs": _strength_log, "plans": _plan, "documents": _document,
    "services": _service, "watch": _watch,
}  # fmt: skip


def broken_by(kind: Kind, name: str, data: bytes) -> str:
    """What went wrong in reading: a traceback, or how long it took; nothing where all is well."""
    began = time.process_time()
    try:
        READERS[kind](name, data)
    except Exception:
        return traceback.format_exc(limit=-4)
    took = time.process_time() - began
    return f"{took:.1f} s for {len(data)} bytes" if took > SLOW_S + SLOW_S_PER_MB * len(data) / 1e6 else ""


_ENDINGS: dict[str, tuple[Kind, ...]] = {
    ".fit": ("activities", "watch"), ".gpx": ("activities",), ".tcx": ("activities",), ".gz": ("activities",),
    ".zip": ("activities", "documents"), ".xml": ("activities",), ".ics": ("plans",), ".yaml": ("plans",),
    ".csv": ("activities", "strength_logs", "plans"), ".json": ("activities", "strength_logs", "documents", "services"),
    ".toml": ("plans",),
}  # fmt: skip
"""Which readers a file at hand is for, by its ending."""


def samples() -> list[Sample]:
    """Files of every kind and shape, invented, and those at hand (MIDSTANCE_REAL_DATA)."""
    return [*_invented(), *_made(), *_at_hand()]


def _invented() -> Iterator[Sample]:
    from tests.test_activities_hostile import SAMPLES

    yield from (Sample("activities", name, data) for name, data in SAMPLES.items())
    folders: tuple[Kind, ...] = ("strength_logs", "plans")
    for kind in folders:
        for path in sorted((ROOT / "tests" / "samples" / kind).glob("*.*")):
            if path.stat().st_size <= LARGEST:
                yield Sample(kind, path.name, path.read_bytes())
    yield Sample("plans", "half.yaml", (ROOT / "examples" / "half_12_weeks.yaml").read_bytes())
    yield Sample("services", "events.json", EVENTS)


def _made() -> Iterator[Sample]:
    """What we write ourselves."""
    plan = small_plan()
    yield Sample("documents", "plan.json", encode_plan(plan))
    yield Sample("documents", "plan.ics", write_ics(plan))
    diary = (ROOT / "examples" / "diary.json").read_bytes()
    yield Sample("documents", "diary.json", diary)
    made = dt.datetime.combine(TODAY, dt.time(8), dt.UTC)
    yield Sample("documents", "backup.zip", write_backup((read_diary(diary, "diary.json"),), made))
    yield Sample("watch", "workout.fit", write_fit_workout(fit_workout(laid_out(plan.sessions[0]))))


def _at_hand() -> Iterator[Sample]:
    folder = os.environ.get("MIDSTANCE_REAL_DATA", "")
    for path in sorted(Path(folder).rglob("*.*")) if folder else ():
        if path.is_file() and 0 < path.stat().st_size <= LARGEST:
            for kind in _ENDINGS.get(path.suffix, ()):
                yield Sample(kind, f"{path.parent.name}/{path.name}", path.read_bytes())
