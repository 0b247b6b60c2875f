"""What the audit asks of loads and of what hurts: small steps, nothing sore rises, nothing painful is loaded."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from midstance.planner.prescription import tables
from midstance.rules import shapes
from midstance.rules.audit import audit
from midstance.rules.strip import plan_of
from midstance.rules.tissue import TISSUE
from midstance.training.exercise import PAIN_SITES
from tests.strip_cards import cards
from tests.test_audit_of_revisions import found, texts, weeks
from tests.test_rules import rule

# Steps of load.


@pytest.mark.parametrize(
    ("who", "before", "after", "breaks"),
    [
        ("dumbbell", "kg20", "kg22", False),
        ("dumbbell", "kg20", "kg23", True),
        ("dumbbell", "kg8", "kg10", False),
        ("dumbbell", "kg8", "kg11", True),
        ("kettlebell barbell", "kg8", "kg10", False),
        ("dumbbell", "lb44", "kg22", True),
        ("dumbbell", "lb20", "lb24", False),
        ("dumbbell", "kg30", "kg10", False),
        ("dumbbell", "effort", "kg60", False),
        ("dumbbell", "bw", "kg10", False),
    ],
)
def test_a_load_rises_by_a_tenth_or_by_the_smallest_step_of_its_kit(
    who: str, before: str, after: str, breaks: bool
) -> None:
    strip = weeks(f"moderate(goblet-squat 3x8 rir2 {before})", f"moderate(goblet-squat 3x8 rir2 {after})")
    assert bool(found("loads-rise-in-small-steps", f"who: intermediate {who}", *strip)) is breaks


def test_the_runners_own_step_counts() -> None:
    plan = plan_of("\n".join(["who: intermediate dumbbell", *weeks(
        "moderate(goblet-squat 3x8 rir2 kg8)", "moderate(goblet-squat 3x8 rir2 kg12)")]), cards())  # fmt: skip
    athlete = msgspec.structs.replace(plan.brief.athlete, load_steps_kg={"dumbbell": 4.0})
    stepped = msgspec.structs.replace(plan, brief=msgspec.structs.replace(plan.brief, athlete=athlete))
    steps = [rule("loads-rise-in-small-steps")]
    assert (len(audit(plan, steps).hard), len(audit(stepped, steps).hard)) == (1, 0)


def test_after_a_lighter_week_the_load_comes_back_to_what_was_asked_in_earnest() -> None:
    strip = weeks(
        "moderate(goblet-squat 3x8 rir2 kg30)", "moderate(goblet-squat 3x8 rir4 kg24)",
        "moderate(goblet-squat 3x8 rir2 kg30)",
    )  # fmt: skip
    name = "loads-rise-in-small-steps"
    assert len(found(name, *strip)) == 1
    assert found(name, "since: mon3", "earned: goblet-squat hold 3x8 kg30", *strip) == ()
    assert len(found(name, "since: mon3", "earned: goblet-squat hold 3x8 kg24", *strip)) == 1


def test_a_load_the_runner_picked_is_no_measure() -> None:
    strip = weeks(*(f"moderate(goblet-squat 3x8 rir2 {load})" for load in ("kg8", "effort", "kg20")))
    assert found("loads-rise-in-small-steps", *strip) == ()
    picked = "earned: goblet-squat hold 3x8 kg20 was 3x8 effort"
    assert found("loads-rise-in-small-steps", "since: mon3", picked, *strip) == ()


def test_weeks_at_body_mass_do_not_wipe_out_the_load_before_them() -> None:
    strip = weeks(*(f"moderate(goblet-squat 3x8 rir2 {load})" for load in ("kg8", "bw", "kg20")))
    assert len(found("loads-rise-in-small-steps", *strip)) == 1
    eased = "earned: goblet-squat ease 3x8 bw was 3x8 kg8"
    assert len(found("loads-rise-in-small-steps", "since: tue2", eased, *strip)) == 1


# Pain.


@pytest.mark.parametrize(
    ("pain", "first", "second", "breaks"),
    [
        ("knee 2", "goblet-squat 3x8 kg20", "goblet-squat 3x8 kg22", False),
        ("knee 3", "goblet-squat 3x8 kg20", "goblet-squat 3x8 kg22", True),
        ("knee 5", "goblet-squat 3x8 kg20", "goblet-squat 3x10 kg20", True),
        ("knee 5", "goblet-squat 3x8 kg20", "goblet-squat 3x8 kg20", False),
        ("knee 5", "goblet-squat 3x8 kg20", "goblet-squat 2x6 kg18", False),
        ("knee 6", "calf-raise 3x12", "goblet-squat 2x6 kg8", True),
        ("knee 3 joint", "goblet-squat 3x8 kg20", "goblet-squat 3x8 kg20", False),
        ("knee 4 joint", "goblet-squat 3x8 kg20", "goblet-squat 3x8 kg20", True),
        ("knee 10", "calf-raise 3x12", "dead-bug 2x8", False),
        ("calf 4", "goblet-squat 3x8 kg20", "goblet-squat 3x8 kg22", False),
    ],
)
def test_sore_places_hold_and_painful_ones_are_left_out(pain: str, first: str, second: str, breaks: bool) -> None:
    strip = weeks(f"moderate({first})", f"moderate({second})")
    assert bool(found("what-hurts-is-spared", f"pain: {pain}", *strip)) is breaks


def test_going_back_to_what_was_asked_before_is_no_rise_in_a_first_plan_and_one_after_the_log_was_read() -> None:
    strip = weeks(
        "moderate(goblet-squat 3x8 kg20)", "moderate(goblet-squat 3x8 kg16)", "moderate(goblet-squat 3x8 kg20)"
    )
    assert found("what-hurts-is-spared", "pain: knee 4", *strip) == ()
    assert len(found("what-hurts-is-spared", "pain: knee 4", "since: mon3", *strip)) == 1
    allowed = "earned: goblet-squat hold 3x8 kg20"
    assert found("what-hurts-is-spared", "pain: knee 4", "since: mon3", allowed, *strip) == ()


def test_a_rise_that_was_earned_waits_while_it_hurts() -> None:
    strip = weeks("moderate(goblet-squat 3x8 kg20)", "moderate(goblet-squat 3x8 kg22)")
    earned = "earned: goblet-squat rise load 3x8 kg22 was 3x8 kg20"
    assert len(found("what-hurts-is-spared", "pain: knee 3", "since: mon2", earned, *strip)) == 1


def test_a_deload_is_no_measure_of_what_rises() -> None:
    strip = weeks(
        "moderate(goblet-squat 3x8 kg20)", "moderate(goblet-squat 3x8 kg18)", "moderate(goblet-squat 3x8 kg20)"
    )
    deload = "phase: build | build deload | build"
    assert found("what-hurts-is-spared", "pain: knee 4", "since: mon2", deload, *strip) == ()


def test_no_jumps_where_the_log_says_so() -> None:
    strip = weeks("moderate(goblet-squat 3x8 kg20)", "hops(snap-down 2x5 contacts20)")
    assert found("what-hurts-is-spared", "since: mon2", "pain: groin 3", *strip) == ()
    assert "waits for the groin" in texts(
        found("what-hurts-is-spared", "since: mon2", "pain: groin 3", "jumpless: groin", *strip)
    )


def test_a_pain_holds_only_on_the_days_that_are_planned_with_it() -> None:
    legs = weeks(*(f"moderate(goblet-squat 3x8 kg{kg})" for kg in (20, 20, 22)))
    plan = plan_of("\n".join(["pain: knee 3", "since: mon2", "jumpless: knee", *legs]), cards())
    standing = plan.brief.standing
    assert standing is not None
    spared = [rule("what-hurts-is-spared")]
    for until, broken in ((None, 1), (dt.date(2026, 1, 19), 1), (dt.date(2026, 1, 18), 0)):
        (pain,) = plan.brief.athlete.pains
        places = tuple(msgspec.structs.replace(one, until=until, planned=pain) for one in standing.spared)
        brief = msgspec.structs.replace(
            plan.brief,
            athlete=msgspec.structs.replace(plan.brief.athlete, pains=()),
            standing=msgspec.structs.replace(standing, spared=places),
        )
        assert len(audit(msgspec.structs.replace(plan, brief=brief), spared).hard) == broken


def test_every_painful_place_has_its_tissue() -> None:
    assert set(TISSUE) == set(PAIN_SITES)
    assert all(tissue.regions for tissue in TISSUE.values())


# Numbers that stand twice.


def test_numbers_agree_with_those_of_the_planner() -> None:
    steps, spared = rule("loads-rise-in-small-steps").demand, rule("what-hurts-is-spared").demand
    assert isinstance(steps, shapes.LoadStep)
    assert isinstance(spared, shapes.PainSpared)
    assert steps.steps_kg == tables.STEP_KG
    assert round(tables.LOAD_STEP_MOST * 100) == 100 + steps.percent
    assert (spared.holds_from, spared.stops_above, spared.stops_above_in_a_joint) == (
        tables.NO_PROGRESS_FROM_PAIN, tables.STOP_ABOVE_PAIN, tables.STOP_ABOVE_JOINT_PAIN,
    )  # fmt: skip
