"""The ladders of the exercises: who is easier than whom, and whether each leads down to body mass alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from midstance.training.exercise import LEVELS, Exercise


def easier_neighbours(exercises: Mapping[str, Exercise]) -> dict[str, list[str]]:
    """By id, what either side calls easier: its own regressions first, then what names it as a progression."""
    down = {
        name: [other for other in exercise.regressions if other in exercises] for name, exercise in exercises.items()
    }
    for name, exercise in exercises.items():
        for harder in exercise.progressions:
            if harder in down and name not in down[harder]:
                down[harder].append(name)
    return down


def downwards(start: str, down: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Everything below an exercise, nearest first, itself left out."""
    seen, front = {start}, [start]
    while front:
        below = [easier for name in front for easier in down.get(name, ())]
        front = list(dict.fromkeys(name for name in below if name not in seen))
        seen.update(front)
        yield from front


def needs_nothing(exercise: Exercise) -> bool:
    """Whether it can be done anywhere with body mass alone."""
    return () in exercise.kit and exercise.loading in ("none", "optional")


def ladder_problems(exercises: Mapping[str, Exercise]) -> list[tuple[str, str]]:
    """What is wrong with the links, as exercise id and sentence."""
    down = easier_neighbours(exercises)
    found: list[tuple[str, str]] = []
    for name, exercise in exercises.items():
        found += [(name, says) for says in _links(exercise, exercises)]
        below = list(downwards(name, down))
        circle = [easier for easier in below if name in down[easier] or name in downwards(easier, down)]
        if circle:
            found.append((name, f"is harder than itself by way of {', '.join(sorted(circle))}"))
        if not any(exercises[rung].loading in ("none", "optional") for rung in (name, *below)):
            found.append((name, "its ladder reaches no exercise that does without a load"))
        found += [(name, says) for says in _body_mass(exercise, exercises)]
    return found


def _links(exercise: Exercise, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    for field, named in (("regressions", exercise.regressions), ("progressions", exercise.progressions)):
        for other in named:
            if other not in exercises:
                yield f"`{field}` names {other!r}, which is no exercise"
            if other == exercise.id:
                yield f"`{field}` names itself"
        if len(set(named)) != len(named):
            yield f"`{field}` names an exercise twice"
    both = sorted(set(exercise.regressions) & set(exercise.progressions))
    if both:
        yield f"{', '.join(both)} cannot be easier and harder at once"


def _body_mass(exercise: Exercise, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    target = exercises.get(exercise.body_mass)
    if target is None:
        yield f"`body_mass` names {exercise.body_mass!r}, which is no exercise"
        return
    if not needs_nothing(target):
        needs = " or ".join("+".join(kit) for kit in target.kit) if () not in target.kit else target.loading
        yield f"`body_mass` names {target.id!r}, which is not for body mass alone (it needs {needs})"
    if LEVELS.index(target.level) > LEVELS.index(exercise.level):
        yield f"`body_mass` names {target.id!r}, which is offered only from {target.level} on"
