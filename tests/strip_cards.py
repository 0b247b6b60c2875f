"""What the library's exercises and drills are, as the cards that a plan document carries."""

from __future__ import annotations

from functools import lru_cache

from midstance.knowledge.catalogue import read_catalogue
from midstance.knowledge.library import Library
from midstance.training.exercise import Exercise
from midstance.training.plan import ExerciseCard


@lru_cache(maxsize=1)
def known() -> Library:
    """The library as its files say, whether compiled or not."""
    return read_catalogue()[0]


@lru_cache(maxsize=1)
def cards() -> dict[str, ExerciseCard]:
    """A card for every exercise and drill."""
    drills = {
        drill.id: ExerciseCard(name=drill.name, pattern="drill", kit=drill.kit) for drill in known().drills.values()
    }
    return {**{exercise.id: _card(exercise) for exercise in known().exercises.values()}, **drills}


def _card(exercise: Exercise) -> ExerciseCard:
    return ExerciseCard(
        name=exercise.name,
        pattern=exercise.pattern,
        tags=exercise.tags,
        regions=exercise.primary,
        kit=exercise.kit,
        per_side=exercise.per_side,
        impact=exercise.impact,
        family=exercise.family,
        eccentric=exercise.eccentric,
    )
