"""A planned session as a watch walks through it: steps one after the other, and groups of steps that are repeated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from midstance.knowledge.names_elsewhere import FitExercise, GarminExercise
from midstance.training.log import Side
from midstance.training.prescription import Load

StepKind = Literal["warm-up", "lighter", "work", "rest", "cooldown"]
"""`lighter`: a practice set of the exercise that follows, with less than its load."""


class WatchStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step. It ends after `reps` or `seconds`, or, with neither, when the runner presses the button."""

    kind: StepKind
    title: str = ""
    """The true name of what is done."""
    exercise: str | None = None
    """Our id; None for a rest."""
    side: Side | None = None
    reps: int | None = None
    seconds: int | None = None
    load: Load | None = None
    """Only what is weighed: kg or lb, per implement."""
    notes: str = ""
    fit: FitExercise | None = None
    garmin: GarminExercise | None = None


class WatchRepeat(msgspec.Struct, frozen=True, kw_only=True):
    """Steps that are done `times` times in a row."""

    times: int
    steps: tuple[WatchStep, ...]


class WatchWorkout(msgspec.Struct, frozen=True, kw_only=True):
    """A planned session for a watch."""

    id: str
    """Of the session: what tells this workout from all others."""
    name: str
    start: dt.datetime
    """When it is planned, with its zone."""
    minutes: int
    description: str
    steps: tuple[WatchStep | WatchRepeat, ...]

    @property
    def count(self) -> int:
        """Steps as watches count them: a repeat is a step of its own beside those it repeats."""
        return sum(len(one.steps) + 1 if isinstance(one, WatchRepeat) else 1 for one in self.steps)


def places(workout: WatchWorkout) -> Iterator[tuple[int, WatchStep]]:
    """Each step that is walked through with its index in the file, as recorded sets refer to it."""
    at = 0
    for one in workout.steps:
        inner = one.steps if isinstance(one, WatchRepeat) else (one,)
        for step in inner:
            yield at, step
            at += 1
        at += isinstance(one, WatchRepeat)


def capped(text: str, most: int) -> str:
    """A text on one line of at most `most` bytes in UTF-8, cut between words where it has to be, with dots behind."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    text = " ".join(shown.split()).encode("utf-8", "replace").decode()
    if len(text.encode()) <= most:
        return text
    room = text.encode()[: most - 2].decode("utf-8", "ignore")
    head, space, _ = room.rpartition(" ")
    # A cut that leaves less than half would say too little; then it goes through a word.
    return f"{(head if space and len(head) * 2 >= len(room) else room).rstrip(' ,.;:')}.."
