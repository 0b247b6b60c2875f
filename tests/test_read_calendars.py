"""Calendars as apps and people write them, one sample file for each of their habits."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from midstance.formats.reading import UnreadableFile, read_running_plan
from midstance.training.running import Run, RunningPlan

SAMPLES = Path(__file__).parent / "samples" / "plans"


def read(name: str, **wishes: object) -> RunningPlan:
    return read_running_plan(name, (SAMPLES / name).read_bytes(), **wishes)  # type: ignore[arg-type]


def calendar(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()


def event(*lines: str) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", *lines, "END:VEVENT")


def by_source(plan: RunningPlan) -> dict[str, Run]:
    return {run.source: run for run in plan.runs}


def why(plan: RunningPlan, source: str) -> str:
    return next(entry.why for entry in plan.dropped if entry.source == source)


def test_a_series_keeps_its_hour_when_the_clocks_change() -> None:
    series = [run for run in read("repeating_berlin.ics").runs if run.source == "tuesday@example"]
    assert {run.start for run in series if run.kind == "easy"} == {"06:15"}
    assert [str(run.date) for run in series] == ["2026-10-06", "2026-10-14", "2026-10-27", "2026-11-10", "2026-11-17"]


def test_an_occurrence_that_was_moved_stands_on_its_new_day() -> None:
    moved = next(run for run in read("repeating_berlin.ics").runs if run.date == dt.date(2026, 10, 14))
    assert (moved.kind, moved.start, moved.duration_s, moved.distance_m) == ("recovery", "18:00", 1800, 5000)


def test_what_is_cancelled_or_private_is_left_out_with_a_reason() -> None:
    plan = read("repeating_berlin.ics")
    assert why(plan, "gone@example") == why(plan, "tuesday@example") == "cancelled"
    assert "private" in why(plan, "dentist@example")
    assert plan.time_zone == "Europe/Berlin"


def test_a_series_without_an_end_goes_as_far_as_the_plan() -> None:
    plan = read("repeating_berlin.ics")
    sundays = [run.date for run in plan.runs if run.source == "sundays@example"]
    assert (sundays[0], sundays[-1]) == (dt.date(2026, 10, 11), dt.date(2026, 11, 22))
    assert any("without an end" in problem.says for problem in plan.problems)


def test_a_window_bounds_a_series_without_an_end() -> None:
    data = calendar(*event("UID:a", "DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY", "SUMMARY:Easy run 5 km"))
    plan = read_running_plan("a.ics", data, window=(dt.date(2026, 3, 2), dt.date(2026, 3, 29)))
    assert [run.date.day for run in plan.runs] == [2, 9, 16, 23]


def test_the_race_is_found_and_makes_the_goal() -> None:
    plan = read("repeating_berlin.ics")
    assert [(race.date, race.priority, race.distance_m) for race in plan.races] == [(dt.date(2026, 11, 22), "A", 21100)]
    assert plan.goal == "half"
    assert next(run for run in plan.runs if run.kind == "race").start == "10:00"


def test_a_zone_by_its_windows_name_is_understood() -> None:
    plan = read("outlook_zone.ics")
    assert plan.time_zone == "Europe/Berlin"
    assert [(str(run.date), run.start) for run in plan.runs] == [
        ("2026-10-20", "06:30"), ("2026-10-23", "18:00"), ("2026-10-27", "06:30"),
    ]  # fmt: skip


def test_utc_becomes_the_calendars_own_time() -> None:
    runs = by_source(read("utc_in_new_york.ics"))
    assert (runs["ny-1"].start, runs["ny-1"].duration_s) == ("06:30", 3000)
    assert (runs["ny-2"].date, runs["ny-2"].start) == (dt.date(2026, 10, 6), "22:00")


def test_utc_becomes_the_time_of_the_zone_asked_for_where_the_calendar_names_none() -> None:
    plan = read("zones_unknown.ics", zone="Asia/Tokyo")
    assert by_source(plan)["z-1"].start == "19:30"
    assert plan.time_zone == "Asia/Tokyo"


def test_the_calendars_zone_stands_above_the_one_asked_for() -> None:
    plan = read("utc_in_new_york.ics", zone="Asia/Tokyo")
    assert plan.time_zone == "America/New_York"
    assert any("Asia/Tokyo" in problem.says for problem in plan.problems)


def test_unknown_zones_are_said() -> None:
    runs = by_source(read("zones_unknown.ics"))
    assert "UTC" in str(runs["z-1"].assumed)
    assert "Olympus/Mons" in str(runs["z-2"].assumed)
    assert (runs["z-3"].start, runs["z-3"].start_assumed, runs["z-3"].assumed) == ("06:00", False, None)


def test_a_zone_that_is_none_is_refused_with_a_hint() -> None:
    with pytest.raises(UnreadableFile, match="Europe/Berlin"):
        read("zones_unknown.ics", zone="Berlin")


def test_week_summaries_are_no_days() -> None:
    plan = read("week_summaries.ics")
    assert [run.kind for run in plan.runs] == ["rest", "easy", "race"]
    assert "summary" in why(plan, "k1") == why(plan, "k5")
    assert "no title" in why(plan, "k4")
    assert plan.runs[1].title == "Easy run 6 km, on soft ground if you can find some of it near where you live"


def test_runnas_totals_and_types_outrank_the_title() -> None:
    plan = read("runna_like.ics")
    assert [(run.kind, run.distance_m, run.duration_s) for run in plan.runs] == [
        ("easy", 6000, 2100), ("strength", None, 2100), ("intervals", 9500, 3480), ("threshold", 9656, 3900),
        ("race", 10000, plan.runs[4].duration_s),
    ]  # fmt: skip
    assert "already done" in str(plan.runs[0].assumed)
    assert [race.date for race in plan.races] == [dt.date(2026, 11, 8)]


def test_trainingpeaks_hides_its_amounts_in_the_description() -> None:
    runs = by_source(read("trainingpeaks_like.ics"))
    assert (runs["tp-1"].start, runs["tp-1"].distance_m, runs["tp-1"].kind) == ("06:45", 7100, "easy")
    assert (runs["tp-2"].kind, runs["tp-2"].duration_s, runs["tp-2"].distance_m) == ("threshold", 3900, 12000)
    assert (runs["tp-3"].kind, runs["tp-4"].kind, runs["tp-5"].kind) == ("strength", "cross-training", "rest")
    assert runs["tp-6"].kind == "race"
    assert "bare title" in str(runs["tp-6"].assumed)


def test_an_awkward_calendar_is_read_as_far_as_it_goes() -> None:
    plan = read("awkward_calendar.ics")
    days = {run.date.day: run for run in plan.runs}
    assert sorted(days) == [5, 6, 8, 9, 10, 11, 25]
    assert days[5].source == days[6].source == "twin"
    assert (days[8].start, days[8].duration_assumed) == ("06:30", True)
    assert days[9].title == "Tempo run & drills"
    assert "no date" in why(plan, "dateless")
    assert "cannot be meant" in why(plan, "slip")
    assert "10 days" in why(plan, "holiday")
    places = {problem.place for problem in plan.problems}
    assert {"awkward_calendar.ics:18", "awkward_calendar.ics:40", "awkward_calendar.ics:42"} <= places


def test_letters_of_windows_are_read_and_said() -> None:
    plan = read("windows_letters.ics")
    assert plan.runs[0].title == "Easy run – 8 km über die Höhe"
    assert "UTF-8" in plan.problems[0].says


def test_a_letter_cut_in_two_by_folding_is_whole_again() -> None:
    data = calendar(*event("UID:a", "DTSTART:20261005", "SUMMARY:Easy run 5 km, Höhe"))
    cut = data.replace("ö".encode(), b"\xc3\r\n \xb6")
    assert read_running_plan("a.ics", cut).runs[0].title.endswith("Höhe")


@pytest.mark.parametrize(
    ("uid", "reason"),
    [
        ("each-minute", "minutely"), ("each-second", "15 times a day"), ("never", "not one that plans use"),
        ("thousands", "more than 500"), ("senseless", "cannot be read"),
    ],
)  # fmt: skip
def test_rules_that_could_stand_for_millions_of_days_are_refused(uid: str, reason: str) -> None:
    plan = read("too_many_repeats.ics")
    assert [run.source for run in plan.runs] == ["good"]
    assert reason in why(plan, uid)


def test_of_two_versions_the_newer_counts() -> None:
    plan = read("versions.ics")
    assert [run.date.day for run in plan.runs] == [6]
    assert "newer version" in why(plan, "v")


def test_a_calendar_that_cancels_leaves_nothing() -> None:
    data = calendar("METHOD:CANCEL", *event("UID:a", "DTSTART:20261005", "SUMMARY:Easy run 5 km"))
    with pytest.raises(UnreadableFile, match="cancelled"):
        read_running_plan("a.ics", data)


def test_an_entry_that_stands_twice_counts_once() -> None:
    twice = [event(f"UID:{uid}", "DTSTART:20261005", "SUMMARY:Easy run 5 km") for uid in "ab"]
    plan = read_running_plan("a.ics", calendar(*twice[0], *twice[1]))
    assert len(plan.runs) == 1
    assert "twice" in why(plan, "b")


def test_one_invented_zone_does_not_leak_into_the_next_file() -> None:
    def with_offset(offset: str) -> bytes:
        zone = ("BEGIN:VTIMEZONE", "TZID:Mine", "BEGIN:STANDARD", "DTSTART:19700101T000000",
                f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", "END:STANDARD", "END:VTIMEZONE")  # fmt: skip
        return calendar(*zone, *event("UID:a", "DTSTART;TZID=Mine:20261005T060000", "SUMMARY:Easy run 5 km"))

    read_running_plan("a.ics", with_offset("+0100"), zone="UTC")
    assert read_running_plan("b.ics", with_offset("+0300"), zone="UTC").runs[0].start == "03:00"


@pytest.mark.parametrize("name", ["half_4w.yaml", "us_dates.csv"])
def test_only_calendars_load_the_calendar_libraries(name: str) -> None:
    code = (
        "import sys, pathlib; from midstance.formats.reading import read_running_plan, week_strip\n"
        "week_strip('easy intervals easy rest tempo easy long')\n"
        f"read_running_plan('{name}', pathlib.Path(r'{SAMPLES / name}').read_bytes())\n"
        "sys.exit(bool({'icalendar', 'recurring_ical_events', 'dateutil'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_only_so_many_series_by_days_of_the_month_are_followed() -> None:
    monthly = [
        event(
            f"UID:m{number}",
            "DTSTART:20261005",
            "RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=2",
            f"SUMMARY:Easy run {number} km",
        )
        for number in range(1, 23)
    ]
    plan = read_running_plan("a.ics", calendar(*(line for lines in monthly for line in lines)))
    assert len({run.source for run in plan.runs}) == 20
    assert "days of the month" in why(plan, "m22")


def test_a_month_that_is_none_is_refused() -> None:
    good = event("UID:a", "DTSTART:20261005", "SUMMARY:Easy run 5 km")
    bad = event("UID:b", "DTSTART:20261005", "RRULE:FREQ=WEEKLY;BYMONTH=13", "SUMMARY:Easy run 6 km")
    assert "BYMONTH" in why(read_running_plan("a.ics", calendar(*good, *bad)), "b")
