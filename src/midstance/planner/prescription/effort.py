"""How many repetitions, how hard, and how long the rest: from level, stage and the exercise's own dose."""

from __future__ import annotations

from typing import Literal

from midstance.planner.prescription.runner import Runner
from midstance.planner.prescription.tables import (
    ACCESSORY_REST,
    ACCESSORY_RIR,
    BAND_REST,
    BEGINNER_CAREFUL_RIR,
    BODY_MASS_REPS_MOST,
    ECCENTRIC_REPS,
    HEAVY,
    HEAVY_CAREFUL,
    LIGHT_RIR,
    LOADED_REPS_MOST,
    MODERATE,
    MODERATE_LEAST,
    ONE_LEG_REPS_MOST,
    PAIRED_REST,
    YOUTH_REPS,
    YOUTH_RIR,
    Effort,
    Stage,
)
from midstance.training.exercise import COMPOUND_PATTERNS, Exercise, Pattern

Mode = Literal["heavy", "moderate", "light"]
"""What an exercise is done as: the heavy main lift, ordinary work, or light work."""

CONTROL: frozenset[Pattern] = frozenset({"hip-abduction", "trunk", "hip-flexion"})
"""Hip and trunk work: trained for control, always with reserve."""


def is_compound(exercise: Exercise) -> bool:
    """Whether its load decides if a session is heavy."""
    return exercise.pattern in COMPOUND_PATTERNS


def may_be_heavy(exercise: Exercise, runner: Runner) -> bool:
    """Whether an exercise can be the heavy lift of this runner. Side-to-side lunges never are (ours)."""
    adult_lifter = runner.rank > 0 and not runner.youth and not runner.light_only
    loaded = runner.load_kit(exercise) is not None and exercise.laterality != "alternating"
    by_reps = exercise.dose[runner.level].unit == "reps" and exercise.dose[runner.level].tempo is not None
    forward = "adductors" not in exercise.primary
    return adult_lifter and loaded and by_reps and forward and is_compound(exercise) and not runner.is_sore(exercise)


def effort(exercise: Exercise, runner: Runner, stage: Stage, mode: Mode, *, careful: bool, done: int) -> Effort:
    """Reps (or seconds, or steps) and RIR to start from. `careful`: a beginner's first weeks; `done`: times done."""
    low, high = exercise.dose[runner.level].amount
    if exercise.eccentric and exercise.pattern == "knee-flexion":
        return Effort(ECCENTRIC_REPS[min(done, len(ECCENTRIC_REPS) - 1)], ACCESSORY_RIR[runner.level])
    if mode == "heavy":
        careful_lift = exercise.pattern == "hinge" or exercise.per_side
        return HEAVY_CAREFUL if careful_lift else HEAVY[runner.level][stage]
    if is_compound(exercise):
        reps, rir = MODERATE[runner.level][stage]
        first = low if low > reps[1] else max(low, reps[0])
        first = max(first, MODERATE_LEAST - rir[0])
        found = Effort((first, max(first, min(first + reps[1] - reps[0], max(high, reps[1])))), rir)
    elif exercise.pattern in CONTROL:
        found = Effort((low, min(low + 2, high)), LIGHT_RIR)
    else:
        found = Effort((low, min(low + 2, high)), ACCESSORY_RIR[runner.level])
    if runner.level == "beginner" and careful and found.rir[0] < BEGINNER_CAREFUL_RIR[0]:
        found = Effort(found.reps, BEGINNER_CAREFUL_RIR)
    if mode == "light":
        found = Effort(found.reps, LIGHT_RIR)
    return _for_youth(found, exercise) if runner.youth else found


def _for_youth(found: Effort, exercise: Exercise) -> Effort:
    """Eight to fifteen reps, three or more in reserve (H19); alternating counts are of both legs together."""
    if exercise.pattern in CONTROL:
        return Effort(found.reps, max(found.rir, YOUTH_RIR))
    least, most = YOUTH_REPS if exercise.laterality != "alternating" else (2 * YOUTH_REPS[0], 2 * YOUTH_REPS[1])
    low = min(max(found.reps[0], least), most)
    high = max(found.reps[1], low + (2 if is_compound(exercise) else 0))
    return Effort((low, min(high, most)), max(found.rir, YOUTH_RIR))


def most_reps(exercise: Exercise, runner: Runner, *, loaded: bool) -> int:
    """Where reps stop climbing: the dose's top, 12 for loaded compounds, a little more at body mass."""
    top = exercise.dose[runner.level].amount[1]
    if is_compound(exercise) and loaded:
        top = min(max(top, 10), LOADED_REPS_MOST)
    elif is_compound(exercise):
        top = max(top, ONE_LEG_REPS_MOST if exercise.per_side else BODY_MASS_REPS_MOST)
    both = 2 if exercise.laterality == "alternating" else 1
    return min(top, BODY_MASS_REPS_MOST * both) if runner.youth else top


def not_heavy(exercise: Exercise, found: Effort) -> Effort:
    """The same reps with so much in reserve that the lift is moderate."""
    if not is_compound(exercise) or found.reps[0] + found.rir[0] >= MODERATE_LEAST:
        return found
    least = MODERATE_LEAST - found.reps[0]
    return Effort(found.reps, (least, max(least + 1, found.rir[1])))


def paired_rest(exercise: Exercise, tight: int, least: int) -> int:
    """Seconds before the partner's set, by how tight time is (0 roomy to 2); `least` is the exercise's own."""
    if is_compound(exercise):
        return PAIRED_REST[tight]
    if exercise.pattern in CONTROL:
        return BAND_REST[tight]
    return max(ACCESSORY_REST[tight], min(least, ACCESSORY_REST[0]))
