"""Honest minutes: how long sets, rests and change-overs take."""

from __future__ import annotations

from functools import lru_cache

from midstance.planner.prescription.tables import (
    CHANGE_SIDES_S,
    HEAVY_RAMP_SET_S,
    RAMP_SET_S,
    SECONDS_A_LUNGE_STEP,
    SECONDS_WITHOUT_TEMPO,
)
from midstance.training.exercise import COMPOUND_PATTERNS, Exercise


@lru_cache(maxsize=256)
def tempo_seconds(tempo: str) -> int:
    """Seconds of one rep by its tempo."""
    return sum(int(part) for part in tempo.split("-"))


def rep_seconds(exercise: Exercise, tempo: str | None) -> int:
    """Seconds of one rep, step or hop."""
    if tempo is not None:
        return max(tempo_seconds(tempo), 1)
    walks = exercise.pattern in COMPOUND_PATTERNS and any(dose.unit == "steps" for dose in exercise.dose.values())
    return SECONDS_A_LUNGE_STEP if walks else SECONDS_WITHOUT_TEMPO


def set_seconds(exercise: Exercise, amount: tuple[int, int], tempo: str | None, *, timed: bool) -> int:
    """Seconds of one set at the middle of its range, both sides and the change between them."""
    middle = (amount[0] + amount[1] + 1) // 2
    once = middle if timed else middle * rep_seconds(exercise, tempo)
    return 2 * once + CHANGE_SIDES_S if exercise.per_side else once


def ramp_seconds(sets: int, *, heavy: bool) -> int:
    """Seconds of the lighter practice sets before a lift."""
    return sets * (HEAVY_RAMP_SET_S if heavy else RAMP_SET_S)


def minutes_of(seconds: int) -> int:
    """Whole minutes, rounded up."""
    return -(-seconds // 60)
