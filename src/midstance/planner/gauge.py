"""Rules compiled for the search: the auditor's numbers, arranged so that a candidate costs microseconds.

A rule of clear hours before runs becomes one array of latest ends (the least over all later runs), so that a moment
needs one bisection instead of a walk over the season. A moment is judged once, for all classes at the same time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

import msgspec

from midstance.rules import placing, shapes
from midstance.rules.ledger import Ledger, RunAt, SessionAt
from midstance.rules.rule import Rule
from midstance.rules.saying import Breach
from midstance.training.clock import HOUR, Instant
from midstance.training.session import STRESS, Stress

FAR = 1 << 60
CLASS_BIT = {stress: 1 << index for index, stress in enumerate(STRESS)}
_BY_MOMENT = shapes.ClearAfter | shapes.RunFirst | shapes.BestDays | shapes.SpikeClear
_BY_PAST = shapes.SpacedOut | shapes.AtMost
_BY_DAY = shapes.DaysAfterRace | shapes.AwayFromDayAfter | shapes.OnlyClasses

Reader = Callable[[SessionAt, Sequence[RunAt]], Breach | None]
Fired = list[tuple[int, int]]
"""Classes and price (0: never) of the rules that something breaks."""


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


class _Judged(msgspec.Struct, frozen=True):
    """What the rules say of a moment, to the unaccustomed and to the accustomed."""

    forbidden: tuple[int, int]
    """Classes that may not stand."""
    prices: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]
    """Classes that cost, and how much."""


class Gauge:
    """Judges one candidate against the runs: whether it may stand, and what it costs."""

    def __init__(self, rules: Sequence[Rule], ledger: Ledger) -> None:
        self._ledger = ledger
        self._runs = [run for run in ledger.runs if run.target is not None]
        self._starts = [run.start.local for run in self._runs]
        self._near: dict[int, list[RunAt]] = defaultdict(list)
        self._on: dict[int, list[RunAt]] = defaultdict(list)
        for run in ledger.runs:
            self._on[run.day].append(run)
            for day in (run.day - 1, run.day, run.day + 1):
                self._near[day].append(run)
        self._clear = [_clear(rule, rule.demand, self._runs) for rule in rules if _is_before(rule.demand)]
        self._spikes = [
            (run, rule.demand.hours)
            for rule in rules
            if isinstance(rule.demand, shapes.SpikeClear)
            for run in placing.spikes(rule.demand, ledger.runs)
        ]
        by_moment = [rule for rule in rules if isinstance(rule.demand, _BY_MOMENT)]
        if any(ledger.brief.history.values()):
            by_moment += [rule for rule in rules if isinstance(rule.demand, _BY_PAST)]
        self._by_start = [self._reader(rule) for rule in by_moment if not _sees_the_end(rule.demand)]
        self._by_span = [self._reader(rule) for rule in by_moment if _sees_the_end(rule.demand)]
        self._by_day = [self._reader(rule) for rule in rules if isinstance(rule.demand, _BY_DAY)]
        self._fired: dict[int, Fired] = {}
        self._fired_all_day: dict[int, Fired] = {}
        self._judged: dict[tuple[int, int], _Judged] = {}

    def _reader(self, rule: Rule) -> tuple[int, int, Reader]:
        """A rule of one session: the classes it is about, its price, and the plain reader of its shape."""
        shape, brief = rule.demand, self._ledger.brief
        reader: Reader
        match shape:
            case shapes.ClearAfter():
                reader = partial(placing.clear_after, shape)
            case shapes.RunFirst():
                reader = partial(placing.run_first, shape)
            case shapes.BestDays():
                reader = partial(placing.best_days, shape)
            case shapes.AwayFromDayAfter():
                reader = partial(placing.day_after, shape)
            case shapes.SpikeClear():
                spiking = placing.spikes(shape, self._ledger.runs)
                reader = _whatever_runs(partial(placing.spike_clear, shape, spiking=spiking))
            case shapes.DaysAfterRace():
                reader = _whatever_runs(partial(placing.days_after_race, shape, brief=brief))
            case shapes.SpacedOut() | shapes.AtMost():
                reader = _whatever_runs(partial(placing.after_past, shape, brief=brief))
            case shapes.OnlyClasses():
                reader = _whatever_runs(partial(placing.only_classes, shape, brief=brief))
            case _:
                raise TypeError(f"{rule.id} is no rule of one session")
        counted = shape.forbidden if isinstance(shape, shapes.OnlyClasses) else getattr(shape, "counted", STRESS)
        return mask_of(counted), rule.price, reader

    def allows(self, session: SessionAt) -> bool:
        """Whether no hard rule against the runs forbids it."""
        return not self._judge(session).forbidden[session.accustomed] & mask_of(session.classes)

    def price(self, session: SessionAt) -> int:
        """What the preferences ask for it where it stands."""
        mask = mask_of(session.classes)
        return sum([price for counted, price in self._judge(session).prices[session.accustomed] if counted & mask])

    def runs_on(self, day: int) -> list[RunAt]:
        """Everything the running plan has on a day."""
        return self._on.get(day, [])

    def in_spike(self, session: SessionAt) -> bool:
        """Whether a run far longer than any lately is close."""
        return any(abs(run.start.local - session.start.local) < hours * HOUR for run, hours in self._spikes)

    def _judge(self, session: SessionAt) -> _Judged:
        key = (session.start.local, session.end.local)
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = self._at(session.start, session.end)
        return found

    def _at(self, start: Instant, end: Instant) -> _Judged:
        """What all rules together say of a session from one moment to another."""
        index = bisect_left(self._starts, start.local)
        forbidden = [0, 0]
        prices: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
        fired: list[tuple[int, int, bool | None]] = [
            (rule.mask, rule.price, rule.accustomed)
            for rule in self._clear
            if end.local > rule.local[index] or end.utc > rule.fact[index] or start.day in rule.eves
        ]
        span = _broken(self._by_span, SessionAt("", start, end, STRESS, False), self._near.get(start.day, ()))
        fired += [(mask, price, None) for mask, price in self._fire(start) + span]
        for mask, price, accustomed in fired:
            for used in (False, True) if accustomed is None else (accustomed,):
                if price:
                    prices[used].append((mask, price))
                else:
                    forbidden[used] |= mask
        return _Judged((forbidden[0], forbidden[1]), (tuple(prices[0]), tuple(prices[1])))

    def _fire(self, start: Instant) -> Fired:
        """The other rules that a session of every class would break at a start."""
        if start.local not in self._fired:
            near, probe = self._near.get(start.day, ()), SessionAt("", start, start, STRESS, False)
            if start.day not in self._fired_all_day:
                self._fired_all_day[start.day] = _broken(self._by_day, probe, near)
            self._fired[start.local] = self._fired_all_day[start.day] + _broken(self._by_start, probe, near)
        return self._fired[start.local]


def _broken(readers: Sequence[tuple[int, int, Reader]], probe: SessionAt, near: Sequence[RunAt]) -> Fired:
    return [(mask, price) for mask, price, reader in readers if reader(probe, near) is not None]


def _whatever_runs(judge: Callable[[SessionAt], Breach | None]) -> Reader:
    """A reader of a shape that does not look at the runs near the session."""

    def read(session: SessionAt, runs: Sequence[RunAt]) -> Breach | None:
        return judge(session)

    return read


def _sees_the_end(shape: object) -> bool:
    """Whether a reader looks at when the session ends: the rule that nothing stands while a run goes on."""
    return isinstance(shape, shapes.ClearAfter) and not shape.hours and not shape.same_day


def _is_before(shape: object) -> bool:
    return isinstance(shape, shapes.ClearBefore)


def _clear(rule: Rule, shape: object, runs: Sequence[RunAt]) -> _Clear:
    assert isinstance(shape, shapes.ClearBefore)
    needs = {target: hours * HOUR for target, hours in shape.hours.items()}
    local, fact, eves = [FAR], [FAR], set()
    for run in reversed(runs):
        need = needs.get(run.target) if run.target else None
        local.append(local[-1] if need is None else min(local[-1], run.start.local - need))
        fact.append(fact[-1] if need is None else min(fact[-1], run.start.utc - need))
        if run.target in shape.never_eve:
            eves.add(run.day - 1)
    return _Clear(mask_of(shape.counted), shape.accustomed, rule.price, local[::-1], fact[::-1], frozenset(eves))
