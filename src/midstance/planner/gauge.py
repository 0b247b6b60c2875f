"""Rules compiled for the search: the same numbers as the auditor reads, arranged so that a candidate costs microseconds.

A rule of clear hours before runs becomes, for every class, one array of latest ends (the least over all later runs), so
that a candidate needs one bisection instead of a walk over the season.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from midstance.rules import placing, shapes
from midstance.rules.ledger import Ledger, RunAt, SessionAt
from midstance.rules.rule import Rule
from midstance.training.clock import HOUR
from midstance.training.session import STRESS, Stress

FAR = 1 << 60
_UNARY = (
    shapes.ClearAfter | shapes.DaysAfterRace | shapes.RunFirst | shapes.BestDays | shapes.AwayFromDayAfter
    | shapes.SpikeClear | shapes.OnlyClasses
)  # fmt: skip

Deadline = tuple[list[int], list[int], frozenset[int]]
"""Latest end before all runs from an index on, on the runner's clock and in fact; days that are forbidden eves."""


class Gauge:
    """Judges one candidate against the runs: whether it may stand, and what it costs."""

    def __init__(self, rules: Sequence[Rule], ledger: Ledger) -> None:
        self._ledger = ledger
        self._runs = [run for run in ledger.runs if run.target is not None]
        self._starts = [run.start.local for run in self._runs]
        self._near: dict[int, list[RunAt]] = defaultdict(list)
        for run in ledger.runs:
            for day in (run.day - 1, run.day, run.day + 1):
                self._near[day].append(run)
        before = [rule for rule in rules if isinstance(rule.demand, shapes.ClearBefore)]
        self._hard = {
            (stress, accustomed): self._deadline([rule.demand for rule in before if rule.hard], stress, accustomed)
            for stress in STRESS
            for accustomed in (False, True)
        }
        self._soft = [(rule, self._soft_deadlines(rule)) for rule in before if not rule.hard]
        others = [rule for rule in rules if isinstance(rule.demand, _UNARY)]
        self._hard_others = [rule for rule in others if rule.hard]
        self._soft_others = [rule for rule in others if not rule.hard]
        self._spikes = {
            rule.id: placing.spikes(rule.demand, ledger.runs)
            for rule in others
            if isinstance(rule.demand, shapes.SpikeClear)
        }

    def _deadline(self, demands: Sequence[object], stress: Stress, accustomed: bool) -> Deadline:
        asked = [
            shape
            for shape in demands
            if isinstance(shape, shapes.ClearBefore)
            and stress in shape.counted
            and shape.accustomed in (None, accustomed)
        ]
        local, fact, eves = [FAR], [FAR], set()
        for run in reversed(self._runs):
            need = max([shape.hours.get(run.target or "easy", 0) for shape in asked], default=0) * HOUR
            local.append(min(local[-1], run.start.local - need))
            fact.append(min(fact[-1], run.start.utc - need))
            if any(run.target in shape.never_eve for shape in asked):
                eves.add(run.day - 1)
        return local[::-1], fact[::-1], frozenset(eves)

    def _soft_deadlines(self, rule: Rule) -> dict[tuple[Stress, bool], Deadline]:
        shape = rule.demand
        assert isinstance(shape, shapes.ClearBefore)
        return {
            (stress, accustomed): self._deadline([shape], stress, accustomed)
            for stress in shape.counted
            for accustomed in (False, True)
            if shape.accustomed in (None, accustomed)
        }

    def _too_late(self, deadline: Deadline, session: SessionAt) -> bool:
        local, fact, eves = deadline
        index = bisect_left(self._starts, session.start.local)
        return session.end.local > local[index] or session.end.utc > fact[index] or session.day in eves

    def allows(self, session: SessionAt) -> bool:
        """Whether no hard rule against the runs forbids it."""
        for stress in session.classes:
            if self._too_late(self._hard[stress, session.accustomed], session):
                return False
        return all(self._breach(rule, session) is None for rule in self._hard_others)

    def price(self, session: SessionAt) -> int:
        """What the preferences ask for it where it stands."""
        total = 0
        for rule, deadlines in self._soft:
            for stress in session.classes:
                deadline = deadlines.get((stress, session.accustomed))
                if deadline is not None and self._too_late(deadline, session):
                    total += rule.price
                    break
        for rule in self._soft_others:
            if self._breach(rule, session) is not None:
                total += rule.price
        return total

    def runs_on(self, day: int) -> list[RunAt]:
        """Everything the running plan has on a day."""
        return [run for run in self._near.get(day, ()) if run.day == day]

    def in_spike(self, session: SessionAt) -> bool:
        """Whether a run far longer than any lately is close."""
        return any(
            abs(run.start.local - session.start.local) < 72 * HOUR for runs in self._spikes.values() for run in runs
        )

    def _breach(self, rule: Rule, session: SessionAt) -> object | None:
        shape, near = rule.demand, self._near.get(session.day, ())
        match shape:
            case shapes.ClearAfter():
                return placing.clear_after(shape, session, near)
            case shapes.DaysAfterRace():
                return placing.days_after_race(shape, session, self._ledger.brief)
            case shapes.RunFirst():
                return placing.run_first(shape, session, near)
            case shapes.BestDays():
                return placing.best_days(shape, session, near)
            case shapes.AwayFromDayAfter():
                return placing.day_after(shape, session, near)
            case shapes.SpikeClear():
                return placing.spike_clear(shape, session, self._spikes[rule.id])
            case shapes.OnlyClasses():
                return placing.only_classes(shape, session, self._ledger.brief)
        return None
