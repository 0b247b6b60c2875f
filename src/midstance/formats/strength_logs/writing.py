"""Strength logs as other apps read them: Hevy's CSV and Strong's, written from the same sets that reading gives."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from midstance.formats.csv_writing import Cell, write_csv
from midstance.formats.strength_logs.logged import ForeignSet, MassUnit, SetKind
from midstance.training.prescription import Load
from midstance.training.strength import KG_PER_POUND

LEAST_RPE = 6
"""The scales of both apps begin here; what left more in reserve has no number in them."""
_HEVY_TYPES: Mapping[SetKind, str] = {"work": "normal", "warm-up": "warmup", "drop": "dropset", "failure": "failure"}
_STRONG_MARKS: Mapping[SetKind, str] = {"warm-up": "W", "drop": "D", "failure": "F"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STRONG_HEADER = (
    "Date", "Workout Name", "Duration", "Exercise Name", "Set Order", "Weight", "Reps", "Distance", "Seconds", "Notes",
    "Workout Notes", "RPE",
)  # fmt: skip


def write_hevy(sets: Sequence[ForeignSet], unit: MassUnit = "kg") -> bytes:
    """Hevy's export: newest workout first, dates in English, masses in one unit."""
    mass = "weight_kg" if unit == "kg" else "weight_lbs"
    distance = "distance_km" if unit == "kg" else "distance_miles"
    header = (
        "title", "start_time", "end_time", "description", "exercise_title", "superset_id", "exercise_notes",
        "set_index", "set_type", mass, "reps", distance, "duration_seconds", "rpe",
    )  # fmt: skip
    return write_csv(header, _hevy_rows(sets, unit))


def _hevy_rows(sets: Sequence[ForeignSet], unit: MassUnit) -> Iterator[Sequence[Cell]]:
    for workout in reversed(_workouts(sets)):
        counts: Counter[str] = Counter()
        for one in workout:
            end = one.started + dt.timedelta(minutes=one.minutes or 0)
            yield (
                one.workout, _hevy_moment(one.started), _hevy_moment(end), "", one.exercise, one.superset, one.note,
                counts[one.exercise], _HEVY_TYPES[one.kind], mass_in(one.load, unit), one.reps, None, one.seconds,
                _rpe(one),
            )  # fmt: skip
            counts[one.exercise] += 1


def write_strong(sets: Sequence[ForeignSet], unit: MassUnit = "kg") -> bytes:
    """Strong's export, the shape with commas that other apps take in; it names no unit, so say which it was."""
    return write_csv(STRONG_HEADER, _strong_rows(sets, unit))


def _strong_rows(sets: Sequence[ForeignSet], unit: MassUnit) -> Iterator[Sequence[Cell]]:
    for workout in _workouts(sets):
        counts: Counter[str] = Counter()
        for one in workout:
            counts[one.exercise] += one.kind == "work"
            yield (
                f"{one.started:%Y-%m-%d %H:%M:%S}", one.workout, _length(one.minutes), one.exercise,
                _STRONG_MARKS.get(one.kind) or counts[one.exercise], mass_in(one.load, unit) or 0, one.reps or 0, 0,
                one.seconds or 0, one.note, "", _rpe(one),
            )  # fmt: skip


def _workouts(sets: Sequence[ForeignSet]) -> list[list[ForeignSet]]:
    """The sets by workout, oldest first."""
    found: dict[tuple[dt.datetime, str], list[ForeignSet]] = {}
    for one in sorted(sets, key=lambda one: (one.started, one.workout)):
        found.setdefault((one.started, one.workout), []).append(one)
    return list(found.values())


def mass_in(load: Load | None, unit: MassUnit) -> float | None:
    """A mass in one unit, to a hundredth where it has to be converted; None where there is none."""
    if load is None or load.kind not in ("kg", "lb"):
        return None
    if unit == "kg":
        return load.kg if load.kg is not None else round((load.lb or 0.0) * KG_PER_POUND, 2)
    return load.lb if load.lb is not None else round((load.kg or 0.0) / KG_PER_POUND, 2)


def _rpe(one: ForeignSet) -> float | None:
    rpe = one.rpe if one.rpe is not None else 10 - one.rir if one.rir is not None else None
    return rpe if rpe is not None and rpe >= LEAST_RPE else None


def _hevy_moment(moment: dt.datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"


def _length(minutes: int | None) -> str:
    hours, rest = divmod(minutes or 0, 60)
    return f"{hours}h {rest}m" if hours else f"{rest}m"
