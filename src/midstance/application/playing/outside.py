"""Named workouts as something to play at once: work outside the plan, fitted to the kit of a place.

Nothing of the plan is asked here, so that entries of it name no session and nothing that was asked. A device plays an
attempt of its own: it puts the attempt's name before the slots of the document.
"""

from __future__ import annotations

import copy
from collections.abc import Collection

import msgspec

from midstance.application.playing.document import (
    Choice,
    PlayerBlock,
    PlayerDocument,
    PlayerDrill,
    PlayerHead,
    Step,
)
from midstance.application.playing.making import EASY, document_of
from midstance.application.recording.notebook import Notebook
from midstance.knowledge.library import library
from midstance.knowledge.substitution import dose_for, with_kit
from midstance.training.exercise import KIT, Exercise, Kit
from midstance.training.plan import Brief, Made, Plan
from midstance.training.prescription import BODY_MASS, EFFORT, Block, Item, Load
from midstance.training.session import Session
from midstance.training.workout import Workout, WorkoutBlock, WorkoutItem


def days_of(workout: Workout) -> tuple[str, ...]:
    """The names of the days of a workout that is written for several; empty where it is one session."""
    named = tuple(block.name for block in workout.blocks if block.kind == "straight" and block.name)
    return named if len(named) > 1 else ()


def workout_document(book: Notebook, name: str, day: int, kit: Collection[Kit] | None) -> PlayerDocument | None:
    """All that a player needs of a workout, of its `day` from 1, as a kit allows it or (None) as it is written.

    None where there is no such workout or day, or nothing of it is left. Without a plan it is done as by a beginner.
    """
    found = library().workouts.get(name)
    if found is None or not 1 <= day <= max(1, len(days_of(found))):
        return None
    at_place = _with_kit(book, kit)
    session = _session(at_place, found, day, kit)
    if not session.work():
        return None
    made = document_of(at_place, session, _head(at_place, found, session))
    return msgspec.structs.replace(
        made,
        blocks=tuple(_for_itself(block) for block in made.blocks),
        steps=tuple(_short(step, made.steps) for step in made.steps),
        session=msgspec.structs.replace(made.session, minutes=_minutes(made)),
    )


def _with_kit(book: Notebook, kit: Collection[Kit] | None) -> Notebook:
    """The notebook of somebody who has this kit at hand: swaps and steps of loads are those of the place."""
    plan = book.plan or _stand_in(book)
    if kit is None and plan is book.plan:
        return book
    athlete = msgspec.structs.replace(plan.brief.athlete, kit=KIT if kit is None else tuple(kit))
    there = copy.copy(book)
    there.plan = msgspec.structs.replace(plan, brief=msgspec.structs.replace(plan.brief, athlete=athlete))
    return there


def _stand_in(book: Notebook) -> Plan:
    """Who has no plan yet is somebody all the same: a beginner, of whom nothing is known but the kit of the place."""
    return Plan(
        made=Made(midstance="", knowledge="", engine="none", status="", objective=0, bound=0),
        brief=Brief(start=book.today, end=book.today),
        microcycles=(),
        sessions=(),
    )


def _session(book: Notebook, workout: Workout, day: int, kit: Collection[Kit] | None) -> Session:
    days = days_of(workout)
    other_days = set(days) - {days[day - 1]} if days else set()
    fitted = workout if kit is None else with_kit(workout, kit, library())
    blocks = (_block(book, workout, block) for block in fitted.blocks if block.name not in other_days)
    return Session(
        id=workout.id,
        date=book.today,
        start=f"{book.now:%H:%M}",
        minutes=0,
        stress="mobility",
        title=days[day - 1] if days else workout.name,
        template=workout.id,
        blocks=tuple(block for block in blocks if block.items),
    )


def _block(book: Notebook, workout: Workout, block: WorkoutBlock) -> Block:
    easy = block.kind in EASY
    made = (_drill(item) if easy else _item(book, workout, block, item) for item in block.items)
    return Block(kind=block.kind, items=tuple(item for item in made if item is not None))


def _drill(item: WorkoutItem) -> Item | None:
    drill = library().drills.get(item.exercise)
    if drill is None:
        return None
    amount, timed = item.amount or drill.amount, (item.unit if item.amount else drill.unit) == "seconds"
    return Item(
        exercise=drill.id, sets=1, reps=None if timed else amount, seconds=amount if timed else None,
        per_side=drill.per_side, note=item.note or None,
    )  # fmt: skip


def _item(book: Notebook, workout: Workout, block: WorkoutBlock, item: WorkoutItem) -> Item | None:
    """A line as something to be done; where the source is silent, with the dose of its level."""
    exercise = book.exercises.get(item.exercise)
    if exercise is None:
        return None
    dose = dose_for(exercise, workout.level)
    amount, timed = (item.amount, item.unit == "seconds") if item.amount else (dose.amount, dose.unit == "seconds")
    rest_s = item.rest_s or block.rest_s or dose.rest_s
    return Item(
        exercise=exercise.id, sets=(item.sets or dose.sets)[0], reps=None if timed else amount,
        seconds=amount if timed else None, per_side=exercise.per_side, load=_load(book, exercise),
        tempo=item.tempo or dose.tempo, rest_s=rest_s[0], note=item.note or item.load or None,
    )  # fmt: skip


def _load(book: Notebook, exercise: Exercise) -> Load:
    """No source says how much; what can be loaded is loaded by feel."""
    if exercise.loading == "band":
        return Load(kind="band")
    held = set(exercise.load_kit) & set(book.the_plan().brief.athlete.kit)
    return EFFORT if exercise.loading == "external" or (exercise.loading == "optional" and held) else BODY_MASS


def _head(book: Notebook, workout: Workout, session: Session) -> PlayerHead:
    return PlayerHead(
        id=workout.id,
        ids=workout.id,
        title=session.title,
        date=session.date,
        start=session.start,
        minutes=0,
        state="planned",
        stress="",
        why=(workout.says,),
        outside=True,
        note=f"{workout.id} {session.title}",
    )


def _for_itself(block: PlayerBlock) -> PlayerBlock:
    """What may be done instead says nothing of the plan, which this is no part of."""

    def bare(choice: Choice) -> Choice:
        return msgspec.structs.replace(choice, says=choice.says.split(". ")[0] + ".")

    items = (
        msgspec.structs.replace(
            item,
            swaps=tuple(bare(choice) for choice in item.swaps),
            spares={name: bare(choice) for name, choice in item.spares.items()},
        )
        for item in block.items
    )
    return msgspec.structs.replace(block, items=tuple(items))


def _short(step: Step, steps: tuple[Step, ...]) -> Step:
    """Slots by their place, so that there is room for the attempt in an id."""
    names = list(dict.fromkeys(one.planned for one in steps))
    return msgspec.structs.replace(step, slot=f"{names.index(step.planned) + 1}.{step.number}")


def _minutes(made: PlayerDocument) -> int:
    """The honest length: warm-up, sets, rests and cool-down."""
    drills: tuple[PlayerDrill, ...] = (*made.warm_up, *made.cool_down)
    work_s = sum(step.work_s + step.rest_s for step in made.steps) - made.steps[-1].rest_s
    return max(1, -(-(work_s + sum(drill.work_s for drill in drills)) // 60))
