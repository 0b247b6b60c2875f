"""Which load an exercise gets, and in kg where the runner's own lifts are known."""

from __future__ import annotations

from midstance.planner.prescription.runner import Runner
from midstance.planner.prescription.tables import BAND, BAND_LATER, LOAD_STEP, LOAD_STEP_MOST, Effort, Stage
from midstance.training.exercise import COMPOUND_PATTERNS, Exercise
from midstance.training.prescription import BODY_MASS, EFFORT, Load
from midstance.training.strength import rounded_down_kg, rounded_up_kg, share_of_e1rm

OUTSIDE = frozenset({"kg", "lb", "percent-1rm", "effort"})
"""Kinds of load that count as loaded from outside; bands do not (rules page, Words)."""
DELOAD_PERCENT = 90
"""Share of the load in a deload at the least (rules page, Phases)."""
SEATED_CALF = "E-23"
"""Catalogue id that tells bent-knee calf raises, done sitting, from straight ones."""


def is_outside(load: Load) -> bool:
    """Whether a load comes from outside the body."""
    return load.kind in OUTSIDE


def wants_load(exercise: Exercise, runner: Runner) -> bool:
    """Whether an exercise is loaded from outside when nothing forbids it.

    Alternating and stepping forms stay at body mass: their count of reps is high, and high reps are for calf, hip
    and trunk (C-12). Calf raises are loaded for the advanced and bridges from intermediate on (S4:179, S4:199-201);
    sitting, where the body's weight is not on the foot, from intermediate on too (ours).
    """
    if not runner.load_kit(exercise):
        return False
    if exercise.loading == "external":
        return True
    if exercise.loading != "optional" or exercise.laterality == "alternating":
        return False
    if exercise.dose[runner.level].unit != "reps":
        return False
    if exercise.pattern in COMPOUND_PATTERNS:
        return True
    standing = exercise.pattern == "calf-raise" and SEATED_CALF not in exercise.catalogue
    return runner.rank >= (2 if standing else 1)


def without_outside(exercise: Exercise, runner: Runner, stage: Stage) -> Load:
    """Body mass, or the band of the level."""
    if exercise.loading != "band":
        return BODY_MASS
    return Load(kind="band", band=(BAND_LATER if stage == "strength" else BAND)[runner.level])


def first_load(exercise: Exercise, runner: Runner, e1rm: float | None, asked: Effort) -> Load:
    """A load from outside: kg from a known e1RM, rounded down to the kit's step; picked by effort otherwise."""
    if e1rm is None:
        return EFFORT
    kg = rounded_down_kg(e1rm * share_of_e1rm(asked.reps[1], asked.rir[0]), runner.step_kg(exercise))
    return Load(kind="kg", kg=kg) if kg > 0 else EFFORT


def no_big_leap(load: Load, before: Load, step_kg: float) -> Load:
    """The load, held to 10 % above the one before (H12)."""
    if load.kg is None or before.kg is None or load.kg <= before.kg * LOAD_STEP_MOST:
        return load
    return Load(kind="kg", kg=max(rounded_down_kg(before.kg * LOAD_STEP_MOST, step_kg), before.kg))


def one_step_up(load: Load, step_kg: float) -> Load | None:
    """The next load: 2.5 %, at least the kit's smallest step; None where that step is more than 10 % (H12)."""
    if load.kg is None:
        return None
    kg = max(rounded_down_kg(load.kg * LOAD_STEP, step_kg), round(load.kg + step_kg, 3))
    return Load(kind="kg", kg=kg) if kg <= load.kg * LOAD_STEP_MOST else None


def eased(load: Load, step_kg: float, percent: int = DELOAD_PERCENT) -> Load:
    """A deload's load: down by what the way back may rise at most (the table's 0.9 to 1); else to a lower per cent."""
    if load.kg is None:
        return load
    if percent < DELOAD_PERCENT:
        return Load(kind="kg", kg=max(rounded_down_kg(load.kg * percent / 100, step_kg), step_kg))
    return Load(kind="kg", kg=min(rounded_up_kg(load.kg / LOAD_STEP_MOST, step_kg), load.kg))
