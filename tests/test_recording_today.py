"""Today: the session with its reasons and kit, what is due, what comes next; and moments as people type them."""

from __future__ import annotations

import datetime as dt
import uuid

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from midstance.application.recording.identity import new_id
from midstance.application.recording.wellbeing import stop_sign_in
from midstance.formats.moment_words import typed_moment
from tests.plan_fixture import small_plan
from tests.recording_desk import BERLIN, FIRST, Desk, desk, desk_for

__all__ = ["desk"]


def test_the_day_says_what_how_long_with_what_and_why(desk: Desk) -> None:
    printed = desk.done("today")
    for says in (
        "Run: Intervals (key run) · 9 km", "Squat, hinge and calves", "38 min", "Goblet squat 3 x 8-10 · 14 kg",
        "Why: Moderate legs end 36 hours before Sunday's long run", "Kit: dumbbell", "midstance start",
    ):  # fmt: skip
        assert says in printed


def test_a_day_without_strength_says_what_comes_next(desk: Desk) -> None:
    printed = desk.done("today", "2027-03-10")
    assert "No strength on Wednesday 10 March." in printed
    assert "Next: Hips and trunk, Thursday 11 March at 18:00, 15 min." in printed


def test_a_session_that_is_done_is_not_asked_for_again(desk: Desk) -> None:
    desk.done("log", "today")
    printed = desk.done("today")
    assert "Squat, hinge and calves: done." in printed
    assert "Goblet squat" not in printed
    assert "Next: Hips and trunk" in printed


def test_the_end_of_the_plan_is_said(desk: Desk) -> None:
    desk.now = dt.datetime(2027, 4, 20, 9, 0, tzinfo=BERLIN)
    assert "Nothing lies ahead in this plan." in desk.done("today")
    assert "none ahead" in desk.refused("start")


def test_the_check_in_is_due_once_and_a_low_one_is_answered(desk: Desk) -> None:
    assert "How are you?" in desk.done("today")
    desk.done("checkin", "--energy", "1")
    printed = desk.done("today")
    assert "How are you?" not in printed
    assert "You are low today" in printed
    assert "1 entry of your diary is not in the plan yet." in printed


def test_a_day_as_json(desk: Desk) -> None:
    shown = desk.json("today")
    assert isinstance(shown, dict)
    assert [one["session"]["id"] for one in shown["sessions"]] == [FIRST]
    assert shown["stop"] is None
    desk.done("red-flag", "fainting")
    stopped = desk.json("today")
    assert isinstance(stopped, dict)
    assert stopped["stop"]["flags"] == ["fainting"]
    assert stopped["sessions"] == []


def test_where_the_zone_was_assumed_the_machines_clock_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = small_plan()
    brief = msgspec.structs.replace(plan.brief, time_zone="UTC", time_zone_assumed=True)
    desk = desk_for(monkeypatch, msgspec.structs.replace(plan, brief=brief))
    typed = desk.book.moment("2027-03-09 08:00")
    assert typed == dt.datetime(2027, 3, 9, 8, 0).astimezone()


TODAY = dt.date(2027, 3, 9)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2027-03-08 18:30", dt.datetime(2027, 3, 8, 18, 30)),
        ("2027-03-08 6:30 pm", dt.datetime(2027, 3, 8, 18, 30)),
        ("2027-03-08", dt.datetime(2027, 3, 8, 12, 0)),
        ("18:30", dt.datetime(2027, 3, 9, 18, 30)),
        ("7:05", dt.datetime(2027, 3, 9, 7, 5)),
        ("2027-02-30", None),
        ("1927-02-03", None),
        ("25:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_moment_as_typed(typed: str, found: dt.datetime | None) -> None:
    assert typed_moment(typed, TODAY) == found


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_a_moment(text: str) -> None:
    found = typed_moment(text, TODAY)
    assert found is None or found.tzinfo is None


def test_ids_are_unique_and_sort_by_the_time_they_were_made() -> None:
    start = dt.datetime(2027, 3, 9, 18, 0, tzinfo=BERLIN)
    made = [new_id(start + dt.timedelta(milliseconds=step)) for step in range(200)]
    assert made == sorted(set(made))
    assert {(uuid.UUID(one).version, uuid.UUID(one).variant) for one in made} == {(7, uuid.RFC_4122)}
    assert new_id(start) != new_id(start)


@pytest.mark.parametrize(
    ("said", "flag"),
    [
        ("chest pain", "chest-pain"),
        ("pressure? no, pain in my chest", "chest-pain"),
        ("I fainted", "fainting"),
        ("my calf is swollen and warm", "calf-swelling"),
        ("pins and needles in the foot", "numbness"),
        ("limp-over-a-day", "limp-over-a-day"),
        ("no chest pain today", None),
        ("was not dizzy at all", None),
        ("felt strong", None),
        ("numbers went up", None),
        ("8 @16kg rir 1", None),
    ],
)
def test_signs_to_stop_in_free_words(said: str, flag: str | None) -> None:
    assert stop_sign_in(said) == flag


def test_a_day_behind_says_what_came_next_then(desk: Desk) -> None:
    desk.now += dt.timedelta(days=10)
    assert "Next: Hips and trunk, Thursday 11 March" in desk.done("today", "2027-03-10")
