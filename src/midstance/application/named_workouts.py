"""Named workouts as they are shown: with the kit of a place, each line in words, and who says so."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from midstance.formats.dose_words import said_amount, said_item, said_range
from midstance.knowledge.library import library
from midstance.knowledge.substitution import dose_for, with_kit
from midstance.training.exercise import Drill, Exercise, Kit
from midstance.training.workout import Workout, WorkoutBlock, WorkoutItem

SAID_BLOCK = {
    "warm-up": "Warm-up", "straight": "Straight sets", "paired": "Paired sets", "superset": "Superset",
    "circuit": "Circuit", "cooldown": "Cool-down",
}  # fmt: skip


class WorkoutLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a workout in words."""

    id: str
    name: str
    is_drill: bool
    dose: str
    load: str
    tempo: str
    rest: str
    ours: bool
    """Whether a number in it is our own choice."""
    or_else: tuple[str, ...]
    note: str


class WorkoutPart(msgspec.Struct, frozen=True, kw_only=True):
    """A block of a workout in words."""

    title: str
    rest: str
    lines: tuple[WorkoutLine, ...]


class WorkoutCard(msgspec.Struct, frozen=True, kw_only=True):
    """A workout as this kit allows it."""

    workout: Workout
    minutes: str
    per_week: str
    parts: tuple[WorkoutPart, ...]


def workout_card(name: str, kit: Collection[Kit] | None) -> WorkoutCard | None:
    """A workout by its id, as a kit allows it or (`kit` None) as it is written; None where there is none."""
    found = library().workouts.get(name)
    if found is None:
        return None
    fitted = found if kit is None else with_kit(found, kit, library())
    return WorkoutCard(
        workout=fitted,
        minutes=said_range(fitted.minutes) if fitted.minutes else "",
        per_week=said_range(fitted.per_week) if fitted.per_week else "",
        parts=tuple(_part(fitted, block) for block in fitted.blocks),
    )


def _part(workout: Workout, block: WorkoutBlock) -> WorkoutPart:
    title = SAID_BLOCK[block.kind] + (f": {block.name}" if block.name else "")
    rest = f"rest {said_range(block.rest_s)} s after each round" if block.rest_s else ""
    return WorkoutPart(title=title, rest=rest, lines=tuple(_line(workout, block, item) for item in block.items))


def _line(workout: Workout, block: WorkoutBlock, item: WorkoutItem) -> WorkoutLine:
    record: Exercise | Drill = library().exercises.get(item.exercise) or library().drills[item.exercise]
    dose, ours = said_item(item), bool(item.ours)
    if isinstance(record, Drill) and not dose:
        dose, ours = said_amount(record.unit, record.amount, per_side=record.per_side), True
    rest = f"rest {said_range(item.rest_s)} s" if item.rest_s else ""
    if not rest and isinstance(record, Exercise) and not block.rest_s:
        rest, ours = f"rest {said_range(dose_for(record, workout.level).rest_s)} s", True
    known: dict[str, Exercise | Drill] = {**library().drills, **library().exercises}
    return WorkoutLine(
        id=item.exercise, name=record.name, is_drill=isinstance(record, Drill), dose=dose, load=item.load,
        tempo=item.tempo or "", rest=rest, ours=ours, note=item.note,
        or_else=tuple(known[name].name for name in item.alternatives),
    )  # fmt: skip
