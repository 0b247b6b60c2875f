"""Rules about a session and what lies around its day, compiled: stretches of time in which a start breaks a rule.

A moment is judged by comparing numbers, without a reader being asked about every run. The plain readers stay in
`rules.placing`; tests and the oracle hold the two against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeGuard

from midstance.rules import placing, shapes
from midstance.rules.ledger import Ledger, RunAt
from midstance.rules.rule import Rule
from midstance.training.clock import DAY, HOUR, Instant, day_number

FAR = 1 << 60
CLOCKS_CHANGE = 3 * HOUR
"""More than clocks ever change by, minutes."""
BY_PAST = shapes.SpacedOut | shapes.AtMost
"""Shapes that look at what was done before the plan."""
BY_MOMENT = (
    shapes.ClearAfter | shapes.RunFirst | shapes.BestDays | shapes.AwayFromDayAfter | shapes.SpikeClear
    | shapes.DaysAfterRace | shapes.OnlyClasses | BY_PAST
)  # fmt: skip


class Stretch(NamedTuple):
    """A start breaks the rule of a number from `first` on by both clocks, as long as one of them is before `past`."""

    rule: int
    first: int
    past: int
    first_utc: int = -FAR
    past_utc: int = -FAR


class Stretches:
    """Judges moments by the rules given, which are of the shapes `BY_MOMENT`."""

    def __init__(self, rules: Sequence[Rule], ledger: Ledger) -> None:
        self._best = [(index, rule.demand) for index, rule in enumerate(rules) if _is_best(rule.demand)]
        self._fixed: list[Stretch] = []
        self._by_day: dict[int, list[Stretch]] = defaultdict(list)
        self._during: dict[int, list[Stretch]] = defaultdict(list)
        """Of the rule that nothing stands while a run goes on: `first` is compared with the end of a session."""
        self._runs: dict[int, list[RunAt]] = defaultdict(list)
        self._judged: dict[int, list[Stretch]] = {}
        for run in ledger.runs:
            self._runs[run.day].append(run)
        for index, rule in enumerate(rules):
            self._fixed += _whatever_runs(index, rule.demand, ledger)
            places = self._during if placing.is_overlap(rule.demand) else self._by_day
            for day, one in _beside(index, rule.demand, ledger.runs):
                places[day].append(one)

    def broken(self, start: Instant, end: Instant) -> set[int]:
        """The numbers of the rules that a session of every class would break from one moment to another."""
        day, (local, utc) = start.day, start
        if day not in self._judged:
            self._judged[day] = self._on(day)
        found = {
            rule
            for rule, first, past, first_utc, past_utc in self._judged[day]
            if first <= local and first_utc <= utc and (local < past or utc < past_utc)
        }
        for rule, first, past, _, past_utc in self._during.get(day, ()):
            if first < end.local and (local < past or utc < past_utc):
                found.add(rule)
        return found

    def _on(self, day: int) -> list[Stretch]:
        """The stretches that a start on a day can lie in."""
        found = list(self._by_day.get(day, ()))
        found += [one for one in self._fixed if one.first < (day + 1) * DAY and one.past > day * DAY]
        here, tomorrow = self._runs.get(day, ()), self._runs.get(day + 1, ())
        for index, shape in self._best:
            hard = shape.easy_tomorrow and placing.is_hard_day(day + 1, tomorrow)
            suiting = [run.start.local for run in here if not hard and placing.kind_of(run) in shape.after]
            found.append(Stretch(index, -FAR, min(suiting, default=FAR)))
        return found


def _is_best(shape: shapes.Shape) -> TypeGuard[shapes.BestDays]:
    return isinstance(shape, shapes.BestDays)


def _beside(index: int, shape: shapes.Shape, runs: Sequence[RunAt]) -> Iterator[tuple[int, Stretch]]:
    """The stretches that runs bring with them, with the days on which they count."""
    match shape:
        case shapes.ClearAfter():
            for run in runs:
                if placing.is_followed(shape, run):
                    yield from _after(index, shape, run)
        case shapes.AwayFromDayAfter():
            for run in runs:
                if run.run.kind == shape.run:
                    day = run.day + 1
                    yield day, Stretch(index, day * DAY, (day + 1) * DAY)
        case shapes.RunFirst():
            for run in runs:
                if run.target is not None:
                    yield run.day, Stretch(index, -FAR, run.start.local)
                    yield run.day, _later(index, shape, run)


def _after(index: int, shape: shapes.ClearAfter, run: RunAt) -> Iterator[tuple[int, Stretch]]:
    """The hours after a run, or the rest of its day; nearby days only where they can reach there."""
    day, past = run.day, run.end.local + shape.hours * HOUR
    past = max(past, (day + 1) * DAY) if shape.same_day else past
    one = Stretch(index, run.start.local, past, past_utc=run.end.utc + shape.hours * HOUR)
    yield day, one
    if past > (day + 1) * DAY - CLOCKS_CHANGE:
        yield day + 1, one
    if placing.is_overlap(shape):
        yield day - 1, one


def _later(index: int, shape: shapes.RunFirst, run: RunAt) -> Stretch:
    """The hours after a run; at once after an easy one is well where it is allowed."""
    wait = shape.hours * HOUR
    one = Stretch(index, run.start.local, run.end.local + wait, past_utc=run.end.utc + wait)
    if not placing.may_follow_at_once(shape, run):
        return one
    late = placing.AT_ONCE + 1
    return one._replace(first=run.end.local + late, first_utc=run.end.utc + late)


def _whatever_runs(index: int, shape: shapes.Shape, ledger: Ledger) -> Iterator[Stretch]:
    """The stretches that hang on no single run: spikes, races, what was done before the plan, and the runner."""
    brief = ledger.brief
    match shape:
        case shapes.SpikeClear():
            for run in placing.spikes(shape, ledger.runs):
                yield Stretch(index, run.start.local - shape.hours * HOUR + 1, run.start.local + shape.hours * HOUR)
        case shapes.DaysAfterRace():
            for race in brief.races:
                if race.priority == "A":
                    first, days = day_number(race.date), placing.days_of_recovery(shape, race.distance_m)
                    yield Stretch(index, first * DAY, (first + days + 1) * DAY)
        case shapes.SpacedOut() | shapes.AtMost():
            full = placing.full_until(shape, brief)
            if full is not None:
                yield Stretch(index, -FAR, full)
        case shapes.OnlyClasses() if placing.applies(shape, brief):
            yield Stretch(index, -FAR, FAR)
