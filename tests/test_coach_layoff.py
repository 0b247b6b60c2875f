"""Coming back after a gap: by how long it was, in steps, and never for a gap the plan itself asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from midstance.coach.layoff import layoff, loads_on_the_way_back, return_after
from midstance.coach.tables import RETURNS
from midstance.planner.prescription.tables import LOAD_STEP_MOST
from midstance.training.periods import Phase
from midstance.training.plan import Plan
from midstance.training.prescription import Item
from midstance.training.session import Stress
from midstance.training.standing import Done, Easing, Restart
from tests.coach_log import day, plan, session

SETS_OF_THREE = tuple(
    session(number, items=(Item(exercise="goblet-squat", sets=3), Item(exercise="calf-raise", sets=3)))
    for number in (0, 3)
)
PLAN = plan(sessions=SETS_OF_THREE)


def done(*days: int, classes: tuple[Stress, ...] = ("moderate-legs",)) -> tuple[Done, ...]:
    return tuple(
        Done(session=f"{day(number)}-a", date=day(number), start="18:00", minutes=40, classes=classes)
        for number in days
    )


def after(gap: int, the_plan: Plan = PLAN, missed: tuple[str, ...] = ()) -> tuple[tuple[Easing, ...], Restart | None]:
    """The way back on the day a gap of so many days since day 21 is over."""
    return layoff(done(14, 18, 21), missed, the_plan, day(21 + gap))


@pytest.mark.parametrize(
    ("gap", "first"),
    [
        (7, None), (8, (67, 95, 100, False)), (14, (67, 95, 100, False)), (15, (100, 85, 50, True)),
        (28, (100, 85, 50, True)), (29, (100, 70, 50, True)), (56, (100, 70, 50, True)), (57, (100, 60, 50, True)),
    ],
)  # fmt: skip
def test_how_much_is_asked_after_a_gap(gap: int, first: tuple[int, int, int, bool] | None) -> None:
    eased, _ = after(gap)
    found = [(one.sets_percent, one.load_percent, one.contacts_percent, "heavy-legs" in one.bars) for one in eased]
    assert (found[0] if found else None) == first
    assert all(one.holds for one in eased)
    assert not eased or eased[0].first == day(21 + gap)


@pytest.mark.parametrize(("gap", "phase"), [(28, None), (29, "foundation"), (56, "foundation"), (57, "foundation")])
def test_phases_begin_anew_after_four_weeks(gap: int, phase: Phase | None) -> None:
    _, restart = layoff(done(14, 18, 35), (), PLAN, day(35 + gap))
    assert (restart.phase if restart else None) == phase


@pytest.mark.parametrize(("gap", "phase"), [(56, "build"), (57, "foundation")])
def test_from_strength_it_goes_back_to_build_and_after_eight_weeks_to_foundation(gap: int, phase: Phase) -> None:
    _, restart = layoff(
        done(50, 54, 60), (), plan(("foundation",) * 4 + ("build",) * 4 + ("strength",) * 12), day(60 + gap)
    )
    assert restart is not None
    assert (restart.phase, restart.monday.weekday()) == (phase, 0)
    assert restart.monday <= day(60 + gap)


def test_the_way_back_is_counted_in_sessions() -> None:
    back = 21 + 20
    loads = []
    for since in range(4):
        days = (14, 18, 21, *(back + 3 * number for number in range(since)))
        eased, _ = layoff(done(*days), (), PLAN, day(back + 3 * since))
        loads.append(eased[0].load_percent if eased else 100)
    assert loads == [85, 85, 93, 100]


def test_a_new_beginning_stays_when_the_runner_is_back() -> None:
    days = (50, 54, 60, 100, 104, 108, 112, 116, 120)
    long = plan(("foundation",) * 4 + ("build",) * 4 + ("strength",) * 12)
    first = layoff(done(*days[:3]), (), long, day(100))[1]
    for count in range(4, 10):
        assert layoff(done(*days[:count]), (), long, day(days[count - 1] + 1))[1] == first


def test_weeks_that_ask_for_little_are_no_gap() -> None:
    raced = plan(("strength",) * 3 + ("taper", "race", "recovery", "recovery") + ("build",) * 4)
    assert layoff(done(14, 18, 20), (), raced, day(20 + 28 + 7)) == ((), None)
    assert layoff(done(14, 18, 20), (), raced, day(20 + 28 + 8))[0] != ()


def test_one_session_a_week_may_leave_a_long_gap_unless_one_was_missed() -> None:
    sparse = plan(a_week=1)
    assert after(12, sparse) == ((), None)
    eased, _ = after(12, sparse, missed=(f"{day(28)}-a",))
    assert eased[0].load_percent == 95


def test_mobility_alone_is_no_strength_work() -> None:
    some = (*done(14, 18, 21), *done(25, 30, classes=("mobility",)))
    assert layoff(some, (), PLAN, day(36))[0][0].load_percent == 85


def test_who_has_not_begun_after_two_weeks_begins_at_the_beginning() -> None:
    assert layoff((), (), PLAN, day(14)) == ((), None)
    eased, restart = layoff((), (), PLAN, day(15))
    assert eased == ()
    assert restart is not None
    assert restart.phase == "foundation"
    assert layoff(done(15), (), PLAN, day(21))[1] == restart


def test_with_one_set_each_no_set_is_taken() -> None:
    one_each = plan(sessions=(session(0, items=(Item(exercise="goblet-squat", sets=1),)),))
    assert after(8, one_each)[0][0].sets_percent == 100


@given(st.integers(0, 400))
def test_no_step_on_the_way_back_is_larger_than_a_load_step(gap: int) -> None:
    band = return_after(gap)
    assert (band is None) is (gap <= RETURNS[0].after_days)
    if band is not None:
        loads = (*loads_on_the_way_back(band), 100)
        assert all(before <= later <= before * LOAD_STEP_MOST for before, later in pairwise(loads))


@given(st.lists(st.integers(0, 150), unique=True, max_size=20), st.integers(0, 160))
def test_the_way_back_only_lowers(days: list[int], today: int) -> None:
    eased, _ = layoff(done(*sorted(days)), (), PLAN, day(today))
    for one in eased:
        assert one.holds
        assert max(one.sets_percent, one.load_percent, one.contacts_percent) <= 100
        assert one.first >= day(today)


@given(st.integers(8, 90), st.integers(8, 90))
def test_a_longer_gap_is_never_met_with_more(one: int, other: int) -> None:
    short, long = sorted((one, other))
    less, more = after(long)[0][0], after(short)[0][0]
    assert less.load_percent <= more.load_percent
    assert set(less.bars) >= set(more.bars)


@pytest.mark.parametrize(("gap", "eased"), [(14, False), (15, True)])
def test_two_weeks_are_the_longest_gap_that_one_session_a_week_can_leave(gap: int, eased: bool) -> None:
    assert bool(after(gap, plan(a_week=1))[0]) is eased


def test_in_a_week_stands_the_load_of_its_first_session() -> None:
    def loads(a_week: int) -> list[int]:
        return [one.load_percent for one in after(20, plan(a_week=a_week))[0]]

    assert loads(1) == [85, 85, 93]
    assert loads(2) == [85, 93]
    assert loads(3) == [85]
    beyond = plan(("strength",) * 6)
    assert [one.load_percent for one in after(20, beyond)[0]] == [85, 93]
