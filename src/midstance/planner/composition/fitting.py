"""Fits lines into the minutes there are: rests first, then sets, the cool-down, and exercises last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from midstance.planner.composition.forms import Form, Rung
from midstance.planner.composition.layout import Group, groups, seconds
from midstance.planner.composition.lines import Line, further_sets, one_each
from midstance.planner.composition.menu import Choice, cut_down
from midstance.planner.composition.season import Season
from midstance.planner.composition.warm_up import Timed, cooldown, longer, warm_up
from midstance.planner.prescription.tables import EXERCISES_LEAST
from midstance.planner.prescription.timing import minutes_of
from midstance.planner.slots import Slot
from midstance.training.exercise import Level

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
    around = _Around(season, slot, wish, letter)
    if key not in season.fits:
        forms = _forms(lines, wish, season.runner.level)
        season.fits[key] = next(
            (work.form(rung) for rung, work in forms if minutes_of(around.seconds(rung) + work.seconds(rung)) <= limit),
            None,
        )
    form = season.fits[key]
    return _filled_up(season, slot, around, lines, form, min(wish.minutes_least, limit)) if form else None


def _key(season: Season, slot: Slot, lines: Sequence[Line], wish: Wish, letter: str, limit: int) -> tuple[object, ...]:
    """All that the form of a session depends on: most weeks repeat the one before."""
    shape = tuple((line.role, line.exercise.id, line.seconds, line.heavy, line.ramp_sets, line.worth) for line in lines)
    jumps = tuple(line.sets for line in lines if line.jumps)
    return shape, jumps, wish, letter, limit, season.minutes(slot), slot.after_run


class _Around:
    """What stands around the work, made once a season for each size."""

    def __init__(self, season: Season, slot: Slot, wish: Wish, letter: str) -> None:
        self._season, self._after_run, self._light, self._letter = season, slot.after_run, wish.light, letter

    def before(self, size: str) -> Timed:
        """The warm-up of a size."""
        made, key = self._season.around, (size, self._after_run, self._light)
        if key not in made:
            runner, drills = self._season.runner, self._season.drills
            made[key] = warm_up(runner, drills, size, after_run=self._after_run, light=self._light)
        return made[key]

    def after(self, stretches: int) -> Timed:
        """The cool-down with so many stretches."""
        made, key = self._season.around, (self._letter, stretches)
        if key not in made:
            made[key] = cooldown(self._season.runner, self._season.drills, self._letter, stretches)
        return made[key]

    def seconds(self, rung: Rung) -> int:
        """Seconds of warm-up and cool-down in a form."""
        return self.before(rung.size).seconds + self.after(rung.stretches).seconds


class _Work:
    """The lines that some forms keep, with what their time is made of: most forms are too long, and only told so."""

    def __init__(self, lines: Sequence[Line], kept: tuple[int, ...], level: Level, most_sets: int) -> None:
        self.lines = [lines[place] for place in kept]
        self._kept = kept
        self._level = level
        self._counted = one_each(self.lines)
        self._most = most_sets - self._counted
        self._further: dict[bool, list[Line]] = {}
        self._timed: dict[int, tuple[int, dict[int, int]]] = {}
        self._lasting: dict[tuple[int, bool], list[int]] = {}

    def _time(self, tight: int) -> tuple[int, dict[int, int]]:
        """The seconds with one set of each line, and the seconds of each line's further sets."""
        if tight not in self._timed:
            made = groups(self.lines, tight)
            one_each(self.lines)
            pairs = [pair for one in made for pair in zip(one.lines, one.rests, strict=True)]
            self._timed[tight] = seconds(made), {id(line): line.seconds + rest for line, rest in pairs}
        return self._timed[tight]

    def _beyond(self, *, quick: bool) -> list[Line]:
        """The lines that get the sets beyond the first, one after the other."""
        if quick not in self._further:
            self._further[quick] = further_sets(self.lines, self._most, self._level, quick=quick)
        return self._further[quick]

    def _last(self, tight: int, *, quick: bool) -> list[int]:
        """The seconds with no set beyond the first, with one, two, …"""
        key = (tight, quick)
        if key not in self._lasting:
            once, more = self._time(tight)
            further = [more[id(line)] for line in self._beyond(quick=quick)]
            self._lasting[key] = list(accumulate(further, initial=once))
        return self._lasting[key]

    def seconds(self, rung: Rung) -> int:
        """Seconds of the work in a form."""
        lasting = self._last(rung.tight, quick=rung.quick)
        return lasting[min(max(rung.sets - self._counted, 0), len(lasting) - 1)]

    def form(self, rung: Rung) -> Form:
        """What stays on a rung, with its sets."""
        one_each(self.lines)
        for line in self._beyond(quick=rung.quick)[: max(rung.sets - self._counted, 0)]:
            line.sets += 1
        return Form(self._kept, tuple([line.sets for line in self.lines]), rung)


def _forms(lines: Sequence[Line], wish: Wish, level: Level) -> Iterator[tuple[Rung, _Work]]:
    """Forms from roomy to tight, each with the lines it keeps."""
    fewer = range(max(wish.exercises, wish.exercises_least), wish.exercises_least - 1, -1)
    most = max(wish.sets, len(lines))
    works: dict[int, _Work] = {}
    # Where sets fall below the level's fewest, four exercises done well come before more of them with a set each.
    four_first = sorted(fewer, key=lambda count: (count < EXERCISES_LEAST, abs(count - EXERCISES_LEAST)))
    for rungs, counts in ((_usual_rungs, fewer), (_last_rungs, fewer if wish.light else four_first)):
        for count in counts:
            if count not in works:
                works[count] = _Work(lines, _kept(lines, count), level, most)
            work = works[count]
            if len(work.lines) < wish.exercises_least:
                continue
            jumps = any(line.jumps for line in work.lines)
            for rung in rungs(wish, max(len(work.lines) - jumps, 1), count < wish.exercises):
                yield rung, work


def _filled_up(season: Season, slot: Slot, around: _Around, lines: Sequence[Line], form: Form, least: int) -> Fit:
    """The session of a form; one a little too short to count as full takes its stretches, then a longer easy start."""
    kept = [lines[place] for place in form.kept]
    for line, sets in zip(kept, form.sets, strict=True):
        line.sets = sets
    made = groups(kept, form.rung.tight)
    before, after = around.before(form.rung.size), around.after(form.rung.stretches)
    first = before.seconds + seconds(made)
    found = Fit(kept, made, before, after, minutes_of(first + after.seconds))
    if found.minutes >= least:
        return found
    for count in range(1, MOST_STRETCHES + 1):
        more = around.after(count)
        if least <= minutes_of(first + more.seconds) <= max(season.minutes(slot), least):
            return found._replace(after=more, minutes=minutes_of(first + more.seconds))
    easier = longer(before, least * 60 - first - after.seconds)
    return found._replace(before=easier, minutes=minutes_of(first + after.seconds - before.seconds + easier.seconds))


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


def _kept(lines: Sequence[Line], count: int) -> tuple[int, ...]:
    """The places of the lines that stay where so many exercises are wanted."""
    if count >= len(lines):
        return tuple(range(len(lines)))
    choices = tuple(Choice(line.role, line.exercise, line.worth) for line in lines)
    kept = {choice.exercise.id for choice in cut_down(choices, count)}
    return tuple([place for place, line in enumerate(lines) if line.exercise.id in kept])


def usual_least(slot: Slot) -> int:
    """Fewest exercises: four in anything of full length, two in a short session."""
    return EXERCISES_LEAST if slot.variant.minutes > 20 else 2
