"""What a revision may leave word for word: the runner is as they were, and a session stands where it stood."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from midstance.planner.slots import Slot
from midstance.training.clock import clock_of
from midstance.training.plan import Brief, Microcycle, Pin, Plan
from midstance.training.session import Session
from midstance.training.standing import Standing


def is_made_from_the_same(
    previous: Plan, brief: Brief, standings: Sequence[Standing], given_up: Collection[Pin]
) -> bool:
    """Whether a plan already answers a brief: the same runner, runs and standing, the hour of reading aside.

    `standings`: what may have been made of the brief's standing; `given_up`: pins the plan says it could not keep.
    """
    was = previous.brief.standing
    if was is None or was not in [msgspec.structs.replace(one, as_of=was.as_of) for one in standings]:
        return False
    if {*brief.pins} - {*given_up} != {*previous.brief.pins}:
        return False
    plain = msgspec.structs.replace(brief, standing=None, pins=())
    return msgspec.structs.replace(previous.brief, standing=None, pins=()) == plain


def settled(previous: Plan, brief: Brief, weeks: Sequence[Microcycle]) -> frozenset[int]:
    """Mesocycles whose weeks have the aims they had, where the runner is in all that chooses exercises as they were."""
    before, now = previous.brief.athlete, brief.athlete
    if (before.level, before.kit, before.goal, before.minutes) != (now.level, now.kit, now.goal, now.minutes):
        return frozenset()
    if set(before.weak_points) != set(now.weak_points) or before.gates != now.gates or before.pains != now.pains:
        return frozenset()
    aims = {aim(week) for week in previous.microcycles}
    moved = {week.mesocycle for week in weeks if aim(week) not in aims}
    return frozenset(week.mesocycle for week in weeks) - moved


def aim(week: Microcycle) -> tuple[object, ...]:
    """What a week is for, and which stretch of weeks it belongs to."""
    return (week.start, week.phase, week.deload, week.mesocycle)


def is_only_rearranged(previous: Plan, brief: Brief) -> bool:
    """Whether a revision changes nothing but days: runner, kit, pains and what the log asks next are as they were."""
    before, now = previous.brief.standing, brief.standing
    if now is None or now.easings or now.restart is not None or now.stop is not None:
        return False
    if before is not None and (before.easings or before.restart is not None or before.stop is not None):
        return False
    return (
        previous.brief.athlete == brief.athlete
        and previous.brief.prescreen == brief.prescreen
        and previous.brief.races == brief.races
        and _of(before, "doses", {}) == now.doses
        and _of(before, "spared", ()) == now.spared
        and _of(before, "away", ()) == now.away
        and _of(before, "missed", ()) == now.missed
    )


def _of(standing: Standing | None, name: str, none: object) -> object:
    return getattr(standing, name) if standing is not None else none


def stands_as_before(slot: Slot, session: Session) -> bool:
    """Whether a slot is where the session of its id was, and asks for the same kind of session."""
    return (
        slot.date == session.date
        and clock_of(slot.start) == session.start
        and slot.variant.template == session.template
        and slot.variant.mini == session.mini
    )
