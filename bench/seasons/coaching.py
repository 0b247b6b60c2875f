"""The program under test, as the seasons use it: the next revision, and where the runner stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from midstance.application import replanning
from midstance.application.planning import known
from midstance.coach.standing import brief_after
from midstance.knowledge.library import library
from midstance.training.log import Entry
from midstance.training.plan import Brief, Plan
from midstance.training.standing import Standing


def revise_from(first: Brief) -> Callable[[Plan, Sequence[Entry], dt.datetime], Plan]:
    """How a season that began with a brief goes on from a revision."""
    knowledge = known()

    def revise(previous: Plan, entries: Sequence[Entry], moment: dt.datetime) -> Plan:
        return replanning.revise(first, previous, entries, moment, knowledge)

    return revise


def standing_from(first: Brief) -> Callable[[Plan, Sequence[Entry], dt.datetime], Standing]:
    """Where a runner stands after a revision and what happened since."""
    knowledge = known()

    def standing(previous: Plan, entries: Sequence[Entry], moment: dt.datetime) -> Standing:
        counted = replanning.happened(entries, moment)
        after = brief_after(first, previous, counted, moment, knowledge, library().home_tests).standing
        assert after is not None
        return after

    return standing
