"""The audit on what changes from week to week: progression, new families, landings, counts, habits."""

from __future__ import annotations

import msgspec
import pytest

from midstance.rules.strip import plan_of
from midstance.training.athlete import KnownLoad
from tests.strip_cards import cards
from tests.test_audit_plans import REST, found, found_in, week, weeks


@pytest.mark.parametrize(
    ("before", "after", "fine"),
    [
        ("3x8 rir2 kg20", "3x8 rir2 kg22", True),
        ("3x8 rir2 kg20", "3x9 rir2 kg20", True),
        ("3x8 rir2 kg20", "3x9 rir2 kg22", False),
        ("3x10 rir2 kg20", "3x8 rir2 kg22", True),
        ("3x8 rir2 kg20", "4x8 rir1 kg20", True),
        ("3x8 rir2 kg20 tempo3-0-1-0", "3x8 rir2 kg22 tempo4-0-1-0", False),
        ("3x8 rir2 kg20 tempo4-0-1-0", "3x8 rir2 kg22 tempo3-0-1-0", True),
        ("3x8 rir2 kg20", "3x6 rir2 kg16", True),
        ("3x8 rir2", "3x10 rir2 kg10", False),
        ("3x8 rir2 effort", "3x8 rir2 kg20", True),
        ("3x8 rir2 effort", "3x10 rir2 kg20", True),
        ("3x8 rir2 lb20", "3x10 rir2 kg10", False),
        ("3x8 rir2 kg10", "3x10 rir2 lb20", True),
        ("2x10 band-light", "2x12 band-medium", False),
        ("2x10 band-medium", "2x12 band-light", True),
        ("2x20s", "2x30s more-range", False),
    ],
)
def test_one_thing_gets_harder_at_a_time(before: str, after: str, fine: bool) -> None:
    strip = weeks(f"moderate(split-squat {before})", f"moderate(split-squat {after})")
    assert (found("one-thing-harder-at-a-time", strip) == []) is fine


@pytest.mark.parametrize("phase", ["build | strength", "build deload | build", "build | build deload", "taper | taper"])
def test_a_new_mesocycle_a_deload_and_a_taper_have_their_own_tables(phase: str) -> None:
    strip = weeks("moderate(split-squat 3x8 rir2 kg10)", "moderate(split-squat 3x10 rir2 kg20)", head=f"phase: {phase}")
    assert found("one-thing-harder-at-a-time", strip) == []


SQUAT, HINGE, JUMP = "goblet-squat 2x10 rir3 kg8", "romanian-deadlift 2x10 rir3 kg8", "snap-down 2x4 contacts8"


@pytest.mark.parametrize(
    ("legs", "fine"),
    [
        (f"moderate({SQUAT}) . . . . . . | moderate({HINGE}) . . . . . .", True),
        (f"moderate({SQUAT}) . . . . . . | moderate@17:59({HINGE}) . . . . . .", False),
        (f"moderate({SQUAT}; {HINGE}) . . . . . . | {REST}", False),
        (f"moderate({SQUAT}) . . hops({JUMP}) . . . | {REST}", False),
        (f"moderate({SQUAT}) . . moderate(hip-hinge 2x10 rir3) . . . | {REST}", True),
        (f"moderate({SQUAT}) . . moderate(leg-press 2x10 rir3 kg40) . . . | {REST}", True),
    ],
)
def test_a_beginner_meets_one_family_in_seven_days(legs: str, fine: bool) -> None:
    strip = f"run: {REST} | {REST}\nlegs: {legs}"
    assert (found("meet-them-one-by-one", f"who: beginner\n{strip}") == []) is fine
    assert found("meet-them-one-by-one", f"who: intermediate\n{strip}") == []


def test_a_family_with_a_known_load_is_not_new() -> None:
    plan = plan_of(f"who: beginner\n{week(f'moderate({SQUAT}; {HINGE}) . . . . . .')}", cards())
    athlete = msgspec.structs.replace(plan.brief.athlete, loads=(KnownLoad(exercise="goblet-squat", kg=8, reps=10),))
    lifted = msgspec.structs.replace(plan, brief=msgspec.structs.replace(plan.brief, athlete=athlete))
    assert found_in("meet-them-one-by-one", plan)
    assert found_in("meet-them-one-by-one", lifted) == []


@pytest.mark.parametrize(
    ("who", "most"),
    [
        ("beginner gate", 30),
        ("intermediate", 60),
        ("advanced", 100),
        ("advanced 50", 75),
        ("advanced 49", 100),
        ("advanced 65", 50),
    ],
)
def test_landings_a_session_by_level_and_age(who: str, most: int) -> None:
    for contacts, fine in ((most, True), (most + 1, False)):
        legs = week(f"jumps(squat-jump 1x{contacts} contacts{contacts}) . . . . . .", who)
        assert (found("landings-in-small-doses", legs) == []) is fine


def test_a_beginner_lands_nowhere_before_the_gate() -> None:
    assert found("landings-in-small-doses", week("hops(snap-down 1x3 contacts3) . . . . . .", "beginner"))


def test_a_week_holds_two_sessions_of_landings() -> None:
    full = "jumps(squat-jump 1x60 contacts60)"
    assert found("landings-in-small-doses", week(f"{full} . {full} . . . .")) == []
    assert found("landings-in-small-doses", week(f"{full} . {full} . hops(pogo-hop 1x2s contacts4) . ."))


def test_landings_grow_over_the_highest_of_four_weeks() -> None:
    def hops(sets: int) -> str:
        return f"hops(pogo-hop {sets}x10s contacts{sets * 20})"

    assert found("landings-grow-slowly", weeks(hops(1), hops(2), hops(1), ".", hops(3))) == []
    assert found("landings-grow-slowly", weeks(hops(1), hops(3)))
    assert found("landings-grow-slowly", weeks(hops(1), hops(2), ".", ".", ".", ".", hops(2)))


RACE = f"{REST} | {REST} | {REST} | {REST} | . . . . . . race-A"


@pytest.mark.parametrize(
    ("legs", "fine"),
    [
        ("moderate(goblet-squat 2x8 kg10)", True),
        ("moderate(split-squat 2x8 kg10)", False),
        ("moderate(split-squat 2x8 less)", True),
        ("light(clamshell 2x15 rir4)", True),
    ],
)
def test_nothing_is_new_before_the_race(legs: str, fine: bool) -> None:
    known = "moderate(goblet-squat 2x8 kg10) . . . . . ."
    strip = f"run: {RACE}\nlegs: {known} | {legs} . . . . . . | {REST} | {REST} | {REST}"
    assert (found("nothing-new-before-the-race", strip) == []) is fine


@pytest.mark.parametrize(("days", "fine"), [(". . . . . {} .", True), (". . . . . . {}", False)])
def test_the_window_before_the_race_has_twenty_eight_days(days: str, fine: bool) -> None:
    first = "moderate(goblet-squat 2x8 kg10) . . . . . ."
    second = days.format("moderate(split-squat 2x8 kg10)")
    strip = f"run: {REST} | {RACE}\nlegs: {first} | {second} | {REST} | {REST} | {REST} | {REST}"
    assert (found("nothing-new-before-the-race", strip) == []) is fine


def test_who_starts_inside_the_window_trains_with_body_mass() -> None:
    short = f"{REST} | {REST} | . . . . . . race-A"
    for item, fine in (("split-squat 2x8", True), ("split-squat 2x8 kg8", False)):
        strip = f"run: {short}\nlegs: moderate({item}) . . . . . . | {REST} | {REST}"
        assert (found("nothing-new-before-the-race", strip) == []) is fine


@pytest.mark.parametrize(("legs", "missing"), [("moderate . . light . . .", 0), ("moderate mini . mobility . . .", 1)])
def test_minis_and_mobility_do_not_count_for_the_week(legs: str, missing: int) -> None:
    excess = [
        finding.excess for finding in found("the-weeks-sessions", f"want: 2\nrun: easy easy . . . . .\nlegs: {legs}")
    ]
    assert sum(excess) == missing


def test_more_sets_are_free_where_more_sessions_are_asked_for() -> None:
    one, two = (
        "moderate(split-squat 8x8 rir2) . . . . . .",
        "moderate(split-squat 8x8 rir2) . . moderate(split-squat 8x8 rir2) . . .",
    )
    assert found("sets-grow-slowly", f"run: {REST} | {REST}\nlegs: {one} | {two}") == []


def test_a_swap_after_four_weeks_or_with_a_new_mesocycle_is_no_swap() -> None:
    old, new = "moderate(goblet-squat 3x8 rir2 kg20)", "moderate(leg-press 3x8 rir2 kg60)"
    assert found("keep-it-a-while", weeks(*[old] * 4, new)) == []
    assert found("keep-it-a-while", weeks(*[old] * 3, new))
    assert found("keep-it-a-while", weeks(old, new, head="phase: build | strength")) == []
