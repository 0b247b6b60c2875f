"""Real strength logs are read whole, taken in once, and planned from. `make real-data` says where they are."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from midstance.application.diary import MemoryDiary
from midstance.application.importing.strength import StrengthImport, strength_import
from midstance.application.recording.notebook import Notebook
from midstance.coach.history import brief_with_history, spoken_level
from midstance.formats.strength_logs.logged import StrengthLog, UnitUnknown
from midstance.formats.strength_logs.reading import is_strength_log, read_strength_log
from midstance.formats.strength_logs.writing import write_hevy
from midstance.knowledge.library import library
from midstance.training.athlete import Athlete
from midstance.training.plan import Brief

FOLDER = os.environ.get("MIDSTANCE_REAL_DATA")
LOGS = sorted(Path(FOLDER, "strength").rglob("*.csv")) if FOLDER else []
REAL_HEVY = next((path for path in LOGS if path.name.startswith("hevy_real")), None)
NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.skipif(not LOGS, reason="no real strength logs at hand")


def read(path: Path) -> StrengthLog:
    data = path.read_bytes()
    assert is_strength_log(data)
    try:
        return read_strength_log(data, path.name)
    except UnitUnknown:
        return read_strength_log(data, path.name, unit="kg")


def taken(diary: MemoryDiary, log: StrengthLog, now: dt.datetime = NOW) -> StrengthImport:
    book = Notebook(diary, now, library().exercises)
    found = strength_import(book, log, "log.csv")
    diary.record(found.draft.entries)
    return found


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.name)
def test_every_row_is_understood_and_taken_in_once(path: Path) -> None:
    log = read(path)
    assert log.problems == ()
    diary = MemoryDiary()
    found = taken(diary, log)
    assert found.problems == ()
    assert found.new + found.warm_ups + found.beside + sum(one.sets for one in found.unknown) == len(log.sets)
    assert taken(diary, log).draft.entries == ()


@pytest.mark.skipif(REAL_HEVY is None, reason="no long log at hand")
def test_a_year_of_lifting_gives_loads_a_level_and_the_same_log_again() -> None:
    assert REAL_HEVY is not None
    log = read(REAL_HEVY)
    assert len(log.sets) + log.empty + log.cardio == 7_211 or len(log.sets) > 7_000
    again = read_strength_log(write_hevy(log.sets), "again.csv")
    assert len(again.sets) == len(log.sets)
    assert again.problems == ()
    diary, now = MemoryDiary(), dt.datetime(2025, 9, 20, 12, tzinfo=dt.UTC)
    taken(diary, log, now)
    brief = Brief(start=now.date(), end=now.date(), athlete=Athlete())
    known = brief_with_history(brief, diary.entries(), library().exercises)
    assert {one.exercise for one in known.athlete.loads} >= {"back-squat", "barbell-romanian-deadlift", "leg-press"}
    assert known.history["moderate-legs"]
    spoken = spoken_level(brief, diary.entries(), library().exercises)
    assert spoken is not None
