"""An exercise as the library knows it; one TOML file each in `knowledge/exercises`."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Pattern = Literal[
    "squat", "lunge", "step-up", "press", "hinge", "hip-extension", "knee-flexion", "calf-raise", "hip-abduction",
    "hip-flexion", "trunk", "jump", "hop", "bound",
]  # fmt: skip
COMPOUND_PATTERNS: frozenset[Pattern] = frozenset({"squat", "hinge", "lunge", "step-up", "press"})
"""The patterns that make a session heavy when done heavy (rules page, Words)."""

Tag = Literal["squat-or-lunge", "hinge", "single-leg", "calf", "hip-stability", "core", "plyometric"]
COVERAGE: tuple[Tag, ...] = ("squat-or-lunge", "hinge", "single-leg", "calf", "hip-stability")
"""What a full session has to hold (H10)."""

Region = Literal[
    "quadriceps", "hamstrings", "glutes", "calf-soleus", "hip-abductors", "adductors", "hip-flexors", "foot", "trunk"
]
REGIONS: tuple[Region, ...] = get_args(Region)

PainSite = Literal["foot", "ankle", "achilles", "calf", "shin", "knee", "hamstring", "hip", "groin", "back"]
PAIN_SITES: tuple[PainSite, ...] = get_args(PainSite)

Laterality = Literal["bilateral", "unilateral", "alternating"]
Level = Literal["beginner", "intermediate", "advanced"]
LEVELS: tuple[Level, ...] = get_args(Level)
Gate = Literal["none", "plyometric"]
Family = Literal["squat", "lunge", "hinge", "jump"]
Unit = Literal["reps", "seconds", "steps"]

Kit = Literal[
    "wall", "dowel", "chair", "bench", "box", "mini-band", "dumbbell", "kettlebell", "barbell", "stability-ball",
    "leg-press", "hamstring-curl", "calf-machine", "seated-calf-machine", "foam-roller",
]  # fmt: skip
KIT: tuple[Kit, ...] = get_args(Kit)
LOADABLE_KIT: frozenset[Kit] = frozenset(
    {"dumbbell", "kettlebell", "barbell", "leg-press", "hamstring-curl", "calf-machine", "seated-calf-machine"}
)
"""Kit whose load counts as a load from outside (bands do not: rules page, stress classes)."""

Loading = Literal["none", "band", "optional", "external"]
"""How an exercise is loaded: never, by a band, with or without a weight, or only with one."""


class Dose(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sets × amount with rest for one level. `amount` is per side where the exercise is unilateral."""

    sets: tuple[int, int]
    unit: Unit = "reps"
    amount: tuple[int, int]
    rest_s: tuple[int, int]
    tempo: str | None = None
    """Eccentric-pause-concentric-pause in seconds, such as `3-0-1-0`; None for jumps, holds and walks."""
    ours: bool = False
    """True where the sources give no dose for this level and it is our own choice."""


class Exercise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything the product says about one exercise. Every field is written out in its file."""

    id: str
    name: str
    aliases: tuple[str, ...]
    catalogue: tuple[str, ...]
    """Catalogue ids such as `E-01`; a variation carries the id of the exercise that names it."""
    variation: bool
    """True for a rung that the catalogue names only as a variation of another exercise."""
    pattern: Pattern
    laterality: Laterality
    tags: tuple[Tag, ...]
    primary: tuple[Region, ...]
    secondary: tuple[Region, ...]
    kit: tuple[tuple[Kit, ...], ...]
    """Alternatives, each a set of things needed together; an empty alternative means nothing is needed."""
    loading: Loading
    load_kit: tuple[Kit, ...]
    """What it can be loaded with, where `loading` is optional or external (any one of them)."""
    level: Level
    """The lowest level it is offered to."""
    gate: Gate
    family: Family | None = None
    """The family a beginner meets one at a time (H13), or None."""
    dose: dict[Level, Dose]
    """By level; a level below `level` is absent."""
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    faults: tuple[str, ...]
    tip: str
    cautions: tuple[str, ...]
    regressions: tuple[str, ...]
    """Easier neighbours, nearest first."""
    progressions: tuple[str, ...]
    """Harder neighbours, nearest first."""
    body_mass: str
    """The exercise that does the same work with body mass alone; itself where that is so."""
    best_for: tuple[str, ...]
    contacts: int
    """Ground contacts of one rep (or one second for timed hops), both feet counted; 0 when nothing lands."""
    impact: float
    """Weight of one contact (H14); 0 when nothing lands."""
    eccentric: bool
    """A listed eccentric: its first three exposures count as heavy (rules page, stress classes)."""
    excluded_by: tuple[PainSite, ...]
    """Pains with which it is left out."""
    sources: tuple[str, ...]
    """Seed lines such as `S4:17-38`, or `ours`."""
    fit_category: str
    fit_name: str

    @property
    def per_side(self) -> bool:
        """Whether the amount is done on one side, then the other."""
        return self.laterality == "unilateral"


DrillKind = Literal["warm-up", "cooldown", "mobility", "other-training"]


class Drill(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A warm-up, cool-down or mobility item, or other training: a short record without a ladder."""

    id: str
    name: str
    catalogue: tuple[str, ...]
    kind: DrillKind
    kit: tuple[tuple[Kit, ...], ...]
    per_side: bool
    unit: Unit
    amount: tuple[int, int]
    """Reps, seconds or steps, per side where `per_side`."""
    seconds: int
    """How long it takes in all, for the session's minutes."""
    regions: tuple[Region, ...]
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    sources: tuple[str, ...]
    ours: bool
    """True where the dose is our own choice."""
