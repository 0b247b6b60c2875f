"""Revisions of odd logs: what is rare must not break the plan, bend its words, or move what it does not concern."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import cast

import msgspec
import pytest

from midstance.application.planning import known, make_plan
from midstance.application.replanning import revise
from midstance.coach.exercise_days import exercise_days
from midstance.coach.moments import date_of
from midstance.planner.past import past_column
from midstance.planner.week_rules import WeekRules
from midstance.training.athlete import Weekday
from midstance.training.clock import weekday
from midstance.training.exercise import Level
from midstance.training.log import (
    Cleared,
    Entry,
    RedFlags,
    RunDone,
    RunMoved,
    SessionMoved,
    SessionSkipped,
    SetResult,
    Settings,
)  # fmt: skip
from midstance.training.plan import Plan
from midstance.training.prescription import Load
from midstance.training.session import Session
from midstance.training.standing import Standing
from tests.living import at, log_until, revised
from tests.running_weeks import MONDAY
from tests.test_revisions import ADA, SEASON, WEDNESDAY, ahead, first

DAY = dt.timedelta(days=1)


def again(plan: Plan, entries: Sequence[Entry], day: dt.date) -> Plan:
    """The same morning once more: nothing has happened since."""
    return revised(SEASON, plan, entries, day)


@pytest.mark.parametrize(
    ("level", "exercise"), [("beginner", "bulgarian-split-squat"), ("intermediate", "cossack-squat")]
)
def test_an_exercise_above_the_level_may_be_written_down(level: Level, exercise: str) -> None:
    """It has no dose for this runner; what they did all the same is known, and the plan goes on without it."""
    assert level not in known().exercises[exercise].dose
    season = msgspec.structs.replace(SEASON, athlete=msgspec.structs.replace(ADA, level=level))
    plan = make_plan(season)
    own = SetResult(id="own", at=at(WEDNESDAY - DAY), exercise=exercise, reps=12, rir=3)
    new = revised(season, plan, [*log_until(plan, WEDNESDAY), own], WEDNESDAY)
    assert new.brief.standing is not None
    assert exercise in new.brief.standing.doses
    assert exercise not in {item.exercise for one in new.sessions for item in one.work()}
    assert not new.audit.hard


def test_sets_outside_a_plan_that_was_stopped_on_its_first_day() -> None:
    flag = RedFlags(id="flag", at=at(MONDAY, "05:00"), flags=("chest-pain",))
    stopped = revised(SEASON, first(), [flag], MONDAY)
    assert not stopped.sessions
    own = SetResult(
        id="own", at=at(MONDAY + DAY), exercise="goblet-squat", reps=8, load=Load(kind="kg", kg=12.0), rir=3
    )
    cleared = Cleared(id="ok", at=at(MONDAY + 2 * DAY, "05:00"))
    on = revised(SEASON, stopped, [flag, own, cleared], MONDAY + 2 * DAY)
    assert on.sessions
    assert not on.audit.hard


def test_a_run_after_the_last_day_begins_no_new_weeks() -> None:
    plan, later = first(), SEASON.end + dt.timedelta(days=16)
    ran = RunDone(id="ran", at=at(later, "07:00"), kind="easy", distance_m=8_000)
    over = revised(SEASON, plan, [*log_until(plan, SEASON.end), ran], later, "09:00")
    assert over.brief.end == SEASON.end
    assert [week.start for week in over.microcycles] == [week.start for week in plan.microcycles]
    assert not ahead(over, later)


def test_a_rest_day_stays_free_from_when_it_is_said() -> None:
    plan = first()
    taken = next(one.date for one in plan.sessions if one.date > WEDNESDAY)
    said = Settings(id="rest", at=at(WEDNESDAY, "05:00"), rest_day=cast("Weekday", weekday(taken)))
    new = revised(SEASON, plan, [*log_until(plan, WEDNESDAY), said], WEDNESDAY)
    assert taken.weekday() not in {one.date.weekday() for one in new.sessions if one.date >= WEDNESDAY}
    assert {one.id for one in plan.sessions if one.date < WEDNESDAY} <= {one.id for one in new.sessions}
    assert ahead(new, WEDNESDAY)
    assert not new.audit.hard


def test_reasons_speak_of_the_runs_there_are() -> None:
    """A session that stays where it was says why by the runs of now, not by one that has moved away."""
    entries = log_until(first(), WEDNESDAY)
    before = revised(SEASON, first(), entries, WEDNESDAY)
    long = next(run for run in SEASON.runs if run.kind == "long" and run.date > WEDNESDAY + 7 * DAY)
    gone = RunMoved(id="gone", at=at(WEDNESDAY, "07:00"), planned=long.date)
    after = revise(SEASON, before, [*entries, gone], at(WEDNESDAY, "08:00"), known())
    week = {one.id for one in after.sessions if 0 < (long.date - one.date).days < 6}

    def said(plan: Plan) -> str:
        return " ".join(why.text for one in plan.sessions if one.id in week for why in one.because)

    assert "Sunday's long run" in said(before)
    assert week
    assert "Sunday's long run" not in said(after)


def far_wish(plan: Plan) -> tuple[Session, SessionMoved]:
    """A session its runner would have in the week after, on a Monday, where they have no time."""
    session = next(one for one in plan.sessions if one.date > WEDNESDAY + 7 * DAY and one.template != "deload")
    monday = session.date + (7 - session.date.weekday()) * DAY
    return session, SessionMoved(id="wish", at=at(WEDNESDAY, "05:00"), session=session.id, date=monday)


@pytest.mark.parametrize("weeks", range(1, 7))
def test_a_session_may_be_put_elsewhere_weeks_ahead(weeks: int) -> None:
    plan, monday = first(), WEDNESDAY + (7 * weeks - 2) * DAY
    session = next(one for one in plan.sessions if 0 <= (one.date - monday).days < 7 and not one.mini)
    taken = {one.date for one in plan.sessions}
    near = [session.date + day * DAY for day in (-2, -1, 1, 2)]
    free = [day for day in near if day.weekday() in (1, 2, 3, 5) and day not in taken]
    found = []
    for to in free:
        wish = SessionMoved(id="wish", at=at(WEDNESDAY, "05:00"), session=session.id, date=to)
        new = revised(SEASON, plan, [*log_until(plan, WEDNESDAY), wish], WEDNESDAY)
        assert len(ahead(new, WEDNESDAY)) == len(ahead(plan, WEDNESDAY))
        stands = next(one.date for one in new.sessions if one.id == session.id)
        assert (stands == to) != any(note.about == session.id and "cannot stand" in note.text for note in new.notes)
        found.append(stands == to)
    assert any(found)


def test_what_stood_where_a_session_is_put_finds_another_place_in_its_week() -> None:
    plan = first()
    monday = WEDNESDAY + 5 * DAY
    one, other = (session for session in plan.sessions if 0 <= (session.date - monday).days < 7 and not session.mini)
    wish = SessionMoved(id="wish", at=at(WEDNESDAY, "05:00"), session=one.id, date=other.date)
    new = revised(SEASON, plan, [*log_until(plan, WEDNESDAY), wish], WEDNESDAY)
    stands = {session.id: session.date for session in new.sessions}
    assert stands[one.id] == other.date
    assert 0 <= (stands[other.id] - monday).days < 7
    assert not new.audit.hard


def test_a_session_cannot_be_put_behind_the_end_of_the_season() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    session = next(one for one in plan.sessions if one.date > WEDNESDAY)
    late = SessionMoved(id="late", at=at(WEDNESDAY, "05:00"), session=session.id, date=SEASON.end + 3 * DAY)
    new = revised(SEASON, plan, [*entries, late], WEDNESDAY)
    assert ahead(new, WEDNESDAY) == ahead(plan, WEDNESDAY)
    assert [note.about for note in new.notes if "cannot stand" in note.text] == [session.id]


def test_a_wish_that_cannot_be_kept_takes_nothing_with_it() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    session, wish = far_wish(plan)
    new = revised(SEASON, plan, [*entries, wish], WEDNESDAY)
    assert [note.about for note in new.notes if "cannot stand" in note.text] == [session.id]
    assert ahead(new, WEDNESDAY) == ahead(plan, WEDNESDAY)
    once_more = again(new, [*entries, wish], WEDNESDAY)
    assert ahead(once_more, WEDNESDAY) == ahead(new, WEDNESDAY)


def test_a_wish_that_cannot_be_kept_refuses_no_other() -> None:
    plan, entries = first(), log_until(first(), WEDNESDAY)
    session = next(one for one in plan.sessions if one.date > WEDNESDAY and one.date.weekday() == 1 and not one.mini)
    to = session.date + DAY
    kept = SessionMoved(id="mv", at=at(WEDNESDAY, "05:00"), session=session.id, date=to)
    alone = revised(SEASON, plan, [*entries, kept], WEDNESDAY)
    assert next(one.date for one in alone.sessions if one.id == session.id) == to
    both = revised(SEASON, plan, [*entries, kept, far_wish(plan)[1]], WEDNESDAY)
    assert ahead(both, WEDNESDAY) == ahead(alone, WEDNESDAY)


def test_an_id_that_was_let_go_is_never_given_again() -> None:
    """Else a new session would count as skipped before it was ever planned."""
    plan, entries = first(), log_until(first(), WEDNESDAY)
    skipped = [one for one in plan.sessions if one.date > WEDNESDAY][:4]
    skips = [SessionSkipped(id=f"skip-{one.id}", at=at(WEDNESDAY, "05:00"), session=one.id) for one in skipped]
    without = revised(SEASON, plan, [*entries, *skips], WEDNESDAY)
    flag = RedFlags(id="flag", at=at(WEDNESDAY, "06:30"), flags=("dizziness",))
    stopped = revise(SEASON, without, [*entries, *skips, flag], at(WEDNESDAY, "07:00"), known())
    cleared = Cleared(id="ok", at=at(WEDNESDAY, "08:00"))
    on = revise(SEASON, stopped, [*entries, *skips, flag, cleared], at(WEDNESDAY, "09:00"), known())
    assert on.brief.standing is not None
    assert not {one.id for one in on.sessions} & set(on.brief.standing.missed)


def test_an_exercise_was_done_on_the_day_its_session_was() -> None:
    """Half past midnight in Athens is that day, also where the plan knows no zone."""
    moment = dt.datetime(2027, 1, 7, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    late = SetResult(id="late", at=moment, exercise="goblet-squat", reps=8, load=Load(kind="kg", kg=12.0))
    (day,) = exercise_days([late], None)["goblet-squat"]
    assert day.date == date_of(late, None) == dt.date(2027, 1, 7)


def test_a_mixed_session_before_the_plan_stands_beside_it_with_all_its_classes() -> None:
    """Its date is in the history of each of its classes; none of them may hide another."""
    before = MONDAY - dt.timedelta(days=1)
    brief = msgspec.structs.replace(SEASON, history={"heavy-legs": (before,), "moderate-legs": (before,)})
    column = past_column(brief, Standing(since=MONDAY), MONDAY, WeekRules(known().rules, None))
    assert column is not None
    assert [candidate.variant.classes for candidate in column.chosen] == [("heavy-legs", "moderate-legs")]
    assert (column.heavy, column.moderate) == (1, 1)
