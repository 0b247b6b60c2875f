"""Planned sessions as Garmin Connect's workout JSON: the shape public clients post, and what each step says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from hypothesis import given, settings

from midstance.formats.watch.garmin_connect import MOST_STEPS, TooManySteps, session_as_garmin_json
from midstance.formats.watch.workout import WatchRepeat, WatchStep
from midstance.training.prescription import Block, Item, Load
from midstance.training.session import Session
from tests.plan_fixture import small_plan
from tests.recording_desk import Desk, desk
from tests.watch_sessions import laid_out, session_of, sessions

__all__ = ["desk"]
GOLDEN = Path(__file__).parent / "golden" / "session.garmin.json"


class SportType(msgspec.Struct, forbid_unknown_fields=True):
    sportTypeId: Literal[5]
    sportTypeKey: Literal["strength_training"]
    displayOrder: int


class StepType(msgspec.Struct, forbid_unknown_fields=True):
    stepTypeId: int
    stepTypeKey: Literal["warmup", "cooldown", "interval", "rest", "repeat"]
    displayOrder: int


class Condition(msgspec.Struct, forbid_unknown_fields=True):
    conditionTypeId: int
    conditionTypeKey: Literal["lap.button", "time", "iterations", "reps"]
    displayOrder: int
    displayable: bool


class Target(msgspec.Struct, forbid_unknown_fields=True):
    workoutTargetTypeId: Literal[1]
    workoutTargetTypeKey: Literal["no.target"]
    displayOrder: int


class MassUnit(msgspec.Struct, forbid_unknown_fields=True):
    unitId: Literal[8, 9]
    unitKey: Literal["kilogram", "pound"]
    factor: float


class Executable(msgspec.Struct, forbid_unknown_fields=True, tag_field="type", tag="ExecutableStepDTO"):
    stepOrder: int
    stepType: StepType
    endCondition: Condition
    targetType: Target
    endConditionValue: float | None = None
    description: str | None = None
    category: str | None = None
    exerciseName: str | None = None
    weightValue: float | None = None
    weightUnit: MassUnit | None = None


class Repeat(msgspec.Struct, forbid_unknown_fields=True, tag_field="type", tag="RepeatGroupDTO"):
    stepOrder: int
    stepType: StepType
    numberOfIterations: int
    workoutSteps: list[Executable]
    endCondition: Condition
    endConditionValue: float
    smartRepeat: Literal[False]


class Segment(msgspec.Struct, forbid_unknown_fields=True):
    segmentOrder: Literal[1]
    sportType: SportType
    workoutSteps: list[Executable | Repeat]


class Workout(msgspec.Struct, forbid_unknown_fields=True):
    """The shape, as public clients of the service send it."""

    workoutName: str
    description: str
    sportType: SportType
    estimatedDurationInSecs: int
    workoutSegments: list[Segment]


KIND_IDS = {"warmup": 1, "cooldown": 2, "interval": 3, "rest": 5, "repeat": 6}
END_IDS = {"lap.button": 1, "time": 2, "iterations": 7, "reps": 10}


def read(data: bytes) -> list[Executable | Repeat]:
    """The steps, the shape being right."""
    return msgspec.json.decode(data, type=Workout).workoutSegments[0].workoutSteps


def flat(steps: list[Executable | Repeat]) -> list[Executable]:
    """The steps that are walked through, each once."""
    return [one for step in steps for one in (step.workoutSteps if isinstance(step, Repeat) else [step])]


@settings(max_examples=100, deadline=None)
@given(sessions())
def test_every_session_has_the_shape_or_is_refused_for_its_length(session: Session) -> None:
    workout = laid_out(session)
    if workout.count > MOST_STEPS:
        with pytest.raises(TooManySteps, match=f"{workout.count} steps"):
            session_as_garmin_json(workout)
        return
    steps = read(session_as_garmin_json(workout))
    every = [inner for one in steps for inner in (one, *(one.workoutSteps if isinstance(one, Repeat) else ()))]
    assert [one.stepOrder for one in every] == list(range(1, workout.count + 1))
    assert all(one.stepType.stepTypeId == KIND_IDS[one.stepType.stepTypeKey] for one in every)
    assert all(one.endCondition.conditionTypeId == END_IDS[one.endCondition.conditionTypeKey] for one in every)
    assert all((one.endConditionValue is None) == (one.endCondition.conditionTypeKey == "lap.button") for one in every)
    assert [one.numberOfIterations if isinstance(one, Repeat) else 1 for one in steps] == [
        one.times if isinstance(one, WatchRepeat) else 1 for one in workout.steps
    ]


def test_the_document_of_a_session_stays_as_it_is() -> None:
    """After a wanted change, read the new document, then write it to the golden file."""
    assert session_as_garmin_json(laid_out(small_plan().sessions[0])).decode() == GOLDEN.read_text("utf-8")


def one_set(item: Item) -> Executable:
    """The first step of a session of one item."""
    return flat(read(session_as_garmin_json(laid_out(session_of([Block(kind="straight", items=(item,))])))))[0]


def test_a_set_is_an_exercise_with_reps_and_grams() -> None:
    step = one_set(Item(exercise="goblet-squat", sets=3, reps=(8, 10), load=Load(kind="kg", kg=14.0), rest_s=90))
    assert (step.category, step.exerciseName) == ("SQUAT", "GOBLET_SQUAT")
    assert (step.endCondition.conditionTypeKey, step.endConditionValue) == ("reps", 10.0)
    assert (step.weightValue, step.weightUnit) == (14_000.0, MassUnit(8, "kilogram", 1000.0))


def test_pounds_stay_pounds_and_kilograms_can_be_asked_for() -> None:
    item = Item(exercise="goblet-squat", sets=1, reps=(8, 8), load=Load(kind="lb", lb=30.0))
    assert one_set(item).weightUnit == MassUnit(9, "pound", 453.59237)
    assert one_set(item).weightValue == 13_607.8
    workout = laid_out(session_of([Block(kind="straight", items=(item,))]))
    assert flat(read(session_as_garmin_json(workout, "kilograms")))[0].weightValue == 13.608


def test_the_nearest_name_carries_the_true_one_in_its_description() -> None:
    near = one_set(Item(exercise="alternating-reverse-lunge", sets=1, reps=(12, 12)))
    assert (near.category, near.exerciseName) == ("LUNGE", "DUMBBELL_REVERSE_LUNGE")
    assert near.description == "Alternating reverse lunge. 12 reps. New."
    same = one_set(Item(exercise="goblet-squat", sets=1, reps=(8, 8)))
    assert same.description == "8 reps. New."


def test_a_drill_without_a_name_of_its_own_is_a_warm_up() -> None:
    drill = Item(exercise="leg-swings", sets=1, reps=(10, 10), per_side=True)
    (step,) = flat(read(session_as_garmin_json(laid_out(session_of([Block(kind="warm-up", items=(drill,))])))))
    assert (step.stepType.stepTypeKey, step.category, step.exerciseName) == ("warmup", "WARM_UP", "WARM_UP")
    assert (step.endCondition.conditionTypeKey, step.description) == ("lap.button", "Leg swings. 10 each side.")


def test_a_session_beyond_what_the_service_takes_is_refused_with_what_to_do() -> None:
    long = [Item(exercise="split-squat", sets=2, reps=(8, 8), per_side=True, rest_s=60) for _ in range(13)]
    workout = laid_out(session_of([Block(kind="straight", items=tuple(long))]))
    assert all(isinstance(one, WatchRepeat | WatchStep) for one in workout.steps)
    with pytest.raises(TooManySteps, match="52 steps, and Garmin Connect takes 50; use the FIT file instead"):
        session_as_garmin_json(workout)


def test_the_command_writes_a_document_for_each_session(desk: Desk, tmp_path: Path) -> None:
    desk.done("watch", "--all", "--as", "garmin-connect", "--mass", "kilograms", "--out", str(tmp_path))
    documents = [json.loads(path.read_bytes()) for path in sorted(tmp_path.glob("*.garmin.json"))]
    assert [one["workoutName"] for one in documents] == [
        "9 Mar Squat, hinge and calves", "11 Mar Hips and trunk", "16 Mar Squat, hinge and calves",
        "23 Mar Squat, hinge and calves", "31 Mar Hips and trunk",
    ]  # fmt: skip
    assert '"weightValue": 14.0' in json.dumps(documents[0])
