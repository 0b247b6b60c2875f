"""Rules about a session and what lies around its day, compiled: stretches of time in which a start breaks a rule.

A moment is judged by comparing numbers, without a reader being asked about every run. The plain readers stay in
`rules.placing`; tests and the oracle hold the two against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

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


Stretch = tuple[int, int, int, int, int]
"""Rule, first, past, first in fact, past in fact: a start breaks the rule of that number from `first` on by both
clocks, as long as one of them is before `past`. A plain tuple, because a season has a thousand."""


class Stretches:
    """Judges moments by the rules given, which are of the shapes `BY_MOMENT`."""

    def __init__(self, rules: Sequence[Rule], ledger: Ledger) -> None:
        shaped = [(index, rule.demand) for index, rule in enumerate(rules)]
        self._best = [(index, shape) for index, shape in shaped if isinstance(shape, shapes.BestDays)]
        self._after = [(index, shape) for index, shape in shaped if isinstance(shape, shapes.ClearAfter)]
        self._away = [(index, shape) for index, shape in shaped if isinstance(shape, shapes.AwayFromDayAfter)]
        self._first = [(index, shape) for index, shape in shaped if isinstance(shape, shapes.RunFirst)]
        self._followed: dict[tuple[object, ...], list[tuple[int, shapes.ClearAfter]]] = {}
        self._fixed = [one for index, shape in shaped for one in _whatever_runs(index, shape, ledger)]
        self._by_day: dict[int, list[Stretch]] = defaultdict(list)
        self._during: dict[int, list[Stretch]] = defaultdict(list)
        """Of the rule that nothing stands while a run goes on: `first` is compared with the end of a session."""
        self._judged: dict[int, list[Stretch]] = {}
        self._runs: dict[int, list[RunAt]] = defaultdict(list)
        for run in ledger.runs:
            self._runs[run.start.local // DAY].append(run)
        self._told: set[int] = set()
        """The days whose runs have brought their stretches: a revision looks at few of a season's days."""

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
        for other in (day - 1, day, day + 1):
            if other not in self._told:
                self._told.add(other)
                for run in self._runs.get(other, ()):
                    self._beside(run)
        found = list(self._by_day.get(day, ()))
        found += [one for one in self._fixed if one[1] < (day + 1) * DAY and one[2] > day * DAY]
        here = [(placing.kind_of(run), run.start.local) for run in self._runs.get(day, ())]
        hard = placing.is_hard_day(day + 1, self._runs.get(day + 1, ()))
        for index, shape in self._best:
            suiting = [start for kind, start in here if kind in shape.after]
            none = not suiting or (hard and shape.easy_tomorrow)
            found.append((index, -FAR, FAR if none else min(suiting), -FAR, -FAR))
        return found

    def _beside(self, run: RunAt) -> None:
        """Takes in the stretches that a run brings with it, on the days on which they count: its own and those beside.

        Hours after a run reach no further than the next day.
        """
        day, start, (local, fact) = run.start.local // DAY, run.start.local, run.end
        for index, clear in self._rules_after(run):
            places = self._during if placing.is_overlap(clear) else self._by_day
            past = local + clear.hours * HOUR
            past = max(past, (day + 1) * DAY) if clear.same_day else past
            one = (index, start, past, -FAR, fact + clear.hours * HOUR)
            places[day].append(one)
            if past > (day + 1) * DAY - CLOCKS_CHANGE:
                places[day + 1].append(one)
            if places is self._during:
                places[day - 1].append(one)
        for index, away in self._away:
            if run.run.kind == away.run:
                self._by_day[day + 1].append((index, (day + 1) * DAY, (day + 2) * DAY, -FAR, -FAR))
        if run.target is not None:
            for index, first in self._first:
                self._by_day[day] += ((index, -FAR, start, -FAR, -FAR), _later(index, first, run))

    def _rules_after(self, run: RunAt) -> list[tuple[int, shapes.ClearAfter]]:
        """The rules that speak of the time after a run; alike for runs of a kind that last as long."""
        alike = (run.target, run.run.kind, run.run.start_assumed, run.end.local - run.start.local)
        found = self._followed.get(alike)
        if found is None:
            found = [(index, clear) for index, clear in self._after if placing.is_followed(clear, run)]
            self._followed[alike] = found
        return found


def _later(index: int, shape: shapes.RunFirst, run: RunAt) -> Stretch:
    """The hours after a run; at once after an easy one is well where it is allowed."""
    wait, late = shape.hours * HOUR, placing.AT_ONCE + 1
    local, fact = run.end
    if placing.may_follow_at_once(shape, run):
        return index, local + late, local + wait, fact + late, fact + wait
    return index, run.start.local, local + wait, -FAR, fact + wait


def _whatever_runs(index: int, shape: shapes.Shape, ledger: Ledger) -> Iterator[Stretch]:
    """The stretches that hang on no single run: spikes, races, what was done before the plan, and the runner."""
    brief = ledger.brief
    match shape:
        case shapes.SpikeClear():
            for run in placing.spikes(shape, ledger.runs):
                start, hours = run.start.local, shape.hours * HOUR
                yield index, start - hours + 1, start + hours, -FAR, -FAR
        case shapes.DaysAfterRace():
            for race in brief.races:
                if race.priority == "A":
                    first, days = day_number(race.date), placing.days_of_recovery(shape, race.distance_m)
                    yield index, first * DAY, (first + days + 1) * DAY, -FAR, -FAR
        case shapes.SpacedOut() | shapes.AtMost():
            full = placing.full_until(shape, brief)
            if full is not None:
                yield index, -FAR, full, -FAR, -FAR
        case shapes.OnlyClasses() if placing.applies(shape, brief):
            yield index, -FAR, FAR, -FAR, -FAR
