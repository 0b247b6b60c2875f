"""Turns a menu into lines with doses: stand-ins where a load may not come yet, jumps in front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from midstance.planner.composition.lines import Line
from midstance.planner.composition.menu import Choice, Menu, in_order, missing
from midstance.planner.composition.roles import HEAVY, WANTED_TAG, Role, plays
from midstance.planner.composition.season import Season, leg_pool
from midstance.planner.prescription.contacts import JumpDose, set_contacts
from midstance.planner.prescription.effort import Mode, may_be_heavy
from midstance.planner.prescription.loading import is_outside, wants_load
from midstance.planner.prescription.track import Dose
from midstance.planner.slots import Slot
from midstance.training.exercise import Exercise, Family
from midstance.training.prescription import BODY_MASS, Starts

OPENING_ORDER: tuple[Family, ...] = ("squat", "hinge", "lunge")
"""In which order a beginner meets loads: two legs first (R-BEG-1; order ours)."""
MENDING: tuple[Role, ...] = ("squat", "lunge", "hinge", "calf", "soleus", "hip")


class Filled(NamedTuple):
    """The lines of a session and the family that comes in with it, if one does."""

    lines: list[Line]
    opened: Family | None


def fill(season: Season, slot: Slot, menu: Menu, *, heavy: bool, power: bool) -> Filled:
    """Lines for a menu, in order. Nothing is noted down: the session may still be given up."""
    opened = _opening(season, slot, menu)
    taken: set[str] = {choice.exercise.id for choice in menu}
    lines: list[Line] = []
    for choice in menu:
        real = _realised(season, slot, choice, opened, taken)
        if real is None:
            continue
        taken.add(real.exercise.id)
        main = heavy and choice.role in HEAVY and may_be_heavy(real.exercise, season.runner)
        fast = power and choice.role == "lunge"
        lines.append(_line(season, slot, real, "heavy" if main else "moderate", opened, fast))
    used = {line.exercise.family for line in lines if is_outside(line.dose.load)}
    return Filled(lines, opened if opened in used else None)


def _line(season: Season, slot: Slot, choice: Choice, mode: Mode, opened: Family | None, fast: bool) -> Line:
    exercise = choice.exercise
    outside = _outside(season, slot, exercise, opened)
    dose = exercise.dose[season.runner.level]
    quick = fast and outside and dose.tempo is not None
    planned = season.progress.plan(exercise, slot, mode, outside=outside, tempo=dose.tempo)
    return Line(choice.role, exercise, choice.worth, planned.dose, planned.track, dose.rest_s, fast=quick)


def light_line(season: Season, slot: Slot, choice: Choice) -> Line:
    """A line of a light session: bands or body mass, four reps or more in reserve."""
    dose = choice.exercise.dose[season.runner.level]
    planned = season.progress.plan(choice.exercise, slot, "light", outside=False, tempo=dose.tempo)
    return Line(choice.role, choice.exercise, choice.worth, planned.dose, planned.track, dose.rest_s)


def jump_line(season: Season, slot: Slot, choice: Choice) -> Line | None:
    """The jumps of a session as contacts allow (H14), or None."""
    exercise = choice.exercise
    hold = slot.spike or slot.holds or season.nothing_new(slot)
    percent = slot.contacts_percent
    found = season.contacts.dose(exercise, slot.week, season.at(slot), hold=hold, percent=percent)
    if found is None:
        return None
    before = season.contacts.last.get(exercise.id)
    dose = exercise.dose[season.runner.level]
    starts: Starts = "new" if before is None else "more-reps" if found.amount > before.amount else "same"
    said = Dose((found.amount, found.amount), dose.unit == "seconds", BODY_MASS, (0, 0), None, starts)
    line = Line("jump", exercise, choice.worth, said, None, dose.rest_s, sets=found.sets)
    line.contacts = contacts_of(exercise, found)
    return line


def contacts_of(exercise: Exercise, dose: JumpDose) -> int:
    """Raw contacts of all sets."""
    return dose.sets * set_contacts(exercise, dose.amount)


def _outside(season: Season, slot: Slot, exercise: Exercise, opened: Family | None) -> bool:
    """Whether an exercise is loaded from outside in this session."""
    if slot.body_mass_only or not wants_load(exercise, season.runner):
        return False
    track = season.progress.tracks.get(exercise.id)
    if track is not None and not is_outside(track.load) and season.runner.is_sore(exercise):
        return False
    return season.is_open(exercise.family) or exercise.family == opened


def _opening(season: Season, slot: Slot, menu: Menu) -> Family | None:
    """The family a beginner meets in this session, or None."""
    if season.runner.level != "beginner" or slot.body_mass_only or not season.may_open(slot):
        return None
    wanted = {
        choice.exercise.family
        for choice in menu
        if not season.is_open(choice.exercise.family)
        and _outside(season, slot, choice.exercise, choice.exercise.family)
    }
    return next((family for family in OPENING_ORDER if family in wanted), None)


def _realised(season: Season, slot: Slot, choice: Choice, opened: Family | None, taken: set[str]) -> Choice | None:
    exercise = choice.exercise
    if exercise.loading != "external" or _outside(season, slot, exercise, opened):
        return choice
    standing = _stand_in(season, slot, choice, taken)
    return choice._replace(exercise=standing) if standing is not None else None


def _stand_in(season: Season, slot: Slot, choice: Choice, taken: set[str]) -> Exercise | None:
    """The nearest exercise below on the ladder that needs no load from outside and keeps the tag that counts."""
    pool = {exercise.id: exercise for exercise in leg_pool(season)}
    wanted = WANTED_TAG.get(choice.role)

    def fits(exercise: Exercise | None) -> bool:
        if exercise is None or exercise.loading == "external" or exercise.eccentric or exercise.id in taken:
            return False
        if season.nothing_new(slot) and exercise.id not in season.known:
            return False
        return wanted is None or wanted in exercise.tags

    queue, seen = list(choice.exercise.regressions), set[str]()
    while queue:
        name = queue.pop(0)
        if name in seen or name not in season.exercises:
            continue
        seen.add(name)
        if fits(pool.get(name)):
            return pool[name]
        queue += season.exercises[name].regressions
    found = pool.get(choice.exercise.body_mass)
    if fits(found) and found is not None:
        return found
    rest = [exercise for exercise in pool.values() if fits(exercise) and plays(exercise, choice.role)]
    return min(rest, key=lambda exercise: (season.depth[exercise.id], exercise.id), default=None)


def mend(season: Season, slot: Slot, lines: Sequence[Line], opened: Family | None) -> list[Line]:
    """The lines with what H10 misses put in at body mass or as open loads, where there is anything for it."""
    mended, wanting = list(lines), missing(line.exercise for line in lines)
    if not wanting and len({line.exercise.id for line in lines}) == len(lines):
        return mended
    for tag in wanting:
        there = {line.exercise.id for line in mended}
        if tag not in missing(line.exercise for line in mended):
            continue
        rest = [e for e in leg_pool(season) if tag in e.tags and e.id not in there and not e.eccentric]
        rest = [e for e in rest if e.loading != "external" or _outside(season, slot, e, opened)]
        if season.nothing_new(slot):
            rest = [e for e in rest if e.id in season.known]
        best = min(rest, key=lambda e: (season.depth[e.id], e.id), default=None)
        if best is not None:
            role: Role = next((role for role in MENDING if plays(best, role)), "single")
            choice = Choice(role, best, 8)
            mended.append(_line(season, slot, choice, "moderate", opened, False))
    order = in_order(Choice(line.role, line.exercise, line.worth) for line in mended)
    by_id = {line.exercise.id: line for line in mended}
    return [by_id[choice.exercise.id] for choice in order]
