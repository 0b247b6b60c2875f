"""Placement: from a brief to slots, sessions that have a day, an hour and a class, and no content yet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import msgspec

from midstance.planner.asks import NOTHING_NEW_DAYS, Means, WeekAsk, week_asks
from midstance.planner.columns import WeekRules
from midstance.planner.gauge import Gauge
from midstance.planner.grid import LEAST_MINUTES, Candidate, Grid
from midstance.planner.minis import place_minis
from midstance.planner.phases import outline
from midstance.planner.search import NoSeason, Season
from midstance.planner.slots import Slot, Variant
from midstance.rules.ledger import Ledger, runs_at
from midstance.rules.rule import Rule
from midstance.training.clock import DAY, date_of
from midstance.training.plan import Brief
from midstance.training.session import LOADED

ENGINE = "midstance-dp/1"


class Placement(msgspec.Struct, frozen=True):
    """The placed season and how good it is proven to be."""

    weeks: tuple[WeekAsk, ...]
    slots: tuple[Slot, ...]
    price: int
    bound: int


class CannotPlace(Exception):
    """No placement keeps the pins of a week. `week` is its Monday."""

    def __init__(self, week: dt.date) -> None:
        super().__init__(f"the pins of the week of {week} cannot be kept together with the rules")
        self.week = week


class NoTime(Exception):
    """No window of the whole plan is long enough for a session."""


def place(brief: Brief, rules: Sequence[Rule], means: Means) -> Placement:
    """The best placement on the grid. Raises CannotPlace for pins that cannot hold, NoTime where nothing ever fits."""
    weeks = week_asks(brief, outline(brief), means)
    grid = Grid(brief, Gauge(rules, Ledger(brief, runs_at(brief), ())))
    if not any(grid.starts(day, LEAST_MINUTES) for week in weeks for day in grid.days(week)):
        raise NoTime
    try:
        found = Season(weeks, grid, WeekRules(rules, brief.athlete.age)).solve()
    except NoSeason as clash:
        raise CannotPlace(weeks[clash.week].outline.start) from None
    minis = place_minis(weeks, found.columns, grid, rules)
    chosen = [
        (index, candidate)
        for index, column in enumerate(found.columns)
        for candidate in sorted((*column.chosen, *minis[index]), key=lambda candidate: candidate.at.start)
    ]
    return Placement(weeks, _slots(brief, weeks, chosen, grid), found.price, found.bound)


def _slots(
    brief: Brief, weeks: Sequence[WeekAsk], chosen: Sequence[tuple[int, Candidate]], grid: Grid
) -> tuple[Slot, ...]:
    races = sorted(race.date for race in brief.races if race.priority == "A")
    loaded_before = {race: _loaded_before(chosen, race) for race in races}
    slots = []
    letters: Counter[dt.date] = Counter()
    for week, candidate in chosen:
        date = date_of(candidate.day)
        race = next((race for race in races if race >= date), None)
        days = (race - date).days if race else None
        inside = days is not None and days <= NOTHING_NEW_DAYS
        slots.append(
            Slot(
                id=f"{date.isoformat()}-{chr(97 + letters[date])}",
                date=date,
                start=candidate.at.start.local % DAY,
                start_assumed=candidate.assumed and not candidate.after_run,
                variant=_timed(candidate),
                week=week,
                phase=weeks[week].outline.phase,
                mesocycle=weeks[week].outline.mesocycle,
                deload=weeks[week].outline.deload,
                sets_percent=weeks[week].sets_percent,
                load_percent=weeks[week].load_percent,
                after_run=candidate.after_run,
                days_to_a_race=days,
                no_new_exercise=inside,
                body_mass_only=inside and race is not None and not loaded_before[race],
                spike=grid.gauge.in_spike(candidate.at),
            )
        )
        letters[date] += 1
    return tuple(slots)


def _timed(candidate: Candidate) -> Variant:
    minutes = candidate.at.end.local - candidate.at.start.local
    return msgspec.structs.replace(candidate.variant, minutes=minutes)


def _loaded_before(chosen: Sequence[tuple[int, Candidate]], race: dt.date) -> bool:
    """Whether a loaded session stands before the window in which nothing may be new."""
    first = race - dt.timedelta(days=NOTHING_NEW_DAYS)
    return any(date_of(one.day) < first and set(one.variant.classes) & LOADED for _, one in chosen)
