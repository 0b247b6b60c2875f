"""Puts lines into blocks: straight sets for jumps and main lifts, pairs for what does not compete, and counts time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from midstance.planner.composition.lines import Line
from midstance.planner.composition.roles import LEGS
from midstance.planner.prescription.effort import paired_rest
from midstance.planner.prescription.tables import CHANGE_OVER_S, HEAVY_REST, JUMP_REST, STRAIGHT_REST
from midstance.planner.prescription.timing import ramp_seconds
from midstance.training.prescription import Block

STRAIGHT_MOST = 120
STRAIGHT_REST_TIGHT = (STRAIGHT_REST, 75, 60)


class Group(NamedTuple):
    """Lines done together, each with its rest in seconds."""

    lines: tuple[Line, ...]
    rests: tuple[int, ...]


def groups(lines: Sequence[Line], tight: int) -> list[Group]:
    """The blocks in order. `tight`: 0 where there is time for straight sets and full rests, 2 where there is least."""
    made = [Group((line,), (JUMP_REST[tight],)) for line in lines if line.jumps]
    made += [Group((line,), (HEAVY_REST[min(tight, 1)],)) for line in lines if line.heavy]
    legs = [line for line in lines if line.role in LEGS and not line.heavy]
    others = [line for line in lines if line.role not in LEGS and not line.jumps and not line.heavy]
    if tight == 0 or not others:
        made += [Group((line,), (_straight(line, tight),)) for line in legs]
        return made + _paired(others, tight)
    first = 0 if len(made) else 1
    alone = legs[: max(len(legs) - len(others), min(first, len(legs)))]
    made += [Group((line,), (_straight(line, tight),)) for line in alone]
    partners = legs[len(alone) :]
    for leg, other in zip(partners, _spread(others, len(partners)), strict=True):
        made.append(Group((leg, other), (_rest(leg, tight), _rest(other, tight))))
    taken = {id(line) for group in made for line in group.lines}
    return made + _paired([line for line in others if id(line) not in taken], tight)


def _spread(others: Sequence[Line], count: int) -> list[Line]:
    """Partners for leg exercises: hip or trunk with the first, the calf with the last, which leaves it rested."""
    wanted = sorted(
        others,
        key=lambda line: (
            ("hip", "core", "march", "soleus", "calf").index(line.role)
            if line.role in ("hip", "core", "march", "soleus", "calf")
            else 9
        ),
    )
    chosen = [line for line in wanted if line.role not in ("posterior", "hamstring")][:count]
    chosen += [line for line in wanted if line.role in ("posterior", "hamstring")][: count - len(chosen)]
    return chosen


def _paired(lines: Sequence[Line], tight: int) -> list[Group]:
    made = []
    for index in range(0, len(lines), 2):
        pair = tuple(lines[index : index + 2])
        made.append(Group(pair, tuple(_rest(line, tight) for line in pair)))
    return made


def _rest(line: Line, tight: int) -> int:
    return paired_rest(line.exercise, tight, line.rest_s[0])


def _straight(line: Line, tight: int) -> int:
    low, high = line.rest_s
    return min(max(STRAIGHT_REST_TIGHT[tight], low), max(high, STRAIGHT_REST), STRAIGHT_MOST)


def seconds(made: Sequence[Group]) -> int:
    """Honest time of the work: sets, a rest after each but the last, practice sets, change-overs."""
    total = 0
    for group in made:
        for line, rest in zip(group.lines, group.rests, strict=True):
            total += line.sets * (line.seconds + rest) + ramp_seconds(line.ramp_sets, heavy=line.heavy) + CHANGE_OVER_S
    return total - (made[-1].rests[-1] if made else 0)


def blocks(made: Sequence[Group]) -> list[Block]:
    """The groups as blocks of the plan document."""
    return [
        Block(
            kind="straight" if len(group.lines) == 1 else "paired",
            items=tuple(line.item(rest) for line, rest in zip(group.lines, group.rests, strict=True)),
        )
        for group in made
    ]
