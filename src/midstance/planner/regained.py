"""Weeks that may ask for more than when they were planned: a pain has gone, kit or a gate has come."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from midstance.planner.asks import Means, WeekAsk, means_of, week_asks
from midstance.training.athlete import Athlete
from midstance.training.plan import Brief, Plan
from midstance.training.standing import Spared


def regained(previous: Plan, brief: Brief, weeks: Sequence[WeekAsk], means: Means) -> frozenset[int]:
    """Weeks with kinds of session that the revision before could not ask for there: to be solved with them.

    So what a pain took from the season comes back when the pain has gone, and not only where something else changes.
    """
    was = previous.brief
    if _what_asks(was) == _what_asks(brief):
        return frozenset()
    outlines = tuple(week.outline for week in weeks)
    before = week_asks(_ahead_of(was, brief), outlines, means_of(was, means.not_heavy))
    pairs = enumerate(zip(before, weeks, strict=True))
    return frozenset(index for index, (then, now) in pairs if _kinds(now) - _kinds(then))


def _ahead_of(was: Brief, now: Brief) -> Brief:
    """The brief before, with the start and the history of the present one: no kind of session follows from them."""
    return msgspec.structs.replace(was, start=now.start, history=now.history)


def _what_asks(brief: Brief) -> tuple[Athlete, str, tuple[Spared, ...]]:
    standing = brief.standing
    return brief.athlete, brief.prescreen, standing.spared if standing is not None else ()


def _kinds(week: WeekAsk) -> frozenset[tuple[str, tuple[str, ...]]]:
    return frozenset((one.template, one.classes) for ask in week.asks for one in ask.variants)
