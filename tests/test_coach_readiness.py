"""Readiness holds or lowers, and never raises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from midstance.coach import tables
from midstance.coach.readiness import easings, holds
from midstance.knowledge.library import library
from midstance.training.athlete import Athlete
from midstance.training.exercise import Region
from midstance.training.log import CheckIn, Entry, RunFeel, effective
from midstance.training.plan import Brief
from midstance.training.standing import Easing
from tests.coach_log import LOGS, check, day, ended, ran

BRIEF = Brief(start=day(0), end=day(40), athlete=Athlete(level="intermediate"))
BEGINNER = Brief(start=day(0), end=day(40))


def on(entries: tuple[Entry, ...], today: int, brief: Brief = BRIEF) -> tuple[Easing, ...]:
    return easings(effective(entries), brief, day(today))


@pytest.mark.parametrize(("score", "bars"), [(3, 0), (4, 2), (6, 2), (7, 5), (10, 5)])
def test_sore_legs_put_heavy_work_off_and_very_sore_legs_everything_but_mobility(score: int, bars: int) -> None:
    found = on((check(3, soreness={"quadriceps": score}),), 3)
    assert sum(len(one.bars) for one in found) == bars
    for one in found:
        assert (one.first, one.last) == (day(3), day(4))
        assert "mobility" not in one.bars
        assert {"heavy-legs", "high-plyometric"} <= set(one.bars)


@pytest.mark.parametrize(("region", "legs"), [("trunk", False), ("foot", True), ("calf-soleus", True)])
def test_only_legs_count(region: Region, legs: bool) -> None:
    assert bool(on((check(3, soreness={region: 8}),), 3)) is legs


def test_soreness_lasts_until_tomorrow_or_until_it_is_said_to_be_gone() -> None:
    sore = check(3, soreness={"quadriceps": 5})
    assert on((sore,), 4)
    assert not on((sore,), 5)
    assert not on((sore, check(4, soreness={"quadriceps": 1})), 4)
    assert on((sore, check(4, energy=4)), 4)


@pytest.mark.parametrize(
    ("check_in", "low"),
    [
        (check(3, energy=2), True), (check(3, energy=3), False), (check(3, fatigue=4), True),
        (check(3, fatigue=3), False), (check(3, sleep_h=5.9), True), (check(3, sleep_h=6.0), False), (check(3), False),
    ],
)  # fmt: skip
def test_a_low_day_has_fewer_sets(check_in: CheckIn, low: bool) -> None:
    found = on((check_in,), 3)
    assert [(one.first, one.last, one.sets_percent) for one in found] == ([(day(3), day(3), 67)] if low else [])
    assert on((check_in,), 4) == ()


def test_the_last_word_of_a_day_counts() -> None:
    assert on((check(3, energy=1), check(3, 12, energy=4)), 3) == ()


@pytest.mark.parametrize(("days", "week"), [((0, 3, 6), True), ((0, 3, 7), False), ((0, 6), False)])
def test_three_low_days_in_seven_make_a_week_of_rest(days: tuple[int, ...], week: bool) -> None:
    found = [one for one in on(tuple(check(n, energy=1) for n in days), days[-1]) if one.sets_percent == 50]
    assert bool(found) is week
    if week:
        assert (found[0].first, found[0].last, found[0].load_percent) == (day(6), day(12), 90)


@pytest.mark.parametrize(("rpe", "second", "week"), [(9, 6, True), (9, 7, False), (8, 3, False), (10, 3, True)])
def test_two_very_hard_sessions_in_seven_days_do_too(rpe: int, second: int, week: bool) -> None:
    found = on((ended(0, "a", rpe=rpe), ended(second, "b", rpe=rpe)), second)
    assert [(one.first, one.sets_percent) for one in found] == ([(day(second + 1), 50)] if week else [])


def test_what_happens_in_a_week_of_rest_asks_for_no_other() -> None:
    low = tuple(check(number, energy=1) for number in range(9))
    rest = [one for one in on(low, 8) if one.sets_percent == 50]
    assert [(one.first, one.last) for one in rest] == [(day(2), day(8))]
    assert not [one for one in on((*low, check(9, energy=1)), 9) if one.sets_percent == 50]


@pytest.mark.parametrize(
    ("feels", "brief", "held"),
    [
        (("bad", "heavy"), BEGINNER, True), (("bad", "usual"), BEGINNER, False), (("bad", "heavy"), BRIEF, False),
    ],
)  # fmt: skip
def test_a_beginner_waits_while_running_feels_worse(feels: tuple[RunFeel, RunFeel], brief: Brief, held: bool) -> None:
    found = on((ran(1, feel=feels[0]), ran(3, feel=feels[1])), 4, brief)
    assert bool(holds(found, day(4))) is held
    assert on((ran(1, feel=feels[0]), ran(5, feel=feels[1])), 5, brief) == ()


@settings(max_examples=200, deadline=None)
@given(LOGS)
def test_readiness_never_raises(entries: list[Entry]) -> None:
    for today in (5, 12, 20):
        for one in on(tuple(entries), today, BEGINNER):
            assert max(one.sets_percent, one.load_percent, one.contacts_percent) <= 100
            assert one.holds
            assert one.first <= one.last
            assert one.last >= day(today)


@settings(max_examples=100, deadline=None)
@given(LOGS)
def test_order_of_arrival_does_not_matter(entries: list[Entry]) -> None:
    assert on(tuple(entries), 15) == on(tuple(reversed(entries)), 15)


def test_every_number_of_the_coach_has_a_source_that_is_known() -> None:
    known = set(library().sources) | {"ours"}
    cited = {one for name, value in vars(tables).items() if name.endswith("_SOURCES") for one in value}
    assert cited
    assert {one.split(":")[0] for one in cited} <= known
