"""Columns: whole weeks, each a choice of candidates for what the week asks, priced as far as one week can see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

import msgspec

from midstance.planner.asks import LIGHT_ASK, Ask, WeekAsk
from midstance.planner.gauge import CLASS_BIT, mask_of
from midstance.planner.grid import LOADED_MASK, STAND_IN_PRICE, Candidate, Grid
from midstance.planner.offers import HIGHEST, Kind, Offers
from midstance.planner.slots import Variant
from midstance.rules import shapes
from midstance.rules.placing import hours_apart
from midstance.rules.rule import STEP_PRICE, Rule
from midstance.training.clock import DAY, HOUR, WEEK, Instant, day_number, gap, minute_of
from midstance.training.plan import Pin
from midstance.training.session import PLYOMETRIC

HEAVY = CLASS_BIT["heavy-legs"]
MODERATE = CLASS_BIT["moderate-legs"]
PLYOMETRIC_MASK = sum(CLASS_BIT[stress] for stress in PLYOMETRIC)

STAND_IN_SHARE = 80
"""A light session in place of a loaded one spares this much less: per cent of the price of none (our own choice)."""
NOT_HEAVY_WEIGHT = 110
"""Weight of moderate legs where the phase asks for heavy ones (our own choice, safety step): heavy legs may cost one
margin before a key run, or two while they are new, but not the day of the long run."""
NOT_POWER_WEIGHT = 20
"""Weight of no jumps where the strength phase asks for a power session (our own choice, running step)."""
OPTIONAL_WEIGHT = 10
"""Weight of a session that is welcome but not asked for (our own choice, strength step)."""

ColumnKey = tuple[tuple[int, int, int], ...]
"""Of each session its start within the week, what its clock differs from UTC by, and its classes."""

AN_HOUR_OR_TWO = 120
"""More than clocks ever change by, minutes."""


class Column(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One way to spend a week."""

    price: int
    chosen: tuple[Candidate, ...]
    """In order of start."""
    weekdays: int
    """Weekdays used, as bits."""
    heavy: int
    moderate: int
    key: ColumnKey
    """Starts within the week and classes: all that its neighbours can see."""
    number: int
    """The same for the same key, and for no other."""
    early: tuple[Candidate, ...]
    late: tuple[Candidate, ...]
    """The sessions that spacing rules can see from the week before, and from the week after."""
    edges: tuple[int, int]
    """Numbers of `early` and `late`, the same where they look the same."""
    counted: tuple[tuple[Instant, ...], ...]
    """Starts of the sessions that count towards each of the limits."""


class Pair(msgspec.Struct, frozen=True):
    """A spacing rule as numbers."""

    mask: int
    minutes: int
    price: int
    """0 when it is never broken."""


class Crowd(msgspec.Struct, frozen=True):
    """A limit within a stretch of time as numbers."""

    mask: int
    minutes: int
    limit: int


class WeekRules:
    """The rules that hold between sessions, compiled."""

    def __init__(self, rules: Sequence[Rule], age: int | None) -> None:
        by_shape = {type(rule.demand): rule for rule in rules}
        self.pairs = [
            Pair(mask_of(rule.demand.counted), hours_apart(rule.demand, age) * HOUR, rule.price)
            for rule in rules
            if isinstance(rule.demand, shapes.SpacedOut)
        ]
        self.crowds = [
            Crowd(mask_of(rule.demand.counted), rule.demand.hours * HOUR, rule.demand.limit)
            for rule in rules
            if isinstance(rule.demand, shapes.AtMost) and not rule.demand.minis
        ]
        self.furthest = max((pair.minutes for pair in self.pairs), default=0)
        self._between: dict[tuple[int, int], list[Pair]] = {}
        self._numbers: dict[ColumnKey, int] = {}
        self.missing = self._price(by_shape, shapes.WeekCount)
        self.rest_day = self._price(by_shape, shapes.RestDay)
        self.early = self._price(by_shape, shapes.EarlyInWeek)
        self.weekday = self._price(by_shape, shapes.SameWeekdays)

    @staticmethod
    def _price(by_shape: dict[type, Rule], shape: type) -> int:
        rule = by_shape.get(shape)
        return rule.price if rule else 0

    def between(self, one: Candidate, other: Candidate) -> int:
        """Price of two sessions beside each other, or -1 when they may not be."""
        first, second = one.at.start, other.at.start
        apart = gap(first, second) if first <= second else gap(second, first)
        if apart >= self.furthest:
            return 0
        masks = (one.mask, other.mask)
        pairs = self._between.get(masks)
        if pairs is None:
            pairs = self._between[masks] = [
                pair for pair in self.pairs if one.mask & pair.mask and other.mask & pair.mask
            ]
        total = 0
        for pair in pairs:
            if apart < pair.minutes:
                if not pair.price:
                    return -1
                total += pair.price
        return total

    def crowded(self, chosen: Sequence[Candidate]) -> bool:
        """Whether more sessions than a limit stand within its hours; `chosen` in order of start."""
        for crowd in self.crowds:
            if len(chosen) <= crowd.limit:
                continue
            counted = [candidate.at.start for candidate in chosen if candidate.mask & crowd.mask]
            for index in range(len(counted) - crowd.limit):
                if gap(counted[index], counted[index + crowd.limit]) < crowd.minutes:
                    return True
        return False

    def crowded_together(self, before: Column, after: Column) -> bool:
        """Whether two weeks that follow one another hold more sessions than a limit within its hours."""
        for crowd, here, there in zip(self.crowds, before.counted, after.counted, strict=True):
            over = len(here) + len(there) - crowd.limit
            if over > 0:
                starts = here + there
                for index in range(over):
                    first, last = starts[index], starts[index + crowd.limit]
                    if last[0] - first[0] < crowd.minutes or last[1] - first[1] < crowd.minutes:
                        return True
        return False

    def number_of(self, key: ColumnKey) -> int:
        """A small number for each different key."""
        return self._numbers.setdefault(key, len(self._numbers))


class Week:
    """A week's columns by what the runner is used to, made when first asked for."""

    def __init__(
        self, ask: WeekAsk, grid: Grid, rules: WeekRules, heavy: tuple[bool, bool], plain_best: int | None = None
    ) -> None:
        """`heavy`: whether heavy legs may stand, and whether the runner is accustomed to them.

        `plain_best` is the price of the best column without heavy legs where it is known already, -1 for none.
        """
        self.ask = ask
        self._rules = rules
        self._pins = [pin for pin in grid.brief.pins if 0 <= (pin.date - ask.outline.start).days < ask.outline.days]
        self._pin_days = frozenset(day_number(pin.date) for pin in self._pins)
        self._only_pinned = bool(self._pins) and self._pin_days.issuperset(grid.days(ask))
        self._asks = self._with_pins(ask.asks)
        self._kinds = [self._kinds_of(one, grid, heavy) for one in self._asks]
        self._options = [Offers(kinds) for kinds in self._kinds]
        self._run_days, self._days = self._calendar(grid)
        self._made: list[Column] = []
        self._upto = -1
        self.beyond = HIGHEST
        """No column left out of `within` is cheaper than this."""
        self._must: tuple[int, ...] = ()
        self.best_by_heavy = self._bests(plain_best)
        self.beyond = 0
        self.most_moderate = sum(any(kind.mask & MODERATE and kind.made() for kind in kinds) for kinds in self._kinds)

    def _bests(self, plain_best: int | None) -> dict[int, int]:
        """The cheapest column with no, one, two, … sessions of heavy legs; a number that cannot be is left out."""
        plain = [Offers([kind for kind in kinds if not kind.mask & HEAVY]) for kinds in self._kinds]
        heavy = {
            index: Offers([kind for kind in kinds if kind.mask & HEAVY])
            for index, kinds in enumerate(self._kinds)
            if any(kind.mask & HEAVY and kind.made() for kind in kinds)
        }
        found = {}
        for count in range(len(heavy) + 1):
            if count == 0 and plain_best is not None:
                prices = [plain_best]
            else:
                prices = [
                    self._cheapest([heavy[at] if at in must else options for at, options in enumerate(plain)], must)
                    for must in combinations(heavy, count)
                ]
            found[count] = min((price for price in prices if price >= 0), default=-1)
        return {count: price for count, price in found.items() if price >= 0}

    def _cheapest(self, options: list[Offers], must: tuple[int, ...]) -> int:
        """Price of the cheapest column from these options that meets the asks in `must`, or -1."""
        every, self._options, self._must = self._options, options, must
        best = -1
        for _, price, _ in self._whole_weeks(None):
            best = price
        self._options, self._must = every, ()
        return best

    def within(self, price: int) -> list[Column]:
        """All columns up to a price, and maybe some beyond, cheapest first; of those that look alike the cheapest."""
        if price > self._upto:
            self._upto = price
            self.beyond = HIGHEST
            alike: dict[ColumnKey, Column] = {}
            for column in self._columns(price):
                known = alike.get(column.key)
                if known is None or column.price < known.price:
                    alike[column.key] = column
            self._made = sorted(alike.values(), key=_by_price)
        return self._made

    def only_pins(self) -> list[Column]:
        """The columns that hold nothing but what is pinned; none when nothing is."""
        if not self._pins:
            return []
        days = self._pin_days
        every = self._options
        self._options = [options.on(days) for options in every]
        found = {column.key: column for column in self._columns(HIGHEST) if len(column.chosen) == len(days)}
        self._options = every
        return [found[key] for key in sorted(found)]

    def _with_pins(self, asks: tuple[Ask, ...]) -> tuple[Ask, ...]:
        """A pin asks for a session where the week asks for too few."""
        more = asks[-1:] or (LIGHT_ASK,)
        return asks + more * (len(self._pins) - len(asks))

    def _kinds_of(self, ask: Ask, grid: Grid, heavy: tuple[bool, bool]) -> list[Kind]:
        allowed, accustomed = heavy
        found = []
        for rank, variant in enumerate(ask.variants):
            is_heavy = "heavy-legs" in variant.classes
            if self._only_pinned and not any(pin.stress in (None, *variant.classes) for pin in self._pins):
                continue
            if not is_heavy or allowed:
                dearer = rank * STAND_IN_PRICE + (self._falls_short(ask, variant) if ask.counts else 0)
                made = partial(self._candidates, grid, variant, accustomed and is_heavy, dearer)
                found.append(Kind(mask_of(variant.classes), dearer, made))
        return found

    def _candidates(self, grid: Grid, variant: Variant, accustomed: bool, dearer: int) -> list[Candidate]:
        found = grid.of(self.ask, variant, accustomed, dearer)
        return [one for one in found if one.day not in self._pin_days or self._keeps_all(one)] if self._pins else found

    def _keeps_all(self, candidate: Candidate) -> bool:
        """Whether a session on a pinned day is what is pinned there; a day holds only one."""
        pins = [pin for pin in self._pins if day_number(pin.date) == candidate.day]
        return all(self._keeps(pin, (candidate,)) for pin in pins)

    def _falls_short(self, ask: Ask, variant: Variant) -> int:
        """Price of a stand-in that gives less than the phase asks for."""
        wanted = ask.variants[0]
        if wanted.loaded and not variant.loaded:
            return self._rules.missing * STAND_IN_SHARE // 100
        if "heavy-legs" in wanted.classes and "heavy-legs" not in variant.classes:
            return NOT_HEAVY_WEIGHT * STEP_PRICE["safety"]
        if ask.power and not mask_of(variant.classes) & PLYOMETRIC_MASK:
            return NOT_POWER_WEIGHT * STEP_PRICE["running"]
        return 0

    def _calendar(self, grid: Grid) -> tuple[int, int]:
        monday = day_number(self.ask.outline.monday)
        run_days = 0
        for offset in range(7):
            if any(run.run.kind not in ("rest", "other", "strength") for run in grid.gauge.runs_on(monday + offset)):
                run_days |= 1 << offset
        return run_days, 0b1111111

    def _absent(self, ask: Ask) -> int:
        return self._rules.missing if ask.counts else OPTIONAL_WEIGHT * STEP_PRICE["strength"]

    def _columns(self, cutoff: int) -> Iterator[Column]:
        """Columns up to a price."""
        base = day_number(self.ask.outline.monday) * DAY
        for chosen, price, weekdays in self._whole_weeks(cutoff):
            yield column_of(chosen, price, weekdays, base, self._rules)

    def _whole_weeks(self, cutoff: int | None) -> Iterator[tuple[tuple[Candidate, ...], int, int]]:
        """Sessions in order, price and weekdays of weeks up to a price, or (None) of ever cheaper ones."""
        limit = [cutoff if cutoff is not None else HIGHEST]
        for choice, price in self._choices(0, (), 0, limit):
            whole = self._whole(choice, price)
            if whole is None:
                continue
            if whole[1] > limit[0]:
                self.beyond = min(self.beyond, whole[1])
                continue
            if cutoff is None:
                limit[0] = whole[1]
            yield whole

    def _choices(
        self, index: int, chosen: tuple[Candidate, ...], price: int, limit: list[int]
    ) -> Iterator[tuple[tuple[Candidate, ...], int]]:
        if index == len(self._asks):
            yield chosen, price
            return
        unmet = self._pin_days.difference([one.day for one in chosen]) if self._pin_days else self._pin_days
        spare = len(self._asks) - index - len(unmet)
        if spare < 0:
            return
        ask = self._asks[index]
        same = index > 0 and ask.variants == self._asks[index - 1].variants and len(chosen) == index
        options = self._options[index]
        for candidate in options.within(limit, price):
            total = price + candidate.price
            if total > limit[0]:
                self.beyond = min(self.beyond, total)
                break
            if not spare and candidate.day not in unmet:
                continue
            if any(candidate.day == other.day for other in chosen) or (same and candidate.day < chosen[-1].day):
                continue
            beside = [self._rules.between(candidate, other) for other in chosen]
            if -1 in beside:
                continue
            total += sum(beside)
            if total <= limit[0]:
                yield from self._choices(index + 1, (*chosen, candidate), total, limit)
            else:
                self.beyond = min(self.beyond, total)
        self.beyond = min(self.beyond, price + options.unmade)
        without = price + self._absent(ask)
        if without > limit[0]:
            self.beyond = min(self.beyond, without)
        elif index not in self._must and spare:
            yield from self._choices(index + 1, chosen, without, limit)

    def _whole(self, choice: tuple[Candidate, ...], price: int) -> tuple[tuple[Candidate, ...], int, int] | None:
        """What is chosen in order of start, with what it costs together, or None where it may not be."""
        chosen = tuple(sorted(choice, key=lambda candidate: candidate.at.start)) if len(choice) > 1 else choice
        if self._rules.crowded(chosen) or not all(self._keeps(pin, chosen) for pin in self._pins):
            return None
        weekdays = 0
        for candidate in chosen:
            weekdays |= 1 << (candidate.day % 7)
        if self._run_days != self._days and not self._days & ~(self._run_days | weekdays):
            price += self._rules.rest_day
        for one, other in combinations(chosen, 2):
            if other.mask & HEAVY and not one.mask & HEAVY and one.mask & LOADED_MASK:
                price += self._rules.early
        return chosen, price, weekdays

    @staticmethod
    def _keeps(pin: Pin, chosen: tuple[Candidate, ...]) -> bool:
        day = day_number(pin.date)
        return any(
            candidate.day == day
            and (pin.start is None or candidate.at.start.local % 1440 == minute_of(pin.start))
            and (pin.stress is None or pin.stress in candidate.variant.classes)
            for candidate in chosen
        )


def column_of(chosen: tuple[Candidate, ...], price: int, weekdays: int, base: int, rules: WeekRules) -> Column:
    """Sessions in order of start as a column; `base` is the local minute at which their week begins."""
    reach = rules.furthest + AN_HOUR_OR_TWO
    early = tuple(one for one in chosen if one.at.start.local - base < reach)
    late = tuple(one for one in chosen if one.at.start.local - base >= WEEK - reach)
    key = key_of(chosen, base)
    return Column(
        price,
        chosen,
        weekdays,
        sum(1 for candidate in chosen if candidate.mask & HEAVY),
        sum(1 for candidate in chosen if candidate.mask & MODERATE),
        key,
        rules.number_of(key),
        early,
        late,
        (rules.number_of(key_of(early, base)), rules.number_of(key_of(late, base))),
        tuple(tuple(one.at.start for one in chosen if one.mask & crowd.mask) for crowd in rules.crowds),
    )


def _by_price(column: Column) -> tuple[int, ColumnKey]:
    return column.price, column.key


def key_of(chosen: Sequence[Candidate], base: int) -> ColumnKey:
    """Sessions as a neighbouring week sees them; the same starts are other hours apart where clocks change between."""
    return tuple((one.at.start.local - base, one.at.start.local - one.at.start.utc, one.mask) for one in chosen)
