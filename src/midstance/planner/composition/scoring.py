"""How well an exercise plays a role for this runner at this point of the season. All numbers are our own choice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from midstance.planner.composition.roles import HEAVY, LEGS, Role
from midstance.planner.prescription.comparing import lowering
from midstance.planner.prescription.effort import is_compound, may_be_heavy
from midstance.planner.prescription.loading import wants_load
from midstance.planner.prescription.runner import Runner
from midstance.planner.prescription.tables import RANK, Stage
from midstance.planner.prescription.timing import set_seconds
from midstance.training.athlete import Goal
from midstance.training.exercise import Exercise, Kit

SAME_RANK, ONE_RANK_BELOW, FAR_BELOW = 6, 3, 0
LOADED = 6
KNOWN_LOAD = 6
"""For an exercise whose load the runner named, who expects to meet it again."""
FIRST_RUNG = 2
RUNGS: dict[Stage, int] = {"foundation": 0, "build": 2, "strength": 3}
"""Rungs above the bottom of a ladder on which who has not done it yet begins; one more for each level."""
STAY, STEP_UP, STEP_DOWN, STALE = 9, 6, -8, -2
HOLD = 60
GOAL = 5
WEAK_MAIN, WEAK_ALSO = 7, 2
SORE_MAIN, SORE_ALSO = -8, -3
IN_OTHER_SESSION = -14
OTHER_KIND_OF_WORK = -30
ALTERNATING = -5
ONE_LEG_BRIDGE = 4
SECONDS_A_POINT: tuple[tuple[int, int], ...] = ((30, 15), (40, 25))
"""In sessions of fewer minutes, so many seconds of a set above one minute cost a point."""
HEAVY_SECONDS_A_POINT, HEAVY_MINUTES = 5, 40
"""The same for the legs' other exercises beside a heavy lift with its long rests: seconds above 45."""
UNHURRIED_MINUTES = max(HEAVY_MINUTES, *(minutes for minutes, _ in SECONDS_A_POINT))
"""From here on the length of a set costs nothing."""
SPENT = -10
"""Body mass has no more to give: a harder variation is due, not an ever slower rep."""
HEAVY_REST_S = 120
SLOW_AS_HEAVY, USUAL_LOWERING_S = -6, 3
"""Slow and paused forms are a way to make a light weight hard, not a heavy one heavier."""
IMPACT = 3

HEAVY_WITH: dict[Kit, int] = {"barbell": 9, "leg-press": 7, "kettlebell": 0, "dumbbell": 0}
"""How well kit suits the heavy main lift."""

FAVOURED: dict[Goal, tuple[str, ...]] = {
    "hills": ("hill", "single-leg drive"),
    "trail": ("hill", "side-to-side strength", "braking"),
    "5k": ("speed", "leg power", "springy ankles", "short ground contact"),
    "10k": ("speed", "leg power", "springy ankles"),
    "half": ("stride control", "push-off"),
    "marathon": ("long runs", "endurance", "hip stability", "soleus"),
    "ultra": ("long runs", "endurance", "hip stability", "soleus", "braking"),
    "general": ("general leg strength",),
}
"""What a goal favours, in the words the library says an exercise is best for (R-WKP-2; evidence 16.3)."""


class Scene(msgspec.Struct, frozen=True):
    """What a choice is made for: the stage, what was done before, and what stands elsewhere in the week."""

    runner: Runner
    stage: Stage
    exercises: Mapping[str, Exercise]
    depth: Mapping[str, int]
    before: Mapping[Role, str]
    """What played each role in the mesocycle before."""
    ages: Mapping[str, int]
    """Mesocycles in which each exercise has stood."""
    holding: bool
    same_phase: bool
    elsewhere: frozenset[str]
    """Exercises of the week's other session."""
    moderate_now: frozenset[str]
    """Exercises with a moderate dose in this phase, which would clash with a heavy one."""
    heavy_now: frozenset[str]
    minutes: int
    beside_heavy: bool
    """The session has a heavy lift."""
    spent: frozenset[str]
    """Exercises at body mass that stand at the top of their reps."""
    kept: dict[tuple[str, Role], int]
    """What does not change with the season, by exercise and role, told once for a runner."""


def depths(exercises: Mapping[str, Exercise]) -> dict[str, int]:
    """How many rungs lie below each exercise on its ladder."""
    found: dict[str, int] = {}

    def depth(name: str, above: tuple[str, ...]) -> int:
        if name not in found:
            below = [r for r in exercises[name].regressions if r in exercises and r not in above]
            found[name] = 1 + max((depth(r, (*above, name)) for r in below), default=-1)
        return found[name]

    for name in sorted(exercises):
        depth(name, ())
    return found


def favours(goal: Goal, exercise: Exercise) -> str | None:
    """The words for which a goal favours an exercise, or None."""
    return _favoured(goal, exercise.best_for)


@lru_cache(maxsize=1024)
def _favoured(goal: Goal, best_for: tuple[str, ...]) -> str | None:
    words = FAVOURED[goal]
    return next((phrase for phrase in best_for if any(word in phrase for word in words)), None)


def score(exercise: Exercise, role: Role, scene: Scene) -> int:
    """The worth of an exercise in a role; higher is better."""
    key = (exercise.id, role)
    always = scene.kept.get(key)
    if always is None:
        always = scene.kept[key] = _by_runner(exercise, scene.runner) + _by_role(exercise, role, scene.runner)
    total = always + _by_level(exercise, scene) + _by_ladder(exercise, role, scene)
    if exercise.id in scene.elsewhere and role not in ("hip", "core", "march"):
        total += IN_OTHER_SESSION
    if not scene.runner.sore and exercise.id not in scene.ages and scene.ages.keys() & set(exercise.progressions):
        total += STEP_DOWN  # An easier form of what is done already is no progress, in whatever role.
    return total + _by_season(exercise, role, scene)


def _by_runner(exercise: Exercise, runner: Runner) -> int:
    """What an exercise is worth to a runner in any role."""
    total = 0
    if wants_load(exercise, runner) or exercise.loading == "band":
        total += LOADED
    if exercise.id in runner.e1rm_kg:
        total += KNOWN_LOAD
    if favours(runner.goal, exercise):
        total += GOAL
    if runner.weak:
        total += WEAK_MAIN if runner.weak.intersection(exercise.primary) else 0
        total += WEAK_ALSO if runner.weak.intersection(exercise.secondary) else 0
    if runner.sore:
        total += SORE_MAIN if runner.sore_regions.intersection(exercise.primary) else 0
        total += SORE_ALSO if runner.sore_regions.intersection(exercise.secondary) else 0
    return total


def _by_level(exercise: Exercise, scene: Scene) -> int:
    below = scene.runner.rank - RANK[exercise.level]
    if scene.stage == "foundation" and below <= 1:
        return SAME_RANK
    return (SAME_RANK, ONE_RANK_BELOW, FAR_BELOW)[below]


def _by_ladder(exercise: Exercise, role: Role, scene: Scene) -> int:
    """Start low, stay for a mesocycle or two, then one rung up."""
    before = scene.exercises.get(scene.before.get(role, ""))
    if before is None:
        wanted = scene.runner.rank + RUNGS[scene.stage]
        return -FIRST_RUNG * abs(scene.depth[exercise.id] - wanted)
    if exercise.id == before.id:
        if scene.holding or scene.runner.is_sore(exercise):
            return HOLD
        if exercise.id in scene.spent:
            return STALE + SPENT
        fresh = scene.ages.get(exercise.id, 0) < (3 if role == "heavy" else 2)
        return STAY if fresh and scene.same_phase else STALE + (STAY if role == "heavy" else 0)
    if exercise.pattern == before.pattern:
        loads = wants_load(exercise, scene.runner)
        if loads != wants_load(before, scene.runner):
            return STEP_UP if loads else STEP_DOWN
    if exercise.id in before.progressions or before.id in exercise.regressions:
        return STEP_UP
    lower = exercise.pattern == before.pattern and scene.depth[exercise.id] < scene.depth[before.id]
    return STEP_DOWN if lower or exercise.id in before.regressions or before.id in exercise.progressions else 0


def _by_role(exercise: Exercise, role: Role, runner: Runner) -> int:
    """How well an exercise suits a role, whenever it is done."""
    total = 0
    if exercise.laterality == "alternating" and role in LEGS and not favours(runner.goal, exercise):
        total += ALTERNATING
    if role in ("lunge", "heavy") and "adductors" in exercise.primary and "adductors" not in runner.weak:
        total -= 4
    if role == "single":
        total += 3 if exercise.pattern == "step-up" else 0
    if role == "one-leg-hinge":
        total += 12 if "single-leg" in exercise.tags else 0
    if role == "posterior":
        total += ONE_LEG_BRIDGE if runner.rank > 1 and "single-leg" in exercise.tags else 0
    if role == "hamstring":
        total += 8 if exercise.pattern == "knee-flexion" else 0
    if role == "calf" and exercise.dose[runner.level].tempo is None:
        total -= 12
    if role in LEGS and exercise.dose[runner.level].tempo is None:
        total -= 6
    return total


def _by_season(exercise: Exercise, role: Role, scene: Scene) -> int:
    """What counts in a role now: the stage, what is done elsewhere, and the time there is."""
    total = 0
    if role == "jump":
        total -= int(IMPACT * exercise.impact * (1 if scene.stage == "strength" else 2))
    if role in HEAVY:
        total += _as_heavy(exercise, scene)
    elif exercise.id in scene.heavy_now and is_compound(exercise):
        total += OTHER_KIND_OF_WORK
    return total - _slow(exercise, role, scene) if scene.minutes < UNHURRIED_MINUTES else total


def _slow(exercise: Exercise, role: Role, scene: Scene) -> int:
    """What the length of a set costs where time is short."""
    dose = exercise.dose[scene.runner.level]
    if scene.beside_heavy and scene.minutes < HEAVY_MINUTES and role in LEGS and role not in HEAVY:
        least, per_point = 45, HEAVY_SECONDS_A_POINT
    else:
        least, per_point = 60, next((seconds for minutes, seconds in SECONDS_A_POINT if scene.minutes < minutes), 0)
    if not per_point:
        return 0
    return max(set_seconds(exercise, dose.amount, dose.tempo, timed=dose.unit == "seconds") - least, 0) // per_point


def _as_heavy(exercise: Exercise, scene: Scene) -> int:
    """Barbell and leg press first; with dumbbells one leg, which needs half the weight; long rests suit."""
    kit = scene.runner.load_kit(exercise)
    total = HEAVY_WITH.get(kit, 0) if kit else 0
    if kit in ("dumbbell", "kettlebell") and "single-leg" in exercise.tags:
        total += 6
    if "squat-or-lunge" in exercise.tags:
        total += 4
    dose = exercise.dose[scene.runner.level]
    total += 6 if dose.rest_s[1] >= HEAVY_REST_S else -6
    total += SLOW_AS_HEAVY if dose.tempo is not None and lowering(dose.tempo) > USUAL_LOWERING_S else 0
    if exercise.id in scene.moderate_now:
        total += OTHER_KIND_OF_WORK
    return total if may_be_heavy(exercise, scene.runner) else -200
