"""Undo, correct, history, progress and feel: nothing is lost, and a mended log is as if it had been right at first."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from midstance.application.replanning import season_of, untaken
from midstance.cli import diary_door
from midstance.training.log import PainReport, Retraction, RunDone, SetResult
from tests.plan_fixture import small_plan
from tests.recording_desk import FIRST, Desk, desk, desk_for

__all__ = ["desk"]


def test_undo_takes_back_all_that_one_command_wrote(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "3x8")
    desk.done("log", "calf-raise", "2x12", "pain", "calf", "2")
    assert "calf, during: 2 of 10" in desk.done("undo")
    assert [one.exercise for one in desk.of(SetResult)] == ["goblet-squat"] * 3
    desk.done("undo")
    assert desk.entries == ()
    assert "nothing is written down" in desk.refused("undo")
    assert len([one for one in desk.diary.entries() if isinstance(one, Retraction)]) == 6


def test_undo_of_an_id_takes_back_that_one(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "3x8", "--id", "first-one")
    desk.done("ran", "5km")
    desk.done("undo", "first-one+2")
    assert [one.index for one in desk.of(SetResult)] == [1, 3]
    desk.done("undo", "first-one")
    assert desk.of(SetResult) == []
    assert len(desk.of(RunDone)) == 1
    assert "id of no entry" in desk.refused("undo", "nowhere")


def test_a_correction_takes_the_place_of_what_it_corrects(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "3x8", "rir", "2", "--id", "morning")
    before = desk.of(SetResult)
    printed = desk.done("correct", "morning+2", "7", "@16kg", "rir", "1")
    assert "Was: Goblet squat, set 2: 8 at 14 kg" in printed
    assert "Now: Goblet squat, set 2: 7 at 16 kg, 1 in reserve" in printed
    after = desk.of(SetResult)
    assert [one.reps for one in after] == [8, 7, 8]
    assert [(one.id, one.at) for one in after] == [(one.id, one.at) for one in before]
    assert "say which one" in desk.refused("correct", "morning", "7")


def test_undo_after_a_correction_brings_back_what_was_first_written(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "8", "--id", "morning")
    desk.done("correct", "morning", "7")
    desk.done("correct", "morning", "6")
    desk.done("undo")
    assert [one.reps for one in desk.of(SetResult)] == [8]
    desk.done("undo")
    assert desk.entries == ()


def test_other_entries_are_corrected_field_by_field(desk: Desk) -> None:
    desk.done("pain", "calf-left", "4", "--id", "sore")
    desk.done("correct", "sore", "score=3", "side=right", "limping=true")
    only = desk.of(PainReport)[0]
    assert (only.score, only.side, only.limping, only.id) == (3, "right", True, "sore")
    desk.done("ran", "5km", "--id", "run")
    desk.done("correct", "run", "duration_s=1800", "feel=good")
    assert (desk.of(RunDone)[0].duration_s, desk.of(RunDone)[0].feel) == (1800, "good")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("score=11", "from 0 to 10"), ("score=high", "score"), ("site=toe", "not known"),
        ("id=other", "not like field"), ("colour=red", "fields:"), ("4", "not like field"),
        ("score=4", "is what is written down"),
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_is_refused(desk: Desk, words: str, says: str) -> None:
    desk.done("pain", "calf-left", "4", "--id", "sore")
    assert says in desk.refused("correct", "sore", words)


def test_a_set_cannot_be_corrected_into_nonsense(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "8", "--id", "morning")
    assert "900 kg cannot be" in desk.refused("correct", "morning", "@900kg")
    assert "from 0 to 10" in desk.refused("correct", "morning", "rir", "-3")
    assert "one set" in desk.refused("correct", "morning", "3x8")


def test_undo_takes_back_a_revision_that_came_last(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.done("log", "goblet-squat", "8")
    season = season_of(desk.diary)
    second = msgspec.structs.replace(season[0], id="second", number=2, parent=season[0].id, as_of=desk.now)
    from midstance.application.replanning import basis_of, happened

    second = msgspec.structs.replace(second, basis=basis_of(happened(desk.diary.entries(), second.as_of)))
    desk.diary.keep(second)
    assert "Revision 1 is in effect again" in desk.done("undo")
    assert len(season_of(desk.diary)) == 1
    assert len(desk.of(SetResult)) == 1
    desk.done("undo")
    assert desk.of(SetResult) == []


def test_history_tells_what_counts_in_order_of_time(desk: Desk) -> None:
    desk.done("ran", "5km", "--at", "18:00")
    desk.done("log", "goblet-squat", "8")
    desk.done("pain", "knee", "2", "--at", "2027-03-08 07:00")
    said = desk.done("history")
    assert said.index("pain, knee") < said.index("ran, intervals") < said.index("Goblet squat, set 1")
    assert "ran" not in desk.done("history", "goblet-squat")
    shown = desk.json("history", "goblet-squat")
    assert isinstance(shown, list)
    assert shown[0]["entry"]["exercise"] == "goblet-squat"
    assert "Nothing" in desk.done("history", "calf-raise")


def test_progress_tells_what_changed_and_why_and_what_comes_next(desk: Desk) -> None:
    for day in ("2027-03-09", "2027-03-16"):
        desk.now = desk.now.replace(day=int(day[-2:]))
        desk.done("log", "goblet-squat", "3x10", "rir", "3", "--session", f"{day}-a")
    said = desk.done("progress", "goblet-squat")
    assert "10, 10, 10 at 14 kg" in said
    assert "Next:" in said
    assert "2027-03-08 ▇▇▇ 3" in said
    assert "no exercise we know" in desk.refused("progress", "gobblet")
    assert "Nothing" in desk.done("progress", "calf-raise")


def test_an_estimated_maximum_is_shown_only_from_sets_that_say_enough(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "3x20", "rir", "3")
    assert "1RM" not in desk.done("progress", "goblet-squat")
    desk.now += dt.timedelta(days=7)
    desk.done("log", "goblet-squat", "3x8", "rir", "2")
    assert "Estimated 1RM" in desk.done("progress", "goblet-squat")


def test_how_runs_feel_is_counted_without_a_cause(desk: Desk) -> None:
    assert "Rate your runs meanwhile" in desk.done("feel")
    desk.done("log", "goblet-squat", "8")
    desk.done("ran", "5km", "--feel", "good")
    assert "too few rated runs" in desk.done("feel")


COMMANDS = st.lists(
    st.sampled_from([
        "log goblet-squat 3x8 @14kg rir 2", "log split-squat 2x8 @10kg", "log calf-raise 15 pain calf 2", "ran 5km",
        "pain knee 2", "checkin --sleep 7", "undo", "undo", f"log {FIRST} partly", "skip 2027-03-16", "away 2027-03-20",
    ]),
    max_size=8,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COMMANDS)
def test_undoing_everything_leaves_nothing_that_counts(commands: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        desk = desk_for(patch, small_plan())
        for command in commands:
            assert desk.run(*command.split()).exit_code in (0, 2)
        for _ in range(len(commands) + 1):
            if desk.run("undo").exit_code:
                break
        assert desk.entries == ()
        assert diary_door.the_diary("ada") is desk.diary


def season_desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with a season that began three weeks ago, as the planner makes it."""
    desk = desk_for(monkeypatch, None)
    desk.done("init", "--weekly-km", "35", "--runs", "4", "--goal", "half", "--weeks", "8", "--from", "2027-02-15")
    return desk


def test_a_revision_can_be_taken_back_whatever_was_written_since(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = season_desk(monkeypatch)
    desk.done("log", "goblet-squat", "3x8", "@14kg", "--at", "2027-02-16 18:40")
    desk.done("replan", "--at", "2027-02-17 20:00")
    desk.done("log", "goblet-squat", "8", "@14kg", "--at", "2027-02-17 21:00")
    printed = desk.done("accept")
    assert "`midstance undo --revision` takes it back" in printed
    assert "1 entry of your diary is not in it" in printed
    desk.done("undo", "--revision")
    assert len(season_of(desk.diary)) == 1
    assert len(desk.of(SetResult)) == 4
    assert "not both" in desk.refused("undo", "somewhere", "--revision")


def test_what_came_late_is_counted_and_not_the_whole_diary(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = season_desk(monkeypatch)
    desk.done("log", "goblet-squat", "3x8", "@14kg", "--at", "2027-02-16 18:10")
    desk.done("replan", "--at", "2027-02-17 20:00", "--yes")
    assert untaken(desk.diary) == 0
    desk.done("ran", "5km", "--at", "2027-02-17 08:00")
    assert untaken(desk.diary) == 1
    desk.done("undo")
    assert untaken(desk.diary) == 0
    desk.done("undo")
    assert len(season_of(desk.diary)) == 1, "the last thing was the revision"
    assert untaken(desk.diary) == len(desk.of(SetResult)) == 3


def test_the_same_revision_of_another_log_is_another_revision(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = season_desk(monkeypatch)
    for _ in range(2):
        desk.done("checkin", "--sleep", "8", "--at", "2027-02-16 08:00")
        desk.done("replan", "--at", "2027-02-17 20:00", "--yes")
        assert untaken(desk.diary) == 0
        desk.done("undo", "--revision")
        desk.done("undo")
