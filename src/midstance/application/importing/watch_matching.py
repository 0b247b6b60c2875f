"""Sets that a watch counted beside what the plan asked: both in their order, aligned as well as they fit.

A watch guesses what it saw. A guess that names another exercise is never taken for the planned one; one that names the
same family, or nothing, is matched by its place in the order. What comes out is shown and asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from midstance.formats.activities.activity import RecordedSet
from midstance.knowledge.names_elsewhere import FitExercise
from midstance.training.log import Side
from midstance.training.prescription import Block, Item
from midstance.training.session import Session

SAME_STEP, SAME_NAME, SAME_FAMILY, NO_GUESS, OTHER = 8, 5, 3, 1, 0
"""What a pair is worth in the alignment (ours): the step of the planned workout settles it, a name nearly so."""
SIDES: tuple[Side, ...] = ("left", "right")
MOST_SETS = 300
"""More sets of one session are not aligned (ours: the longest planned session has about 40)."""


class Asked(NamedTuple):
    """One set that the plan asks for."""

    item: Item
    number: int
    side: Side | None = None


class StepSent(NamedTuple):
    """What a step of the workout that a watch was sent stands for; no exercise where it is no set that counts."""

    exercise: str
    side: Side | None = None


def asked_sets(session: Session, *, by_side: bool = False) -> tuple[Asked, ...]:
    """The sets of a session in the order in which they are done: blocks in turns give one set of each item a round.

    `by_side`: a set on each side is two, as in the workout a watch is sent.
    """
    found: list[Asked] = []
    for block in session.blocks:
        if block.kind not in ("warm-up", "cooldown"):
            found += _of_block(block)
    if not by_side:
        return tuple(found)
    return tuple(one._replace(side=side) for one in found for side in (SIDES if one.item.per_side else (None,)))


def _of_block(block: Block) -> Iterator[Asked]:
    if block.kind == "straight":
        for item in block.items:
            yield from (Asked(item, number) for number in range(1, item.sets + 1))
        return
    for number in range(1, max((item.sets for item in block.items), default=0) + 1):
        yield from (Asked(item, number) for item in block.items if number <= item.sets)


def matched(
    counted: Sequence[RecordedSet],
    asked: Sequence[Asked],
    names: Mapping[str, FitExercise],
    steps: Mapping[int, StepSent] | None = None,
) -> tuple[Asked | None, ...]:
    """For each counted set the planned one it answers, or None. `names`: our exercises in the FIT profile.

    `steps`: what stands behind each step of the planned workout, where that was sent to the watch.
    """
    if len(counted) > MOST_SETS or not asked:
        return (None,) * len(counted)
    worth = [[_worth(one, other, names, steps or {}) for other in asked] for one in counted]
    best = [[0] * (len(asked) + 1) for _ in range(len(counted) + 1)]
    for at in range(len(counted) - 1, -1, -1):
        for of in range(len(asked) - 1, -1, -1):
            pair = best[at + 1][of + 1] + worth[at][of] if worth[at][of] else 0
            best[at][of] = max(best[at + 1][of], best[at][of + 1], pair)
    return tuple(_traced(best, worth, asked))


def _traced(
    best: Sequence[Sequence[int]], worth: Sequence[Sequence[int]], asked: Sequence[Asked]
) -> Iterator[Asked | None]:
    """The pairs of the best alignment; where several are, the earliest planned set."""
    of = 0
    for at in range(len(best) - 1):
        rest = best[at][of]
        likely = (one for one in range(of, len(asked)) if best[at][one] == rest and _takes(best, worth, at, one))
        place = next(likely, None)
        if place is None:
            yield None
        else:
            yield asked[place]
            of = place + 1


def _takes(best: Sequence[Sequence[int]], worth: Sequence[Sequence[int]], at: int, of: int) -> bool:
    return worth[at][of] > 0 and best[at][of] == best[at + 1][of + 1] + worth[at][of]


def _worth(one: RecordedSet, other: Asked, names: Mapping[str, FitExercise], steps: Mapping[int, StepSent]) -> int:
    """How well a counted set fits a planned one."""
    step = steps.get(one.step) if one.step is not None else None
    if step is not None:
        same = step.exercise == other.item.exercise and other.side in (None, step.side)
        return SAME_STEP if same else OTHER
    if not one.categories:
        return NO_GUESS
    ours = names.get(other.item.exercise)
    if ours is None:
        return OTHER
    guesses = list(zip(one.categories, one.names, strict=False))
    if (ours.category_id, ours.id) in guesses:
        return SAME_NAME
    return SAME_FAMILY if ours.category_id in one.categories else OTHER
