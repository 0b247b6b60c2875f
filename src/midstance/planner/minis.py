"""Short hip and trunk sessions, put after easy runs once the full sessions stand.

They are light, so nothing else depends on them; each week takes the best days that are left.
"""

from __future__ import annotations

from itertools import combinations

from midstance.planner.asks import MINI_MINUTES, WeekAsk
from midstance.planner.columns import Column
from midstance.planner.grid import Candidate, Grid
from midstance.planner.slots import Variant
from midstance.rules.windows import window_minutes
from midstance.training.clock import DAY, WEEK, gap

MINI = Variant(template="mini", classes=("light",), minutes=MINI_MINUTES, full=False, mini=True)
MOST_IN_SEVEN_DAYS = 3
"""Mini sessions in any 168 hours (rule `three-minis-in-seven-days`)."""


def place_minis(
    asks: tuple[WeekAsk, ...], columns: tuple[Column, ...], grid: Grid
) -> tuple[tuple[Candidate, ...], ...]:
    """Mini sessions of each week: as many as it asks for, spread out, never on a day with a session."""
    placed: list[Candidate] = []
    weeks = []
    for week, column in zip(asks, columns, strict=True):
        chosen = _best(week, column, grid, placed) if week.minis else ()
        placed += chosen
        weeks.append(chosen)
    return tuple(weeks)


def _best(week: WeekAsk, column: Column, grid: Grid, placed: list[Candidate]) -> tuple[Candidate, ...]:
    taken = {candidate.day for candidate in column.chosen}
    options = [one for day in grid.days(week) if day not in taken for one in _on(day, grid)]
    for count in range(min(week.minis, len(options)), 0, -1):
        fitting = [chosen for chosen in combinations(options, count) if _spread(chosen, placed)]
        if fitting:
            return min(fitting, key=_price)
    return ()


def _on(day: int, grid: Grid) -> list[Candidate]:
    """The first start of a day that follows an easy run and breaks nothing."""
    easy = [run for run in grid.gauge.runs_on(day) if run.run.kind in ("easy", "recovery")]
    starts = grid.starts(day, MINI.minutes)
    if not grid.brief.athlete.windows:
        starts = [
            (start, MINI.minutes, True) for start in sorted(-(-(run.end.local - day * DAY) // 5) * 5 for run in easy)
        ]
    for start, room, assumed in sorted(starts):
        at = grid.at(day, start, room, MINI, False)
        after_easy = any(run.end.local <= at.start.local for run in easy)
        inside = any(low <= start and start + room <= high for low, high in window_minutes(grid.brief, day))
        if room >= MINI.minutes and after_easy and inside and grid.gauge.allows(at):
            follows = any(0 <= at.start.local - run.end.local <= 30 for run in easy)
            return [Candidate(MINI, at, 0, grid.gauge.price(at), assumed, follows)]
    return []


def _spread(chosen: tuple[Candidate, ...], placed: list[Candidate]) -> bool:
    if any(other.day - one.day < 2 for one, other in combinations(chosen, 2)):
        return False
    recent = [*placed[-MOST_IN_SEVEN_DAYS:], *chosen]
    return all(
        gap(recent[index].at.start, recent[index + MOST_IN_SEVEN_DAYS].at.start) >= WEEK
        for index in range(len(recent) - MOST_IN_SEVEN_DAYS)
    )


def _price(chosen: tuple[Candidate, ...]) -> tuple[int, int]:
    spread = -min((other.day - one.day for one, other in combinations(chosen, 2)), default=0)
    return sum(candidate.price for candidate in chosen), spread
