"""Plans in calendar-hack's YAML: weeks without dates, distances in braces, and YAML's own traps."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from midstance.formats.calendar_hack import resolved
from midstance.formats.reading import UnreadableFile, read_running_plan, shift_to
from midstance.training.clock import EPOCH
from midstance.training.running import RunningPlan

SAMPLES = Path(__file__).parent / "samples" / "plans"


def half() -> RunningPlan:
    return read_running_plan("half_4w.yaml", (SAMPLES / "half_4w.yaml").read_bytes())


def week(*cells: str, top: str = "units: km") -> bytes:
    rest = ["Rest"] * (7 - len(cells))
    lines = [top, "schedule:", "- workouts:", *(f"  - title: {cell}" for cell in (*cells, *rest))]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("title", "units", "words"),
    [
        ("Easy {6}", "km", "Easy 6 km"),
        ("{6:9.7} run", "mi", "6 mi run"),
        ("Tempo {5-7:8-12}", "mi", "Tempo 5-7 mi"),
        ("{1.5} warm up", "mi", "1.5 mi warm up"),
        ("{3.0:4.8} run", "mi", "3 mi run"),
        ("1-{2:3.2} run", "mi", "1-2 mi run"),
        ("no {template} here {", "mi", "no {template} here {"),
    ],
)
def test_distances_in_braces_are_written_out(title: str, units: str, words: str) -> None:
    assert resolved(title, units) == words  # type: ignore[arg-type]


def test_days_count_from_a_monday_until_the_race_is_known() -> None:
    plan = half()
    assert not plan.dated
    assert plan.runs[0].date == EPOCH
    assert plan.runs[-1].date == EPOCH + dt.timedelta(days=27)
    moved = shift_to(plan, dt.date(2027, 4, 18))
    assert moved.dated
    assert moved.runs[-1].date == moved.races[-1].date == dt.date(2027, 4, 18)


def test_a_wrong_distance_gives_way_to_the_title() -> None:
    long = next(run for run in half().runs if run.kind == "long")
    assert long.distance_m == pytest.approx(16093, abs=10)


def test_the_race_takes_its_distance_from_the_plans_type() -> None:
    plan = half()
    assert (plan.goal, plan.races[-1].priority, plan.races[-1].distance_m) == ("half", "A", 21098)
    assert "taken from what the plan is for" in str(plan.runs[-1].assumed)


def test_every_entry_names_its_line() -> None:
    assert half().runs[0].source == "half_4w.yaml:9"


def test_words_that_yaml_would_turn_are_left_alone() -> None:
    assert [run.title for run in half().runs if run.source == "half_4w.yaml:14"] == ["no"]
    assert any("12:30" in problem.says for problem in half().problems)


def test_a_week_that_has_not_seven_cells_is_said() -> None:
    says = " ".join(problem.says for problem in half().problems)
    assert "week 2 has 6 cells" in says
    assert "week 3 has 8 cells" in says
    assert any("eighth" in entry.why for entry in half().dropped)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"schedule:\n- workouts:\n  - title: Rest\n    title: Easy\n", "given twice"),
        (b"units: km\nunits: mi\nschedule:\n- workouts: []\n", "given twice"),
        (b"schedule: []\n", "schedule"),
        (b"schedule:\n- workouts: 3\n", "no list of `workouts`"),
        (b"schedule:\n- Rest\n", "fields"),
        (b"schedule:\n- {workouts: [\n", "no YAML"),
        (b"schedule: " + b"[" * 5000, "nested too deep|no YAML"),
        (b"schedule:\n" + b"- workouts: []\n" * 200, "200 weeks"),
    ],
)
def test_what_is_no_plan_is_refused_with_its_place(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as caught:
        read_running_plan("a.yaml", data)
    assert caught.value.place.startswith("a.yaml")


def test_anchors_may_repeat_a_week() -> None:
    cells = b"[Rest, Easy run 5 km, Rest, Rest, Rest, Rest, Long run 15 km]"
    data = b"units: km\nschedule:\n- &week\n  workouts: " + cells + b"\n- *week\n"
    assert len(read_running_plan("a.yaml", data).runs) == 14


def test_a_plan_without_a_race_names_none() -> None:
    plan = read_running_plan("a.yaml", week("Easy run {5}", "Rest", "Long run {12}"))
    assert plan.races == ()


def test_morning_and_evening_are_two_runs() -> None:
    plan = read_running_plan("a.yaml", week("'AM: Easy run 8 km / PM: Easy run 5 km'"))
    assert [(run.start, run.start_assumed, run.distance_m) for run in plan.runs[:2]] == [
        ("07:00", True, 8000),
        ("18:00", True, 5000),
    ]
