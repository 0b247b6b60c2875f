"""A strength log as its file states it: sets with the names their app gives them, nothing matched or judged yet."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from midstance.formats.entry import UnreadableFile
from midstance.training.prescription import Load
from midstance.training.running import Problem

App = Literal["strong", "hevy", "fitnotes", "liftosaur", "fitbod", "wger", "watch"]
MassUnit = Literal["kg", "lb"]
SetKind = Literal["work", "warm-up", "drop", "failure"]
Order = Literal["day first", "month first"]

SAID_APP: dict[App, str] = {
    "strong": "Strong", "hevy": "Hevy", "fitnotes": "FitNotes", "liftosaur": "Liftosaur", "fitbod": "Fitbod",
    "wger": "wger", "watch": "your watch",
}  # fmt: skip


class UnitUnknown(UnreadableFile):
    """A file with masses that names no unit: the runner has to say whether they are kg or lb."""


class OrderUnknown(UnreadableFile):
    """A file whose dates can all be read with the day or the month first: the runner has to say which."""


class ForeignSet(msgspec.Struct, frozen=True, kw_only=True):
    """One set as an app wrote it down."""

    place: str
    """`file:line`."""
    started: dt.datetime
    """Of its workout: on the runner's clock where it has no zone."""
    day_only: bool = False
    """The app keeps days, not hours."""
    minutes: int | None = None
    """Length of the workout."""
    workout: str = ""
    exercise: str
    """As the app names it."""
    ids: tuple[str, ...] = ()
    """Further names for it, such as `wger:203` or `fit:squat/goblet_squat`."""
    number: int = 1
    """Which set of the exercise it was in its workout, from 1, warm-ups counted."""
    kind: SetKind = "work"
    reps: int | None = None
    seconds: int | None = None
    load: Load | None = None
    """None: none was written down, so body mass or nothing."""
    rir: int | None = None
    """As the app says it, or 10 - RPE rounded down (zourdos-2016); 0 for a set to failure."""
    rpe: float | None = None
    note: str = ""
    superset: str = ""
    guessed: bool = False
    """The exercise is a machine's guess, not the runner's word."""


class StrengthLog(msgspec.Struct, frozen=True, kw_only=True):
    """All sets of one file, oldest first, and what could not be read, each with its place."""

    app: App
    sets: tuple[ForeignSet, ...]
    problems: tuple[Problem, ...] = ()
    copies: int = 0
    """Rows that were in the file a second time."""
    empty: int = 0
    """Rows without a repetition or a second: set down, never done."""
    cardio: int = 0
    """Rows with a distance and nothing lifted."""
