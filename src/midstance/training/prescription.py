"""What is asked of the runner: loads, items and blocks of a session."""

from __future__ import annotations

from typing import Literal

import msgspec

LoadKind = Literal["kg", "lb", "body-mass", "band", "percent-1rm", "effort"]
BandStrength = Literal["light", "medium", "heavy"]
Starts = Literal["new", "same", "more-reps", "more-load", "more-range", "slower", "harder-variation", "less"]
BlockKind = Literal["warm-up", "straight", "paired", "superset", "circuit", "cooldown"]


class Load(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A load. `kg` and `lb` are per implement: each dumbbell, the whole barbell. `effort`: picked by RIR."""

    kind: LoadKind
    kg: float | None = None
    lb: float | None = None
    band: BandStrength | None = None
    percent: float | None = None


BODY_MASS = Load(kind="body-mass")
EFFORT = Load(kind="effort")


class Item(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One exercise of a block. `reps` or `seconds` is a range per side where `per_side`; the other is None."""

    exercise: str
    sets: int
    reps: tuple[int, int] | None = None
    seconds: tuple[int, int] | None = None
    per_side: bool = False
    load: Load = BODY_MASS
    rir: tuple[int, int] | None = None
    tempo: str | None = None
    rest_s: int = 0
    contacts: int = 0
    """Raw ground contacts of all sets, both sides."""
    starts: Starts = "new"
    ramp_sets: int = 0
    note: str | None = None
    role: str | None = None
    """Its part in the recipe of the session (squat, hinge, calf …), where the planner composed it."""


class Block(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A group of items: straight sets one after the other, or a pair done in turns."""

    kind: BlockKind
    items: tuple[Item, ...]
