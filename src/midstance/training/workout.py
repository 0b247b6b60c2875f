"""The named, complete workouts of the source documents, with their exact numbers."""

from __future__ import annotations

import msgspec

from midstance.training.exercise import Level, Unit
from midstance.training.prescription import BlockKind


class WorkoutItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of a named workout. `amount` is per side where `per_side`."""

    exercise: str
    """An exercise or drill id."""
    sets: tuple[int, int] | None = None
    unit: Unit = "reps"
    amount: tuple[int, int] | None = None
    per_side: bool = False
    rest_s: tuple[int, int] | None = None
    tempo: str | None = None
    load: str = ""
    """How it is loaded, in words, where the source says."""
    alternatives: tuple[str, ...] = ()
    """What the source itself allows instead."""
    ours: tuple[str, ...] = ()
    """Which of the fields are our own choice because the source is silent."""
    note: str = ""


class WorkoutBlock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of lines done together; `rest_s` follows the whole group."""

    kind: BlockKind
    name: str = ""
    items: tuple[WorkoutItem, ...]
    rest_s: tuple[int, int] | None = None
    ours: tuple[str, ...] = ()
    """Which of the fields are our own choice because the source is silent."""


class Workout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A complete workout of the sources (W-01 to W-12)."""

    id: str
    name: str
    level: Level | None = None
    says: str
    minutes: tuple[int, int] | None = None
    per_week: tuple[int, int] | None = None
    blocks: tuple[WorkoutBlock, ...]
    notes: tuple[str, ...] = ()
    ours: bool = False
    """True where the source names the workout but gives no set scheme, so that the numbers are our own."""
    sources: tuple[str, ...]
