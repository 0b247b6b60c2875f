"""What was done just before the plan counts: nothing stands too close to it or too full with it."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.application.planning import make_plan
from midstance.training.athlete import Athlete
from midstance.training.plan import Brief
from tests.running_weeks import MONDAY, brief_for


def after(*days_ago: int, stress: str = "moderate-legs", start: dt.date = MONDAY) -> Brief:
    brief = brief_for([100] * 8, Athlete(level="intermediate", kit=("dumbbell",)))
    history = {stress: tuple(start - dt.timedelta(days=days) for days in days_ago)}
    return msgspec.structs.replace(brief, start=start, history=history)


def within(brief: Brief, days: int) -> list[dt.date]:
    """Loaded sessions of the plan in the first days."""
    last = brief.start + dt.timedelta(days=days)
    return [one.date for one in make_plan(brief).sessions if one.date < last and "moderate-legs" in one.classes]


def test_two_sessions_done_in_the_last_days_leave_no_room_until_seven_days_are_over() -> None:
    brief = after(1, 2)
    assert not within(brief, 6)
    assert within(brief, 14)


def test_one_session_done_leaves_room_for_the_week() -> None:
    assert len(within(after(3), 7)) == 2


def test_a_week_cut_short_adds_nothing_to_a_session_just_done() -> None:
    assert not within(after(1, start=MONDAY + dt.timedelta(days=4)), 3)


def test_what_was_done_long_ago_changes_nothing() -> None:
    assert within(after(20, 30), 7) == within(after(), 7)
