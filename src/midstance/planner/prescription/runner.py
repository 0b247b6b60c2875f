"""Who is prescribed for: what the runner has, may do, and must be spared."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from midstance.planner.prescription.tables import (
    CONTACTS,
    CONTACTS_FROM_AGE,
    HIGH_JUMPS_FROM_AGE,
    NO_PROGRESS_FROM_PAIN,
    RANK,
    STEP_KG,
    STOP_ABOVE_JOINT_PAIN,
    STOP_ABOVE_PAIN,
    YOUTH_AGE,
)
from midstance.rules.tissue import TISSUE
from midstance.training.athlete import Athlete, Goal, Pain
from midstance.training.exercise import Drill, Exercise, Kit, Level, PainSite, Pattern, Region
from midstance.training.plan import Brief
from midstance.training.strength import known_e1rm_kg

JUMPS: frozenset[Pattern] = frozenset({"jump", "hop", "bound"})


class Runner(msgspec.Struct, frozen=True):
    """The runner as prescription sees them. Loads in kg per implement, contacts weighted, per session."""

    level: Level
    rank: int
    kit: frozenset[Kit]
    goal: Goal
    youth: bool
    age: int | None
    gate: bool
    light_only: bool
    weak: frozenset[Region]
    sore: frozenset[PainSite]
    sore_regions: frozenset[Region]
    sore_patterns: frozenset[Pattern]
    barred_regions: frozenset[Region]
    barred_patterns: frozenset[Pattern]
    e1rm_kg: Mapping[str, float]
    steps_kg: Mapping[Kit, float]
    contacts: float

    def has_kit(self, ways: tuple[tuple[Kit, ...], ...]) -> bool:
        """Whether one of the alternatives is all there; no alternative means nothing is needed."""
        return not ways or any(self.kit.issuperset(way) for way in ways)

    def may_do(self, exercise: Exercise) -> bool:
        """Whether level, kit and pains allow an exercise at all."""
        if RANK[exercise.level] > self.rank or self.level not in exercise.dose or not self.has_kit(exercise.kit):
            return False
        if exercise.loading == "external" and not self.load_kit(exercise):
            return False
        if exercise.pattern in self.barred_patterns or self.sore.intersection(exercise.excluded_by):
            return False
        regions = self.barred_regions
        return not regions or not (regions.intersection(exercise.primary) or regions.intersection(exercise.secondary))

    def may_jump(self, exercise: Exercise, *, high: bool) -> bool:
        """Whether a plyometric exercise is open to the runner; `high`: the session may hold high plyometrics."""
        if self.light_only or not self.contacts:
            return False
        return not is_high_jump(exercise) or (
            high and self.gate and self.rank > 0 and (self.age is None or self.age >= HIGH_JUMPS_FROM_AGE)
        )

    def may_drill(self, drill: Drill) -> bool:
        """Whether a drill needs no kit that is missing and spares what must not be loaded."""
        if not self.has_kit(drill.kit):
            return False
        return drill.kind == "warm-up" or not self.barred_regions.intersection(drill.regions)

    def is_sore(self, exercise: Exercise) -> bool:
        """Whether an exercise works where it hurts, so that it may not progress (H16)."""
        if not self.sore:
            return False
        regions = self.sore_regions
        worked = regions.intersection(exercise.primary) or regions.intersection(exercise.secondary)
        return bool(worked) or exercise.pattern in self.sore_patterns

    def load_kit(self, exercise: Exercise) -> Kit | None:
        """What the runner would load an exercise with, or None."""
        for kit in exercise.load_kit:
            if kit in self.kit:
                return kit
        return None

    def step_kg(self, exercise: Exercise) -> float:
        """Smallest step of what the exercise is loaded with."""
        kit = self.load_kit(exercise)
        return self.steps_kg.get(kit, STEP_KG["barbell"]) if kit else STEP_KG["barbell"]


def is_jump(exercise: Exercise) -> bool:
    """Whether something lands."""
    return exercise.impact > 0 or exercise.pattern in JUMPS


def is_high_jump(exercise: Exercise) -> bool:
    """High plyometrics: squat, box and depth jumps, bounds, anything on one leg (rules page, Words)."""
    one_leg = exercise.laterality != "bilateral" or "single-leg" in exercise.tags
    return is_jump(exercise) and (one_leg or exercise.pattern == "bound" or exercise.impact >= 1)


def runner_of(brief: Brief) -> Runner:
    """The runner of a brief."""
    athlete = brief.athlete
    sore = tuple(pain for pain in athlete.pains if pain.score >= NO_PROGRESS_FROM_PAIN)
    barred = tuple(pain for pain in sore if stops(pain))
    youth = athlete.age is not None and athlete.age < YOUTH_AGE
    return Runner(
        level=athlete.level,
        rank=RANK[athlete.level],
        kit=frozenset(athlete.kit),
        goal=athlete.goal,
        youth=youth,
        age=athlete.age,
        gate=athlete.gates.plyometric,
        light_only=brief.prescreen == "positive",
        weak=frozenset(athlete.weak_points),
        sore=frozenset(pain.site for pain in sore),
        sore_regions=_regions(sore),
        sore_patterns=_patterns(sore),
        barred_regions=_regions(barred),
        barred_patterns=_patterns(barred),
        e1rm_kg={} if youth else _known_loads(athlete),
        steps_kg=_steps(athlete),
        contacts=contact_cap(athlete),
    )


def stops(pain: Pain) -> bool:
    """Whether a pain is so strong that its tissue is not loaded at all (H16)."""
    return pain.score > (STOP_ABOVE_JOINT_PAIN if pain.joint else STOP_ABOVE_PAIN)


def contact_cap(athlete: Athlete) -> float:
    """Weighted contacts a session by level, gate and age (H14)."""
    if athlete.level == "beginner" and not athlete.gates.plyometric:
        return 0.0
    age = athlete.age or 0
    percent = next((share for from_age, share in CONTACTS_FROM_AGE if age >= from_age), 100)
    return CONTACTS[athlete.level] * percent / 100


def _regions(pains: tuple[Pain, ...]) -> frozenset[Region]:
    return frozenset(region for pain in pains for region in TISSUE[pain.site].regions)


def _patterns(pains: tuple[Pain, ...]) -> frozenset[Pattern]:
    return frozenset(pattern for pain in pains for pattern in TISSUE[pain.site].patterns)


def _known_loads(athlete: Athlete) -> dict[str, float]:
    found: dict[str, float] = {}
    for known in athlete.loads:
        kg = known_e1rm_kg(known)
        if kg is not None:
            found[known.exercise] = kg
    return found


def _steps(athlete: Athlete) -> dict[Kit, float]:
    steps = dict(STEP_KG)
    for kit in steps:
        said = athlete.load_steps_kg.get(kit)
        if said is not None and said > 0:
            steps[kit] = said
    return steps
