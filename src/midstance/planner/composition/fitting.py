"""Fits lines into the minutes there are: rests first, then sets, the cool-down, and exercises last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from midstance.planner.composition.layout import Group, groups, seconds
from midstance.planner.composition.lines import Line, share_sets
from midstance.planner.composition.menu import Choice, cut_down
from midstance.planner.composition.season import Season
from midstance.planner.composition.warm_up import Timed, cooldown, warm_up
from midstance.planner.prescription.tables import EXERCISES_LEAST
from midstance.planner.prescription.timing import minutes_of
from midstance.planner.slots import Slot

LADDER: tuple[tuple[int, str, int], ...] = (
    (0, "long", 3), (1, "long", 2), (1, "usual", 2), (2, "usual", 2), (2, "short", 1),
)  # fmt: skip
"""Tightness of rests, size of the warm-up, stretches: from roomy to tight (ours)."""


class Fit(NamedTuple):
    """A session that fits: its lines and groups, what stands around them, and its minutes."""

    lines: list[Line]
    made: list[Group]
    before: Timed
    after: Timed
    minutes: int


class Wish(NamedTuple):
    """What is wanted of a session: sets, the fewest before the cool-down goes, exercises, and the fewest of them."""

    sets: int
    sets_least: int
    exercises: int
    exercises_least: int
    light: bool = False


def fit(season: Season, slot: Slot, lines: Sequence[Line], wish: Wish, letter: str, limit: int) -> Fit | None:
    """The roomiest form of a session within `limit` minutes, or None."""
    for count in range(max(wish.exercises, wish.exercises_least), wish.exercises_least - 1, -1):
        kept = _kept(lines, count)
        if len(kept) < wish.exercises_least:
            return None
        shorter = count < wish.exercises
        jumps = sum(line.sets for line in kept if line.jumps)
        fewest = max(len(kept) - bool(jumps), 1)
        for sets, tight, size, stretches in _rungs(wish, fewest, shorter):
            share_sets(kept, sets, season.runner.level)
            made = groups(kept, tight)
            before = warm_up(season.runner, season.drills, size, after_run=slot.after_run, light=wish.light)
            after = cooldown(season.runner, season.drills, letter, stretches)
            minutes = minutes_of(before.seconds + seconds(made) + after.seconds)
            if minutes <= limit:
                return Fit(kept, made, before, after, minutes)
    return None


def _rungs(wish: Wish, fewest: int, shorter: bool) -> Iterator[tuple[int, int, str, int]]:
    """Ever tighter forms; a session that has already lost an exercise begins tight."""
    top = max(wish.sets, fewest)
    least = max(wish.sets_least, fewest)
    for tight, size, stretches in LADDER[-1:] if shorter else LADDER:
        yield top, tight, size, stretches
    for sets in range(top - 1, least - 1, -1):
        yield sets, 2, "short", 1
    yield least, 2, "short", 0
    yield least, 2, "least", 0
    for sets in range(least - 1, fewest - 1, -1):
        yield sets, 2, "short", 0


def _kept(lines: Sequence[Line], count: int) -> list[Line]:
    choices = tuple(Choice(line.role, line.exercise, line.worth) for line in lines)
    kept = {choice.exercise.id for choice in cut_down(choices, count)}
    return [line for line in lines if line.exercise.id in kept]


def usual_least(slot: Slot) -> int:
    """Fewest exercises: four in anything of full length, two in a short session."""
    return EXERCISES_LEAST if slot.variant.minutes > 20 else 2
