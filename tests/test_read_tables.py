"""Tables: TrainingPeaks' export, calendar-hack's, and those of people's own making."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from midstance.formats.reading import UnreadableFile, read_running_plan
from midstance.training.running import RunningPlan

SAMPLES = Path(__file__).parent / "samples" / "plans"


def read(name: str) -> RunningPlan:
    return read_running_plan(name, (SAMPLES / name).read_bytes())


def table(*lines: str) -> RunningPlan:
    return read_running_plan("t.csv", "\n".join(lines).encode())


def test_trainingpeaks_hours_and_metres() -> None:
    plan = read("trainingpeaks_like.csv")
    rows = {run.source.rsplit(":", 1)[-1]: run for run in plan.runs}
    assert (rows["2"].kind, rows["2"].duration_s, rows["2"].duration_assumed) == ("easy", 2400, False)
    assert (rows["3"].kind, rows["3"].duration_s, rows["3"].distance_m) == ("threshold", 3900, 12000)
    assert [rows[line].kind for line in ("4", "5", "7")] == ["strength", "rest", "cross-training"]
    assert (rows["6"].kind, rows["6"].duration_s) == ("easy", 1800)


def test_trainingpeaks_slips_are_told_by_line() -> None:
    plan = read("trainingpeaks_like.csv")
    assert {problem.place for problem in plan.problems} == {"trainingpeaks_like.csv:7", "trainingpeaks_like.csv:8"}
    assert [(entry.source, entry.title) for entry in plan.dropped] == [("trainingpeaks_like.csv:8", "Long run")]


def test_a_german_table_with_semicolons_and_decimal_commas() -> None:
    plan = read("coach_de.csv")
    assert [(str(run.date), run.start, run.kind, run.distance_m, run.duration_s) for run in plan.runs[:3]] == [
        ("2026-10-05", "06:30", "easy", 8500, 3000),
        ("2026-10-06", "07:00", "rest", None, None),
        ("2026-10-11", "07:00", "long", 22000, 8100),
    ]
    assert [problem.place for problem in plan.problems] == ["coach_de.csv:5", "coach_de.csv:6", "coach_de.csv:6"]


def test_the_order_of_day_and_month_is_settled_by_the_whole_column() -> None:
    plan = read("us_dates.csv")
    assert [run.date for run in plan.runs] == [dt.date(2026, 10, day) for day in (5, 6, 13, 18)]
    assert plan.runs[0].distance_m == 8047
    assert table("date,title", "05/10/2026,Easy run", "13/10/2026,Rest").runs[0].date == dt.date(2026, 10, 5)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (("05/10/2026,Easy run", "06/10/2026,Rest"), "day first or month first"),
        (("13/10/2026,Easy run", "10/13/2026,Rest"), "both day first and month first"),
    ],
)
def test_dates_that_can_be_read_two_ways_are_asked_about(rows: tuple[str, ...], says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        table("date,title", *rows)


@pytest.mark.parametrize(
    "word", ["2026-10-05", "2026/10/5", "20261005", "05.10.2026", "5 Oct 2026", "Oct 5, 2026", "Mon, 5 October 2026"]
)
def test_dates_in_many_dresses(word: str) -> None:
    assert table("date;title", f"{word};Easy run 5 km").runs[0].date == dt.date(2026, 10, 5)


def test_a_time_column_is_start_or_length_by_its_values() -> None:
    starts = table("date,title,time", "2026-10-05,Easy run,06:30", "2026-10-06,Easy run,18:00")
    lengths = table("date,title,time", "2026-10-05,Easy run,0:45", "2026-10-06,Easy run,1:10")
    assert [run.start for run in starts.runs] == ["06:30", "18:00"]
    assert [run.duration_s for run in lengths.runs] == [2700, 4200]
    assert "time of day" in starts.problems[0].says
    assert "how long" in lengths.problems[0].says


@pytest.mark.parametrize(
    ("header", "cell", "metres"),
    [
        ("distance_km", "10,5", 10500),
        ("Distance (mi)", "3", 4828),
        ("distance", "8 km", 8000),
        ("distance", "8", None),
        ("distance_m", "800", 800),
        ("km", "5-7", 7000),
        ("km", "900000", None),
    ],
)
def test_distances_in_many_dresses(header: str, cell: str, metres: int | None) -> None:
    plan = table(f"date;title;{header}", f"2026-10-05;Easy run;{cell}")
    assert plan.runs[0].distance_m == metres
    assert bool(plan.problems) == (metres is None)


@pytest.mark.parametrize(
    ("header", "cell", "seconds"),
    [
        ("duration", "45", 2700),
        ("duration", "1.5", None),
        ("duration (h)", "1.5", 5400),
        ("duration_min", "8", 480),
        ("duration", "1h30", 5400),
        ("duration", "45:00", 2700),
        ("duration", "40-50 min", 3000),
        ("duration", "soon", None),
    ],
)
def test_durations_in_many_dresses(header: str, cell: str, seconds: int | None) -> None:
    run = table(f"date;title;{header}", f"2026-10-05;Easy run;{cell}").runs[0]
    assert (run.duration_s, run.duration_assumed) == ((seconds, False) if seconds else (2700, True))


def test_weeks_and_days_make_an_undated_plan() -> None:
    plan = read("weeks_and_days.csv")
    assert not plan.dated
    assert [(run.date.isoformat(), run.start) for run in plan.runs] == [
        ("2000-01-03", "07:00"), ("2000-01-04", "18:00"), ("2000-01-09", "07:00"), ("2000-01-11", "07:00"),
    ]  # fmt: skip
    assert [entry.source for entry in plan.dropped] == ["weeks_and_days.csv:6"]


def test_a_week_in_each_row() -> None:
    plan = read("week_table.csv")
    assert not plan.dated
    assert [run.date.weekday() for run in plan.runs[:7]] == [6, 0, 1, 2, 3, 4, 5]
    assert (plan.runs[0].kind, plan.runs[-1].kind, plan.runs[-1].date.weekday()) == ("long", "race", 5)


def test_calendar_hacks_own_table_has_its_dates_in_the_cells() -> None:
    plan = read("week_table_dated.csv")
    assert plan.dated
    assert len(plan.runs) == 13
    assert plan.races[0].date == dt.date(2026, 10, 25)


def test_a_table_without_a_header_is_read_and_said() -> None:
    plan = read("no_header.csv")
    assert [run.kind for run in plan.runs] == ["easy", "rest"]
    assert "no header" in plan.problems[0].says


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("date,notes", "2026-10-05,3"), "what the run is"),
        (("week,title", "1,Easy run"), "dates"),
        (("a,b", "c,d"), "header"),
        (("just some words",), "none of the kinds"),
    ],
)
def test_what_is_no_table_of_runs_is_refused(lines: tuple[str, ...], says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        table(*lines)
