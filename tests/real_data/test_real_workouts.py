"""Planned workouts that other programs wrote: two decoders agree on them, and ours could have written them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from midstance.formats.watch.fit_workout import read_fit_workout, write_fit_workout
from tests.watch_decoding import decoded

FOLDER = os.environ.get("MIDSTANCE_REAL_DATA")
PLANNED = sorted(Path(FOLDER, "activities", "planned_strength").glob("*.fit")) if FOLDER else []
MADE = sorted(Path(FOLDER, "activities", "made").glob("workout_*.fit")) if FOLDER else []

pytestmark = pytest.mark.skipif(not PLANNED + MADE, reason="no planned workouts at hand")


@pytest.mark.parametrize("path", [*PLANNED, *MADE], ids=lambda path: path.name)
def test_a_workout_of_another_program_is_read_and_written_alike(path: Path) -> None:
    data = path.read_bytes()
    found = read_fit_workout(data, path.name)
    assert found == decoded(data)
    assert found.steps
    assert decoded(write_fit_workout(found)) == found
