"""Short hip and trunk sessions, put after easy runs once the full sessions stand.

They are light, so nothing else depends on them; each week takes the best days that are left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from midstance.planner.asks import MINI_MINUTES, WeekAsk
from midstance.planner.columns import Column
from midstance.planner.grid import Candidate, Grid
from midstance.planner.slots import Variant
from midstance.rules import shapes
from midstance.rules.placing import AT_ONCE, crowds
from midstance.rules.rule import Rule
from midstance.rules.windows import window_minutes
from midstance.training.clock import DAY

MINI = Variant(template="mini", classes=("light",), minutes=MINI_MINUTES, full=False, mini=True)


def place_minis(
    asks: tuple[WeekAsk, ...],
    columns: tuple[Column, ...],
    grid: Grid,
    rules: Sequence[Rule],
    given: Mapping[int, tuple[Candidate, ...]] | None = None,
) -> tuple[tuple[Candidate, ...], ...]:
    """Mini sessions of each week: as many as it asks for, spread out, never on a day with a session.

    `given`: those of weeks that stay as they are, by index.
    """
    limits = [rule.demand for rule in rules if isinstance(rule.demand, shapes.AtMost) and rule.demand.minis]
    placed: list[Candidate] = []
    weeks = []
    kept = given or {}
    for index, (week, column) in enumerate(zip(asks, columns, strict=True)):
        if index in kept:
            chosen = kept[index]
        else:
            chosen = _best(week, column, grid, placed, limits) if week.minis else ()
        placed += chosen
        weeks.append(chosen)
    return tuple(weeks)


def _best(
    week: WeekAsk, column: Column, grid: Grid, placed: list[Candidate], limits: Sequence[shapes.AtMost]
) -> tuple[Candidate, ...]:
    taken = {candidate.day for candidate in column.chosen}
    options = [one for day in grid.days(week) if day not in taken for one in mini_on(day, grid)]
    for count in range(min(week.minis, len(options)), 0, -1):
        fitting = [chosen for chosen in combinations(options, count) if _spread(chosen, placed, limits)]
        if fitting:
            return min(fitting, key=_price)
    return ()


def mini_on(day: int, grid: Grid) -> list[Candidate]:
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
            follows = any(0 <= at.start.local - run.end.local <= AT_ONCE for run in easy)
            return [Candidate(MINI, at, 0, grid.gauge.price(at), assumed, follows, day)]
    return []


def _spread(chosen: tuple[Candidate, ...], placed: list[Candidate], limits: Sequence[shapes.AtMost]) -> bool:
    """Whether they keep a day between them and stay within what the rules allow any seven days."""
    if any(other.day - one.day < 2 for one, other in combinations(chosen, 2)):
        return False
    return not any(any(crowds(limit, [one.at for one in (*placed[-limit.limit :], *chosen)])) for limit in limits)


def _price(chosen: tuple[Candidate, ...]) -> tuple[int, int]:
    spread = -min((other.day - one.day for one, other in combinations(chosen, 2)), default=0)
    return sum(candidate.price for candidate in chosen), spread
