"""Ground contacts: how many hops and jumps a session may hold, and how they grow (H14)."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct, field

from midstance.planner.prescription.runner import Runner
from midstance.planner.prescription.tables import (
    CONTACTS_GROWTH_PERCENT,
    CONTACTS_GROWTH_WEEKS,
    CONTACTS_WEEK_TIMES,
    FIRST_JUMP_SETS,
    HOP_SECONDS_FIRST,
    HOP_SECONDS_STEP,
)
from midstance.training.athlete import Goal
from midstance.training.clock import WEEK, Instant, gap
from midstance.training.exercise import Exercise

SHORT_GOALS: frozenset[Goal] = frozenset({"5k", "10k"})
"""Races for which jumps take a larger share (evidence 16.3)."""
LONG_GOALS: frozenset[Goal] = frozenset({"marathon", "ultra"})


class JumpDose(NamedTuple):
    """Sets of so many reps or seconds."""

    sets: int
    amount: int


def most_jump_sets(exercise: Exercise, runner: Runner) -> int:
    """Sets a jump grows to: its dose's top for short races, fewer the longer the race (evidence 16.3; numbers ours)."""
    most = exercise.dose[runner.level].sets[1]
    if runner.goal in SHORT_GOALS:
        return most
    return max(2, most - (2 if runner.goal in LONG_GOALS else 1))


def set_contacts(exercise: Exercise, amount: int) -> int:
    """Raw contacts of one set, both sides."""
    return amount * exercise.contacts * (2 if exercise.per_side else 1)


class Contacts(Struct):
    """The weighted contacts of the plan so far, by week and by session."""

    runner: Runner
    weeks: dict[int, float] = field(default_factory=dict)
    sessions: list[tuple[Instant, float]] = field(default_factory=list)
    last: dict[str, JumpDose] = field(default_factory=dict)
    coached: dict[str, JumpDose] = field(default_factory=dict)
    """What was asked before, of jumps for which the log has said the next time; gone once that was asked for."""

    def dose(self, exercise: Exercise, week: int, at: Instant, *, hold: bool, percent: int = 100) -> JumpDose | None:
        """What fits of an exercise, or None when not even one set does. `hold`: nothing rises.

        `percent`: the share of its sets that a day allows on which the log asks for less.
        """
        before = self.last.get(exercise.id)
        if before is not None and (percent < 100 or exercise.id in self.coached):
            # The log has already said what the next time is: the step up is in it, or none is due.
            before = self.coached.get(exercise.id, before) if hold else before
            return self._fit(exercise, week, at, max(before.sets * percent // 100, 1), before.amount)
        timed = exercise.dose[self.runner.level].unit == "seconds"
        low, high = exercise.dose[self.runner.level].amount
        first = min(max(low, HOP_SECONDS_FIRST), high) if timed else low
        most = most_jump_sets(exercise, self.runner)
        if before is None:
            return self._fit(exercise, week, at, min(FIRST_JUMP_SETS, most), first)
        if not hold and before.sets >= most and before.amount < high:
            amount = min(before.amount + (HOP_SECONDS_STEP if timed else 1), high)
            more = self._fit(exercise, week, at, before.sets, amount)
            if more is not None and more.sets == before.sets:
                return more
        return self._fit(exercise, week, at, before.sets if hold else min(before.sets + 1, most), before.amount)

    def note(self, exercise: Exercise, dose: JumpDose, week: int, at: Instant) -> None:
        """Counts what was composed."""
        weighted = dose.sets * set_contacts(exercise, dose.amount) * exercise.impact
        self.weeks[week] = self.weeks.get(week, 0.0) + weighted
        self.sessions.append((at, weighted))
        self.last[exercise.id] = dose
        self.coached.pop(exercise.id, None)

    def _fit(self, exercise: Exercise, week: int, at: Instant, sets: int, amount: int) -> JumpDose | None:
        one_set = set_contacts(exercise, amount) * exercise.impact
        room = self._room(week, at, one_set)
        fitting = min(sets, int((room + 1e-9) / one_set)) if one_set else sets
        return JumpDose(fitting, amount) if fitting >= 1 else None

    def _room(self, week: int, at: Instant, one_set: float) -> float:
        cap = self.runner.contacts
        highest = max((self.weeks.get(week - back, 0.0) for back in range(1, CONTACTS_GROWTH_WEEKS + 1)), default=0.0)
        used = self.weeks.get(week, 0.0)
        rolling = sum(weighted for then, weighted in self.sessions if gap(then, at) < WEEK)
        grown = max(highest * CONTACTS_GROWTH_PERCENT / 100, highest + one_set)
        return min(cap, grown - used, CONTACTS_WEEK_TIMES * cap - max(used, rolling))
