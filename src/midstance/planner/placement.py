"""Placement: from a brief to slots, sessions that have a day, an hour and a class, and no content yet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import msgspec

from midstance.planner.asks import NOTHING_NEW_DAYS, Means, WeekAsk, week_asks
from midstance.planner.columns import Column
from midstance.planner.gauge import Gauge
from midstance.planner.grid import LEAST_MINUTES, Candidate, Grid
from midstance.planner.minis import place_minis
from midstance.planner.phases import outline
from midstance.planner.search import NoSeason, Season
from midstance.planner.slots import Slot, Variant
from midstance.planner.week_rules import WeekRules
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
    whole_from: int = 0
    """Index of the first week that was placed from its first day on; earlier ones lie behind a revision."""


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
    chosen = in_time(found.columns, minis)
    return Placement(weeks, slots_of(brief, weeks, chosen, grid), found.price, found.bound)


def in_time(columns: Sequence[Column], minis: Sequence[Sequence[Candidate]]) -> list[tuple[int, Candidate]]:
    """The sessions of all weeks in order of start, each with the index of its week."""
    return [
        (index, candidate)
        for index, column in enumerate(columns)
        for candidate in sorted((*column.chosen, *minis[index]), key=lambda candidate: candidate.at.start)
    ]


def slots_of(
    brief: Brief,
    weeks: Sequence[WeekAsk],
    chosen: Sequence[tuple[int, Candidate]],
    grid: Grid,
    *,
    first: int = 0,
    loaded: Sequence[dt.date] = (),
) -> tuple[Slot, ...]:
    """The chosen sessions as slots.

    `first` is the season's index of `weeks[0]`, `loaded` the dates of loaded sessions that lie behind.
    """
    races = sorted(race.date for race in brief.races if race.priority == "A")
    loaded_before = {race: _loaded_before(chosen, race, loaded) for race in races}
    slots = []
    letters: Counter[dt.date] = Counter()
    for week, candidate in chosen:
        date = date_of(candidate.day)
        race = next((race for race in races if race >= date), None)
        slot = _slot(candidate, weeks[week], race, f"{date.isoformat()}-{chr(97 + letters[date])}")
        starts_here = slot.no_new_exercise and race is not None and not loaded_before[race]
        slot = msgspec.structs.replace(
            slot, week=first + week, body_mass_only=starts_here, spike=grid.gauge.in_spike(candidate.at)
        )
        slots.append(_eased(slot, brief))
        letters[date] += 1
    return tuple(slots)


def _slot(candidate: Candidate, week: WeekAsk, race: dt.date | None, name: str) -> Slot:
    """A chosen session in its week; `race` is the next A race."""
    date = date_of(candidate.day)
    days = (race - date).days if race else None
    return Slot(
        id=name,
        date=date,
        start=candidate.at.start.local % DAY,
        start_assumed=candidate.assumed and not candidate.after_run,
        variant=_timed(candidate),
        week=0,
        phase=week.outline.phase,
        mesocycle=week.outline.mesocycle,
        deload=week.outline.deload,
        sets_percent=week.sets_percent,
        load_percent=week.load_percent,
        after_run=candidate.after_run,
        days_to_a_race=days,
        no_new_exercise=days is not None and days <= NOTHING_NEW_DAYS,
        body_mass_only=False,
        spike=False,
    )


def _eased(slot: Slot, brief: Brief) -> Slot:
    """The slot with what the log takes from its day; of several easings the least of each counts."""
    easings = [
        one
        for one in (brief.standing.easings if brief.standing is not None else ())
        if one.first <= slot.date <= one.last
    ]
    if not easings:
        return slot
    return msgspec.structs.replace(
        slot,
        sets_percent=min(slot.sets_percent, *(one.sets_percent for one in easings)),
        load_percent=min(slot.load_percent, *(one.load_percent for one in easings)),
        contacts_percent=min(one.contacts_percent for one in easings),
        holds=any(one.holds for one in easings),
        bars=tuple(dict.fromkeys(stress for one in easings for stress in one.bars)),
    )


def _timed(candidate: Candidate) -> Variant:
    minutes = candidate.at.end.local - candidate.at.start.local
    return msgspec.structs.replace(candidate.variant, minutes=minutes)


def _loaded_before(chosen: Sequence[tuple[int, Candidate]], race: dt.date, loaded: Sequence[dt.date]) -> bool:
    """Whether a loaded session stands before the window in which nothing may be new."""
    first = race - dt.timedelta(days=NOTHING_NEW_DAYS)
    here = (date_of(one.day) for _, one in chosen if set(one.variant.classes) & LOADED)
    return any(date < first for date in (*loaded, *here))
