"""What the audit asks of a revision: nothing unearned, nothing barred, nothing of what hurts, nothing of the past."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from midstance.rules import shapes
from midstance.rules.audit import audit
from midstance.rules.strip import plan_of
from midstance.training.plan import Finding, Pin
from tests.strip_cards import cards, known
from tests.test_rules import rule

FREE = ". . . . . . ."


def found(name: str, *lines: str) -> tuple[Finding, ...]:
    """What one rule finds in a strip."""
    return audit(plan_of("\n".join(lines), cards()), [rule(name)]).hard


def weeks(*legs: str) -> tuple[str, str]:
    """Weeks without runs, one session on each Monday."""
    return f"run: {' | '.join(FREE for _ in legs)}", f"legs: {' | '.join(f'{one} . . . . . .' for one in legs)}"


def texts(findings: tuple[Finding, ...]) -> str:
    return " ".join(finding.text for finding in findings)


# Red flags.


def test_a_stop_bars_mobility_too_and_leaves_the_past_alone() -> None:
    runs, legs = weeks("moderate", "mobility")
    assert len(found("nothing-after-a-red-flag", "since: tue", "stopped: mon", runs, legs)) == 1
    assert found("nothing-after-a-red-flag", "since: tue2", "stopped: mon", runs, legs) == ()
    assert found("nothing-after-a-red-flag", "since: tue", runs, legs) == ()


# Earned.


def next_time(dose: str, item: str, *more: str, kind: str = "more-when-it-was-clean") -> str:
    """What the rule says of an item that follows Monday's, by a dose."""
    strip = weeks("moderate(goblet-squat 3x8 rir2 kg20; split-squat 3x8 kg20)", f"moderate({item})")
    return texts(found(kind, "since: mon2", f"earned: {dose}", *more, *strip))


@pytest.mark.parametrize(
    ("dose", "item", "says"),
    [
        ("goblet-squat hold 3x8 kg20", "goblet-squat 3x8 kg20", ""),
        ("goblet-squat hold 3x8 kg20", "goblet-squat 3x6 kg18", ""),
        ("goblet-squat hold 3x8 kg20", "goblet-squat 3x9 kg20", "rises in reps, which is not earned yet"),
        ("goblet-squat hold 3x8 kg20 tempo3-0-1-0", "goblet-squat 3x8 kg20 tempo4-0-1-0", "rises in tempo"),
        ("goblet-squat hold 3x8 kg22 was 3x8 kg20", "goblet-squat 3x8 kg22", "rises in load, which is not earned yet"),
        ("goblet-squat rise reps 3x9 kg20 was 3x8 kg20", "goblet-squat 3x9 kg20", ""),
        ("goblet-squat rise reps 3x9 kg20 was 3x8 kg20", "goblet-squat 3x8 kg22", "rises in load beyond"),
        ("goblet-squat rise reps 3x9 kg20 was 3x8 kg20", "goblet-squat 3x10 kg20", "rises in reps beyond"),
        ("goblet-squat rise load 3x9 kg22 was 3x8 kg20", "goblet-squat 3x9 kg22", "reps at once"),
        ("goblet-squat rise load 3x6 kg22 was 3x8 kg20", "goblet-squat 3x6 kg22", ""),
        ("goblet-squat ease 3x8 kg18 was 3x8 kg20", "goblet-squat 3x8 kg18", ""),
        ("goblet-squat ease 3x8 kg18 was 3x8 kg20", "goblet-squat 3x8 kg20", "rises in load beyond"),
        ("goblet-squat ease 3x8 kg20", "goblet-squat 3x8 kg20", "as before, though it is to be eased"),
        ("goblet-squat ease 3x6 bw was 3x8 bw", "goblet-squat 3x8 bw", "rises in reps beyond"),
        ("goblet-squat ease 3x6 bw was 3x8 bw", "goblet-squat 3x6 effort", "rises in load, which is not earned"),
        ("goblet-squat rise load 3x6 kg22 was 3x8 kg20", "goblet-squat 3x8 kg20", ""),
        ("goblet-squat rise load 3x6 kg22 was 3x8 kg20", "goblet-squat 3x7 kg22", "rises in reps beyond"),
        ("goblet-squat ease 3x8 effort", "goblet-squat 3x8 effort", ""),
    ],
)
def test_an_exercise_asks_for_no_more_than_is_earned(dose: str, item: str, says: str) -> None:
    said = next_time(dose, item)
    assert (says in said) if says else said == ""


def test_the_first_time_after_the_log_was_read_counts_and_only_that() -> None:
    strip = weeks(*(f"moderate(goblet-squat 3x8 kg{kg})" for kg in (20, 20, 22)))
    name, earned = "more-when-it-was-clean", "earned: goblet-squat hold 3x8 kg20"
    assert found(name, "since: mon2", earned, *strip) == ()
    assert len(found(name, "since: tue2", earned, *strip)) == 1


def test_a_new_phase_has_its_own_repetitions_but_no_load_that_was_not_earned() -> None:
    phase = "phase: foundation | build"
    assert next_time("goblet-squat hold 3x8 kg20", "goblet-squat 3x10 kg20", phase) == ""
    assert "rises in load" in next_time("goblet-squat hold 3x8 kg20", "goblet-squat 3x6 kg22", phase)
    assert next_time("goblet-squat rise load 3x8 kg22 was 3x8 kg20", "goblet-squat 3x6 kg22", phase) == ""


def test_a_first_load_of_a_new_phase_waits_only_after_a_failed_gate() -> None:
    phase = "phase: foundation | build"
    assert next_time("goblet-squat hold 3x8 bw", "goblet-squat 3x8 effort", phase) == ""
    assert "rises in load" in next_time("goblet-squat ease 3x8 bw", "goblet-squat 3x8 effort", phase)


@pytest.mark.parametrize(
    ("dose", "item", "breaks"),
    [
        ("hold 3x8 bw", "3x8 effort", True), ("ease 3x6 bw was 3x8 bw", "3x6 effort", True),
        ("rise reps 3x9 bw was 3x8 bw", "3x8 effort", False), ("rise reps 3x9 bw was 3x8 bw", "3x9 effort", True),
    ],
)  # fmt: skip
def test_a_first_load_has_to_be_earned_and_takes_the_place_of_what_was(dose: str, item: str, breaks: bool) -> None:
    strip = weeks("moderate(goblet-squat 3x8 bw)", f"moderate(goblet-squat {item})")
    assert bool(found("more-when-it-was-clean", "since: mon2", f"earned: goblet-squat {dose}", *strip)) is breaks


def test_taking_up_a_load_again_after_days_without_it_is_no_rise() -> None:
    legs = ("kg20", "bw", "effort")
    strip = weeks(*(f"moderate(goblet-squat 3x8 {load})" for load in legs))
    earned = "earned: goblet-squat hold 3x8 bw"
    assert found("more-when-it-was-clean", "since: mon3", earned, *strip) == ()
    assert len(found("more-when-it-was-clean", "since: mon3", earned.replace("hold", "ease"), *strip)) == 1


def test_a_phase_that_comes_again_is_another() -> None:
    strip = weeks("moderate(goblet-squat 3x8 kg20)", ".", "moderate(goblet-squat 3x10 kg20)")
    earned = "earned: goblet-squat hold 3x8 kg20"
    phases = "phase: build | taper | build", "phase: build"
    again, same = (found("more-when-it-was-clean", "since: tue", earned, phase, *strip) for phase in phases)
    assert (len(again), len(same)) == (0, 1)


def test_a_deload_is_passed_over() -> None:
    strip = weeks(
        "moderate(goblet-squat 3x8 kg20)", "moderate(goblet-squat 2x8 kg18)", "moderate(goblet-squat 3x8 kg22)"
    )
    deload = "phase: build | build deload | build"
    said = texts(found("more-when-it-was-clean", "since: mon2", "earned: goblet-squat hold 3x8 kg20", deload, *strip))
    assert said.startswith("Monday 19 January")


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("more-when-it-was-clean", "goblet-squat"), ("more-when-it-was-clean", "calf-raise"),
        ("steady-before-more", "split-squat"), ("steady-before-more", "clamshell"), ("steady-before-more", "dead-bug"),
        ("quiet-before-more", "pogo-hop"), ("quiet-before-more", "bound"),
    ],
)  # fmt: skip
def test_each_exercise_has_one_gate(name: str, exercise: str) -> None:
    gates = [one.id for one in known().rules if isinstance(one.demand, shapes.RisesWhenEarned)]
    strip = weeks(f"moderate({exercise} 2x8)", f"moderate({exercise} 2x10)")
    broken = [gate for gate in gates if found(gate, "since: mon2", f"earned: {exercise} hold 2x8", *strip)]
    assert broken == [name]


def test_without_a_log_nothing_has_to_be_earned() -> None:
    strip = weeks("moderate(goblet-squat 3x8 kg20)", "moderate(goblet-squat 3x10 kg22)")
    assert found("more-when-it-was-clean", *strip) == ()


# Eased days.


@pytest.mark.parametrize(
    ("eased", "legs", "breaks"),
    [
        ("mon2-wed2 heavy", "heavy", True),
        ("mon2-wed2 heavy", "moderate", False),
        ("tue2-wed2 heavy", "heavy", False),
        ("mon2 jumps", "moderate+jumps", True),
        ("mon2", "moderate(goblet-squat 3x8 kg22)", True),
        ("tue2", "moderate(goblet-squat 3x8 kg22)", False),
        ("mon2", "moderate(goblet-squat 3x8 kg20)", False),
        ("mon2", "moderate(romanian-deadlift 3x8 kg22)", False),
    ],
)
def test_eased_days_bar_and_hold(eased: str, legs: str, breaks: bool) -> None:
    strip = weeks("moderate(goblet-squat 3x8 kg20)", legs)
    assert bool(found("less-when-less-is-due", "since: mon2", f"eased: {eased}", *strip)) is breaks


def test_a_rise_that_was_earned_waits_for_a_day_that_does_not_hold() -> None:
    strip = weeks("moderate(goblet-squat 3x8 kg20)", "moderate(goblet-squat 3x8 kg22)")
    earned = "earned: goblet-squat rise load 3x8 kg22 was 3x8 kg20"
    assert len(found("less-when-less-is-due", "since: mon2", "eased: mon2", earned, *strip)) == 1
    done_heavier = "earned: goblet-squat hold 3x8 kg22"
    assert found("less-when-less-is-due", "since: mon2", "eased: mon2", done_heavier, *strip) == ()


# Catching up.


def test_a_pinned_session_is_the_runners_own() -> None:
    strip = (
        "since: mon2\nwant: 1\nrun: . . . . . . . | . . . . . . .\nlegs: . . . . . . . | moderate . . moderate . . ."
    )
    plan = plan_of(strip, cards())
    catching_up = [rule("nothing-is-caught-up")]
    assert len(audit(plan, catching_up).hard) == 1
    pins = (Pin(date=dt.date(2026, 1, 12)), Pin(date=dt.date(2026, 1, 15)))
    pinned = msgspec.structs.replace(plan, brief=msgspec.structs.replace(plan.brief, pins=pins))
    assert audit(pinned, catching_up).hard == ()


def test_a_first_plan_catches_nothing_up() -> None:
    assert found("nothing-is-caught-up", "want: 1", "run: . . . . . . .", "legs: moderate . . moderate . . .") == ()


# The past.


def test_what_lies_behind_is_judged_no_more() -> None:
    """Three heavy sessions in a week: a finding while one of them can still go, none when all are done."""
    strip = ("run: . . . . . . .", "legs: heavy . heavy . heavy . .")
    name = "two-heavy-in-seven-days"
    assert len(found(name, *strip)) == 1
    assert len(found(name, "since: fri", *strip)) == 1
    assert found(name, "since: sat", *strip) == ()


def test_a_session_done_today_lies_behind_too() -> None:
    plan = plan_of("since: mon\nrun: . . . . . . .\nlegs: moderate(goblet-squat 3x8 rir0 kg20) . . . . . .", cards())
    reserve = [rule("always-one-left")]
    assert len(audit(plan, reserve).hard) == 1
    standing = plan.brief.standing
    assert standing is not None
    (session,) = plan.sessions
    later = plan_of("since: tue\nrun: . . . . . . .\nlegs: moderate . . . . . .", cards()).brief.standing
    assert later is not None
    assert [one.session for one in later.done] == [session.id]
    brief = msgspec.structs.replace(plan.brief, standing=msgspec.structs.replace(standing, done=later.done))
    assert audit(msgspec.structs.replace(plan, brief=brief), reserve).hard == ()


def test_weeks_that_are_over_are_not_asked_for_sessions() -> None:
    strip = "want: 1\nrun: . . . . . . . | . . . . . . .\nlegs: . . . . . . . | . . . . . . ."
    count = [rule("the-weeks-sessions")]
    assert len(audit(plan_of(strip, cards()), count).soft) == 2
    assert len(audit(plan_of(f"since: mon2\n{strip}", cards()), count).soft) == 1
