"""What must hold of a named workout."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from midstance.knowledge.library import Library
from midstance.training.workout import Workout, WorkoutBlock, WorkoutItem

ITEM_FIELDS = frozenset(field.name for field in msgspec.structs.fields(WorkoutItem)) - {"ours", "note", "alternatives"}


def workout_problems(workout: Workout, library: Library) -> Iterator[str]:
    """What is wrong with a workout, as sentences."""
    known = {*library.exercises, *library.drills}
    if not workout.blocks or not workout.sources:
        yield "it has no blocks or no sources"
    for low, high in (workout.minutes or (1, 1), workout.per_week or (1, 1)):
        if not 0 < low <= high:
            yield f"{low} to {high} is no range"
    for block in workout.blocks:
        yield from _block(block)
        for item in block.items:
            for name in (item.exercise, *item.alternatives):
                if name not in known:
                    yield f"{name!r} is neither an exercise nor a drill"
            yield from (f"{item.exercise}: {says}" for says in _item(item, library))


def _block(block: WorkoutBlock) -> Iterator[str]:
    if not block.items:
        yield f"block {block.name or block.kind!r} is empty"
    if block.kind in ("paired", "superset") and len(block.items) != 2:
        yield f"a {block.kind} block holds two exercises, not {len(block.items)}"
    if not set(block.ours) <= {"rest_s", "kind"}:
        yield f"`ours` of a block names {sorted(set(block.ours) - {'rest_s', 'kind'})}"


def _item(item: WorkoutItem, library: Library) -> Iterator[str]:
    for field in ("sets", "amount", "rest_s"):
        low, high = getattr(item, field) or (1, 1)
        if not 0 < low <= high:
            yield f"`{field}` {low} to {high} is no range"
    unknown = sorted(set(item.ours) - ITEM_FIELDS)
    if unknown:
        yield f"`ours` names {unknown}"
    if item.exercise in library.exercises and (item.sets is None or item.amount is None):
        yield "an exercise needs sets and an amount"
    known = library.exercises.get(item.exercise) or library.drills.get(item.exercise)
    if known is not None and known.per_side != item.per_side:
        yield f"`per_side` is {item.per_side}, which the exercise itself is not"
