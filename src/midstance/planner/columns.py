"""Columns: whole weeks, each a choice of candidates for what the week asks, priced as far as one week can see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import combinations, compress

import msgspec

from midstance.planner.asks import LIGHT_ASK, Ask, WeekAsk
from midstance.planner.gauge import CLASS_BIT, mask_of
from midstance.planner.grid import LOADED_MASK, STAND_IN_PRICE, Candidate, Grid
from midstance.planner.offers import HIGHEST, Kind, Offers
from midstance.planner.slots import Variant
from midstance.planner.week_rules import ColumnKey, Counted, WeekRules
from midstance.rules.rule import STEP_PRICE
from midstance.training.clock import DAY, WEEK, day_number, minute_of
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
NOT_POWER_WEIGHT = 60
"""Weight of no jumps where the strength phase asks for a power session (our own choice, running step)."""
OPTIONAL_WEIGHT = 10
"""Weight of a session that is welcome but not asked for (our own choice, strength step)."""

MOST_IN_A_WEEK = 1024
"""More sessions than a week ever holds."""
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
    exposures: int
    """Both as one number."""
    key: ColumnKey
    """Starts within the week and classes: all that its neighbours can see."""
    number: int
    """The same for the same key, and for no other."""
    early: tuple[Candidate, ...]
    late: tuple[Candidate, ...]
    """The sessions that spacing rules can see from the week before, and from the week after."""
    edges: tuple[int, int]
    """Numbers of `early` and `late`, the same where they look the same."""
    counted: Counted


class Week:
    """A week's columns by what the runner is used to, made when first asked for."""

    def __init__(self, ask: WeekAsk, grid: Grid, rules: WeekRules, heavy: tuple[bool, bool]) -> None:
        """`heavy`: whether heavy legs may stand, and whether the runner is accustomed to them."""
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
        self.ways = self._ways(easier=grid.gauge.eases)
        """Price and number of heavy sessions of the cheapest columns with none, one, two, …, cheapest first.

        A number that cannot be is left out. So is one that is dearer than a greater one, where it is never dearer to be
        used to more: weeks after more heavy sessions then cost no more than weeks after fewer, so it never wins.
        """
        self.beyond = 0

    @cached_property
    def most_moderate(self) -> int:
        """Sessions of moderate legs that there can be at most."""
        return sum(any(kind.mask & MODERATE and kind.made() for kind in kinds) for kinds in self._kinds)

    def _ways(self, *, easier: bool) -> list[tuple[int, int]]:
        plain = [Offers([kind for kind in kinds if not kind.mask & HEAVY]) for kinds in self._kinds]
        heavy = {
            index: Offers([kind for kind in kinds if kind.mask & HEAVY])
            for index, kinds in enumerate(self._kinds)
            if any(kind.mask & HEAVY and kind.made() for kind in kinds)
        }
        found, most = [], HIGHEST
        for count in range(len(heavy), -1, -1):
            most = most if easier else HIGHEST
            best = -1
            for must in combinations(heavy, count):
                options = [heavy[at] if at in must else offers for at, offers in enumerate(plain)]
                price = self._cheapest(options, must, most)
                if price >= 0:
                    best, most = price, price - 1
            if best >= 0:
                found.append((best, count))
        return sorted(found)

    def _cheapest(self, options: list[Offers], must: tuple[int, ...], most: int) -> int:
        """Price of the cheapest column from these options that meets the asks in `must`; -1 for none up to `most`."""
        every, self._options, self._must = self._options, options, must
        best = -1
        for _, price, _ in self._whole_weeks(most, ever_cheaper=True):
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

    @cached_property
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

    def _whole_weeks(
        self, cutoff: int, *, ever_cheaper: bool = False
    ) -> Iterator[tuple[tuple[Candidate, ...], int, int]]:
        """Sessions in order, price and weekdays of weeks up to a price, all or each cheaper than the one before."""
        limit = [cutoff]
        for choice, price in self._further(0, (), 0, limit):
            whole = self._whole(choice, price)
            if whole is None:
                continue
            if whole[1] > limit[0]:
                self.beyond = min(self.beyond, whole[1])
                continue
            if ever_cheaper:
                limit[0] = whole[1] - 1
            yield whole

    def _further(
        self, index: int, chosen: tuple[Candidate, ...], price: int, limit: list[int]
    ) -> Iterable[tuple[tuple[Candidate, ...], int]]:
        """What has been chosen for the asks before one, with all that can be chosen from that one on."""
        return self._choices(index, chosen, price, limit) if index < len(self._asks) else ((chosen, price),)

    def _choices(
        self, index: int, chosen: tuple[Candidate, ...], price: int, limit: list[int]
    ) -> Iterator[tuple[tuple[Candidate, ...], int]]:
        asks = self._asks
        days = [one.day for one in chosen]
        unmet = self._pin_days.difference(days) if self._pin_days else self._pin_days
        spare = len(asks) - index - len(unmet)
        if spare < 0:
            return
        ask, between = asks[index], self._rules.between
        same = index > 0 and ask.variants == asks[index - 1].variants and len(chosen) == index
        options = self._options[index]
        for candidate in options.within(limit, price):
            total = price + candidate.price
            if total > limit[0]:
                self.beyond = min(self.beyond, total)
                break
            if not spare and candidate.day not in unmet:
                continue
            if candidate.day in days or (same and candidate.day < days[-1]):
                continue
            if chosen:
                beside = [between(candidate, other) for other in chosen]
                if -1 in beside:
                    continue
                total += sum(beside)
            if total <= limit[0]:
                yield from self._further(index + 1, (*chosen, candidate), total, limit)
            else:
                self.beyond = min(self.beyond, total)
        self.beyond = min(self.beyond, price + options.unmade)
        without = price + self._absent(ask)
        if without > limit[0]:
            self.beyond = min(self.beyond, without)
        elif index not in self._must and spare:
            yield from self._further(index + 1, chosen, without, limit)

    def _whole(self, choice: tuple[Candidate, ...], price: int) -> tuple[tuple[Candidate, ...], int, int] | None:
        """What is chosen in order of start, with what it costs together, or None where it may not be."""
        chosen = tuple(sorted(choice, key=lambda candidate: candidate.at.start)) if len(choice) > 1 else choice
        if self._rules.crowded(chosen) or (self._pins and not all(self._keeps(pin, chosen) for pin in self._pins)):
            return None
        weekdays = 0
        for candidate in chosen:
            weekdays |= 1 << (candidate.day % 7)
        if self._run_days != self._days and not self._days & ~(self._run_days | weekdays):
            price += self._rules.rest_day
        easier = 0
        for candidate in chosen:
            if candidate.mask & HEAVY:
                price += easier * self._rules.early
            elif candidate.mask & LOADED_MASK:
                easier += 1
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
    key = key_of(chosen, base)
    heavy = len([one for one in chosen if one.mask & HEAVY])
    moderate = len([one for one in chosen if one.mask & MODERATE])
    early, late = [part[0] < reach for part in key], [part[0] >= WEEK - reach for part in key]
    return Column(
        price,
        chosen,
        weekdays,
        heavy,
        moderate,
        heavy * MOST_IN_A_WEEK + moderate,
        key,
        rules.number_of(key),
        tuple(compress(chosen, early)),
        tuple(compress(chosen, late)),
        (rules.number_of(tuple(compress(key, early))), rules.number_of(tuple(compress(key, late)))),
        tuple([tuple([one.at.start for one in chosen if one.mask & crowd.mask]) for crowd in rules.crowds]),
    )


def _by_price(column: Column) -> tuple[int, ColumnKey]:
    return column.price, column.key


def key_of(chosen: Sequence[Candidate], base: int) -> ColumnKey:
    """Sessions as a neighbouring week sees them; the same starts are other hours apart where clocks change between."""
    starts = [(one.at.start, one.mask) for one in chosen]
    return tuple([(local - base, local - fact, mask) for (local, fact), mask in starts])
