"""Briefs in TOML, and the words for windows and kit on the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from midstance.formats.reading import (
    Mistakes,
    UnreadableFile,
    parse_kit,
    parse_windows,
    read_brief,
    read_running_plan,
)
from midstance.training.athlete import Gates, KnownLoad, Pain, Window

SAMPLES = Path(__file__).parent / "samples" / "plans"


def test_a_brief_is_read_whole() -> None:
    brief = read_brief((SAMPLES / "brief.toml").read_bytes(), "brief.toml")
    assert (brief.time_zone, brief.start, brief.end) == ("Europe/Berlin", dt.date(2026, 12, 7), dt.date(2027, 4, 18))
    athlete = brief.athlete
    assert (athlete.level, athlete.goal, athlete.age, athlete.minutes) == ("intermediate", "marathon", 41, 40)
    assert athlete.kit == ("bench", "mini-band", "dumbbell")
    assert athlete.gates == Gates(plyometric=True)
    assert athlete.windows == (Window(weekday="tue", start="18:00", end="19:00"), Window(weekday="thu"))
    assert athlete.pains == (Pain(site="knee", score=3, joint=True),)
    assert athlete.loads == (KnownLoad(exercise="goblet-squat", kg=16, reps=10, rir=3),)
    assert brief.blocked == (dt.date(2027, 1, 1), dt.date(2027, 2, 14))
    assert brief.pins[0].stress == "moderate-legs"
    assert brief.history == {"heavy-legs": (dt.date(2026, 12, 1),)}
    assert brief.races[0].distance_m == 42195
    assert {"start", "athlete.level", "athlete.windows"} <= brief.given
    assert "athlete.prescreen" not in brief.given


def test_the_runs_of_a_brief_are_completed_like_any_others() -> None:
    plan = read_running_plan("brief.toml", (SAMPLES / "brief.toml").read_bytes())
    assert [(run.kind, run.key, run.start, run.start_assumed) for run in plan.runs] == [
        ("threshold", True, "07:00", True),
        ("easy", False, "06:30", False),
    ]
    assert plan.runs[1].distance_m == 8000
    assert (plan.races[0].name, plan.goal, plan.time_zone) == ("Spring marathon", "marathon", "Europe/Berlin")


def test_a_brief_may_say_almost_nothing() -> None:
    brief = read_brief(b"[athlete]\nage = 30\n", "b.toml")
    assert (brief.start, brief.athlete.level) == (None, "beginner")
    assert brief.given == {"athlete", "athlete.age"}


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (1, "time_zone: .*did you mean 'Europe/Berlin'"),
        (3, "end: .*before the start"),
        (4, "tempo: there is no such"),
        (7, "athlete.levl: .*did you mean 'level'"),
        (8, "athlete.level: .*did you mean 'intermediate'"),
        (9, r"athlete.kit\[0\]: .*did you mean 'dumbbell'"),
        (10, "athlete.goal: .*did you mean 'marathon'"),
        (11, "athlete.age: .*whole number"),
        (13, r"athlete.windows\[0\]: .*did you mean 'tue'"),
        (16, r"athlete.windows\[1\]: .*two windows"),
        (21, r"athlete.windows\[2\]: .*5 minutes"),
        (27, r"athlete.pains\[0\].site: .*did you mean 'knee'"),
        (28, r"athlete.pains\[0\].score"),
        (30, r"pins\[0\]: needs a date"),
        (34, r"runs\[0\].date"),
        (35, r"runs\[0\].kind: .*did you mean 'easy'"),
        (40, r"runs\[1\].key"),
    ],
)
def test_every_mistake_is_named_with_its_key_and_line(place: int, says: str) -> None:
    with pytest.raises(Mistakes, match=rf"brief_mistakes\.toml:{place}: {says}") as caught:
        read_brief((SAMPLES / "brief_mistakes.toml").read_bytes(), "brief_mistakes.toml")
    assert len(caught.value.problems) == 17


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("start = ", r"b\.toml:1: this is no TOML"),
        ("a = [" + "[" * 3000, "no TOML"),
        ("athlete = 3", "athlete: should be a table"),
        ("runs = 3", "runs: should be a list"),
        ('runs = ["a"]', r"runs\[0\]: should be a table"),
        ('[[runs]]\ndate = 2026-10-05\ntitle = "Dentist"', "give its kind"),
    ],
)
def test_broken_briefs_are_refused(text: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_brief(text.encode(), "b.toml")


def test_unknown_exercises_are_named_where_the_known_ones_are_given() -> None:
    text = b'[[athlete.loads]]\nexercise = "goblet-squad"\nkg = 16\nreps = 10\n'
    with pytest.raises(Mistakes, match="did you mean 'goblet-squat'"):
        read_brief(text, "b.toml", exercises=["goblet-squat"])


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("tue 18:00-19:00", [("tue", "18:00", "19:00")]),
        ("sat; Tuesday 18-19", [("tue", "18:00", "19:00"), ("sat", None, None)]),
        ("thu 06:00-07:00, 12:15-13:00", [("thu", "06:00", "07:00"), ("thu", "12:15", "13:00")]),
        ("sat-mon 09:00–10:00", [("mon", "09:00", "10:00"), ("sat", "09:00", "10:00"), ("sun", "09:00", "10:00")]),
        ("fri 22:00-24:00;", [("fri", "22:00", "24:00")]),
        ("tue 18:00-19:00;tue 18:00-19:00", [("tue", "18:00", "19:00")]),
    ],
)
def test_windows_as_typed(text: str, windows: list[tuple[str, str | None, str | None]]) -> None:
    assert [(window.weekday, window.start, window.end) for window in parse_windows(text)] == windows


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no window"),
        ("tues 18:00-19:00;wendsday", "did you mean"),
        ("tue 19:00-18:00", "ends before it starts"),
        ("tue 23:00-01:00", "midnight"),
        ("tue 18:00-18:05", "5 minutes"),
        ("tue 6pm", "span of hours"),
        ("tue 25:00-26:00", "time of day"),
        ("18:00-19:00", "weekday"),
        ("tue 24:00-24:00", "day is over"),
    ],
)
def test_windows_that_cannot_be(text: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as caught:
        parse_windows(text)
    assert caught.value.place == "--windows"


def test_kit_as_typed() -> None:
    assert parse_kit("Dumbbells, kb,mini band") == ("mini-band", "dumbbell", "kettlebell")
    assert parse_kit("none") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("dumbell", "did you mean 'dumbbell'"),
        ("none,bench", "no kit at all"),
        (" , ", "no kit given"),
        ("sofa", "choose"),
    ],
)
def test_kit_that_is_none(text: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        parse_kit(text)
