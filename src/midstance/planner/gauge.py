"""Rules compiled for the search: the auditor's numbers, arranged so that a candidate costs microseconds.

Rules of clear hours before runs are asked once for each kind of run, with the next one of that kind, instead of in a
walk over the season; rules about the runs nearby become stretches of time. A moment is judged once, for all classes at
the same time, and nothing is made for days that nobody asks about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

import msgspec

from midstance.planner.stretches import BY_MOMENT, BY_PAST, Stretches
from midstance.rules import placing, shapes
from midstance.rules.ledger import Ledger, RunAt, SessionAt
from midstance.rules.rule import Rule
from midstance.rules.shapes import Target
from midstance.training.clock import DAY, HOUR, Instant, day_number
from midstance.training.plan import Brief
from midstance.training.session import STRESS, Stress

CLASS_BIT = {stress: 1 << index for index, stress in enumerate(STRESS)}


@lru_cache(maxsize=256)
def mask_of(classes: tuple[Stress, ...]) -> int:
    """Classes as bits."""
    return sum(CLASS_BIT[stress] for stress in classes)


Fired = tuple[int, int, bool | None]
"""Of a rule that a session would break: classes, price (0: never), and whether it is about the accustomed alone."""


class _Coming(msgspec.Struct, frozen=True):
    """The runs of one kind in order, and the rules of clear hours before them."""

    local: list[int]
    fact: list[int]
    """The earliest start from each of them on, by both clocks."""
    needs: list[tuple[int, int]]
    """Minutes and number of each rule, most minutes first."""


class Gauge:
    """Judges one candidate against the runs: whether it may stand, and what it costs."""

    def __init__(self, rules: Sequence[Rule], ledger: Ledger, *, past_beside: bool = False) -> None:
        """`past_beside`: sessions done before stand beside the first week in the search, not among the dates here."""
        self._ledger = ledger
        self._on: dict[int, list[RunAt]] = defaultdict(list)
        for run in ledger.runs:
            self._on[run.start.local // DAY].append(run)
        clear = [(rule.price, rule.demand) for rule in rules if isinstance(rule.demand, shapes.ClearBefore)]
        self._clear: list[Fired] = [(mask_of(shape.counted), price, shape.accustomed) for price, shape in clear]
        before = [shape for _, shape in clear]
        self.eases = _eases([(price, shape) for price, shape in clear if shape.accustomed is not None])
        """Whether the accustomed may stand wherever others may, and at no higher price."""
        self._coming = _coming(before, ledger.runs)
        self._eves = _eves(before, ledger.runs)
        self._spikes = [
            (run, rule.demand.hours)
            for rule in rules
            if isinstance(rule.demand, shapes.SpikeClear)
            for run in placing.spikes(rule.demand, ledger.runs)
        ]
        left_out = BY_PAST if past_beside else ()
        by_moment = [
            rule for rule in rules if isinstance(rule.demand, BY_MOMENT) and not isinstance(rule.demand, left_out)
        ]
        self._stretches = Stretches(by_moment, ledger)
        self._costs: list[Fired] = [(mask_of(_about(rule.demand)), rule.price, None) for rule in by_moment]
        self._bars = _bars(ledger.brief)
        self._judged: dict[tuple[int, int], list[Fired]] = {}

    def cost(self, start: Instant, end: Instant, mask: int, accustomed: bool) -> int | None:
        """What the preferences ask for a session of some classes; None where a hard rule forbids it."""
        return cost_of(self.fired(start, end), mask, accustomed)

    def allows(self, session: SessionAt) -> bool:
        """Whether no hard rule against the runs forbids it."""
        return self.cost(session.start, session.end, mask_of(session.classes), session.accustomed) is not None

    def price(self, session: SessionAt) -> int:
        """What the preferences ask for it where it stands, hard rules aside."""
        mask, fired = mask_of(session.classes), self.fired(session.start, session.end)
        return sum([price for counted, price, used in fired if counted & mask and used in (None, session.accustomed)])

    def runs_on(self, day: int) -> list[RunAt]:
        """Everything the running plan has on a day."""
        return self._on.get(day, [])

    def in_spike(self, session: SessionAt) -> bool:
        """Whether a run far longer than any lately is close."""
        return any(abs(run.start.local - session.start.local) < hours * HOUR for run, hours in self._spikes)

    def fired(self, start: Instant, end: Instant) -> list[Fired]:
        """The rules that a session of every class would break from one moment to another."""
        key = (start.local, end.local)
        found = self._judged.get(key)
        if found is None:
            day, costs = start.local // DAY, self._costs
            found = [self._clear[rule] for rule in self._too_close(start, end, day)]
            found += [costs[rule] for rule in self._stretches.broken(start, end)]
            if day in self._bars:
                found.append((self._bars[day], 0, None))
            self._judged[key] = found
        return found

    def _too_close(self, start: Instant, end: Instant, day: int) -> set[int]:
        """The rules of clear hours that a session would break, by hours or by its day."""
        broken = set(self._eves.get(day, ()))
        for runs in self._coming:
            place = bisect_left(runs.local, start.local)
            if place < len(runs.local):
                left = min(runs.local[place] - end.local, runs.fact[place] - end.utc)
                for need, rule in runs.needs:
                    if need <= left:
                        break
                    broken.add(rule)
        return broken


def cost_of(fired: Sequence[Fired], mask: int, accustomed: bool) -> int | None:
    """What the rules that a moment would break ask for a session of some classes; None where a hard one forbids it."""
    total = 0
    for counted, price, used in fired:
        if counted & mask and (used is None or used == accustomed):
            if not price:
                return None
            total += price
    return total


def _eases(rules: Sequence[tuple[int, shapes.ClearBefore]]) -> bool:
    """Whether each rule for the accustomed has a stricter one for the others, so that they never have it easier."""
    others = [(price, shape) for price, shape in rules if not shape.accustomed]
    for price, shape in rules:
        if shape.accustomed:
            stricter = next((one for one in others if _is_stricter(one, (price, shape))), None)
            if stricter is None:
                return False
            others.remove(stricter)
    return True


def _is_stricter(one: tuple[int, shapes.ClearBefore], other: tuple[int, shapes.ClearBefore]) -> bool:
    """Whether a rule is broken wherever another is, and costs as much or is hard."""
    (price, shape), (least, than) = one, other
    dearer = not price or (bool(least) and price >= least)
    hours = all(shape.hours.get(target, 0) >= wanted for target, wanted in than.hours.items())
    return dearer and hours and set(shape.counted) >= set(than.counted) and set(shape.never_eve) >= set(than.never_eve)


def _bars(brief: Brief) -> dict[int, int]:
    """Classes that the log bars, as bits, by day."""
    found: dict[int, int] = defaultdict(int)
    for easing in brief.standing.easings if brief.standing is not None else ():
        if easing.bars:
            for day in range(day_number(easing.first), day_number(easing.last) + 1):
                found[day] |= mask_of(easing.bars)
    return found


def _about(shape: object) -> tuple[Stress, ...]:
    """The classes a shape speaks of; all where it names none."""
    return shape.forbidden if isinstance(shape, shapes.OnlyClasses) else getattr(shape, "counted", STRESS)


def _coming(rules: Sequence[shapes.ClearBefore], runs: Sequence[RunAt]) -> list[_Coming]:
    """Runs by kind. Starts are in order by the clock; in fact they may not be, where clocks change between them."""
    starts: dict[Target, list[Instant]] = defaultdict(list)
    for run in runs:
        if run.target is not None:
            starts[run.target].append(run.start)
    found = []
    for target, some in starts.items():
        needs = [(rule.hours[target] * HOUR, number) for number, rule in enumerate(rules) if target in rule.hours]
        facts = list(accumulate([start.utc for start in reversed(some)], min))
        found.append(_Coming([start.local for start in some], facts[::-1], sorted(needs, reverse=True)))
    return found


def _eves(rules: Sequence[shapes.ClearBefore], runs: Sequence[RunAt]) -> dict[int, list[int]]:
    """The numbers of the rules that forbid a day because of a run on the next one."""
    by_target: dict[Target | None, list[int]] = defaultdict(list)
    for number, rule in enumerate(rules):
        for target in rule.never_eve:
            by_target[target].append(number)
    found: dict[int, list[int]] = defaultdict(list)
    for run in runs:
        if run.target in by_target:
            found[run.start.local // DAY - 1] += by_target[run.target]
    return found
