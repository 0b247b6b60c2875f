"""Rules compiled for the search: the auditor's numbers, arranged so that a candidate costs microseconds.

A rule of clear hours before runs becomes one array of latest ends (the least over all later runs), so that a moment
needs one bisection instead of a walk over the season; rules about the runs nearby become stretches of time. A moment is
judged once, for all classes at the same time.
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
from midstance.training.clock import HOUR, Instant, day_number
from midstance.training.plan import Brief
from midstance.training.session import STRESS, Stress

FAR = 1 << 60
CLASS_BIT = {stress: 1 << index for index, stress in enumerate(STRESS)}


@lru_cache(maxsize=256)
def mask_of(classes: tuple[Stress, ...]) -> int:
    """Classes as bits."""
    return sum(CLASS_BIT[stress] for stress in classes)


class _Clear(msgspec.Struct, frozen=True):
    """A rule of clear hours before runs: latest ends before all runs from an index on, and forbidden eves."""

    mask: int
    accustomed: bool | None
    price: int
    """0 when it is never broken."""
    local: list[int]
    fact: list[int]
    eves: frozenset[int]


Fired = tuple[int, int, bool | None]
"""Of a rule that a session would break: classes, price (0: never), and whether it is about the accustomed alone."""


class Gauge:
    """Judges one candidate against the runs: whether it may stand, and what it costs."""

    def __init__(self, rules: Sequence[Rule], ledger: Ledger, *, past_beside: bool = False) -> None:
        """`past_beside`: sessions done before stand beside the first week in the search, not among the dates here."""
        self._ledger = ledger
        self._runs = [run for run in ledger.runs if run.target is not None]
        self._starts = [run.start.local for run in self._runs]
        self._on: dict[int, list[RunAt]] = defaultdict(list)
        for run in ledger.runs:
            self._on[run.day].append(run)
        self._clear = [_clear(rule, rule.demand, self._runs) for rule in rules if _is_before(rule.demand)]
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
        self._bars = _bars(ledger.brief)
        self._stretches = Stretches(by_moment, ledger)
        self._costs: list[Fired] = [(mask_of(_about(rule.demand)), rule.price, None) for rule in by_moment]
        self._judged: dict[tuple[int, int], list[Fired]] = {}

    def cost(self, start: Instant, end: Instant, mask: int, accustomed: bool) -> int | None:
        """What the preferences ask for a session of some classes; None where a hard rule forbids it."""
        total = 0
        for counted, price, used in self._fired(start, end):
            if counted & mask and (used is None or used == accustomed):
                if not price:
                    return None
                total += price
        return total

    def allows(self, session: SessionAt) -> bool:
        """Whether no hard rule against the runs forbids it."""
        return self.cost(session.start, session.end, mask_of(session.classes), session.accustomed) is not None

    def price(self, session: SessionAt) -> int:
        """What the preferences ask for it where it stands, hard rules aside."""
        mask, fired = mask_of(session.classes), self._fired(session.start, session.end)
        return sum([price for counted, price, used in fired if counted & mask and used in (None, session.accustomed)])

    def runs_on(self, day: int) -> list[RunAt]:
        """Everything the running plan has on a day."""
        return self._on.get(day, [])

    def in_spike(self, session: SessionAt) -> bool:
        """Whether a run far longer than any lately is close."""
        return any(abs(run.start.local - session.start.local) < hours * HOUR for run, hours in self._spikes)

    def _fired(self, start: Instant, end: Instant) -> list[Fired]:
        """The rules that a session of every class would break from one moment to another."""
        key = (start.local, end.local)
        found = self._judged.get(key)
        if found is None:
            index, day = bisect_left(self._starts, start.local), start.day
            found = self._judged[key] = [
                (rule.mask, rule.price, rule.accustomed)
                for rule in self._clear
                if end.local > rule.local[index] or end.utc > rule.fact[index] or day in rule.eves
            ]
            found += [self._costs[rule] for rule in self._stretches.broken(start, end)]
            if day in self._bars:
                found.append((self._bars[day], 0, None))
        return found


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


def _is_before(shape: object) -> bool:
    return isinstance(shape, shapes.ClearBefore)


def _clear(rule: Rule, shape: object, runs: Sequence[RunAt]) -> _Clear:
    assert isinstance(shape, shapes.ClearBefore)
    needs = {target: hours * HOUR for target, hours in shape.hours.items()}
    back = [(run.start, needs.get(run.target) if run.target else None) for run in reversed(runs)]
    local = accumulate((FAR if need is None else start.local - need for start, need in back), min, initial=FAR)
    fact = accumulate((FAR if need is None else start.utc - need for start, need in back), min, initial=FAR)
    eves = frozenset(run.day - 1 for run in runs if run.target in shape.never_eve)
    mask = mask_of(shape.counted)
    return _Clear(mask, shape.accustomed, rule.price, list(local)[::-1], list(fact)[::-1], eves)
