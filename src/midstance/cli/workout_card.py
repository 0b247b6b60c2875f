"""The card of a named workout for a terminal."""

from __future__ import annotations

from midstance.cli.knowledge_cards import labelled, listed
from midstance.cli.paper import Paper
from midstance.formats.dose_words import said_amount, said_item, said_range
from midstance.knowledge.library import Library
from midstance.knowledge.substitution import dose_for
from midstance.training.exercise import Drill, Exercise
from midstance.training.workout import Workout, WorkoutBlock, WorkoutItem

KINDS = {
    "warm-up": "Warm-up", "straight": "Straight sets", "paired": "Paired sets", "superset": "Superset",
    "circuit": "Circuit", "cooldown": "Cool-down",
}  # fmt: skip


def workout_card(workout: Workout, library: Library, paper: Paper) -> list[str]:
    """Everything about one workout."""
    lines = [paper.ink(workout.name, "strong") + f"  {workout.id}"]
    facts: list[str] = [workout.level or "any level"]
    facts += [f"{said_range(workout.minutes)} min"] if workout.minutes else []
    facts += [f"{said_range(workout.per_week)} a week"] if workout.per_week else []
    facts += ["numbers are our choice"] if workout.ours else []
    lines += [*paper.joined(facts), "", *paper.wrapped(workout.says)]
    for block in workout.blocks:
        lines += ["", *_block(workout, block, library, paper)]
    lines += ["", *listed("Notes", workout.notes, paper)] if workout.notes else [""]
    return lines + [paper.ink(line, "quiet") for line in labelled("Sources", ", ".join(workout.sources), paper)]


def _block(workout: Workout, block: WorkoutBlock, library: Library, paper: Paper) -> list[str]:
    head = KINDS[block.kind] + (f": {block.name}" if block.name else "")
    if block.rest_s:
        chosen = " (our choice)" if "rest_s" in block.ours and not workout.ours else ""
        head += f", rest {said_range(block.rest_s)} s after each round{chosen}"
    lines = [paper.ink(line, "strong") for line in paper.wrapped(head)]
    for item in block.items:
        lines += _item(workout, block, item, library, paper)
    return lines


def _item(workout: Workout, block: WorkoutBlock, item: WorkoutItem, library: Library, paper: Paper) -> list[str]:
    record = library.exercises.get(item.exercise) or library.drills[item.exercise]
    amount = said_item(item)
    if isinstance(record, Drill) and not amount:
        amount = f"{said_amount(record.unit, record.amount, record.per_side)} (our choice)"
    parts = [f"{record.name} {amount}".rstrip()]
    parts += [item.load] if item.load else []
    parts += [f"tempo {item.tempo}"] if item.tempo else []
    if item.rest_s:
        parts.append(f"rest {said_range(item.rest_s)} s")
    elif isinstance(record, Exercise) and not block.rest_s:
        parts.append(f"rest {said_range(dose_for(record, workout.level).rest_s)} s (our choice)")
    lines = paper.joined(parts, "  ", "      ")
    if item.alternatives:
        other = [(library.exercises.get(name) or library.drills[name]).name for name in item.alternatives]
        lines += paper.wrapped(f"or {', or '.join(other)}", "      ")
    return lines + (paper.wrapped(item.note, "      ") if item.note else [])


def workout_list(library: Library, paper: Paper) -> list[str]:
    """All workouts, a line each."""
    lines: list[str] = []
    for workout in library.workouts.values():
        facts = f" ({workout.level})" if workout.level else ""
        lines += paper.wrapped(f"{workout.name}{facts}. {workout.says}", f"{workout.id}  ")
    return lines
