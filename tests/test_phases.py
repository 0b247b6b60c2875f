"""The macrocycle follows the races, the weeks there are and the runner's own volume."""

from __future__ import annotations

import datetime as dt
from itertools import groupby, pairwise

import msgspec
import pytest

from midstance.planner.phases import WeekOutline, outline
from midstance.training.athlete import Athlete
from midstance.training.clock import WEEK
from midstance.training.exercise import Level
from midstance.training.plan import Brief
from midstance.training.running import Race
from tests.running_weeks import MONDAY, brief_for

RISING = [80, 85, 90, 70, 92, 97, 102, 80, 105, 110, 115, 90, 118, 122, 126, 128, 90, 60]


def phases(weeks: tuple[WeekOutline, ...]) -> list[tuple[str, int]]:
    """The phases in order with their lengths."""
    return [(phase, len(list(group))) for phase, group in groupby(week.phase for week in weeks)]


def test_eighteen_weeks_have_every_phase_in_order() -> None:
    weeks = outline(brief_for(RISING, Athlete(level="intermediate")))
    assert [phase for phase, _ in phases(weeks)] == ["foundation", "build", "strength", "maintain", "taper", "race"]


@pytest.mark.parametrize(
    ("level", "shortest", "longest"), [("beginner", 4, 6), ("intermediate", 3, 4), ("advanced", 3, 4)]
)
def test_foundation_keeps_to_its_range(level: Level, shortest: int, longest: int) -> None:
    for count in range(8, 25):
        weeks = outline(brief_for([100] * count, Athlete(level=level)))
        length = dict(phases(weeks))["foundation"]
        assert shortest <= length <= longest or length == count - 2


def test_ten_weeks_of_building_come_before_maintenance_when_time_allows() -> None:
    weeks = outline(brief_for(RISING, Athlete(level="intermediate")))
    first = next(index for index, week in enumerate(weeks) if week.phase == "maintain")
    assert first >= 10
    assert weeks[first].rising


def test_steady_running_holds_two_sessions_in_maintenance() -> None:
    weeks = outline(brief_for([100] * 16, Athlete(level="intermediate")))
    assert not any(week.rising for week in weeks)


def test_deloads_fall_on_the_runners_own_cut_back_weeks() -> None:
    weeks = outline(brief_for(RISING, Athlete(level="intermediate")))
    assert [index for index, week in enumerate(weeks) if week.deload] == [3, 7, 11]


def test_a_deload_comes_every_three_to_six_weeks_whatever_the_running() -> None:
    for count in range(10, 30):
        weeks = outline(brief_for([100] * count, Athlete(level="intermediate"), race_m=None))
        gaps = [len(list(group)) for deload, group in groupby(week.deload for week in weeks) if not deload]
        assert all(2 <= gap <= 5 for gap in gaps[:-1])
        assert gaps[-1] <= 5


def test_a_half_marathon_has_a_taper_week_and_a_race_week() -> None:
    assert phases(outline(brief_for(RISING)))[-2:] == [("taper", 1), ("race", 1)]


def test_a_race_in_the_middle_of_a_week_still_has_fourteen_days_of_taper() -> None:
    brief = brief_for([100] * 12)
    wednesday = MONDAY + dt.timedelta(weeks=11, days=2)
    moved = msgspec.structs.replace(brief, races=(Race(date=wednesday, distance_m=21097),))
    weeks = outline(moved)
    first = next(week.monday for week in weeks if week.phase == "taper")
    assert (wednesday - first).days >= 13
    assert weeks[-1].phase == "race"


def test_recovery_follows_a_race_inside_the_plan_and_then_building_goes_on() -> None:
    brief = brief_for([100] * 30, race_m=None)
    race = Race(date=MONDAY + dt.timedelta(weeks=11, days=6), distance_m=42195)
    weeks = outline(msgspec.structs.replace(brief, races=(race,)))
    after = [week.phase for week in weeks[12:16]]
    assert after == ["recovery", "recovery", "recovery", "build"]


def test_no_race_means_waves_without_a_taper() -> None:
    weeks = outline(brief_for([100] * 16, race_m=None))
    assert {week.phase for week in weeks} == {"foundation", "build", "strength"}


def test_weeks_tile_the_plan_from_its_first_day() -> None:
    brief = brief_for([100] * 6)
    late = Brief(start=MONDAY + dt.timedelta(days=3), end=brief.end, races=brief.races, runs=brief.runs)
    weeks = outline(late)
    assert weeks[0].start == late.start
    assert weeks[0].days == 4
    assert all((second.monday - first.monday).days * 1440 == WEEK for first, second in pairwise(weeks))


def test_who_comes_accustomed_to_heavy_legs_needs_no_foundation() -> None:
    brief = brief_for([100] * 12, Athlete(level="advanced"))
    history = {"heavy-legs": tuple(MONDAY - dt.timedelta(days=days) for days in (18, 11, 4))}
    assert outline(msgspec.structs.replace(brief, history=history))[0].phase == "build"
