"""A week typed in one line, and repeated."""

from __future__ import annotations

import datetime as dt

import pytest

from midstance.formats.reading import UnreadableFile, repeat_week, week_strip
from midstance.training.clock import EPOCH


def test_a_week_in_one_line() -> None:
    strip = week_strip("easy intervals . rest tempo easy long")
    assert [run.kind for run in strip] == ["easy", "intervals", "rest", "rest", "threshold", "easy", "long"]
    assert [run.key for run in strip] == [False, True, False, False, True, False, True]
    assert strip[0].date == EPOCH


def test_times_distances_and_durations() -> None:
    strip = week_strip("easy:45min@06:30 tempo:8mi . intervals:1h10 rest easy@18:00 long:22km@08:15")
    assert (strip[0].start, strip[0].start_assumed, strip[0].duration_s, strip[0].duration_assumed) == (
        "06:30", False, 2700, False,
    )  # fmt: skip
    assert strip[1].distance_m == 12875
    assert strip[3].duration_s == 4200
    assert (strip[6].distance_m, strip[6].start, strip[6].duration_assumed) == (22000, "08:15", True)


def test_a_double_is_a_morning_and_an_evening_run() -> None:
    strip = week_strip("easy+easy . . . . . long")
    assert [(run.kind, run.start) for run in strip[:2]] == [("easy", "07:00"), ("easy", "18:00")]


def test_strides_at_the_end_make_no_second_run() -> None:
    strip = week_strip("easy:8km+strides . . . intervals+strides . long")
    assert [(run.kind, run.distance_m) for run in strip if run.kind != "rest"] == [
        ("strides", 8000), ("intervals", None), ("long", None),
    ]  # fmt: skip


def test_the_week_is_repeated_on_its_own_weekdays() -> None:
    runs = repeat_week(week_strip("easy . . . . . long"), dt.date(2027, 1, 6), dt.date(2027, 1, 24))
    assert [run.date.day for run in runs if run.kind == "long"] == [10, 17, 24]
    assert [run.date.day for run in runs if run.kind == "easy"] == [11, 18]


@pytest.mark.parametrize(
    ("strip", "says"),
    [
        ("easy long", "seven days"),
        ("easy easy easy easy easy easy lonng", "did you mean 'long'"),
        ("easy@25:00 . . . . . .", "no time of day"),
        ("easy@24:00 . . . . . .", "no time of day"),
        ("easy:8m . . . . . .", "neither a distance"),
        ("easy: . . . . . .", "neither a distance"),
        ("a+a+a+a . . . . . .", "no kind of run"),
        ("easy+easy+easy+easy . . . . . .", "at most three"),
    ],
)
def test_a_mistake_is_named_with_its_day(strip: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as caught:
        week_strip(strip)
    assert caught.value.place.startswith("--week")


@pytest.mark.parametrize("end", [dt.date(2026, 12, 31), dt.date(2031, 1, 1)])
def test_a_week_is_not_repeated_backwards_or_for_ever(end: dt.date) -> None:
    with pytest.raises(UnreadableFile):
        repeat_week(week_strip("easy . . . . . long"), dt.date(2027, 1, 1), end)
