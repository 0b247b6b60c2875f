"""A recorded activity as far as planning needs it, whatever file it came in. Metres, seconds, beats a minute."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import msgspec

from midstance.training.running import Problem

Sport = Literal[
    "running", "walking", "hiking", "cycling", "swimming", "rowing", "skiing", "strength", "mobility", "multisport",
    "other", "unknown",
]  # fmt: skip
SPORTS: tuple[Sport, ...] = get_args(Sport)
"""`unknown`: the file does not say. `other`: it says something that planning has no word for."""

Clock = Literal["exact", "local", "day", "wrong"]
"""How far a start can be trusted: a moment; an hour on the runner's clock whose zone is assumed; a day alone; or a
moment that cannot be, because the device's clock was never set."""

FARTHEST_M, LONGEST_S = 1_000_000, 7 * 86_400
"""Amounts beyond are taken for damage: 1,000 km and a week (ours; six-day races are the longest there are)."""
SLOWEST_HEART, FASTEST_HEART = 25, 250
"""Heart rates outside are taken for damage (ours)."""
FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Before, no consumer's watch recorded; devices without a set clock begin in 1989 or 1990 (ours)."""

MOST_LAPS, MOST_SETS, MOST_SESSIONS = 5_000, 2_000, 100
"""More in one file are left out (ours: a six-day race lapped each kilometre has a fifth)."""


class Lap(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One lap."""

    start: dt.datetime | None = None
    distance_m: int | None = None
    duration_s: int | None = None
    """Time on the timer, without pauses."""
    avg_heart: int | None = None
    max_heart: int | None = None


class RecordedSet(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A strength set or a rest as a watch wrote it. What it says of the exercise is a guess, never evidence."""

    start: dt.datetime | None = None
    duration_s: float | None = None
    kind: Literal["active", "rest", "unknown"] = "unknown"
    reps: int | None = None
    load_kg: float | None = None
    categories: tuple[int, ...] = ()
    """Numbers of FIT's exercise categories, the likeliest first; those it does not know are left out."""
    names: tuple[int | None, ...] = ()
    """Numbers of the exercises within these categories, None where only the category is known."""
    step: int | None = None
    """Index of the step of the planned workout it belongs to."""


class Activity(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One recorded activity, or one sport's part of several."""

    source: str
    """The file, and the place in it where there are several."""
    start: dt.datetime | None = None
    """With its zone; None where the file has no times."""
    clock: Clock = "exact"
    sport: Sport = "unknown"
    detail: str = ""
    """`treadmill`, `trail`, `track`, `virtual` or nothing."""
    title: str = ""
    distance_m: int | None = None
    duration_s: int | None = None
    """Time moving: on the timer, without pauses."""
    elapsed_s: int | None = None
    """Time from start to end."""
    avg_heart: int | None = None
    max_heart: int | None = None
    load: float | None = None
    """Training load as the device or service reckons it (TSS and the like); units differ, so never add them up."""
    laps: tuple[Lap, ...] = ()
    sets: tuple[RecordedSet, ...] = ()
    device: str = ""


class ActivityReading(msgspec.Struct, frozen=True, kw_only=True):
    """What one file holds, and what is wrong with it."""

    activities: tuple[Activity, ...] = ()
    problems: tuple[Problem, ...] = ()


def bounded(value: float | None, most: int) -> int | None:
    """A positive amount, rounded; None for nothing, damage and what is beyond `most`."""
    if value is None or not 0 < value <= most:
        return None
    return round(value) or None


def heart(value: float | None) -> int | None:
    """A heart rate that can be, or None."""
    if value is None or not SLOWEST_HEART <= value <= FASTEST_HEART:
        return None
    return round(value)


def clock_of_start(start: dt.datetime | None, clock: Clock = "exact") -> Clock:
    """`wrong` for a start in a year that cannot be, else as given."""
    if start is not None and not FIRST_YEAR <= start.year <= LAST_YEAR:
        return "wrong"
    return clock
