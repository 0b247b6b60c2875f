"""What life brings in twenty weeks, drawn beforehand and the same whatever is planned."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, get_args

import msgspec

from bench.seasons.runners import Runner, noise
from midstance.training.exercise import Kit
from midstance.training.log import RED_FLAGS, RedFlag, Symptom
from midstance.training.running import Race, Run

WITH_FEVER = 0.35
DAY = dt.timedelta(days=1)


class Ill(NamedTuple):
    """An illness: both days included, `over` the first day without symptoms."""

    first: dt.date
    over: dt.date
    symptoms: tuple[Symptom, ...]


class Trip(NamedTuple):
    """Days away with other kit, or with none and no wish to train."""

    first: dt.date
    last: dt.date
    kit: tuple[Kit, ...] | None


class Flagged(NamedTuple):
    """A red flag, and when a professional gave the word to go on; None: not this season."""

    day: dt.date
    flags: tuple[RedFlag, ...]
    cleared: dt.date | None


class Life(msgspec.Struct, frozen=True, kw_only=True):
    """The season's events."""

    days: tuple[dt.date, ...]
    ills: tuple[Ill, ...] = ()
    trips: tuple[Trip, ...] = ()
    flagged: tuple[Flagged, ...] = ()
    missed: frozenset[dt.date] = frozenset()
    """Days on which no session happens, for reasons of life."""
    moved_runs: dict[dt.date, dt.date | None] = {}
    """Key runs that are run on another day, or (None) not at all, by the day they were planned for."""
    longer: frozenset[dt.date] = frozenset()
    """Days whose run grows a quarter longer than planned."""
    new_race: tuple[dt.date, Race] | None = None
    """When it is heard of, and which."""
    new_kit: tuple[dt.date, tuple[Kit, ...]] | None = None
    tests: tuple[dt.date, ...] = ()
    new_plan: dt.date | None = None
    """From here on the runs are those of another plan: a little less of everything."""

    def ill(self, day: dt.date) -> bool:
        """Whether ill on a day."""
        return any(one.first <= day < one.over for one in self.ills)

    def away(self, day: dt.date) -> Trip | None:
        """The trip of a day."""
        return next((trip for trip in self.trips if trip.first <= day <= trip.last), None)

    def stopped(self, day: dt.date) -> bool:
        """Whether a red flag stands on a day."""
        return any(one.day <= day and (one.cleared is None or day < one.cleared) for one in self.flagged)


def life_of(runner: Runner) -> Life:
    """The season's events of a runner."""
    brief, seed = runner.brief, runner.seed
    days = tuple(brief.start + dt.timedelta(days=n) for n in range((brief.end - brief.start).days + 1))
    return Life(
        days=days,
        ills=_ills(seed, days),
        trips=_trips(seed, days),
        flagged=_flagged(seed, days),
        missed=frozenset(day for day in days if noise(seed, "missed", day).random() > runner.truth.adherence),
        moved_runs=_moved(seed, brief.runs, days),
        longer=frozenset(day for day in days if noise(seed, "longer", day).random() < 0.03),
        new_race=_new_race(seed, days, {race.date for race in brief.races}),
        new_kit=_new_kit(seed, days, brief.athlete.kit),
        tests=_tests(seed, days),
        new_plan=days[noise(seed, "plan").randrange(30, 100)] if noise(seed, "another plan").random() < 0.08 else None,
    )


def _ills(seed: int, days: tuple[dt.date, ...]) -> tuple[Ill, ...]:
    rng = noise(seed, "ill")
    found: list[Ill] = []
    for _ in range(rng.choice((0, 0, 1, 1, 2))):
        first = days[rng.randrange(len(days))]
        if any(abs((first - one.first).days) < 25 for one in found):
            continue
        symptoms: tuple[Symptom, ...] = (
            rng.choice((("fever",), ("fever", "chest"), ("stomach",))) if rng.random() < WITH_FEVER else ("head-cold",)
        )
        found.append(Ill(first, first + dt.timedelta(days=rng.randint(2, 9)), symptoms))
    return tuple(sorted(found))


def _trips(seed: int, days: tuple[dt.date, ...]) -> tuple[Trip, ...]:
    rng = noise(seed, "trip")
    if rng.random() < 0.5:
        return ()
    first = days[rng.randrange(7, len(days) - 14)]
    kit: tuple[Kit, ...] | None = rng.choice((None, (), ("mini-band",), ("dumbbell",), ("mini-band", "chair")))
    return (Trip(first, first + dt.timedelta(days=rng.randint(3, 16)), kit),)


def _flagged(seed: int, days: tuple[dt.date, ...]) -> tuple[Flagged, ...]:
    rng = noise(seed, "flag")
    if rng.random() > 0.12:
        return ()
    index = rng.randrange(len(days))
    after = rng.choice((2, 4, 9, 20, 45, None))
    cleared = days[index] + after * DAY if after and index + after < len(days) else None
    return (Flagged(days[index], tuple(sorted(rng.sample(RED_FLAGS, rng.choice((1, 1, 2))))), cleared),)


def _moved(seed: int, runs: tuple[Run, ...], days: tuple[dt.date, ...]) -> dict[dt.date, dt.date | None]:
    """Key runs that life puts a day or two off; never a race, never onto a day with another key run."""
    keys = {run.date for run in runs if run.key}
    found: dict[dt.date, dt.date | None] = {}
    for run in runs:
        rng = noise(seed, "run", run.date)
        if not run.key or run.kind == "race" or run.date not in days or rng.random() > 0.05:
            continue
        to = run.date + rng.choice((-1, 1, 1, 2)) * DAY
        free = to in days and to not in keys
        found[run.date] = to if free and rng.random() < 0.8 else None
    return found


def _new_race(seed: int, days: tuple[dt.date, ...], taken: set[dt.date]) -> tuple[dt.date, Race] | None:
    rng = noise(seed, "race")
    if rng.random() > 0.12:
        return None
    index = rng.randrange(7, len(days) - 20)
    day = days[index + rng.randrange(8, 20)]
    if day in taken:
        return None
    return days[index], Race(date=day, name="A race that came in", priority=rng.choice(("B", "C")), distance_m=10000)


def _new_kit(seed: int, days: tuple[dt.date, ...], kit: tuple[Kit, ...]) -> tuple[dt.date, tuple[Kit, ...]] | None:
    rng = noise(seed, "kit")
    if rng.random() > 0.1:
        return None
    more: Kit = rng.choice(("dumbbell", "kettlebell", "mini-band", "bench"))
    every = {*kit, more}
    return days[rng.randrange(10, 100)], tuple(one for one in get_args(Kit) if one in every)


def _tests(seed: int, days: tuple[dt.date, ...]) -> tuple[dt.date, ...]:
    """Tests at home at the start and about every six weeks, by two in three runners."""
    rng = noise(seed, "tests")
    if rng.random() < 0.33:
        return ()
    return tuple(days[n] for n in (rng.randrange(0, 9), 42 + rng.randrange(6), 84 + rng.randrange(6)) if n < len(days))
