"""What was done becomes entries: matched to the plan, checked, recorded as what it is, harmless to send twice."""

from __future__ import annotations

import datetime as dt

import pytest

from midstance.training.log import PainReport, SessionEnd, SetResult
from midstance.training.prescription import BODY_MASS, Load
from tests.recording_desk import BERLIN, FIRST, Desk, desk, desk_for

__all__ = ["desk"]


def test_sets_of_todays_session_carry_what_was_asked(desk: Desk) -> None:
    printed = desk.done("log", "goblet-squat", "3x8", "@14kg", "rir2")
    sets = desk.of(SetResult)
    assert [(one.index, one.reps, one.rir, one.load, one.session) for one in sets] == [
        (index, 8, 2, Load(kind="kg", kg=14.0), FIRST) for index in (1, 2, 3)
    ]
    assert all(one.asked is not None and one.asked.reps == (8, 10) and not one.extra for one in sets)
    assert f"In session {FIRST}." in printed
    assert "`midstance replan` takes it into the plan." in printed


def test_an_exercise_goes_by_any_of_its_names_and_takes_the_load_that_was_asked(desk: Desk) -> None:
    desk.done("log", "Goblet", "squats", "8")
    assert [(one.exercise, one.load.kg) for one in desk.of(SetResult)] == [("goblet-squat", 14.0)]


def test_sets_beyond_what_was_asked_are_extra_however_they_come(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "2x8")
    desk.done("log", "goblet-squat", "2x6", "@12kg")
    assert [(one.index, one.load.kg, one.extra) for one in desk.of(SetResult)] == [
        (1, 14.0, False), (2, 14.0, False), (3, 12.0, False), (4, 12.0, True)
    ]  # fmt: skip


def test_each_side_is_counted_for_itself(desk: Desk) -> None:
    desk.done("log", "split-squat", "2x8", "@10kg")
    assert [(one.side, one.index) for one in desk.of(SetResult)] == [
        ("left", 1), ("left", 2), ("right", 1), ("right", 2)
    ]  # fmt: skip
    desk.done("log", "split-squat", "left", "6")
    last = [one for one in desk.of(SetResult) if one.reps == 6]
    assert [(one.side, one.index, one.extra, one.load.kg) for one in last] == [("left", 3, True, 10.0)]


def test_work_outside_the_plan_is_kept_as_such(desk: Desk) -> None:
    printed = desk.done("log", "single leg calf raise", "2x12/11", "@bm", "rir", "2")
    assert "Outside the plan" in printed
    assert [(one.side, one.reps, one.session, one.asked) for one in desk.of(SetResult)] == [
        ("left", 12, None, None), ("left", 12, None, None), ("right", 11, None, None), ("right", 11, None, None)
    ]  # fmt: skip


def test_what_was_done_earlier_belongs_to_its_own_day(desk: Desk) -> None:
    desk.now = dt.datetime(2027, 3, 20, 9, 0, tzinfo=BERLIN)
    desk.done("log", "goblet-squat", "2x8", "--at", "2027-03-16 18:30")
    assert {one.session for one in desk.of(SetResult)} == {"2027-03-16-a"}
    assert {one.at.astimezone(BERLIN).isoformat() for one in desk.of(SetResult)} == {"2027-03-16T18:30:00+01:00"}
    desk.done("log", "goblet-squat", "8", "--session", FIRST)
    assert desk.of(SetResult)[-1].session == FIRST


def test_a_substitute_says_what_it_stood_for_and_never_what_was_asked_of_it(desk: Desk) -> None:
    desk.done("log", "bodyweight-squat", "12", "--instead-of", "goblet-squat")
    only = desk.of(SetResult)[0]
    assert (only.session, only.instead_of, only.asked) == (FIRST, "goblet-squat", None)


def test_seconds_reps_and_steps_take_the_unit_of_the_exercise(desk: Desk) -> None:
    desk.done("log", "pogo-hop", "2x15")
    assert [(one.reps, one.seconds) for one in desk.of(SetResult)] == [(None, 15), (None, 15)]


def test_pain_in_a_set_is_kept_with_it_and_with_its_place(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "8", "fault", "knee-in", "pain", "knee-left", "3", "odd feeling")
    only = desk.of(SetResult)[0]
    assert (only.pain, only.faults, only.note) == (3, ("knee-in",), "odd feeling")
    report = desk.of(PainReport)[0]
    assert (report.site, report.side, report.score, report.joint, report.exercise) == (
        "knee", "left", 3, True, "goblet-squat"
    )  # fmt: skip


def test_the_same_command_with_an_id_is_written_down_once(desk: Desk) -> None:
    command = ("log", "goblet-squat", "4x8", "pain", "calf", "2", "--id", "phone-17")
    desk.done(*command)
    before = desk.diary.entries()
    desk.now += dt.timedelta(minutes=7)
    assert "written down already" in desk.done(*command)
    assert desk.diary.entries() == before
    assert [entry.id for entry in before] == ["phone-17", "phone-17+2", "phone-17+3", "phone-17+4", "phone-17+5"]


def test_an_id_that_says_something_else_is_refused(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "8", "--id", "phone-17")
    assert "something else" in desk.refused("log", "goblet-squat", "9", "--id", "phone-17")


def test_a_whole_session_as_asked(desk: Desk) -> None:
    desk.done("log", "today", "rpe", "6", "40min")
    end = desk.of(SessionEnd)[0]
    assert (end.session, end.as_planned, end.ended, end.rpe, end.minutes) == (FIRST, True, "done", 6, 40)
    assert "written down already" in desk.refused("log", "today")


def test_a_session_with_sets_of_its_own_is_not_as_planned(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "8")
    desk.done("log", FIRST, "partly")
    end = desk.of(SessionEnd)[0]
    assert (end.as_planned, end.ended) == (False, "partly")


def test_a_session_ahead_is_not_done(desk: Desk) -> None:
    assert "lies ahead" in desk.refused("log", "2027-03-16-a")


def test_a_named_workout_is_kept_set_by_set_with_what_is_known(desk: Desk) -> None:
    printed = desk.done("log", "W-07")
    sets = desk.of(SetResult)
    assert len(sets) > 3
    assert all(one.session is None and one.rir is None and one.load.kind != "kg" for one in sets)
    assert all(one.note == "W-07, as it is written." for one in sets if one.index == 1)
    assert "loads not noted" in printed


def test_without_a_plan_sets_are_kept_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_for(monkeypatch, None)
    desk.done("log", "calf-raise", "15")
    assert desk.of(SetResult)[0].load == BODY_MASS
    assert "midstance init" in desk.refused("today")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("goblet-squat 3x8 @900kg", "900 kg cannot be"),
        ("goblet-squat 3x8 @900lb", "lb"),
        ("goblet-squat 3x8 rir -3", "from 0 to 10"),
        ("goblet-squat 3x8 rir 11", "from 0 to 10"),
        ("goblet-squat 0", "from 1 to"),
        ("goblet-squat 500", "from 1 to"),
        ("goblet-squat 8 pain 11", "from 0 to 10"),
        ("goblet-squat 8 @light-band", "not done with a band"),
        ("goblet-squat left 8", "both sides at once"),
        ("goblt-squat 3x8", "did you mean 'goblet-squat'"),
        ("goblet-squat 3x8 --at 2027-03-10", "lies ahead"),
        ("goblet-squat 3x8 --at 2025-03-10", "more than a year before"),
        ("goblet-squat 3x8 --at soon", "no moment"),
        ("goblet-squat 3x8 --session 2027-03-31-x", "no session of your plan"),
        ("romanian-deadlift 3x8", "with what load"),
        ("hip-flexor-stretch 30s", "warm-up or cool-down"),
        ("W-77", "no workout W-77"),
        ("today rpe 12", "from 0 to 10"),
    ],
)
def test_nonsense_is_refused_with_what_would_be_plausible(desk: Desk, line: str, says: str) -> None:
    assert says in desk.refused("log", *line.split())


def test_an_odd_jump_is_written_down_with_a_question_where_nobody_can_be_asked(desk: Desk) -> None:
    result = desk.run("log", "goblet-squat", "3x8", "@30kg")
    assert result.exit_code == 0
    assert "Was it 30 lb (13.6 kg)?" in result.stderr
    assert len(desk.of(SetResult)) == 3


def test_a_note_that_speaks_of_a_stop_sign_is_answered(desk: Desk) -> None:
    assert "midstance red-flag dizziness" in desk.run("log", "goblet-squat", "8", "got dizzy after").stderr
    assert "red-flag" not in desk.run("log", "goblet-squat", "8", "no dizziness today").stderr
