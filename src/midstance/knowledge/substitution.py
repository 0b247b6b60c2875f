"""A named workout with the kit one has: what is missing is replaced, the rest keeps its numbers.

For each line, in this order: what the source itself allows instead, the nearest easier exercise that the kit allows,
the body-mass way. Far down a ladder stand bare drills, so beyond the next rung only what can be loaded goes before the
body-mass way. A drill without its kit is left out. What was replaced is said in the line, what was left out in the
workout's notes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

import msgspec

from midstance.knowledge.ladders import downwards, easier_neighbours
from midstance.knowledge.library import Library
from midstance.training.exercise import LEVELS, Dose, Drill, Exercise, Kit, Level
from midstance.training.workout import Workout, WorkoutBlock, WorkoutItem

Reason = Literal["source", "regression", "body-mass"]
REASONS: dict[Reason, str] = {
    "source": "the source allows it",
    "regression": "the nearest easier exercise your kit allows",
    "body-mass": "the way with body mass alone",
}

USUAL_LEVEL: Level = "intermediate"
"""Whose dose is taken where a workout names no level (our choice: the one in the middle)."""


def with_kit(workout: Workout, kit: Collection[Kit], library: Library) -> Workout:
    """The workout as this kit allows it."""
    fitting = _Fitting(workout, frozenset(kit), library)
    blocks = tuple(block for block in (fitting.block(block) for block in workout.blocks) if block is not None)
    return msgspec.structs.replace(workout, blocks=blocks, notes=(*workout.notes, *fitting.said))


def allowed(kit: Collection[Kit], record: Exercise | Drill) -> bool:
    """Whether one of the kits that an exercise or drill can be done with is at hand."""
    return any(set(needed) <= set(kit) for needed in record.kit)


def dose_for(exercise: Exercise, level: Level | None) -> Dose:
    """The dose of a level, or of the nearest level above that the exercise is offered to."""
    first = LEVELS.index(level or USUAL_LEVEL)
    return next(exercise.dose[name] for name in (*LEVELS[first:], *reversed(LEVELS[:first])) if name in exercise.dose)


class _Fitting:
    """One workout being fitted to one kit."""

    def __init__(self, workout: Workout, kit: frozenset[Kit], library: Library) -> None:
        self.level = workout.level
        self.kit = kit
        self.library = library
        self.down = easier_neighbours(library.exercises)
        self.used = {item.exercise for block in workout.blocks for item in block.items if self._can(item.exercise)}
        self.said: list[str] = []

    def block(self, block: WorkoutBlock) -> WorkoutBlock | None:
        """The block as the kit allows it, or None when nothing of it is left."""
        items = tuple(item for item in (self._item(item) for item in block.items) if item is not None)
        if not items:
            return None
        kind = "straight" if block.kind in ("paired", "superset") and len(items) < 2 else block.kind
        return msgspec.structs.replace(block, items=items, kind=kind)

    def _can(self, name: str) -> bool:
        record = self.library.exercises.get(name) or self.library.drills.get(name)
        return record is not None and allowed(self.kit, record)

    def _item(self, item: WorkoutItem) -> WorkoutItem | None:
        exercise = self.library.exercises.get(item.exercise)
        if exercise is None:
            if self._can(item.exercise):
                return item
            self.said.append(f"Left out: {self.library.drills[item.exercise].name}, for want of kit.")
            return None
        if allowed(self.kit, exercise):
            return self._unloaded(item, exercise)
        found = self._choose(item, exercise)
        if found is None:
            self.said.append(f"Left out: {exercise.name}, for want of kit.")
            return None
        other, reason = found
        self.used.add(other.id)
        return self._converted(item, exercise, other, reason)

    def _candidates(self, item: WorkoutItem, exercise: Exercise) -> Iterator[tuple[Exercise, Reason]]:
        exercises = self.library.exercises
        for name in item.alternatives:
            if name in exercises:
                yield exercises[name], "source"
        below = [exercises[name] for name in downwards(exercise.id, self.down)]
        worthy = [easier for easier in below if easier.id in self.down[exercise.id] or self._loads(easier)]
        yield from ((easier, "regression") for easier in worthy)
        yield exercises[exercise.body_mass], "body-mass"
        yield from ((easier, "regression") for easier in below if easier not in worthy)

    def _choose(self, item: WorkoutItem, exercise: Exercise) -> tuple[Exercise, Reason] | None:
        """The first that the kit allows; what the workout already holds comes last, so that nothing is done twice."""
        fitting = [found for found in self._candidates(item, exercise) if allowed(self.kit, found[0])]
        fresh = [found for found in fitting if found[0].id not in self.used]
        return next(iter(fresh or fitting), None)

    def _unloaded(self, item: WorkoutItem, exercise: Exercise) -> WorkoutItem:
        """The same exercise; where it was to be loaded and there is nothing to load it with, at body mass."""
        loads = exercise.loading == "optional" and item.load and not self.kit & set(exercise.load_kit)
        if not loads:
            return item
        note = "At body mass: there is nothing to load it with."
        return msgspec.structs.replace(self._dosed(item, exercise), load="body mass", note=note)

    def _converted(self, item: WorkoutItem, old: Exercise, new: Exercise, reason: Reason) -> WorkoutItem:
        """The line with another exercise in it."""
        note = f"In place of {_lower(old.name)}: {REASONS[reason]}."
        load = "body mass" if reason == "body-mass" or not item.load else self._load(new)
        moved = msgspec.structs.replace(
            item, exercise=new.id, per_side=new.per_side, alternatives=(), load=load, note=note
        )
        return self._dosed(moved, new)

    def _loads(self, exercise: Exercise) -> bool:
        """Whether the kit can load it."""
        return exercise.loading == "band" or bool(self.kit & set(exercise.load_kit))

    def _load(self, new: Exercise) -> str:
        at_hand = [kit for kit in new.load_kit if kit in self.kit]
        return {"none": "body mass", "band": "band"}.get(new.loading, " or ".join(at_hand) or "body mass")

    def _dose(self, exercise: Exercise) -> Dose:
        return dose_for(exercise, self.level)

    def _dosed(self, item: WorkoutItem, exercise: Exercise) -> WorkoutItem:
        """Sets kept up to the most of the exercise's own dose, the amount kept where it fits that dose."""
        dose = self._dose(exercise)
        changes: dict[str, object] = {} if dose.tempo else {"tempo": None}
        if item.sets is not None and item.sets[1] > dose.sets[1]:
            changes["sets"] = (min(item.sets[0], dose.sets[1]), dose.sets[1])
        kept = item.amount is not None and item.unit == dose.unit
        if item.amount is None or not kept or item.amount[0] > dose.amount[1] or item.amount[1] < dose.amount[0]:
            changes |= {"unit": dose.unit, "amount": dose.amount}
        ours = (*item.ours, *(name for name in ("sets", "unit", "amount") if name in changes and name not in item.ours))
        return msgspec.structs.replace(item, **changes, ours=ours)


def _lower(name: str) -> str:
    """A name within a sentence; names that begin with a proper noun keep their capital."""
    return name if name.startswith(("Bulgarian", "Romanian", "Nordic", "Cossack")) else name[:1].lower() + name[1:]
