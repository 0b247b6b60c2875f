"""Loads compared and moved by the steps the runner's kit can make, in the unit they are given in."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from midstance.coach.progression.thresholds import SAME_LOAD, STEP_LB, STEP_LB_GRAIN
from midstance.planner.prescription.comparing import BANDS
from midstance.planner.prescription.loading import is_outside, one_step_up
from midstance.planner.prescription.runner import Runner
from midstance.planner.prescription.tables import STEP_KG
from midstance.training.exercise import Exercise
from midstance.training.prescription import BandStrength, Load
from midstance.training.strength import KG_PER_POUND, ROUNDING

STRENGTHS: tuple[BandStrength, ...] = ("light", "medium", "heavy")


def mass_kg(load: Load) -> float | None:
    """The mass of a load in kg per implement; None where it names none."""
    return load.kg if load.lb is None else load.lb * KG_PER_POUND


def weight_of(load: Load) -> tuple[int, float]:
    """What orders loads: body mass, bands, then loads from outside by their mass."""
    if is_outside(load):
        return 2, mass_kg(load) or 0.0
    return (1, float(BANDS.get(load.band or "light", 1))) if load.kind == "band" else (0, 0.0)


def lightest(loads: Sequence[Load]) -> Load | None:
    """The lightest of some loads, of several the first; None where there is none."""
    if not loads or loads.count(loads[0]) == len(loads):
        return loads[0] if loads else None
    return min(loads, key=weight_of)


def is_lighter(one: Load, other: Load) -> bool:
    """Whether one load is lighter than another, by more than what kg and lb of the same plates differ."""
    (kind, mass), (kind_other, mass_other) = weight_of(one), weight_of(other)
    return kind < kind_other or (kind == kind_other and mass < mass_other * (1 - SAME_LOAD))


def same_load(one: Load, other: Load) -> bool:
    """Whether neither is lighter."""
    return not is_lighter(one, other) and not is_lighter(other, one)


def names_mass(load: Load | None) -> bool:
    """Whether a load says how heavy it is, in kg or lb."""
    return load is not None and load.kind in ("kg", "lb") and (mass_kg(load) or 0) > 0


def is_picked(load: Load) -> bool:
    """Whether the runner chooses the weight: by effort, or as a share of a maximum."""
    return load.kind in ("effort", "percent-1rm")


def step_of(exercise: Exercise, runner: Runner, load: Load) -> float:
    """The kit's smallest step in the unit of the load."""
    step_kg = runner.step_kg(exercise)
    if load.kind != "lb":
        return step_kg
    kit = runner.load_kit(exercise) or "barbell"
    if step_kg == STEP_KG[kit]:
        return STEP_LB[kit]
    return max(round(step_kg / KG_PER_POUND / STEP_LB_GRAIN) * STEP_LB_GRAIN, STEP_LB_GRAIN)


def step_ratio(load: Load, step: float) -> float:
    """How much heavier the next step is: 1.1 for a tenth."""
    return 1 + step / number_of(load)


def number_of(load: Load) -> float:
    """The figure on the load, in its own unit."""
    return (load.kg if load.kind == "kg" else load.lb) or 0.0


def with_number(load: Load, number: float) -> Load:
    """The same kind of load with another figure."""
    value = round(number, 3)
    return msgspec.structs.replace(load, kg=value) if load.kind == "kg" else msgspec.structs.replace(load, lb=value)


def a_step_up(load: Load, step: float) -> Load | None:
    """The next load within 10 %, as the planner counts it, in the load's own unit; None where the step is larger."""
    found = one_step_up(Load(kind="kg", kg=number_of(load)), step)
    return with_number(load, found.kg) if found is not None and found.kg is not None else None


def steps_down(load: Load, step: float, share: float) -> Load | None:
    """Less by a share, in whole steps of the kit and one at least; None where nothing is left."""
    steps = max(1, math.ceil(number_of(load) * share / step - ROUNDING))
    left = number_of(load) - steps * step
    return with_number(load, left) if left > ROUNDING else None


def other_band(load: Load, by: int) -> Load | None:
    """The next stronger or weaker band, or None."""
    place = STRENGTHS.index(load.band or "light") + by
    return Load(kind="band", band=STRENGTHS[place]) if 0 <= place < len(STRENGTHS) else None
