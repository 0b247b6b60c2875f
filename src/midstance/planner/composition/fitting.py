"""Fits lines into the minutes there are: rests first, then sets, the cool-down, and exercises last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from midstance.planner.composition.forms import Form, Rung
from midstance.planner.composition.layout import Group, groups, seconds
from midstance.planner.composition.lines import Line, share_sets
from midstance.planner.composition.menu import Choice, cut_down
from midstance.planner.composition.season import Season
from midstance.planner.composition.warm_up import Timed, cooldown, longer, warm_up
from midstance.planner.prescription.tables import EXERCISES_LEAST
from midstance.planner.prescription.timing import minutes_of
from midstance.planner.slots import Slot

LADDER: tuple[tuple[int, str, int], ...] = (
    (0, "long", 3), (1, "long", 2), (1, "usual", 2), (2, "usual", 2), (2, "short", 1),
)  # fmt: skip
"""Tightness of rests, size of the warm-up, stretches: from roomy to tight (ours)."""


MOST_STRETCHES = 4


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
    minutes_least: int = 0
    """Minutes it should reach, to count as what it was placed as."""


def fit(season: Season, slot: Slot, lines: Sequence[Line], wish: Wish, letter: str, limit: int) -> Fit | None:
    """The roomiest form of a session within `limit` minutes, or None.

    Exercises go before sets fall below the level's fewest: fewer exercises done well, never fewer than the least.
    """
    key = _key(season, slot, lines, wish, letter, limit)
    if key in season.fits:
        form = season.fits[key]
        return _tried(season, slot, _kept(lines, form.exercises), wish, letter, limit, form.rung) if form else None
    for form, kept in _forms(lines, wish):
        found = _tried(season, slot, kept, wish, letter, limit, form.rung)
        if found is not None:
            season.fits[key] = form
            return found
    season.fits[key] = None
    return None


def _key(season: Season, slot: Slot, lines: Sequence[Line], wish: Wish, letter: str, limit: int) -> tuple[object, ...]:
    """All that the form of a session depends on: most weeks repeat the one before."""
    shape = tuple((line.role, line.exercise.id, line.seconds, line.heavy, line.ramp_sets, line.worth) for line in lines)
    jumps = tuple(line.sets for line in lines if line.jumps)
    return shape, jumps, wish, letter, limit, season.minutes(slot), slot.after_run


def _forms(lines: Sequence[Line], wish: Wish) -> Iterator[tuple[Form, list[Line]]]:
    """Forms from roomy to tight, each with the lines it keeps."""
    fewer = range(max(wish.exercises, wish.exercises_least), wish.exercises_least - 1, -1)
    for rungs in (_usual_rungs, _last_rungs):
        for count in fewer:
            kept = _kept(lines, count)
            if len(kept) < wish.exercises_least:
                continue
            jumps = any(line.jumps for line in kept)
            for rung in rungs(wish, max(len(kept) - jumps, 1), count < wish.exercises):
                yield Form(count, rung), kept


def _tried(season: Season, slot: Slot, kept: list[Line], wish: Wish, letter: str, limit: int, rung: Rung) -> Fit | None:
    share_sets(kept, rung.sets, season.runner.level, quick=rung.quick)
    made = groups(kept, rung.tight)
    before = warm_up(season.runner, season.drills, rung.size, after_run=slot.after_run, light=wish.light)
    after = cooldown(season.runner, season.drills, letter, rung.stretches)
    total = before.seconds + seconds(made) + after.seconds
    if minutes_of(total) > limit:
        return None
    found = Fit(kept, made, before, after, minutes_of(total))
    return _filled_up(season, slot, found, total, letter, min(wish.minutes_least, limit))


def _filled_up(season: Season, slot: Slot, found: Fit, total: int, letter: str, least: int) -> Fit:
    """A session that is a little too short to count as full takes its stretches, then a longer easy start."""
    if found.minutes >= least:
        return found
    work = total - found.after.seconds
    for count in range(1, MOST_STRETCHES + 1):
        after = cooldown(season.runner, season.drills, letter, count)
        if least <= minutes_of(work + after.seconds) <= max(season.minutes(slot), least):
            return found._replace(after=after, minutes=minutes_of(work + after.seconds))
    before = longer(found.before, least * 60 - total)
    return found._replace(before=before, minutes=minutes_of(total - found.before.seconds + before.seconds))


def _usual_rungs(wish: Wish, fewest: int, shorter: bool) -> Iterator[Rung]:
    """Ever tighter forms with sets enough; a session that has already lost an exercise begins tight."""
    top, least = max(wish.sets, fewest), max(wish.sets_least, fewest)
    for tight, size, stretches in LADDER[-1:] if shorter else LADDER:
        yield Rung(top, tight, size, stretches)
    for sets in range(top - 1, least - 1, -1):
        yield Rung(sets, 2, "short", 1)
    yield Rung(least, 2, "short", 0)
    yield Rung(least, 2, "least", 0)
    yield Rung(least, 2, "least", 0, quick=True)


def _last_rungs(wish: Wish, fewest: int, shorter: bool) -> Iterator[Rung]:
    """Fewer sets than the level's, down to one each, with the least of everything else."""
    for sets in range(max(wish.sets_least, fewest) - 1, fewest - 1, -1):
        yield Rung(sets, 2, "least", 0)
        yield Rung(sets, 2, "least", 0, quick=True)


def _kept(lines: Sequence[Line], count: int) -> list[Line]:
    choices = tuple(Choice(line.role, line.exercise, line.worth) for line in lines)
    kept = {choice.exercise.id for choice in cut_down(choices, count)}
    return [line for line in lines if line.exercise.id in kept]


def usual_least(slot: Slot) -> int:
    """Fewest exercises: four in anything of full length, two in a short session."""
    return EXERCISES_LEAST if slot.variant.minutes > 20 else 2
