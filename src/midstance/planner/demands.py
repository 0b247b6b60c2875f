"""Placement said as demands: a weighted count of candidate placements lies between two numbers, or costs a price.

The same season as the search solves, put together without it: candidates are the starts of the grid, judged by the
plain readers of the rules (`placing.alone`, `together`, `counts`), not by the compiled gauge and columns. The
oracle solves it, brute force tries it out, and `worth` adds it up for a placement that someone else found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product

import msgspec

from midstance.planner import columns, grid
from midstance.planner.asks import LEAST_FULL_MINUTES, LIGHT_ASK, Ask, WeekAsk
from midstance.planner.grid import Grid
from midstance.planner.slots import Variant
from midstance.rules import placing, shapes
from midstance.rules.ledger import Ledger, SessionAt, runs_at
from midstance.rules.rule import STEP_PRICE, Rule
from midstance.training.clock import DAY, HOUR, Instant, day_number, gap, minute_of
from midstance.training.plan import Brief
from midstance.training.session import LOADED, PLYOMETRIC

MORNING_TIE = 2
"""A candidate's tie weight is its weekday, Monday 0, and this much more in the morning."""

Term = tuple[int, int]
"""A weight and the index of a choice."""


class Choice(msgspec.Struct, frozen=True, eq=False):
    """One session that could stand: for which ask of which week, when, as what, and at what price of its own."""

    week: int
    ask: int
    """Index among the week's different asks."""
    variant: Variant
    at: SessionAt
    heavy: bool
    price: int

    @property
    def place(self) -> tuple[int, int, str, tuple[str, ...]]:
        """What a runner would see of it: week, start, template, classes."""
        return self.week, self.at.start.local, self.variant.template, self.variant.classes


class Demand(msgspec.Struct, frozen=True):
    """Every weighted count lies between `low` and `high`. With a price it may be missed, at that price.

    With `each`, the price is paid for each unit by which the (single) count falls short of `low`; otherwise once,
    however many of the counts exceed `high`.
    """

    counts: tuple[tuple[Term, ...], ...]
    low: int | None = None
    high: int | None = None
    price: int = 0
    each: bool = False


class Wanted(msgspec.Struct, frozen=True):
    """An ask and how many times a week asks for it."""

    ask: Ask
    times: int


class Puzzle(msgspec.Struct, frozen=True):
    """A season as choices and demands, with what the runner is used to at its start."""

    weeks: int
    choices: tuple[Choice, ...]
    demands: tuple[Demand, ...]
    moderate: int
    heavy: int
    since_heavy: int


def puzzle_of(brief: Brief, rules: Sequence[Rule], weeks: Sequence[WeekAsk], places: Grid) -> Puzzle:
    """The demands of a season. `places` only says which starts a day offers."""
    reader = _Reader(brief, rules, weeks, places)
    choices = tuple(reader.choices())
    demands = (
        *reader.asked(choices),
        *_one_a_day(choices),
        *reader.apart(choices),
        *reader.crowds(choices),
        *reader.rest_days(choices),
        *reader.early(choices),
        *reader.weekdays(choices),
        *reader.pins(choices),
    )
    return Puzzle(len(weeks), choices, demands, *reader.used_at_start())


def worth(puzzle: Puzzle, chosen: Sequence[int]) -> int | None:
    """Price of a placement given as indices of choices, or None when it breaks something hard."""
    taken = set(chosen)
    if not _modes_hold(puzzle, taken):
        return None
    total = sum(puzzle.choices[index].price for index in taken)
    for demand in puzzle.demands:
        over = 0
        for terms in demand.counts:
            amount = sum(weight for weight, index in terms if index in taken)
            over = max(over, amount - demand.high if demand.high is not None else 0)
            over = max(over, demand.low - amount if demand.low is not None else 0)
        if over and not demand.price:
            return None
        total += demand.price * (over if demand.each else min(over, 1))
    return total


def after_week(used: tuple[int, int, int], heavy: int, moderate: int) -> tuple[int, int, int]:
    """Moderate and heavy exposures, at most 3 each, and weeks since heavy legs, 1 to 3, after one more week."""
    since = 1 if heavy else min(used[2] + 1, 3)
    return min(used[0] + moderate, 3), 0 if since == 3 else min(used[1] + heavy, 3), since


def mode_of(used: tuple[int, int, int]) -> tuple[bool, bool]:
    """Whether heavy legs may stand, and whether the runner is accustomed to them."""
    return used[0] == 3, used[0] == 3 and used[1] == 3 and used[2] < 3


def _modes_hold(puzzle: Puzzle, taken: set[int]) -> bool:
    used = (puzzle.moderate, puzzle.heavy, puzzle.since_heavy)
    by_week: dict[int, list[Choice]] = defaultdict(list)
    for index in taken:
        by_week[puzzle.choices[index].week].append(puzzle.choices[index])
    for week in range(puzzle.weeks):
        heavy = [choice for choice in by_week[week] if choice.heavy]
        allowed, accustomed = mode_of(used)
        if any(not allowed or choice.at.accustomed != accustomed for choice in heavy):
            return False
        moderate = sum("moderate-legs" in choice.variant.classes for choice in by_week[week])
        used = after_week(used, len(heavy), moderate)
    return True


def _one_a_day(choices: Sequence[Choice]) -> Iterator[Demand]:
    days: dict[int, list[Term]] = defaultdict(list)
    for index, choice in enumerate(choices):
        days[choice.at.day].append((1, index))
    for terms in days.values():
        yield Demand((tuple(terms),), high=1)


class _Reader:
    """Reads rules, brief and asks into choices and demands."""

    def __init__(self, brief: Brief, rules: Sequence[Rule], weeks: Sequence[WeekAsk], places: Grid) -> None:
        self._brief = brief
        self._rules = [rule for rule in rules if not isinstance(rule.demand, shapes.SmallSession)]
        self._weeks = weeks
        self._places = places
        self._ledger = Ledger(brief, runs_at(brief), ())
        self._near: dict[int, Ledger] = {}
        self._spikes = {
            rule.id: placing.spikes(rule.demand, self._ledger.runs)
            for rule in self._rules
            if isinstance(rule.demand, shapes.SpikeClear)
        }
        ahead = [rule.demand for rule in rules if isinstance(rule.demand, shapes.ClearBefore)]
        hours = [hour for shape in ahead for hour in shape.hours.values()]
        self._days_ahead = max(hours, default=0) // 24 + 3
        self._wanted = [self._wanted_in(week) for week in weeks]

    def _price(self, shape: type) -> int:
        return sum(rule.price for rule in self._rules if isinstance(rule.demand, shape))

    def used_at_start(self) -> tuple[int, int, int]:
        """Moderate and heavy sessions done, and weeks from the last heavy one to the first Monday, rounded up."""
        heavy = self._brief.history.get("heavy-legs", ())
        since = 3
        if heavy:
            days = (self._weeks[0].outline.monday - max(heavy)).days
            since = max(1, min(3, -(-days // 7)))
        moderate = len(self._brief.history.get("moderate-legs", ()))
        return min(moderate, 3), min(len(heavy), 3) if since < 3 else 0, since

    def _wanted_in(self, week: WeekAsk) -> list[Wanted]:
        """The week's asks, alike ones together; its last ask again for every pin beyond them."""
        asks = list(week.asks)
        pins = [pin for pin in self._brief.pins if self._week_has(week, day_number(pin.date))]
        while len(asks) < len(pins):
            asks.append(week.asks[-1] if week.asks else LIGHT_ASK)
        different = [ask for index, ask in enumerate(asks) if ask not in asks[:index]]
        return [Wanted(ask, asks.count(ask)) for ask in different]

    @staticmethod
    def _week_has(week: WeekAsk, day: int) -> bool:
        first = day_number(week.outline.start)
        return first <= day < first + week.outline.days

    def choices(self) -> Iterator[Choice]:
        """Every session that breaks no hard rule by itself."""
        kept: dict[tuple[int, int, int, Variant, bool], tuple[SessionAt, int] | None] = {}
        for number, week in enumerate(self._weeks):
            first = day_number(week.outline.start)
            for place, wanted in enumerate(self._wanted[number]):
                for rank, variant in enumerate(wanted.ask.variants):
                    heavy = "heavy-legs" in variant.classes
                    for day, used in product(
                        range(first, first + week.outline.days), (False, True) if heavy else (False,)
                    ):
                        for start, room, assumed in self._places.starts(day, variant.minutes):
                            key = (day, start, room, variant, used)
                            if key not in kept:
                                kept[key] = self._judged(day, start, room, assumed, variant, used)
                            found = kept[key]
                            if found is not None:
                                price = found[1] + rank * grid.STAND_IN_PRICE + self._falls_short(wanted.ask, variant)
                                yield Choice(number, place, variant, found[0], heavy, price)

    def _judged(
        self, day: int, start: int, room: int, assumed: bool, variant: Variant, used: bool
    ) -> tuple[SessionAt, int] | None:
        """A session and its price alone, or None where a hard rule forbids it."""
        if room < variant.minutes and variant.loaded and room < LEAST_FULL_MINUTES:
            return None
        at = self._places.at(day, start, room, variant, used)
        price = day % 7 + (MORNING_TIE if start < DAY // 2 else 0)
        price += (variant.minutes - room) // 5 * grid.SHORTER_PRICE
        if assumed and start != grid.USUAL_START:
            price += grid.UNUSUAL_PRICE
        for rule in self._rules:
            if self._breaks(rule, at):
                if rule.hard:
                    return None
                price += rule.price
        return at, price

    def _breaks(self, rule: Rule, at: SessionAt) -> bool:
        """Whether a session breaks a rule by itself; runs too far away to matter are left out, for time."""
        if isinstance(rule.demand, shapes.SpikeClear):
            return placing.spike_clear(rule.demand, at, self._spikes[rule.id]) is not None
        if at.day not in self._near:
            days = range(at.day - 3, at.day + self._days_ahead)
            near = tuple(run for run in self._ledger.runs if run.day in days)
            self._near[at.day] = Ledger(self._brief, near, ())
        return placing.alone(rule, at, self._near[at.day]) is not None

    def _falls_short(self, ask: Ask, variant: Variant) -> int:
        if not ask.counts:
            return 0
        missing, first = self._price(shapes.WeekCount), ask.variants[0]
        if first.loaded and not variant.loaded:
            return missing * columns.STAND_IN_SHARE // 100
        if "heavy-legs" in first.classes and "heavy-legs" not in variant.classes:
            return columns.NOT_HEAVY_WEIGHT * STEP_PRICE["safety"]
        if ask.power and not PLYOMETRIC & set(variant.classes):
            return columns.NOT_POWER_WEIGHT * STEP_PRICE["running"]
        return 0

    def asked(self, choices: Sequence[Choice]) -> Iterator[Demand]:
        """No ask is met more often than it is asked, and each time it is not costs."""
        terms: dict[tuple[int, int], list[Term]] = defaultdict(list)
        for index, choice in enumerate(choices):
            terms[choice.week, choice.ask].append((1, index))
        for week, wanted in enumerate(self._wanted):
            for place, want in enumerate(wanted):
                every = tuple(terms[week, place])
                optional = columns.OPTIONAL_WEIGHT * STEP_PRICE["strength"]
                price = self._price(shapes.WeekCount) if want.ask.counts else optional
                yield Demand((every,), high=want.times)
                if price:
                    yield Demand((every,), low=want.times, price=price, each=True)

    def apart(self, choices: Sequence[Choice]) -> Iterator[Demand]:
        """Two sessions that a spacing rule counts do not start closer than its hours."""
        for rule in self._rules:
            if isinstance(rule.demand, shapes.SpacedOut):
                yield from self._spaced(rule, rule.demand, choices)

    def _spaced(self, rule: Rule, shape: shapes.SpacedOut, choices: Sequence[Choice]) -> Iterator[Demand]:
        days = _by_day(choices, lambda choice: bool(set(shape.counted) & set(choice.variant.classes)))
        reach = placing.hours_apart(shape, self._brief.athlete.age) * HOUR // DAY + 2
        for day, ones in days.items():
            for later in range(day + 1, day + reach + 1):
                close: dict[tuple[int, ...], list[int]] = defaultdict(list)
                for first in ones.values():
                    near = [
                        index
                        for second in days.get(later, {}).values()
                        if self._too_close(rule, choices[first[0]].at, choices[second[0]].at)
                        for index in second
                    ]
                    if near:
                        close[tuple(near)] += first
                groups = tuple(tuple((1, index) for index in (*first, *near)) for near, first in close.items())
                if groups:
                    yield Demand(groups, high=1, price=rule.price)

    def _too_close(self, rule: Rule, one: SessionAt, other: SessionAt) -> bool:
        return placing.together(rule, one, other, self._brief.athlete.age) is not None

    def crowds(self, choices: Sequence[Choice]) -> Iterator[Demand]:
        """No stretch of a rule's hours, from any start on, holds more than its limit."""
        for rule in self._rules:
            shape = rule.demand
            if not isinstance(shape, shapes.AtMost):
                continue
            starts: dict[Instant, list[int]] = defaultdict(list)
            for index, choice in enumerate(choices):
                if placing.counts(shape, choice.at):
                    starts[choice.at.start].append(index)
            for first in sorted(starts):
                inside = [
                    index
                    for start, some in starts.items()
                    if start >= first and gap(first, start) < shape.hours * HOUR
                    for index in some
                ]
                yield Demand((tuple((1, index) for index in inside),), high=shape.limit)

    def rest_days(self, choices: Sequence[Choice]) -> Iterator[Demand]:
        """A week with days without any run or ride keeps one of them without a session."""
        price = self._price(shapes.RestDay)
        active = {run.day for run in self._ledger.runs if run.run.kind not in ("rest", "other", "strength")}
        days = _by_day(choices, lambda choice: True)
        for week in self._weeks:
            monday = day_number(week.outline.monday)
            free = [day for day in range(monday, monday + 7) if day not in active]
            terms = tuple((1, index) for day in free for some in days.get(day, {}).values() for index in some)
            if price and free and terms:
                yield Demand((terms,), high=len(free) - 1, price=price)

    def early(self, choices: Sequence[Choice]) -> Iterator[Demand]:
        """Within a week no loaded session without heavy legs comes before one with them."""
        price = self._price(shapes.EarlyInWeek)
        heavy = _by_day(choices, lambda choice: choice.heavy)
        easier = _by_day(choices, lambda choice: not choice.heavy and bool(LOADED & set(choice.variant.classes)))
        for day, later in product(easier, heavy):
            if day < later and day // 7 == later // 7 and price:
                both = [index for some in (*easier[day].values(), *heavy[later].values()) for index in some]
                yield Demand((tuple((1, index) for index in both),), high=1, price=price)

    def weekdays(self, choices: Sequence[Choice]) -> Iterator[Demand]:
        """After a week with sessions, each weekday that it did not use costs."""
        price = self._price(shapes.SameWeekdays)
        days = {
            day: [index for some in starts.values() for index in some]
            for day, starts in _by_day(choices, lambda choice: True).items()
        }
        for day, here in days.items():
            before = days.get(day - 7, [])
            monday = day - day % 7 - 7
            groups = [
                tuple([(1, index) for index in (*here, *days[other])] + [(-1, index) for index in before])
                for other in range(monday, monday + 7)
                if other != day - 7 and other in days
            ]
            if price and groups:
                yield Demand(tuple(groups), high=1, price=price)

    def pins(self, choices: Sequence[Choice]) -> Iterator[Demand]:
        """Every pin has its session."""
        for pin in self._brief.pins:
            day = day_number(pin.date)
            if not any(self._week_has(week, day) for week in self._weeks):
                continue
            terms = tuple(
                (1, index)
                for index, choice in enumerate(choices)
                if choice.at.day == day
                and (pin.start is None or choice.at.start.local == day * DAY + minute_of(pin.start))
                and (pin.stress is None or pin.stress in choice.variant.classes)
            )
            yield Demand((terms,), low=1)


def _by_day(choices: Sequence[Choice], which: Callable[[Choice], bool]) -> dict[int, dict[Instant, list[int]]]:
    """Indices of choices by day and start; sessions that start together are alike to rules between sessions."""
    days: dict[int, dict[Instant, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, choice in enumerate(choices):
        if which(choice):
            days[choice.at.day][choice.at.start].append(index)
    return days
