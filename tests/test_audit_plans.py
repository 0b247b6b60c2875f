"""The audit on whole plans: where a rule ends, what is free, what is judged only by what is known."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from midstance.rules.audit import audit
from midstance.rules.moved import audit_moved
from midstance.rules.strip import plan_of
from midstance.training.plan import Finding, Pin, Plan
from tests.strip_cards import cards, known
from tests.test_rules import rule

REST = ". . . . . . ."


def found(name: str, strip: str) -> list[Finding]:
    """What one rule finds in a strip."""
    return found_in(name, plan_of(strip, cards()))


def found_in(name: str, plan: Plan) -> list[Finding]:
    both = audit(plan, [rule(name)])
    return [*both.hard, *both.soft]


def week(legs: str, who: str = "") -> str:
    """One week without running."""
    return f"{who and f'who: {who}'}\nrun: {REST}\nlegs: {legs}".strip()


def weeks(*legs: str, head: str = "") -> str:
    """Weeks without running, a session on each Monday."""
    days = " | ".join(f"{leg} . . . . . ." for leg in legs)
    return f"{head}\nrun: {' | '.join([REST] * len(legs))}\nlegs: {days}".strip()


# ------------------------------------------------------------------------------------------------------- whole plans


def test_a_plan_without_contents_is_judged_by_its_times_alone() -> None:
    plan = plan_of(
        "done: moderate moderate moderate\nrun: easy . . . . . .\nlegs: . heavy+moderate . . hops+moderate . ."
    )
    assert audit(plan, known().rules).hard == ()


def test_a_week_a_coach_would_sign_has_no_hard_finding() -> None:
    full = (
        "warm-up 300s; goblet-squat 3x8-10 rir2-3 kg16 ramp1; romanian-deadlift 3x8-10 rir2-3 kg16 ramp1; "
        "split-squat 2x8-10 rir2-3; calf-raise 2x12-15 rir3-4; clamshell 2x12-15 rir4-5"
    )
    legs = f". moderate({full}) mini@07:50(clamshell 2x12 rir4) . moderate:35min({full}) . ."
    plan = plan_of(f"run: easy intervals easy . easy . long\nlegs: {legs}", cards())
    assert audit(plan, known().rules, given=plan.brief.runs).hard == ()


def test_why_not_thursday_is_what_moving_newly_breaks() -> None:
    plan = plan_of("run: easy . . . intervals . .\nlegs: moderate . moderate@18:00 . . . .")
    before = audit(plan, known().rules)
    moved = audit_moved(plan, "2026-01-07-a", dt.date(2026, 1, 8), None, known().rules)
    assert before.hard == ()
    assert {finding.rule for finding in moved.hard} == {"moderate-legs-clear-of-runs"}
    assert "Friday's intervals" in moved.hard[0].text
    assert not set(moved.soft) & set(before.soft)


def test_moving_a_session_nowhere_breaks_nothing_new() -> None:
    plan = plan_of("run: easy intervals . . . . .\nlegs: moderate . . . . . .")
    assert audit(plan, known().rules).hard
    still = audit_moved(plan, "2026-01-05-a", dt.date(2026, 1, 5), "18:00", known().rules)
    assert (still.hard, still.soft) == ((), ())


def test_moving_a_session_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        audit_moved(plan_of("run: easy . . . . . ."), "nothing", dt.date(2026, 1, 5), None, known().rules)


def test_a_race_that_no_run_stands_for_still_wants_its_hours() -> None:
    plan = plan_of("run: . . . . . . race-A\nlegs: . . . moderate . . .")
    bare = msgspec.structs.replace(plan, brief=msgspec.structs.replace(plan.brief, runs=()))
    assert found_in("moderate-legs-clear-of-runs", bare)


def test_the_evening_of_the_race_is_recovery_too() -> None:
    assert found("recovery-after-the-race", "run: race-A:10km . . . . . .\nlegs: moderate@20:00 . . . . . .")


@pytest.mark.parametrize(
    ("pin", "kept"),
    [
        (Pin(date=dt.date(2026, 1, 6)), True),
        (Pin(date=dt.date(2026, 1, 6), start="18:00", stress="moderate-legs"), True),
        (Pin(date=dt.date(2026, 1, 6), start="17:00"), False),
        (Pin(date=dt.date(2026, 1, 6), stress="heavy-legs"), False),
        (Pin(date=dt.date(2026, 1, 7)), False),
    ],
)
def test_a_pin_is_kept_by_day_hour_and_class(pin: Pin, kept: bool) -> None:
    plan = plan_of(week(". moderate . . . . ."))
    pinned = msgspec.structs.replace(plan, brief=msgspec.structs.replace(plan.brief, pins=(pin,)))
    assert (found_in("only-in-your-time", pinned) == []) is kept


def test_a_blocked_day_holds_nothing() -> None:
    plan = plan_of(week(". moderate . . . . ."))
    blocked = msgspec.structs.replace(plan.brief, blocked=(dt.date(2026, 1, 6),))
    assert found_in("only-in-your-time", msgspec.structs.replace(plan, brief=blocked))


def test_runs_can_only_be_compared_when_they_are_given() -> None:
    plan = plan_of("run: easy intervals . . . . .")
    assert audit(plan, [rule("key-runs-stay")]).hard == ()
    assert audit(plan, [rule("key-runs-stay")], given=plan.brief.runs).hard == ()
    fewer = msgspec.structs.replace(plan, brief=msgspec.structs.replace(plan.brief, runs=plan.brief.runs[:1]))
    assert len(audit(fewer, [rule("key-runs-stay")], given=plan.brief.runs).hard) == 1


# ------------------------------------------------------------------------------------------------------ what a class is


@pytest.mark.parametrize(
    ("legs", "true"),
    [
        ("heavy(back-squat 3x5 rir2 kg80)", True),
        ("heavy(back-squat 3x6 rir2 kg80)", False),
        ("moderate(back-squat 3x6 rir2 kg80)", True),
        ("light(calf-raise 2x15 rir4)", True),
        ("light(calf-raise 2x15 rir3)", False),
        ("light(calf-raise 2x15 rir4 kg10)", False),
        ("light(calf-raise 2x15 rir4 effort)", False),
        ("light(lateral-band-walk 2x10 band-light)", True),
        ("moderate(bodyweight-squat 2x10 rir4)", True),
        ("moderate(clamshell 2x15 rir4)", False),
        ("hops(pogo-hop 2x20s contacts80)", True),
        ("hops(pogo-hop 4x20s contacts160)", False),
        ("hops(box-jump 2x5 contacts10)", False),
        ("hops(low-box-jump 2x5 contacts10)", True),
        ("jumps(single-leg-pogo 2x6 contacts24)", True),
        ("hops(single-leg-pogo 2x6 contacts24)", False),
        ("moderate(nordic-lower 2x5 rir2)", False),
        ("heavy(nordic-lower 2x5 rir2)", True),
        ("heavy:W-04(back-squat 3x8 rir2 kg60)", False),
    ],
)
def test_a_session_is_called_by_what_is_in_it(legs: str, true: bool) -> None:
    assert (found("called-what-it-is", week(f"{legs} . . . . . .")) == []) is true


def test_a_listed_eccentric_is_heavy_three_times() -> None:
    nordic = "nordic-lower 2x5 rir2"
    heavy = [f"heavy({nordic})"] * 3
    assert found("called-what-it-is", weeks(*heavy, f"moderate({nordic})")) == []
    assert found("called-what-it-is", weeks(*heavy[:2], f"moderate({nordic})"))


@pytest.mark.parametrize(("days", "accustomed"), [(20, True), (22, False)])
def test_three_weeks_without_heavy_legs_make_them_new_again(days: int, accustomed: bool) -> None:
    done = f"done: heavy:{days} heavy:{days + 3} heavy:{days + 6}"
    strip = f"{done}\nrun: . . intervals . . . .\nlegs: heavy@14:00 . . . . . ."
    assert (found("new-heavy-legs-clear-of-runs", strip) == []) is accustomed


def test_who_has_lifted_heavy_before_may_go_on() -> None:
    assert found("heavy-after-moderate", f"done: heavy\n{week('heavy . . . . . .')}") == []
    assert found("heavy-after-moderate", week("moderate . moderate . moderate . heavy")) == []
    assert found("heavy-after-moderate", week("moderate . moderate . . . heavy"))


# ---------------------------------------------------------------------------------------------------- inside a session


def test_a_named_workout_keeps_its_own_content() -> None:
    assert found("a-full-session-is-whole", week("moderate:W-01(hip-thrust 3x8 rir2) . . . . . .")) == []
    assert found("a-full-session-is-whole", week("moderate(hip-thrust 3x8 rir2) . . . . . ."))


def test_a_short_or_deload_session_need_not_be_whole() -> None:
    assert found("a-full-session-is-whole", week("moderate:20min(hip-thrust 3x8 rir2) . . . . . .")) == []
    deload = f"phase: build deload\n{week('moderate(hip-thrust 3x8 rir2) . . . . . .')}"
    assert found("a-full-session-is-whole", deload) == []


def test_eight_exercises_are_too_many() -> None:
    names = "goblet-squat romanian-deadlift split-squat calf-raise clamshell dead-bug glute-bridge hip-hinge"
    legs = "; ".join(f"{name} 1x8" for name in names.split())
    assert found("a-full-session-is-whole", week(f"moderate({legs}) . . . . . ."))[0].excess == 1


@pytest.mark.parametrize(
    ("kit", "item", "fits"),
    [
        ("none", "lateral-band-walk 2x10 band-light", False),
        ("mini-band", "lateral-band-walk 2x10 band-light", True),
        ("none", "split-squat 2x10 kg8", False),
        ("none", "split-squat 2x10", True),
        ("dumbbell", "split-squat 2x10 kg8", True),
        ("dumbbell", "barbell-hip-thrust 2x10 kg40", False),
        ("barbell bench", "barbell-hip-thrust 2x10 kg40", True),
        ("none", "foam-rolling 1x60s cooldown", False),
    ],
)
def test_only_what_the_runner_has_is_asked_for(kit: str, item: str, fits: bool) -> None:
    assert (found("only-what-you-have", week(f"moderate({item}) . . . . . .", kit)) == []) is fits


@pytest.mark.parametrize(
    ("legs", "warm"),
    [
        ("moderate(warm-up 300s; bodyweight-squat 2x10)", True),
        ("moderate(warm-up 299s; bodyweight-squat 2x10)", False),
        ("moderate(bodyweight-squat 2x10; warm-up 300s)", False),
        ("moderate@07:45(bodyweight-squat 2x10)", True),
        ("moderate@08:30(bodyweight-squat 2x10)", False),
        ("mini@08:00(clamshell 2x15)", True),
        ("mobility(hip-openers 1x8)", True),
        ("moderate(warm-up 300s; goblet-squat 3x8 rir2 kg20)", False),
        ("moderate(warm-up 300s; goblet-squat 3x8 rir2 effort ramp1)", True),
        ("moderate(warm-up 300s; calf-raise 3x12 rir2 kg20)", True),
    ],
)
def test_a_warm_up_or_a_run_comes_first(legs: str, warm: bool) -> None:
    strip = f"run: easy@07:00 . . . . . .\nlegs: {legs} . . . . . ."
    assert (found("warm-first-then-lift", strip) == []) is warm


def test_a_load_from_a_maximum_is_not_for_the_young() -> None:
    legs = "moderate(goblet-squat 2x10 rir3 pct70) . . . . . ."
    assert found("young-legs-lift-with-ease", week(legs, "17"))
    assert found("young-legs-lift-with-ease", week(legs, "18")) == []


@pytest.mark.parametrize(
    ("legs", "last"),
    [
        ("goblet-squat 2x8 paired; clamshell 2x15 paired; split-squat 2x8", True),
        ("clamshell 2x15; split-squat 2x8", False),
        ("clamshell 2x15 paired; dead-bug 2x8 paired; split-squat 2x8", False),
        ("split-squat 2x8; clamshell 2x15 paired; dead-bug 2x8 paired", True),
    ],
)
def test_small_work_may_fill_a_rest_but_not_lead(legs: str, last: bool) -> None:
    assert (found("small-work-last", week(f"moderate({legs}) . . . . . .")) == []) is last


@pytest.mark.parametrize(
    ("who", "rir", "suits"), [("17", 3, True), ("17", 2, False), ("18", 2, True), ("18", 4, False)]
)
def test_the_young_keep_more_in_reserve(who: str, rir: int, suits: bool) -> None:
    assert (found("hard-but-clean", week(f"moderate(split-squat 2x8 rir{rir}) . . . . . .", who)) == []) is suits


def test_alternating_forms_count_both_legs() -> None:
    for reps, fine in (("16-24", True), ("24-32", False)):
        legs = week(f"moderate(alternating-reverse-lunge 2x{reps} rir3) . . . . . .", "16")
        assert (found("young-legs-lift-with-ease", legs) == []) is fine


def test_sessions_that_share_an_id_are_judged_each_where_it_stands() -> None:
    plan = plan_of("run: easy . . intervals . . .\nlegs: moderate . moderate . . . .")
    twins = tuple(msgspec.structs.replace(session, id="leg day") for session in plan.sessions)
    assert len(found_in("moderate-legs-clear-of-runs", msgspec.structs.replace(plan, sessions=twins))) == 1
