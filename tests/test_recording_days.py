"""Check-ins, pains, stop signs, runs, moved and skipped things, days away, tests and settings: each as its entry."""

from __future__ import annotations

import datetime as dt

import pytest

from midstance.training import log
from midstance.training.log import (
    Away,
    CheckIn,
    Illness,
    PainReport,
    RaceSet,
    RedFlags,
    RunDone,
    RunMoved,
    RunsGiven,
    SessionMoved,
    SessionSkipped,
    Settings,
)
from tests.recording_desk import BERLIN, FIRST, NOW, Desk, desk

__all__ = ["desk"]


def test_a_check_in(desk: Desk) -> None:
    printed = desk.done("checkin", "--sleep", "6.5", "--energy", "2", "--sore", "quadriceps 5", "--sore", "calves=2")
    only = desk.of(CheckIn)[0]
    assert (only.sleep_h, only.energy, only.fatigue) == (6.5, 2, None)
    assert only.soreness == {"quadriceps": 5, "calf-soleus": 2}
    assert "never harder" in printed


def test_ill_and_well_again_is_one_illness(desk: Desk) -> None:
    desk.done("checkin", "--ill", "fever,cough")
    assert desk.of(Illness)[0].symptoms == ("fever", "chest")
    desk.now += dt.timedelta(days=4)
    assert "Are you well again?" in desk.done("today")
    desk.done("checkin", "--well")
    assert [(one.at, one.over) for one in desk.of(Illness)] == [(NOW + dt.timedelta(seconds=1), dt.date(2027, 3, 13))]
    assert "no illness" in desk.refused("checkin", "--well")


def test_a_pain_and_its_next_morning(desk: Desk) -> None:
    printed = desk.done("pain", "calf-left", "4", "during")
    assert "Amber" in printed
    desk.now += dt.timedelta(hours=13)
    assert "How is your left calf this morning" in desk.done("today")
    assert "settled" in desk.done("pain", "next-morning", "2")
    first, second = desk.of(PainReport)
    assert (second.site, second.side, second.score, second.when) == ("calf", "left", 2, "next-morning")
    assert first.when == "during"
    assert "this morning" not in desk.done("today")


def test_a_pain_in_a_joint_is_taken_more_seriously(desk: Desk) -> None:
    assert "Red" in desk.done("pain", "knee", "4")
    assert "Amber" in desk.done("pain", "knee", "4", "--not-joint")
    assert [one.joint for one in desk.of(PainReport)] == [True, False]


def test_a_red_flag_stops_at_once_and_stands_alone(desk: Desk) -> None:
    printed = desk.done("red-flag", "chest-pain")
    assert desk.of(RedFlags)[0].flags == ("chest-pain",)
    for said in (printed, desk.done("today"), desk.done("start")):
        assert "You reported chest pain. Stop training now" in said
        assert "goblet" not in said.casefold()
    assert desk.done("cleared", "--by", "Dr Meier")
    assert "Goblet squat" in desk.done("today")
    assert "nothing to clear" in desk.refused("cleared")


def test_a_stop_sign_in_free_words_is_understood(desk: Desk) -> None:
    desk.done("red-flag", "pain in my chest")
    assert desk.of(RedFlags)[0].flags == ("chest-pain",)
    assert "did you mean" in desk.refused("red-flag", "dizyness")


def test_a_run_as_it_was(desk: Desk) -> None:
    printed = desk.done("ran", "12km", "1:05", "--feel", "heavy", "--kind", "long")
    only = desk.of(RunDone)[0]
    assert (only.kind, only.distance_m, only.duration_s, only.feel) == ("long", 12_000, 3900, "heavy")
    assert "felt heavy" in printed


def test_a_run_without_numbers_was_the_planned_one(desk: Desk) -> None:
    desk.done("ran", "--feel", "good", "--at", "07:30")
    only = desk.of(RunDone)[0]
    assert (only.kind, only.key, only.distance_m, only.duration_s) == ("intervals", True, 9_000, 3000)


def test_a_moved_run_and_one_not_run(desk: Desk) -> None:
    desk.done("run-moved", "2027-03-14", "2027-03-13", "--start", "08:30")
    desk.done("run-moved", "2027-03-10", "off")
    first, second = desk.of(RunMoved)
    assert (first.planned, first.date, first.start) == (dt.date(2027, 3, 14), dt.date(2027, 3, 13), "08:30")
    assert second.date is None
    assert "Run: " in desk.done("today", "2027-03-13")
    assert "there is no run on" in desk.refused("run-moved", "2027-03-10", "2027-03-11")


def test_a_race_that_comes_in_and_one_that_is_off(desk: Desk) -> None:
    desk.done("race", "2027-03-21:5k", "--priority", "c")
    desk.done("race", "2027-04-04", "--off")
    first, second = desk.of(RaceSet)
    assert (first.race.distance_m, first.race.priority, first.off) == (5_000, "C", False)
    assert second.off
    assert "there is no race" in desk.refused("race", "2027-03-28", "--off")


def test_a_new_running_plan_from_today_on(desk: Desk, tmp_path: object) -> None:
    file = f"{tmp_path}/runs.csv"
    with open(file, "w", encoding="utf-8") as stream:
        stream.write("date,title,distance\n2027-03-08,Easy,5\n2027-03-13,Long run,18\n2027-03-16,6 x 800 m,9\n")
    desk.done("new-runs", file)
    assert [run.date for run in desk.of(RunsGiven)[0].runs] == [dt.date(2027, 3, 13), dt.date(2027, 3, 16)]


def test_a_session_moved_stands_on_its_new_day(desk: Desk) -> None:
    desk.done("moved", FIRST, "2027-03-10", "12:00")
    assert desk.of(SessionMoved)[0].start == "12:00"
    assert "No strength on Tuesday 9 March. Next: Squat, hinge and calves, Wednesday 10 March at 12:00" in desk.done(
        "today"
    )
    desk.now += dt.timedelta(days=1)
    desk.done("log", "goblet-squat", "8")
    assert {one.session for one in desk.of(log.SetResult)} == {FIRST}


def test_a_move_that_a_rule_forbids_is_said_and_still_the_runners_to_make(desk: Desk) -> None:
    result = desk.run("moved", FIRST, "2027-03-13")
    assert result.exit_code == 0
    assert "would break" in result.stderr
    assert "long run" in result.stderr
    assert desk.of(SessionMoved)[0].date == dt.date(2027, 3, 13)


def test_a_session_let_go(desk: Desk) -> None:
    desk.done("skip", "--why", "tired")
    assert [(one.session, one.why) for one in desk.of(SessionSkipped)] == [(FIRST, "tired")]
    assert "let go" in desk.done("today")


def test_days_away(desk: Desk) -> None:
    desk.done("away", "2027-03-20", "2027-03-26", "--kit", "mini-band")
    desk.done("away", "2027-03-30", "--no-training")
    first, second = desk.of(Away)
    assert (first.kit, second.kit, second.last) == (("mini-band",), None, dt.date(2027, 3, 30))
    assert "either" in desk.refused("away", "2027-03-30")


def test_a_test_at_home_is_kept_and_read_with_its_doubt(desk: Desk) -> None:
    printed = desk.done("test", "calf-raises", "--left", "22", "--right", "17")
    assert [(one.left, one.right) for one in desk.of(log.TestDone)] == [(22, 17)]
    assert "left 22, right 17 reps" in printed
    assert "No test at home foretells a running injury" in printed
    assert "1. " in desk.done("test", "calf-raises")
    assert "calf-raises" in desk.done("test")


def test_settings(desk: Desk) -> None:
    desk.done(
        "settings", "--kit", "dumbbell,bench", "--minutes", "30", "--load-step", "dumbbell=1", "--rest-day", "fri"
    )
    only = desk.of(Settings)[0]
    assert (only.kit, only.minutes, only.load_steps_kg, only.rest_day) == (
        ("bench", "dumbbell"), 30, {"dumbbell": 1.0}, "fri"
    )  # fmt: skip
    assert only.level is None


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("checkin", "nothing is said"),
        ("checkin --sleep 30", "from 0 to 16"),
        ("checkin --energy 9", "1 empty, 3 as usual, 5 full"),
        ("checkin --sore toe=3", "not known"),
        ("checkin --ill flu2", "not known"),
        ("pain calf 11", "from 0 to 10"),
        ("pain calf -1", "from 0 to 10"),
        ("pain 3", "where does it hurt"),
        ("pain calf", "how bad"),
        ("pain clf 3", "did you mean 'calf'"),
        ("pain chest-pain", "midstance red-flag chest-pain"),
        ("ran 12km 0:10", "a kilometre"),
        ("ran 900km", "900km cannot be"),
        ("ran quickly", "neither a distance"),
        ("ran 5km --feel gret", "choose from bad"),
        ("ran 5km --at 2027-03-11", "lies ahead"),
        ("moved 2027-03-09-b 2027-03-10", "no session of your plan"),
        (f"moved {FIRST} 2028-03-10", "lies outside"),
        ("skip 2027-03-12", "none on 2027-03-12"),
        ("away 2027-03-26 2027-03-20 --no-training", "lies before"),
        ("away 2027-03-20 2028-03-26 --no-training", "is the year right"),
        ("away 2027-03-20 --kit treadmil", "no kit we know"),
        ("test calf-raises --left 900", "from 0 to 120"),
        ("test calf-raises --both 20", "one side after the other"),
        ("test calfs", "did you mean"),
        ("settings", "nothing is said"),
        ("settings --load-step dumbbell", "needs its kg"),
        ("settings --age 7", "from 8 to 100"),
        ("race 2027-03-01", "is over"),
    ],
)
def test_nonsense_is_refused_in_words(desk: Desk, command: str, says: str) -> None:
    assert says in desk.refused(*command.split())


def test_every_recording_command_is_harmless_to_send_twice(desk: Desk) -> None:
    for number, command in enumerate((
        "checkin --sleep 7", "pain calf 3", "red-flag fever", "cleared", "ran 5km", "run-moved 2027-03-14 2027-03-13",
        "race 2027-03-21", f"moved {FIRST} 2027-03-10", "away 2027-03-20 --no-training", "settings --minutes 30",
        "test side-plank --left 40 --right 38",
    )):  # fmt: skip
        words = (*command.split(), "--id", f"same-{number}")
        desk.done(*words)
        before = desk.diary.entries()
        desk.now += dt.timedelta(minutes=1)
        assert desk.run(*words).exit_code in (0, 2)
        assert desk.diary.entries() == before


def test_what_was_written_down_comes_as_json_where_it_is_wanted(desk: Desk) -> None:
    shown = desk.json("ran", "5km", "--at", "2027-03-09 07:15")
    assert isinstance(shown, list)
    assert shown[0]["entry"] == "ran"
    assert shown[0]["at"] == "2027-03-09T07:15:00+01:00"


def test_a_moment_is_on_the_runners_clock(desk: Desk) -> None:
    desk.now = dt.datetime(2027, 4, 1, 9, 0, tzinfo=BERLIN)
    desk.done("ran", "5km", "--at", "2027-03-27 10:00")
    desk.done("ran", "5km", "--at", "2027-03-29 10:00")
    assert [one.at.astimezone(dt.UTC).hour for one in desk.of(RunDone)] == [9, 8]


def test_a_pain_that_is_no_better_by_the_morning_is_said_to_be_so(desk: Desk) -> None:
    desk.done("pain", "calf-left", "4", "during")
    desk.now += dt.timedelta(hours=13)
    printed = desk.done("pain", "next-morning", "5")
    assert "Your left calf had not settled by the next morning" in printed
    assert "physiotherapist or doctor" in printed
    assert "Amber" not in printed
    desk.now += dt.timedelta(days=6)
    assert "Your left calf is spared until you say that it is calm" in desk.done("today")
    desk.done("pain", "calf-left", "0", "at-rest")
    desk.now += dt.timedelta(days=1)
    assert "is spared until" not in desk.done("today")


def test_today_and_weekdays_are_those_of_the_moment_that_is_meant(desk: Desk) -> None:
    desk.now += dt.timedelta(days=3)
    assert "done as asked" in desk.done("log", "today", "rpe", "6", "--at", "2027-03-09 18:40")
    desk.done("undo")
    assert f"session {FIRST}" in desk.done("skip", "tuesday", "--at", "2027-03-09 22:00")
    assert "there is none on 2027-03-10" in desk.refused("log", "today", "--at", "2027-03-10 18:00")


def test_a_session_that_was_moved_is_still_known_by_its_first_day(desk: Desk) -> None:
    desk.done("moved", FIRST, "2027-03-10")
    assert f"session {FIRST}" in desk.done("moved", "2027-03-09", "2027-03-12")


def test_a_stop_sign_of_before_a_clearance_is_written_down_and_said_to_be_over(desk: Desk) -> None:
    desk.done("red-flag", "chest-pain", "--at", "2027-03-08 09:00")
    desk.done("cleared", "--at", "2027-03-09 09:00")
    printed = desk.done("red-flag", "dizzy", "--at", "2027-03-08 12:00")
    assert "Stop sign: dizziness." in printed
    assert "you were cleared after it" in printed


def test_what_is_kept_is_said_once_and_in_full(desk: Desk) -> None:
    windows = "tue 18:00-19:00; sat"
    printed = desk.done("settings", "--minutes", "30", "--load-step", "dumbbell=1", "--windows", windows)
    says = "minutes 30, windows tue 18:00-19:00 and sat, load steps dumbbell 1 kg"
    assert f"Settings: {says}." in printed
    assert says in desk.done("history")
    for kept in (printed, desk.done("test", "calf-raises", "--left", "22", "--right", "20")):
        assert kept.casefold().count("written down") == 1


def test_a_test_is_read_by_the_settings_that_were_said_since(desk: Desk) -> None:
    desk.done("settings", "--age", "36")
    words = ("test", "calf-raises", "--left", "22", "--right", "22")
    assert "27 to 33 reps" in desk.done(*words)
    desk.done("settings", "--sex", "male")
    assert "27 to 33 reps" not in desk.done(*words)


def test_part_of_a_name_offers_those_that_have_it_and_those_of_the_plan_first(desk: Desk) -> None:
    assert "did you mean one of goblet-squat, split-squat, " in desk.refused("log", "squat", "3x8")
    assert "did you mean one of goblet-squat, split-squat, " in desk.refused("log", "sqaut", "3x8")
    assert "did you mean 'goblet-squat'?" in desk.refused("log", "gobblet-sqat", "3x8")


def test_a_line_without_words_is_asked_for_some(desk: Desk) -> None:
    result = desk.run("log", "")
    assert result.exit_code == 2
    assert "^" not in result.stderr
