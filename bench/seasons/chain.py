"""The revisions of a season as the diary makes them: each from the one before and the entries up to its moment.

When an old entry comes in late or is corrected, the chain is made again from the first revision it touches.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence

from midstance.training.log import Entry, effective
from midstance.training.plan import Plan

Revise = Callable[[Plan, Sequence[Entry], dt.datetime], Plan]
"""From the previous revision, the entries that count up to a moment, and that moment."""


class Chain:
    """A season's revisions so far."""

    def __init__(self, first: Plan, revise: Revise) -> None:
        self.first = first
        self.moments: list[dt.datetime] = []
        self.plans: list[Plan] = []
        self.milliseconds: list[float] = []
        self.recomputed = 0
        self.revise = revise
        self._counted: tuple[Entry, ...] = ()

    @property
    def last(self) -> Plan:
        """The plan as it stands."""
        return self.plans[-1] if self.plans else self.first

    def advance(self, arrived: tuple[Entry, ...], moment: dt.datetime) -> int:
        """Takes in what has arrived and makes the next revision; returns the first revision that is new."""
        touched = self.settle(arrived)
        self.moments.append(moment)
        self.plans.append(self._made(len(self.plans)))
        return touched

    def settle(self, arrived: tuple[Entry, ...]) -> int:
        """Takes in what came after the last revision, and makes again what it touches; returns the first of those."""
        counted = effective(arrived)
        touched = self._first_touched(counted)
        self._counted = counted
        self.recomputed += len(self.plans) - touched
        del self.plans[touched:]
        for number in range(touched, len(self.moments)):
            self.plans.append(self._made(number))
        return touched

    def before(self, number: int) -> Plan:
        """What a revision was made from."""
        return self.plans[number - 1] if number else self.first

    def known_at(self, number: int) -> tuple[Entry, ...]:
        """The entries a revision was made from."""
        return tuple(entry for entry in self._counted if entry.at <= self.moments[number])

    def _made(self, number: int) -> Plan:
        known = self.known_at(number)
        started = time.process_time()
        plan = self.revise(self.before(number), known, self.moments[number])
        self.milliseconds.append(1000 * (time.process_time() - started))
        return plan

    def _first_touched(self, counted: tuple[Entry, ...]) -> int:
        after: dt.datetime | None = None
        old = {entry.id: entry for entry in self._counted}
        new = {entry.id: entry for entry in counted}
        for key in old.keys() | new.keys():
            one, other = old.get(key), new.get(key)
            if one != other:
                moments = [entry.at for entry in (one, other) if entry is not None]
                after = min([*moments, after]) if after is not None else min(moments)
        if after is None:
            return len(self.plans)
        return next((n for n, moment in enumerate(self.moments) if moment >= after), len(self.plans))


def from_scratch(first: Plan, revise: Revise, moments: Sequence[dt.datetime], entries: tuple[Entry, ...]) -> list[Plan]:
    """The whole chain anew, from all that was ever written."""
    counted = effective(entries)
    plans: list[Plan] = []
    for moment in moments:
        known = tuple(entry for entry in counted if entry.at <= moment)
        plans.append(revise(plans[-1] if plans else first, known, moment))
    return plans
