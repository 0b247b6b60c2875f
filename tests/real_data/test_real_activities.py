"""Recordings of real devices: each is read or refused in words, and FIT says what an independent decoder says."""

from __future__ import annotations

import csv
import importlib
import os
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from midstance.application.importing.runs_sources import read_sources
from midstance.formats.activities.activity import LAST_YEAR, Activity
from midstance.formats.activities.fit import read_fit
from midstance.formats.activities.reading import FileRead, Reader
from midstance.formats.activities.sports import fit_sport

FOLDER = Path(os.environ.get("MIDSTANCE_REAL_DATA", "nowhere"))
RECORDINGS = sorted((FOLDER / "activities" / "real").glob("*.*"))
FITS = sorted((FOLDER / "activities").glob("*/*.fit"))
EXPORTS = sorted(path for path in (FOLDER / "services").glob("*/*.*") if path.suffix in (".zip", ".xml", ".csv"))

pytestmark = pytest.mark.skipif(not RECORDINGS, reason="no real recordings at hand")


def read(path: Path) -> list[FileRead]:
    return list(read_sources([path], Reader()))


def activities(path: Path) -> list[Activity]:
    return [one for some in read(path) for one in some.activities]


@pytest.mark.parametrize("path", [*RECORDINGS, *EXPORTS], ids=lambda path: path.name)
def test_it_is_read_or_refused_in_words(path: Path) -> None:
    found = read(path)
    assert any(some.activities or some.problems for some in found)
    for some in found:
        for activity in some.activities:
            assert activity.start is None or (activity.start.tzinfo is not None and activity.start.year <= LAST_YEAR)


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_of_an_export_something_is_taken(path: Path) -> None:
    assert activities(path) or path.parent.name == "garmin_connect"


def _decoded(path: Path) -> list[tuple[object, ...]]:
    """Sport, start, metres, seconds and heart rates of the sessions that fitdecode finds before anything breaks."""
    fitdecode = importlib.import_module("fitdecode")
    found: list[Any] = []
    try:
        with warnings.catch_warnings(), fitdecode.FitReader(path) as reader:
            warnings.simplefilter("ignore")
            data = (frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA)
            found.extend(frame for frame in data if frame.name == "session")
    except fitdecode.FitError:
        pass
    return [
        (
            frame.get_raw_value("sport", fallback=None), frame.get_raw_value("sub_sport", fallback=None),
            frame.get_raw_value("start_time", fallback=None), frame.get_value("total_distance", fallback=None),
            frame.get_value("total_timer_time", fallback=None), frame.get_value("avg_heart_rate", fallback=None),
        )
        for frame in found
    ]  # fmt: skip


@pytest.mark.parametrize("path", FITS, ids=lambda path: path.name)
@pytest.mark.skipif(find_spec("fitdecode") is None, reason="fitdecode is not installed")
def test_sessions_are_those_of_an_independent_decoder(path: Path) -> None:
    theirs = _decoded(path)
    ours = read_fit(path.read_bytes(), path.name).activities
    if not theirs:
        return
    assert len(ours) == len(theirs)
    for own, (sport, sub_sport, start, metres, seconds, rate) in zip(ours, theirs, strict=True):
        assert own.sport == fit_sport(sport, sub_sport).sport  # type: ignore[arg-type]
        begun = int(own.start.timestamp()) - 631_065_600 if own.start is not None else None
        assert begun == start
        if metres:
            assert own.distance_m == round(metres)  # type: ignore[call-overload]
        assert own.duration_s == (round(seconds) if seconds else None)  # type: ignore[call-overload]
        assert own.avg_heart == (rate or None)


def _manifest() -> dict[str, dict[str, str]]:
    file = FOLDER / "activities" / "real" / "MANIFEST.csv"
    if not file.exists():
        return {}
    with file.open(encoding="utf-8") as stream:
        return {row["file"]: row for row in csv.DictReader(stream)}


@pytest.mark.parametrize("row", _manifest().values(), ids=lambda row: row["file"])
def test_it_yields_what_the_manifest_says(row: dict[str, str]) -> None:
    found = activities(FOLDER / "activities" / "real" / row["file"])
    if row["distance_m"] not in ("", "0"):
        assert sum(one.distance_m or 0 for one in found) == pytest.approx(int(row["distance_m"]), abs=2)
    if row["laps"] not in ("", "0"):
        assert sum(len(one.laps) for one in found) == int(row["laps"])
    if row["duration_s"] not in ("", "0"):
        assert sum(one.duration_s or 0 for one in found) == pytest.approx(int(row["duration_s"]), abs=2)
