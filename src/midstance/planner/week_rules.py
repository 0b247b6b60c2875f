"""The rules that hold between the sessions of a week and of the weeks beside it, as numbers."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from midstance.planner.gauge import mask_of
from midstance.planner.grid import Candidate
from midstance.rules import shapes
from midstance.rules.placing import hours_apart
from midstance.rules.rule import Rule
from midstance.training.clock import HOUR, Instant, gap

ColumnKey = tuple[tuple[int, int, int], ...]
"""Of each session its start within the week, what its clock differs from UTC by, and its classes."""
Counted = tuple[tuple[Instant, ...], ...]
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

    def crowded_together(self, before: Counted, after: Counted) -> bool:
        """Whether two weeks that follow one another hold more sessions than a limit within its hours."""
        for crowd, here, there in zip(self.crowds, before, after, strict=True):
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
