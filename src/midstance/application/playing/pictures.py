"""The drawings that a player shows of a session, so that a device can keep them for when there is no network."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from midstance.application.playing.document import Choice, PlayerDocument, PlayerDrill, PlayerItem, Step
from midstance.application.recording.walking import SIDES
from midstance.training.log import Side
from midstance.training.prescription import Item


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing as it is asked for: of one side where an exercise is done side by side."""

    exercise: str
    tempo: str | None = None
    side: Side | None = None
    still: bool = False


def pictures_of(made: PlayerDocument) -> tuple[Picture, ...]:
    """Every drawing of a session, each once: first of what is asked, then of what may take its place.

    Of the latter the still is left out; the moving one of the same side stands in for it.
    """
    asked = [one for step in made.steps for one in _of_step(step)]
    drills = [one for drill in (*made.warm_up, *made.cool_down) for one in _of_drill(drill)]
    instead = [one for block in made.blocks for item in block.items for one in _instead_of(item)]
    chosen = [one for choice in made.chosen.instead.values() for one in _of_choice(choice)]
    return tuple(dict.fromkeys([*drills, *asked, *chosen, *instead]))


def _of_step(step: Step) -> tuple[Picture, Picture]:
    name = step.asked.exercise
    return (
        Picture(exercise=name, tempo=step.asked.tempo, side=step.side),
        Picture(exercise=name, side=step.side, still=True),
    )


def _of_drill(drill: PlayerDrill) -> Iterator[Picture]:
    """Reps of both sides are shown as one drawing; a hold is shown on the side that is held."""
    for side in SIDES if drill.per_side and drill.seconds is not None else (None,):
        yield Picture(exercise=drill.exercise, side=side)


def _instead_of(item: PlayerItem) -> Iterator[Picture]:
    for choice in (*item.swaps, *item.spares.values()):
        yield from _of_choice(choice)


def _of_choice(choice: Choice) -> Iterator[Picture]:
    asked: Item = choice.item
    for side in SIDES if asked.per_side else (None,):
        yield Picture(exercise=asked.exercise, tempo=asked.tempo, side=side)
