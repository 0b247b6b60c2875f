"""Loads follow what was really lifted: by the reserve that was left, within a tenth, and never past what it covers."""

from __future__ import annotations

import msgspec
import pytest

from midstance.training.exercise import Level
from midstance.training.prescription import EFFORT
from tests.progression_log import done, dose_after, item, kg, next_item, trainee

GOBLET = item("goblet-squat", kg(20))
TOP = (10, 10, 10)
BACK_SQUAT = item("back-squat", kg(100), (3, 5), rir=(1, 3))


@pytest.mark.parametrize(("rir", "load"), [(1, 105), (2, 107.5), (4, 110), (9, 110), (None, 100)])
def test_the_size_of_a_step_follows_the_reserve_up_to_a_tenth(rir: int | None, load: float) -> None:
    """As much as still leaves the lowest reserve at the lowest reps, by the weakest set."""
    log = [*done(0, BACK_SQUAT, (5, 5, 5), rir=rir), *done(3, BACK_SQUAT, (5, 5, 5), rir=rir)]
    assert dose_after(log, trainee("advanced", ("barbell",)), "back-squat").load == kg(load)


def test_one_good_session_earns_no_more_than_two_and_a_half_per_cent() -> None:
    dose = dose_after(done(0, BACK_SQUAT, (5, 5, 5), rir=9), trainee("advanced", ("barbell",)), "back-squat")
    assert dose.load == kg(102.5)


def test_on_one_leg_a_step_is_smaller() -> None:
    asked = item("split-squat", kg(100))
    log = [*done(0, asked, TOP, rir=8), *done(3, asked, TOP, rir=8)]
    dose = dose_after(log, trainee(steps={"dumbbell": 1.0}), "split-squat")
    assert (dose.load, dose.amount) == (kg(105), (8, 10))


def test_a_step_that_was_too_small_is_followed_by_the_next_without_waiting_twice() -> None:
    more = item("goblet-squat", kg(22))
    log = [*done(0, GOBLET, TOP, rir=6), *done(3, more, TOP, rir=6)]
    assert dose_after(log, trainee(), "goblet-squat").load == kg(24)
    exact = [*done(0, GOBLET, TOP, rir=6), *done(3, more, TOP, rir=2)]
    assert dose_after(exact, trainee(), "goblet-squat").load == kg(22)


def test_a_range_filled_with_more_reps_counts_when_a_new_phase_asks_for_fewer() -> None:
    log = [*done(0, GOBLET, TOP, rir=2), *done(3, item("goblet-squat", kg(20), (6, 8)), (8, 8, 8), rir=4)]
    assert dose_after(log, trainee(), "goblet-squat").load == kg(22)


def test_a_coarse_kit_needs_more_reps_first_and_no_more_of_them_than_the_reserve_asks() -> None:
    light, more = item("goblet-squat", kg(8)), item("goblet-squat", kg(8), (9, 11))
    first = done(0, light, TOP, rir=5)
    dose = dose_after(first, trainee(), "goblet-squat")
    assert (dose.variable, dose.amount, dose.load) == ("reps", (9, 11), kg(8))
    dose = dose_after([*first, *done(3, more, (11, 11, 11), rir=9)], trainee(), "goblet-squat")
    assert (dose.variable, dose.load, dose.amount) == ("load", kg(10), (6, 8))
    short = dose_after([*first, *done(3, more, (11, 11, 11), rir=3)], trainee(), "goblet-squat")
    assert (short.variable, short.amount) == ("reps", (10, 12))


def test_a_coarse_kit_far_too_light_twice_running_is_picked_anew() -> None:
    """Climbing from 4 kg by a rep every second session would take half a season to what one pick finds."""
    light = item("goblet-squat", kg(4))
    for second, load in ((6, EFFORT), (5, kg(4))):
        log = [*done(0, light, TOP, rir=9), *done(3, light, TOP, rir=second)]
        dose = dose_after(log, trainee(), "goblet-squat")
        assert (dose.move, dose.load) == ("rise", load)
    assert dose.variable == "reps"
    hurt = [*done(0, light, TOP, rir=9), *done(3, light, TOP, rir=9, faults=("knee-in",))]
    assert dose_after(hurt, trainee(), "goblet-squat").move == "ease"


@pytest.mark.parametrize(("level", "moves"), [("intermediate", ["ease", "rise"]), ("beginner", ["ease", "hold"])])
def test_the_way_back_after_a_lapse_of_form_is_short_but_for_beginners(level: Level, moves: list[str]) -> None:
    """By load where the kit has a small step, else by reps."""
    who = trainee(level)
    for weight, lighter, fewer in ((24, 22, (8, 10)), (10, 10, (6, 8))):
        asked = item("split-squat", kg(weight))
        log = [*done(0, asked, TOP), *done(3, asked, TOP, faults=("knee-in",))]
        eased = dose_after(log, who, "split-squat")
        back = dose_after([*log, *done(6, next_item(asked, eased), TOP, rir=5)], who, "split-squat")
        assert [eased.move, back.move] == moves
        assert (eased.load, eased.amount) == (kg(lighter), fewer)
        assert (back.load, back.amount) == (
            (kg(weight), (8, 10)) if level == "intermediate" else (eased.load, eased.amount)
        )


def test_there_is_no_short_way_back_to_what_was_too_heavy() -> None:
    asked, who = item("split-squat", kg(10)), trainee()
    log = [*done(0, asked, TOP), *done(3, asked, TOP, rir=0)]
    dose = dose_after([*log, *done(6, item("split-squat", kg(8)), TOP, rir=5)], who, "split-squat")
    assert (dose.load, dose.variable) == (kg(8), "reps")


def test_trouble_with_more_than_was_asked_goes_back_to_what_was_asked() -> None:
    dose = dose_after(done(0, GOBLET, TOP, load=kg(24), rir=0), trainee(), "goblet-squat")
    assert (dose.move, dose.load) == ("hold", kg(20))


def test_where_the_runner_tried_out_loads_the_one_that_was_right_is_named() -> None:
    asked, who = item("goblet-squat", EFFORT), trainee()
    for loads, left, named in (
        ((12, 16, 20), (9, 5, 2), 20),
        ((12, 20, 16), (9, 0, 3), 16),
        ((20, 20, 20), (0, 0, 0), 18),
    ):
        log = [
            msgspec.structs.replace(one, load=kg(load), rir=rir)
            for one, load, rir in zip(done(0, asked, TOP), loads, left, strict=True)
        ]
        assert dose_after(log, who, "goblet-squat").load == kg(named)
