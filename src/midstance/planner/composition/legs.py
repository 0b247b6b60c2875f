"""A leg session: its menu, doses, sets and minutes, under the hard rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from midstance.planner.composition.choosing import jump_choice, menu_of
from midstance.planner.composition.classes import classes_of, is_granted
from midstance.planner.composition.filling import fill, jump_line, mend
from midstance.planner.composition.fitting import Fit, Wish, fit, usual_least
from midstance.planner.composition.lanes import Seat
from midstance.planner.composition.lines import Line, is_new_heavy
from midstance.planner.composition.menu import Choice, Menu, in_order, missing
from midstance.planner.composition.season import Season
from midstance.planner.prescription.loading import is_outside
from midstance.planner.prescription.tables import EXERCISES, EXERCISES_LEAST, EXERCISES_MOST, FULL_PHASES, SETS
from midstance.planner.slots import Slot
from midstance.training.exercise import Family
from midstance.training.session import Stress

FULL_OVER = 20
"""Minutes above which a leg session of these phases is full and owes all five tags (rules page, Words; H10)."""


LEAST_SHORT = 2
"""Exercises without which a short leg session is none (ours)."""


CALF_ALONE = 9
"""Worth of the second calf exercise in a week's only session, so that both calf muscles are trained (P12; ours)."""
MANY_MINUTES = 40
"""Below, an intermediate's sets go to five exercises rather than six: fewer set-ups, more of each (ours)."""


HEAVY_NEW_FEWER = 2
"""Sets less in all the first time a heavy lift is done, as far as the level's fewest allow (ours)."""


class Content(NamedTuple):
    """What a session holds."""

    fit: Fit
    classes: tuple[Stress, ...]
    opened: Family | None


def compose_legs(season: Season, slot: Slot, seat: Seat) -> Content | None:
    """The leg session of a slot, or None where the hard rules leave nothing."""
    if season.runner.light_only:
        return None
    for heavy in (True, False) if season.may_be_heavy(slot) else (False,):
        found = _attempt(season, slot, seat, heavy)
        if found is not None:
            return found
    return None


def _attempt(season: Season, slot: Slot, seat: Seat, heavy: bool) -> Content | None:
    jumping = season.may_jump(slot)
    menu = menu_of(season, slot, seat, heavy=heavy, jumping=jumping)
    menu = _for_this_slot(season, slot, seat, menu, heavy)
    power = season.progress.stage == "strength" and slot.variant.template == "power"
    lines, opened = fill(season, slot, menu, heavy=heavy, power=power)
    lines = mend(season, slot, lines, opened)
    jump = _jump(season, slot, opened) if jumping else None
    if jump is not None:
        lines = [jump, *lines]
        opened = "jump" if not season.is_open("jump") else opened
    covered = not missing(line.exercise for line in lines)
    owes = slot.phase in FULL_PHASES and not slot.deload
    room = season.minutes(slot)
    limit = room if covered or not owes else min(room, FULL_OVER)
    wish = _wish(season, slot, seat, lines)
    if slot.variant.full and covered:
        wish = wish._replace(minutes_least=FULL_OVER + 1)
    if limit <= FULL_OVER:
        wish = wish._replace(exercises_least=min(LEAST_SHORT, len(lines)))
    found = fit(season, slot, lines, wish, seat.letter, limit)
    if found is None:
        return None
    classes = classes_of(found.lines, season.runner, slot, found.minutes, season.known)
    if not is_granted(classes, slot) or (classes == ("light",) and not slot.deload):
        return None
    return Content(found, classes, opened if opened in _met(found.lines) else None)


def _met(lines: Sequence[Line]) -> set[Family | None]:
    """Families that are really loaded or jumped in what has fitted: a family that was cut is not met yet (H13)."""
    return {
        "jump" if line.jumps else line.exercise.family for line in lines if line.jumps or is_outside(line.dose.load)
    }


def _jump(season: Season, slot: Slot, opened: Family | None) -> Line | None:
    """The jumps, unless they would be a beginner's second new family at once (H13)."""
    if not season.is_open("jump") and (opened is not None or not season.may_open(slot)):
        return None
    choice = jump_choice(season, slot)
    return jump_line(season, slot, choice) if choice is not None else None


def _for_this_slot(season: Season, slot: Slot, seat: Seat, menu: Menu, heavy: bool) -> Menu:
    """Leaves out new eccentrics where the session is not heavy; a week's only session trains the calf both ways."""
    kept = [choice for choice in menu if heavy or not season.eccentric_is_new(choice.exercise)]
    if seat.alone:
        roles = {choice.role for choice in kept}
        other = season.last_menu.get("B" if seat.letter == "A" else "A")
        extra = [c for c in other.menu if c.role in ("calf", "soleus")] if other is not None else []
        there = {choice.exercise.id for choice in kept}
        for choice in extra:
            new = choice.exercise.id not in season.known and season.nothing_new(slot)
            if choice.role not in roles and choice.exercise.id not in there and not new:
                kept.append(Choice(choice.role, choice.exercise, CALF_ALONE))
    return in_order(kept)


def _wish(season: Season, slot: Slot, seat: Seat, lines: Sequence[Line]) -> Wish:
    """Sets and exercises by level, mesocycle and the week's share of sets."""
    level = season.runner.level
    table = SETS[level]
    whole = season.sets_wanted(slot)
    jumps = sum(line.sets for line in lines if line.jumps)
    few, many = EXERCISES[level]
    full = slot.sets_percent >= 100
    if full:
        new = any(is_new_heavy(line) for line in lines)
        sets = min(max(whole - HEAVY_NEW_FEWER, table[0]) if new else whole, table[-1] - jumps)
        roomy = season.minutes(slot) >= MANY_MINUTES
        count = many if whole >= (table[0] + table[-1]) // 2 and (roomy or level != "intermediate") else few
        if level == "beginner" and whole <= table[0]:
            count = EXERCISES_LEAST
        least = max(table[0] - jumps, 1)
    else:
        sets = max(_share(season, slot, seat, whole) - jumps, 1)
        count = (
            EXERCISES_LEAST if sets < 2 * EXERCISES_LEAST + 2 and not (seat.alone and sets > EXERCISES_LEAST) else few
        )
        if season.minutes(slot) <= FULL_OVER:  # With a set of each already, less means fewer exercises.
            count = min(count, max(sets, LEAST_SHORT))
        least = max(sets - 1, 1)
    count = min(count + (1 if jumps else 0) + (1 if seat.alone and full else 0), EXERCISES_MOST)
    return Wish(sets, least, min(count, len(lines)), min(usual_least(slot), len(lines)))


def _share(season: Season, slot: Slot, seat: Seat, whole: int) -> int:
    """A lighter week's sets: its share of what the last whole session really had; a taper has no more than was held."""
    known = season.full_sets.get(seat.letter) or season.full_sets.get("A") or whole
    sets = (min(known, whole) * slot.sets_percent + 50) // 100
    held = season.maintained.get(seat.letter) or season.maintained.get("A")
    return min(sets, held) if slot.phase in ("taper", "race") and held else sets
