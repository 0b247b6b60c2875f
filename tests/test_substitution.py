"""A named workout with the kit one has."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.knowledge.library import library
from midstance.knowledge.substitution import allowed, with_kit
from midstance.training.exercise import KIT, Kit
from midstance.training.workout import Workout, WorkoutItem

KNOWN = library()


def fitted(name: str, *kit: Kit) -> Workout:
    return with_kit(KNOWN.workouts[name], kit, KNOWN)


def lines(workout: Workout) -> dict[str, WorkoutItem]:
    return {item.exercise: item for block in workout.blocks for item in block.items}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(KNOWN.workouts)), st.lists(st.sampled_from(KIT), unique=True))
def test_nothing_is_asked_for_that_is_not_there(name: str, kit: Sequence[Kit]) -> None:
    workout = with_kit(KNOWN.workouts[name], kit, KNOWN)
    for item in lines(workout).values():
        assert allowed(kit, KNOWN.exercises.get(item.exercise) or KNOWN.drills[item.exercise])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(KNOWN.workouts)), st.lists(st.sampled_from(KIT), unique=True))
def test_no_exercise_is_lost_and_none_grows(name: str, kit: Sequence[Kit]) -> None:
    before = KNOWN.workouts[name]
    after = with_kit(before, kit, KNOWN)

    def work(workout: Workout) -> list[WorkoutItem]:
        every = [item for block in workout.blocks for item in block.items]
        return [item for item in every if item.exercise in KNOWN.exercises]

    assert len(work(before)) == len(work(after))
    for old, new in zip(work(before), work(after), strict=True):
        assert old.sets is not None
        assert new.sets is not None
        assert new.sets[1] <= old.sets[1]
        assert new.per_side == KNOWN.exercises[new.exercise].per_side


@pytest.mark.parametrize("name", KNOWN.workouts)
def test_with_all_kit_a_workout_stays_as_it_is(name: str) -> None:
    assert with_kit(KNOWN.workouts[name], KIT, KNOWN) == KNOWN.workouts[name]


def test_what_the_source_allows_comes_first() -> None:
    assert lines(fitted("W-01"))["reverse-lunge"].note == "In place of Bulgarian split squat: the source allows it."
    assert {"glute-bridge", "single-leg-glute-bridge"} <= set(lines(fitted("W-01")))
    assert "hamstring-curl" in lines(fitted("W-03", "hamstring-curl"))
    assert "alternating-step-up" in lines(fitted("W-03", "bench"))


def test_numbers_are_kept_where_they_fit() -> None:
    lunge = lines(fitted("W-01"))["reverse-lunge"]
    assert (lunge.sets, lunge.amount, lunge.per_side) == ((3, 3), (8, 10), True)


def test_the_next_rung_that_can_be_loaded_comes_before_body_mass() -> None:
    assert "tempo-goblet-squat" in lines(fitted("W-04", "dumbbell"))
    assert "short-range-romanian-deadlift" in lines(fitted("W-05", "dumbbell"))
    assert "hip-hinge" in lines(fitted("W-05"))


def test_heavy_numbers_are_not_kept_for_body_mass() -> None:
    squat = lines(fitted("W-04"))["bodyweight-squat"]
    assert squat.amount is not None
    assert squat.amount[0] >= 8
    assert "amount" in squat.ours


def test_steps_become_repetitions() -> None:
    walk = lines(fitted("W-07"))["clamshell"]
    assert (walk.unit, walk.amount, walk.per_side) == ("reps", (15, 20), True)


def test_weighted_work_without_a_weight_is_said() -> None:
    step_up = lines(fitted("W-04", "box"))["step-up"]
    assert (step_up.load, step_up.note) == ("body mass", "At body mass: there is nothing to load it with.")


def test_a_drill_without_its_kit_is_left_out_and_said() -> None:
    workout = fitted("W-01")
    assert "foam-rolling" not in lines(workout)
    assert "Left out: Foam rolling for the legs, for want of kit." in workout.notes


def test_nothing_is_done_twice_where_there_is_a_choice() -> None:
    for name in ("W-01", "W-07", "W-08", "W-10"):
        every = [item.exercise for block in fitted(name).blocks for item in block.items]
        assert len(every) == len(set(every)), name
