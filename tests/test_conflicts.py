"""When pins cannot hold, the smallest clash is named, with the rule that would be cheapest to bend."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from midstance.application.planning import PlanRefused, known, make_plan
from midstance.planner.asks import means_of
from midstance.planner.conflicts import clash_of
from midstance.planner.placement import CannotPlace, place
from midstance.training.athlete import Athlete, Window
from midstance.training.plan import Brief, Pin
from tests.running_weeks import MONDAY, brief_for

RULES = known().rules
WEEK_TWO = MONDAY + dt.timedelta(weeks=1)


def pinned(*pins: Pin, athlete: Athlete | None = None) -> Brief:
    return msgspec.structs.replace(brief_for([100] * 8, athlete or Athlete(level="intermediate")), pins=pins)


def test_a_pin_that_can_hold_is_kept() -> None:
    tuesday = WEEK_TWO + dt.timedelta(days=1)
    brief = pinned(Pin(date=tuesday, start="17:00"))
    slots = place(brief, RULES, means_of(brief)).slots
    assert [(slot.date, slot.start) for slot in slots if slot.date == tuesday] == [(tuesday, 17 * 60)]


def test_moderate_legs_pinned_to_the_eve_of_the_long_run_clash_with_that_rule_alone() -> None:
    saturday = WEEK_TWO + dt.timedelta(days=5)
    brief = pinned(Pin(date=saturday, stress="moderate-legs"))
    with pytest.raises(CannotPlace) as refused:
        place(brief, RULES, means_of(brief))
    clash = clash_of(brief, RULES, refused.value.week)
    assert [pin.date for pin in clash.pins] == [saturday]
    assert [rule.id for rule in clash.rules] == ["moderate-legs-clear-of-runs"]
    assert clash.bends[0][0] == "moderate-legs-clear-of-runs"
    assert "eve" in " ".join(clash.lines())


def test_a_pin_on_a_day_without_a_window_is_said_to_have_none() -> None:
    athlete = Athlete(level="intermediate", windows=(Window(weekday="tue", start="18:00", end="19:00"),))
    brief = pinned(Pin(date=WEEK_TWO + dt.timedelta(days=3)), athlete=athlete)
    with pytest.raises(CannotPlace) as refused:
        place(brief, RULES, means_of(brief))
    assert "no window" in " ".join(clash_of(brief, RULES, refused.value.week).lines())


def test_heavy_legs_pinned_before_the_runner_is_ready_are_refused_with_that_reason() -> None:
    brief = pinned(Pin(date=MONDAY + dt.timedelta(days=1), stress="heavy-legs"))
    with pytest.raises(CannotPlace) as refused:
        place(brief, RULES, means_of(brief))
    said = " ".join(clash_of(brief, RULES, refused.value.week).lines())
    assert "heavy" in said
    assert "phase" in said


def test_a_clash_late_in_the_season_is_told_by_the_phase_that_week_really_has() -> None:
    athlete = Athlete(level="advanced", kit=("barbell",))
    late = MONDAY + dt.timedelta(weeks=8)
    pin = Pin(date=late + dt.timedelta(days=5), stress="heavy-legs")
    brief = msgspec.structs.replace(brief_for([100] * 14, athlete), pins=(pin,))
    with pytest.raises(CannotPlace) as refused:
        place(brief, RULES, means_of(brief))
    clash = clash_of(brief, RULES, refused.value.week)
    assert clash.week == late
    assert [rule.id for rule in clash.rules if "heavy-legs-clear-of-runs" in rule.id]
    assert "no window" not in " ".join(clash.lines())


def test_pins_of_one_clash_are_told_in_one_sentence() -> None:
    days = [WEEK_TWO + dt.timedelta(days=number) for number in (0, 1, 2, 3)]
    brief = pinned(*(Pin(date=day, stress="moderate-legs") for day in days))
    with pytest.raises(CannotPlace) as refused:
        place(brief, RULES, means_of(brief))
    first = clash_of(brief, RULES, refused.value.week).lines()[0]
    assert first.startswith("The pin on")
    assert "and The" not in first


def test_a_pinned_session_that_cannot_be_put_together_is_refused_with_the_pin() -> None:
    friday = WEEK_TWO + dt.timedelta(days=4)
    athlete = Athlete(level="advanced", minutes=10, windows=(Window(weekday="fri", start="12:00", end="12:10"),))
    with pytest.raises(PlanRefused) as refused:
        make_plan(pinned(Pin(date=friday, stress="moderate-legs"), athlete=athlete))
    assert "pin" in refused.value.lines[0]
    assert not refused.value.fault
