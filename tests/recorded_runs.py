"""Recordings as they reach an import, and diaries to take them into."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from midstance.application.diary import MemoryDiary
from midstance.application.importing.runs_import import RunImport
from midstance.application.importing.runs_report import ImportReport
from midstance.application.recording.notebook import Notebook
from midstance.application.replanning import begin
from midstance.formats.activities.activity import Activity
from midstance.formats.activities.reading import FileRead
from midstance.knowledge.library import library
from midstance.training.log import Entry, RunDone, effective
from tests.plan_fixture import small_plan
from tests.recording_desk import BERLIN

MORNING = dt.datetime(2027, 3, 9, 6, 0, tzinfo=dt.UTC)
"""Seven in Berlin, on the day of the plan's intervals over 9 km."""
DAY = dt.timedelta(days=1)


def put(folder: Path, **files: bytes) -> list[str]:
    """Files in a folder, a double underscore for the dot; their paths."""
    paths = []
    for name, data in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(data)
        paths.append(str(path))
    return paths


def an_activity(start: dt.datetime = MORNING, **more: object) -> Activity:
    usual: dict[str, object] = {"source": "x", "sport": "running", "distance_m": 8000, "duration_s": 2700}
    return Activity(start=start, **{**usual, **more})  # type: ignore[arg-type]


def a_book(*entries: Entry, diary: MemoryDiary | None = None) -> Notebook:
    kept = diary or MemoryDiary()
    if diary is None:
        begin(kept, small_plan(), dt.datetime(2027, 3, 8, 8, 0, tzinfo=BERLIN))
    kept.record(entries)
    return Notebook(kept, dt.datetime(2027, 3, 20, 19, 0, tzinfo=BERLIN), library().exercises)


def take(book: Notebook, *activities: Activity, fingerprint: str = "") -> ImportReport:
    reads = [
        FileRead(place=one.source, activities=(one,), fingerprint=fingerprint and f"{fingerprint}{number}")
        for number, one in enumerate(activities)
    ]
    return RunImport(book, since=dt.date(2000, 1, 1)).take(reads)


def runs_of(book: Notebook) -> list[RunDone]:
    return [entry for entry in effective(book.diary.entries()) if isinstance(entry, RunDone)]
