"""The exact search: a dynamic programme over weeks, whole weeks (columns) as its steps.

States are what the next week can see: the sessions of this week and what the runner is used to. The cheapest weeks,
taken one by one, are a price that no season goes below. Seasons are looked for under a ceiling little above it, which
leaves few columns a week; while there is none, the ceiling is raised. The cheapest season found under a ceiling is the
cheapest of all, because everything under the ceiling has been looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from midstance.planner.asks import WeekAsk
from midstance.planner.columns import Column, Week
from midstance.planner.grid import Candidate, Grid
from midstance.planner.offers import HIGHEST
from midstance.planner.week_rules import WeekRules
from midstance.rules.ledger import ACCUSTOMED_EXPOSURES
from midstance.rules.rule import STEP_PRICE
from midstance.training.clock import day_number

MODERATE_BEFORE_HEAVY = 3
"""Moderate sessions before the first heavy one; the rule `heavy-after-moderate` holds the number for the audit."""
WEEKS_ACCUSTOMED = 2
"""Weeks since the last heavy session in which the runner surely still is accustomed: 20 days at most, under 21."""
FIRST_ROOM = 10 * STEP_PRICE["stability"]
"""How far above the floor the first ceiling lies (our own choice: small steps are cheap, a ceiling too high is not)."""
RAISED = 2
"""How many times higher above the floor each further ceiling lies (our own choice)."""
EVERY_DAY = 0b1111111
CODES = 64
"""Numbers there are for what the runner is used to: three counts from 0 to 3."""


class Used(msgspec.Struct, frozen=True, order=True, gc=False):
    """What the runner is used to, as far as it matters: saturating counts and weeks since heavy legs."""

    moderate: int
    heavy: int
    weeks: int

    def mode(self) -> tuple[bool, bool]:
        """Whether heavy legs may stand, and whether they are accustomed."""
        allowed = self.moderate >= MODERATE_BEFORE_HEAVY
        return allowed, allowed and self.heavy >= ACCUSTOMED_EXPOSURES and self.weeks <= WEEKS_ACCUSTOMED

    def later(self, heavy: int, moderate: int) -> Used:
        """The same after a week with so many heavy and moderate sessions."""
        weeks = 1 if heavy else min(self.weeks + 1, WEEKS_ACCUSTOMED + 1)
        exposures = 0 if weeks > WEEKS_ACCUSTOMED else min(self.heavy + heavy, ACCUSTOMED_EXPOSURES)
        return Used(min(self.moderate + moderate, MODERATE_BEFORE_HEAVY), exposures, weeks)


class Found(msgspec.Struct, frozen=True):
    """The season found: one column a week, its price, and the price no season can go below."""

    columns: tuple[Column, ...]
    price: int
    bound: int


class NoSeason(Exception):
    """The pins of a week cannot be kept; `week` is its index."""

    def __init__(self, week: int) -> None:
        super().__init__(f"no way to keep the pins of week {week}")
        self.week = week


class _Step(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A state: where it came from and what it cost."""

    price: int
    column: Column | None
    used: Used
    past: _Step | None


class Season:
    """Weeks, rules between them, and the search over both."""

    def __init__(
        self,
        asks: Sequence[WeekAsk],
        grid: Grid,
        rules: WeekRules,
        past: Column | None = None,
        known: Sequence[dict[tuple[bool, bool], Week]] = (),
    ) -> None:
        """`past`: the sessions that lie behind the first week, as its neighbour; None where there are none.

        `known`: for each week what is known of it from a season solved before, by mode; added to as more is made.
        """
        self._asks = asks
        self._asks_heavy = [
            any("heavy-legs" in variant.classes for one in week.asks for variant in one.variants) for week in asks
        ]
        self._past = past
        self._known = known or [{} for _ in asks]
        self._grid = grid
        self._rules = rules
        self._floors: dict[tuple[int, Used], int] = {}
        self._least: dict[tuple[int, Used], int] = {}
        self._furthest = 0
        self._next = HIGHEST
        """No season above the last ceiling costs less than this; none at all where it is the highest."""
        self._joints: dict[tuple[int, int], int] = {}

    def solve(self) -> Found:
        """The cheapest season, proven. Raises NoSeason when pins cannot be kept."""
        start = self.used_at_start()
        if self._grid.brief.pins:
            self._check_pins(start)
        floor, room = self._floor(0, start), FIRST_ROOM
        best = self._under(start, floor + room)
        while best is None and self._next < HIGHEST:
            # Nothing costs less than `_next`; where that lies far above the ceiling there is no need to crawl there.
            room = max(room * RAISED, self._next - floor + FIRST_ROOM)
            best = self._under(start, floor + room)
        if best is None:
            raise NoSeason(self._furthest)
        columns: list[Column] = []
        step: _Step | None = best
        while step is not None and step.past is not None and step.column is not None:
            columns.append(step.column)
            step = step.past
        return Found(tuple(reversed(columns)), best.price, best.price)

    def used_at_start(self) -> Used:
        """What the runner is used to when the first week begins, from the dates of what was done before."""
        history = self._grid.brief.history
        first = day_number(self._asks[0].outline.monday)
        heavy = sorted(day_number(date) for date in history.get("heavy-legs", ()))
        moderate = len(history.get("moderate-legs", ()))
        weeks = (first - heavy[-1] + 6) // 7 if heavy else WEEKS_ACCUSTOMED + 1
        weeks = max(1, min(weeks, WEEKS_ACCUSTOMED + 1))
        return Used(
            min(moderate, MODERATE_BEFORE_HEAVY),
            min(len(heavy), ACCUSTOMED_EXPOSURES) if weeks <= WEEKS_ACCUSTOMED else 0,
            weeks,
        )

    def _week(self, index: int, mode: tuple[bool, bool]) -> Week:
        known = self._known[index]
        if mode not in known:
            known[mode] = Week(self._asks[index], self._grid, self._rules, mode)
        return known[mode]

    def _modes(self, index: int) -> list[tuple[bool, bool]]:
        """The modes a week can need: a week that asks for nothing heavy is the same in all."""
        return [(False, False), (True, False), (True, True)] if self._asks_heavy[index] else [(False, False)]

    def _mode(self, index: int, used: Used) -> tuple[bool, bool]:
        return used.mode() if self._asks_heavy[index] else (False, False)

    def _check_pins(self, start: Used) -> None:
        """Raises NoSeason for the first week that has no column whatever came before, which only pins bring about."""
        states = {start}
        for index in range(len(self._asks)):
            following = set()
            for used in states:
                week = self._week(index, self._mode(index, used))
                following |= {self._at_best(week, used, heavy) for _, heavy in week.ways}
            if not following:
                raise NoSeason(index)
            states = following
        for index in range(1, len(self._asks)):
            if not self._pins_meet(index):
                raise NoSeason(index)

    def _pins_meet(self, index: int) -> bool:
        """Whether the pins of a week and of the week before can stand beside each other, all else left out."""
        before, here = ([*self._modes(at)][-1] for at in (index - 1, index))
        one, other = self._week(index - 1, before).only_pins, self._week(index, here).only_pins
        return not one or not other or any(self._joint(left, right) >= 0 for left in one for right in other)

    def _floor(self, index: int, used: Used) -> int:
        """The least that week `index` and all later ones can cost, joints aside, from what the runner is used to.

        Moderate sessions are taken to be as many as can be, so that it never exceeds the true cost. -1 when no
        season goes on.
        """
        if index == len(self._asks):
            return 0
        key = (index, used)
        if key not in self._floors:
            week = self._week(index, self._mode(index, used))
            least = -1
            for price, heavy in week.ways:
                if 0 <= least <= price:
                    # No price is below 0, so a dearer week need not be followed any further.
                    break
                later = self._floor(index + 1, self._at_best(week, used, heavy))
                if later >= 0:
                    least = price + later if least < 0 else min(least, price + later)
            self._floors[key] = least
        return self._floors[key]

    @staticmethod
    def _at_best(week: Week, used: Used, heavy: int) -> Used:
        """What the runner is used to after a week with so many heavy sessions and as many moderate ones as can be."""
        return used.later(heavy, week.most_moderate if used.moderate < MODERATE_BEFORE_HEAVY else 0)

    def _under(self, start: Used, ceiling: int) -> _Step | None:
        """The cheapest season that costs no more than the ceiling, or None: a sweep that leaves nothing out."""
        self._next = HIGHEST
        states = [_Step(0, self._past, start, None)]
        for index in range(len(self._asks)):
            kept: dict[int, _Step] = {}
            for state in states:
                self._extend(index, state, ceiling, kept)
            if not kept:
                self._furthest = max(self._furthest, index)
                return None
            states = sorted(kept.values(), key=lambda step: (step.price, step.column.key if step.column else ()))
        return states[0]

    def _extend(self, index: int, state: _Step, ceiling: int, kept: dict[int, _Step]) -> None:
        """Adds every column of a week to a state, as far as the ceiling lets it."""
        week = self._week(index, self._mode(index, state.used))
        least = self._least_after(index, state.used)
        if least < 0:
            return
        left = ceiling - state.price
        over, weekday = HIGHEST, self._rules.weekday
        follows: dict[int, tuple[Used, int, int]] = {}
        before = state.column.weekdays if state.column is not None and state.column.chosen else EVERY_DAY
        for column in week.within(left - least):
            if column.price + least > left:
                over = min(over, column.price + least)
                break
            following = follows.get(column.exposures)
            if following is None:
                following = follows[column.exposures] = self._following(index, state.used, column)
            used, code, later = following
            if later < 0:
                continue
            price = column.price + (column.weekdays & ~before).bit_count() * weekday
            if price + later > left:
                over = min(over, price + later)
                continue
            key = column.number * CODES + code
            known = kept.get(key)
            if known is not None and known.price <= state.price + price:
                continue
            joint = self._joint(state.column, column)
            if joint < 0:
                continue
            price += joint
            if price + later > left:
                over = min(over, price + later)
            elif known is None or state.price + price < known.price:
                kept[key] = _Step(state.price + price, column, used, state)
        self._next = min(self._next, state.price + min(over, week.beyond + least))

    def _following(self, index: int, used: Used, column: Column) -> tuple[Used, int, int]:
        """What the runner is used to after a week, the same as a number below `CODES`, and what later weeks cost."""
        later = used.later(column.heavy, column.moderate)
        return later, (later.moderate * 4 + later.heavy) * 4 + later.weeks, self._floor(index + 1, later)

    def _least_after(self, index: int, used: Used) -> int:
        """The least that the weeks after week `index` can cost, whatever it holds; -1 when none goes on."""
        key = (index, used)
        if key not in self._least:
            week = self._week(index, self._mode(index, used))
            counts = [heavy for _, heavy in week.ways]
            if self._grid.gauge.eases:
                # More heavy sessions never make later weeks dearer, as with the ways of a week.
                counts = [max(counts)] if counts else []
            after = (self._floor(index + 1, self._at_best(week, used, heavy)) for heavy in counts)
            self._least[key] = min((floor for floor in after if floor >= 0), default=-1)
        return self._least[key]

    def _joint(self, before: Column | None, column: Column) -> int:
        """What the sessions of two neighbouring weeks cost together beyond each alone, or -1 when they may not meet."""
        if before is None or not before.chosen or not column.chosen:
            return 0
        key = (before.edges[1], column.edges[0])
        found = self._joints.get(key)
        if found is None:
            found = self._joints[key] = self._join(before.late, column.early)
        return -1 if found < 0 or self._rules.crowded_together(before.counted, column.counted) else found

    def _join(self, before: Sequence[Candidate], after: Sequence[Candidate]) -> int:
        total = 0
        for one in before:
            for other in after:
                beside = self._rules.between(one, other)
                if beside < 0:
                    return -1
                total += beside
        return total
