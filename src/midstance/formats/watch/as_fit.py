"""A planned session as a FIT workout file: steps numbered, weights in kilograms, texts as long as watches show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from midstance.formats.watch.fit_workout import (
    FitStep,
    FitTitle,
    FitWorkout,
    Intensity,
    serial_of,
    write_fit_workout,
)
from midstance.formats.watch.workout import StepKind, WatchRepeat, WatchStep, WatchWorkout, capped, places
from midstance.training.prescription import Load
from midstance.training.strength import KG_PER_POUND

LONGEST_NAME, LONGEST_TITLE, LONGEST_NOTES = 40, 50, 200
"""Bytes of a workout's name, of a step's name, of its notes (ours: a watch shows two lines of some 20 letters, and
workouts that people share have notes of up to 200 bytes)."""
WARM_UP_CATEGORY = 31
"""FIT's category of warm-up exercises; drills that have no number of their own go by it alone."""
_HEAVIEST_KG = 655.0
"""A weight is two bytes of hundredths."""
_INTENSITIES: dict[StepKind, Intensity] = {
    "warm-up": "warm-up", "lighter": "warm-up", "work": "active", "rest": "rest", "cooldown": "cooldown",
}  # fmt: skip


def session_as_fit(workout: WatchWorkout) -> bytes:
    """The FIT workout file of a planned session: always the same bytes for the same session."""
    return write_fit_workout(fit_workout(workout))


def fit_workout(workout: WatchWorkout) -> FitWorkout:
    """The content of the file."""
    return FitWorkout(
        name=capped(workout.name, LONGEST_NAME),
        created=workout.start,
        serial=serial_of(workout.id),
        steps=tuple(_steps(workout)),
        titles=tuple(_titles(workout)),
    )


def _steps(workout: WatchWorkout) -> Iterator[FitStep]:
    at = 0
    for one in workout.steps:
        if not isinstance(one, WatchRepeat):
            yield _step(one)
            at += 1
            continue
        for step in one.steps:
            yield _step(step)
        yield FitStep(ends="repeat", amount=one.times, back_to=at)
        at += len(one.steps) + 1


def _step(step: WatchStep) -> FitStep:
    weight, shown_in = _weight(step.load)
    # A drill without a number of its own is still no guess of the watch's: it goes by the family.
    drill = step.kind in ("warm-up", "cooldown") and step.fit is None
    return FitStep(
        ends="reps" if step.reps is not None else "time" if step.seconds is not None else "open",
        amount=step.reps if step.reps is not None else step.seconds,
        intensity=_INTENSITIES[step.kind],
        name=step_name(step),
        notes=capped(step.notes, LONGEST_NOTES),
        category=WARM_UP_CATEGORY if drill else step.fit.category_id if step.fit is not None else None,
        exercise=step.fit.id if step.fit is not None else None,
        weight_hundredths=weight,
        shown_in=shown_in,
    )


def step_name(step: WatchStep) -> str:
    """The true name, the side and the load: `Split squat left, 10 kg`. Where it is too long, the name gives way."""
    side = f" {step.side}" if step.side is not None else ""
    load = f", {said_weight(step.load)}" if step.load is not None else ""
    tail = f"{side}{load}{', lighter' if step.kind == 'lighter' else ''}"
    return capped(step.title, LONGEST_TITLE - len(tail)) + tail


def said_weight(load: Load) -> str:
    """`14 kg`, `30 lb`."""
    return f"{load.kg or 0:g} kg" if load.lb is None else f"{load.lb:g} lb"


def _weight(load: Load | None) -> tuple[int | None, Literal["kg", "lb"] | None]:
    """Hundredths of a kilogram, and the unit it is shown in."""
    if load is None:
        return None, None
    mass = load.kg or 0.0 if load.lb is None else load.lb * KG_PER_POUND
    return round(min(mass, _HEAVIEST_KG) * 100), "kg" if load.lb is None else "lb"


def _titles(workout: WatchWorkout) -> Iterator[FitTitle]:
    """The true name of each exercise. Where two of ours stand for one of FIT's, none: the steps say which it is."""
    named: dict[tuple[int, int], set[str]] = {}
    for _, step in places(workout):
        if step.fit is not None:
            named.setdefault((step.fit.category_id, step.fit.id), set()).add(step.title)
    for (category, exercise), titles in named.items():
        if len(titles) == 1:
            yield FitTitle(category=category, exercise=exercise, name=capped(next(iter(titles)), LONGEST_TITLE))
