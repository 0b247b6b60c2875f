"""Runs as the runner's own plan gives them, and the races among them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, get_args

import msgspec

RunKind = Literal[
    "rest", "recovery", "easy", "long", "threshold", "intervals", "hills", "strides", "race",
    "cross-training", "strength", "other",
]  # fmt: skip
RUN_KINDS: tuple[RunKind, ...] = get_args(RunKind)

KEY_KINDS: frozenset[RunKind] = frozenset({"long", "race", "threshold", "intervals", "hills"})
"""What makes a run a key run (rules page, Words)."""

EASY_KINDS: frozenset[RunKind] = frozenset({"easy", "recovery", "strides"})
"""Runs that are run, but not key runs."""

RUNNING_KINDS: frozenset[RunKind] = KEY_KINDS | EASY_KINDS

EASY_PACE_S_PER_KM = 360
"""Easy running where only a distance or only a time is known: 6:00 per km (our own choice)."""

Priority = Literal["A", "B", "C"]

ClockTime = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
"""A local time of day, `HH:MM`."""

ASSUMED_RUN_START: ClockTime = "07:00"
ASSUMED_RACE_START: ClockTime = "09:00"
ASSUMED_STRENGTH_START: ClockTime = "18:00"
"""Assumed where the plan gives no time (rules page, Words)."""


class Run(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entry of the running plan. Times are local, distances metres, durations seconds."""

    date: dt.date
    start: ClockTime = ASSUMED_RUN_START
    kind: RunKind
    key: bool
    title: str = ""
    distance_m: int | None = None
    duration_s: int | None = None
    start_assumed: bool = False
    duration_assumed: bool = False
    source: str = ""
    """Where it was read: `file:line` or the event's UID."""
    assumed: str | None = None
    """What was taken for granted in reading it, as a sentence, or None."""

    @property
    def is_running(self) -> bool:
        """Whether legs run in it (rest, cross-training, strength and other entries do not)."""
        return self.kind in RUNNING_KINDS


class Race(msgspec.Struct, frozen=True, kw_only=True):
    """A race day. A is what the macrocycle builds to; B matters; C is run through."""

    date: dt.date
    name: str = ""
    priority: Priority = "A"
    distance_m: int | None = None


class Dropped(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that was read and left out, and why."""

    source: str
    title: str
    why: str


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong in a file, as a sentence with its place."""

    place: str
    says: str


class RunningPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood of one or more running-plan files.

    An undated plan (calendar-hack YAML, a week strip) counts its days from `clock.EPOCH`, a Monday, and is moved to
    its race day before anything is planned.
    """

    runs: tuple[Run, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    races: tuple[Race, ...] = ()
    dated: bool = True
    time_zone: str | None = None
    goal: str | None = None
    """What the plan says it is for, in the words of the brief's goals, or None."""
    problems: tuple[Problem, ...] = ()
