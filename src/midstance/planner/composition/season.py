"""What is known while a season is composed, session by session in order of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct, field

from midstance.planner.asks import NOTHING_NEW_DAYS
from midstance.planner.composition.classes import ECCENTRIC_EXPOSURES
from midstance.planner.composition.forms import Form
from midstance.planner.composition.lanes import Letter, is_whole
from midstance.planner.composition.lines import Line
from midstance.planner.composition.menu import Menu
from midstance.planner.composition.roles import Role
from midstance.planner.composition.scoring import depths
from midstance.planner.composition.warm_up import Timed
from midstance.planner.prescription.contacts import Contacts, JumpDose
from midstance.planner.prescription.progression import Progress
from midstance.planner.prescription.runner import Runner, is_jump, runner_of
from midstance.planner.prescription.tables import (
    FULL_PHASES,
    HOLDING_PHASES,
    JUMPS_AFTER_DAYS,
    MASTERS_AGE,
    ROOMY_SETS,
    SETS,
)
from midstance.planner.slots import Slot
from midstance.rules.ledger import zone_of
from midstance.training.clock import WEEK, Instant, gap, instant
from midstance.training.exercise import Drill, Exercise, Family
from midstance.training.periods import Phase
from midstance.training.plan import Brief, pains_on
from midstance.training.session import Session, Stress
from midstance.training.standing import NextDose

FIRST_HEAVY_AFTER = 3
"""Moderate exposures before the first heavy session (rules page, Phases)."""
STRENGTH: tuple[Stress, ...] = ("heavy-legs", "moderate-legs")


class Held(NamedTuple):
    """A menu and when it was chosen."""

    mesocycle: int
    phase: Phase
    menu: Menu


class Season(Struct):
    """Everything composed so far; `settle` takes in one finished session."""

    brief: Brief
    runner: Runner
    exercises: Mapping[str, Exercise]
    drills: Mapping[str, Drill]
    zone: ZoneInfo | None
    pool: tuple[Exercise, ...]
    depth: Mapping[str, int]
    progress: Progress
    contacts: Contacts
    known: dict[str, int] = field(default_factory=dict)
    """Sessions in which each exercise has stood."""
    families: dict[Family, Instant] = field(default_factory=dict)
    menus: dict[tuple[int, str], Menu] = field(default_factory=dict)
    carried: set[tuple[int, str]] = field(default_factory=set)
    """Menus of mesocycles to come that a revision takes over from the one before, by mesocycle and lane."""
    last_menu: dict[Letter, Held] = field(default_factory=dict)
    """The last menu for each session of the week."""
    ages: dict[str, int] = field(default_factory=dict)
    moderate_days: set[dt.date] = field(default_factory=set)
    heavy_days: set[dt.date] = field(default_factory=set)
    first_strength: dt.date | None = None
    waves: list[int] = field(default_factory=list)
    """Mesocycles of development so far."""
    cut_back: int = 0
    heavy_waves: frozenset[int] = frozenset()
    """Mesocycles with a session placed as heavy."""
    fits: dict[tuple[object, ...], Form | None] = field(default_factory=dict)
    """The form in which a session fitted, by all it depends on; None where nothing did."""
    around: dict[tuple[object, ...], Timed] = field(default_factory=dict)
    """Warm-ups and cool-downs by all they depend on."""
    scored: dict[tuple[str, Role], int] = field(default_factory=dict)
    """What exercises are worth in their roles to this runner, as far as it does not change."""
    full_sets: dict[Letter, int] = field(default_factory=dict)
    """Sets of the last whole session of each kind, jumps left out: what lighter weeks take their share of."""
    maintained: dict[Letter, int] = field(default_factory=dict)
    """Sets of the last session that held strength: the taper has no more."""

    def at(self, slot: Slot) -> Instant:
        """The moment a slot starts."""
        return instant(slot.date, slot.start, self.zone)

    def minutes(self, slot: Slot) -> int:
        """Minutes a session may take: the slot's, and never more than the runner has."""
        own = self.brief.athlete.minutes
        return slot.variant.minutes if own is None else min(slot.variant.minutes, own)

    def sets_wanted(self, slot: Slot) -> int:
        """Sets of a full session now, before the week's share of them is taken."""
        if slot.phase == "recovery":
            self.cut_back = len(self.waves)
        if slot.phase in FULL_PHASES and slot.mesocycle not in self.waves:
            self.waves.append(slot.mesocycle)
        roomy, more = ROOMY_SETS[self.runner.level]
        table = more if self.minutes(slot) >= roomy else SETS[self.runner.level]
        later = self.runner.age is not None and self.runner.age >= MASTERS_AGE
        waves = len(self.waves) - 1 - self.cut_back - (1 if later else 0)
        return table[min(max(waves, 0), len(table) - 1)]

    @property
    def doses(self) -> Mapping[str, NextDose]:
        """What the log says of each exercise's next time."""
        return self.brief.standing.doses if self.brief.standing is not None else {}

    def nothing_new(self, slot: Slot) -> bool:
        """Whether exercises new to the runner stay out; who starts that close to a race begins at body mass (H17)."""
        if not slot.no_new_exercise or not slot.body_mass_only or slot.days_to_a_race is None:
            return slot.no_new_exercise
        return slot.days_to_a_race + (slot.date - self.brief.start).days > NOTHING_NEW_DAYS

    def may_be_heavy(self, slot: Slot) -> bool:
        """Whether a heavy session may stand here by what has come before (rules page, Phases; H17)."""
        if "heavy-legs" not in slot.variant.classes or slot.body_mass_only or slot.phase == "foundation":
            return False
        if self.heavy_days:
            return True
        before = len({day for day in self.moderate_days if day < slot.date})
        near = slot.days_to_a_race is not None and slot.days_to_a_race <= NOTHING_NEW_DAYS
        return before >= FIRST_HEAVY_AFTER and not near and slot.phase in FULL_PHASES

    def may_jump(self, slot: Slot) -> bool:
        """Whether a slot grants jumps and there is strength enough behind the runner for them."""
        granted = {"low-plyometric", "high-plyometric"}.intersection(slot.variant.classes)
        if not granted or slot.deload or self.first_strength is None or not self.runner.contacts:
            return False
        return (slot.date - self.first_strength).days >= JUMPS_AFTER_DAYS

    def is_open(self, family: Family | None) -> bool:
        """Whether a beginner has met a family; the others have met them all."""
        return family is None or self.runner.level != "beginner" or family in self.families

    def may_open(self, slot: Slot) -> bool:
        """Whether a new family may come in with a session: one in 168 hours, none in the first week (H13, R-BEG-2)."""
        calm = slot.deload or self.nothing_new(slot) or slot.spike or slot.phase in HOLDING_PHASES
        if calm or slot.variant.mini or self.first_strength is None:
            return False
        if (slot.date - self.first_strength).days < 7 and not self.brief.history.get("moderate-legs"):
            return False
        return all(gap(then, self.at(slot)) >= WEEK for then in self.families.values())

    def eccentric_is_new(self, exercise: Exercise) -> bool:
        """Whether an exercise would still count as heavy for its lowering (rules page, Words)."""
        return exercise.eccentric and self.known.get(exercise.id, 0) < ECCENTRIC_EXPOSURES

    def roles_before(self, letter: Letter) -> dict[Role, str]:
        """Who played each role when this session of the week was last chosen."""
        found = self.last_menu.get(letter)
        return {choice.role: choice.exercise.id for choice in found.menu} if found else {}

    def settle(
        self, slot: Slot, letter: Letter, session: Session, lines: Sequence[Line], opened: Family | None
    ) -> None:
        """Takes in a finished session."""
        at = self.at(slot)
        if opened is not None:
            self.families[opened] = at
        for line in lines:
            name = line.exercise.id
            self.known[name] = self.known.get(name, 0) + 1
            if line.track is not None:
                self.progress.keep(name, line.track)
            if line.jumps:
                self.contacts.note(line.exercise, JumpDose(line.sets, line.dose.amount[0]), slot.week, at)
        sets = sum(line.sets for line in lines if not line.jumps)
        if is_whole(slot.phase, slot.deload, slot.variant.template) and slot.sets_percent >= 100:
            self.full_sets[letter] = sets
        if slot.phase == "maintain":
            self.maintained[letter] = sets
        if "moderate-legs" in session.classes:
            self.moderate_days.add(slot.date)
        if "heavy-legs" in session.classes:
            self.heavy_days.add(slot.date)
        if set(STRENGTH).intersection(session.classes) and self.first_strength is None:
            self.first_strength = slot.date


def season_of(
    slots: Sequence[Slot],
    brief: Brief,
    exercises: Mapping[str, Exercise],
    drills: Mapping[str, Drill],
    first: dt.date,
) -> Season:
    """A season with nothing composed yet, for the runner of its first day; its history counts towards exposures."""
    athlete = msgspec.structs.replace(brief.athlete, pains=pains_on(brief, first))
    runner = runner_of(msgspec.structs.replace(brief, athlete=athlete))
    pool = tuple(exercise for _, exercise in sorted(exercises.items()) if runner.may_do(exercise))
    past = {stress: days for stress, days in brief.history.items() if days}
    strength = sorted(day for stress in STRENGTH for day in past.get(stress, ()))
    return Season(
        brief=brief,
        runner=runner,
        exercises=exercises,
        drills=drills,
        zone=zone_of(brief.time_zone),
        pool=pool,
        depth=depths(exercises),
        progress=Progress(runner, brief.start, dict(runner.e1rm_kg)),
        contacts=Contacts(runner),
        moderate_days=set(past.get("moderate-legs", ())),
        heavy_days=set(past.get("heavy-legs", ())),
        first_strength=strength[0] if strength else None,
        heavy_waves=frozenset(slot.mesocycle for slot in slots if slot.variant.template == "heavy"),
    )


def leg_pool(season: Season) -> tuple[Exercise, ...]:
    """Exercises for strength work: everything that does not land."""
    return tuple(exercise for exercise in season.pool if not is_jump(exercise))
