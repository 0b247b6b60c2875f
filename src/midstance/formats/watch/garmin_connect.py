"""A planned session as the workout JSON that clients of Garmin Connect post.

The service documents none of it; this is the shape that public clients send and get back. A name its list lacks gets
the nearest there is, and the true one begins the description.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from midstance.formats.watch.workout import StepKind, WatchRepeat, WatchStep, WatchWorkout, capped
from midstance.training.prescription import Load
from midstance.training.strength import KG_PER_POUND

MassWritten = Literal["grams", "kilograms"]
"""How a weight is written. Public clients differ; the one that was checked against the service's own workouts writes
grams (python-garminconnect, pull request 380), so that is the usual way."""
MOST_STEPS = 50
"""More are said to be refused by the service (ours to heed; it documents no limit)."""
LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_NOTES = 80, 1000, 500
"""Bytes of a workout's name and description, and of a step's description (ours, well within what has been seen)."""

_SPORT = {"sportTypeId": 5, "sportTypeKey": "strength_training", "displayOrder": 5}
_KINDS: dict[StepKind | Literal["repeat"], tuple[int, str]] = {
    "warm-up": (1, "warmup"), "lighter": (1, "warmup"), "cooldown": (2, "cooldown"), "work": (3, "interval"),
    "rest": (5, "rest"), "repeat": (6, "repeat"),
}  # fmt: skip
_NO_TARGET = {"workoutTargetTypeId": 1, "workoutTargetTypeKey": "no.target", "displayOrder": 1}
_ENDS: dict[str, int] = {"lap.button": 1, "time": 2, "iterations": 7, "reps": 10}
_KILOGRAM = {"unitId": 8, "unitKey": "kilogram", "factor": 1000.0}
_POUND = {"unitId": 9, "unitKey": "pound", "factor": 453.59237}
_WARM_UP = "WARM_UP"
"""The service's own name for a step that is a warm-up and nothing closer."""

Json = dict[str, object]


class TooManySteps(ValueError):
    """The session has more steps than the service takes; the message says how many."""


def session_as_garmin_json(workout: WatchWorkout, mass: MassWritten = "grams") -> bytes:
    """The JSON of one workout. Raises TooManySteps."""
    if workout.count > MOST_STEPS:
        raise TooManySteps(
            f"{workout.name}: {workout.count} steps, and Garmin Connect takes {MOST_STEPS}; use the FIT file instead"
        )
    numbers = iter(range(1, workout.count + 1))
    steps = [_group(one, numbers, mass) if isinstance(one, WatchRepeat) else _step(one, numbers, mass)
             for one in workout.steps]  # fmt: skip
    document: Json = {
        "workoutName": capped(workout.name, LONGEST_NAME),
        "description": capped(workout.description, LONGEST_DESCRIPTION),
        "sportType": _SPORT,
        "estimatedDurationInSecs": workout.minutes * 60,
        "workoutSegments": [{"segmentOrder": 1, "sportType": _SPORT, "workoutSteps": steps}],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _group(group: WatchRepeat, numbers: Iterator[int], mass: MassWritten) -> Json:
    return {
        "type": "RepeatGroupDTO",
        "stepOrder": next(numbers),
        "stepType": _kind("repeat"),
        "numberOfIterations": group.times,
        "workoutSteps": [_step(step, numbers, mass) for step in group.steps],
        **_end("iterations", group.times),
        "smartRepeat": False,
    }


def _step(step: WatchStep, numbers: Iterator[int], mass: MassWritten) -> Json:
    found: Json = {
        "type": "ExecutableStepDTO",
        "stepOrder": next(numbers),
        "stepType": _kind(step.kind),
        **_ending(step),
        "targetType": _NO_TARGET,
    }
    said = _description(step)
    if said:
        found["description"] = said
    if step.kind == "rest":
        return found
    near = step.garmin
    if near is not None:
        found |= {"category": near.category, "exerciseName": near.exercise_name}
    elif step.kind != "work":
        found |= {"category": _WARM_UP, "exerciseName": _WARM_UP}
    if step.load is not None:
        found["weightValue"] = _mass(step.load, mass)
        found["weightUnit"] = _KILOGRAM if step.load.lb is None else _POUND
    return found


def _kind(kind: StepKind | Literal["repeat"]) -> Json:
    number, key = _KINDS[kind]
    return {"stepTypeId": number, "stepTypeKey": key, "displayOrder": number}


def _ending(step: WatchStep) -> Json:
    if step.reps is not None:
        return _end("reps", step.reps)
    return _end("time", step.seconds) if step.seconds is not None else _end("lap.button", None)


def _end(key: str, value: int | None) -> Json:
    number = _ENDS[key]
    condition = {
        "conditionTypeId": number, "conditionTypeKey": key, "displayOrder": number, "displayable": key != "iterations",
    }  # fmt: skip
    return {"endCondition": condition, **({"endConditionValue": float(value)} if value is not None else {})}


def _description(step: WatchStep) -> str:
    """The true name where the service shows another, the side, and the notes."""
    exact = step.garmin is not None and step.fit is not None and step.fit.match == "exact"
    side = f" {step.side}" if step.side is not None else ""
    lighter = ", lighter" if step.kind == "lighter" else ""
    said = "" if exact and not (side or lighter) else f"{step.title}{side}{lighter}."
    return capped(" ".join(part for part in (said, step.notes) if part), LONGEST_NOTES) if step.kind != "rest" else ""


def _mass(load: Load, mass: MassWritten) -> float:
    """The mass of one implement in what the JSON counts in."""
    kg = load.kg or 0.0 if load.lb is None else load.lb * KG_PER_POUND
    return round(kg * 1000, 1) if mass == "grams" else round(kg, 3)
