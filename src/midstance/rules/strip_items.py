"""The contents of a session in a week strip: `goblet-squat 3x8 rir2 kg20 ramp1; clamshell 2x15`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import get_args

import msgspec

from midstance.training.plan import ExerciseCard
from midstance.training.prescription import BODY_MASS, EFFORT, BandStrength, Block, BlockKind, Item, Load, Starts

_SETS = re.compile(r"^(\d+)x(\d+)(?:-(\d+))?(s?)$")
_RIR = re.compile(r"^rir(\d+)(?:-(\d+))?$")
_NUMBER = re.compile(r"^(kg|lb|pct|rest|contacts|ramp)(\d+(?:\.\d+)?)$")
_WARM_UP = re.compile(r"^(\d+)s$")
_BANDS: tuple[BandStrength, ...] = get_args(BandStrength)
_STARTS: tuple[Starts, ...] = get_args(Starts)
_BLOCKS: tuple[BlockKind, ...] = get_args(BlockKind)

WARM_UP = ExerciseCard(name="Easy movement", pattern="drill")
WARM_UP_ID = "easy-movement"
"""What `warm-up 300s` stands for."""


class StripError(ValueError):
    """A week strip that cannot be read; the message names the word."""


class _Line(msgspec.Struct, frozen=True):
    kind: BlockKind
    item: Item


def blocks_of(text: str, cards: Mapping[str, ExerciseCard]) -> tuple[Block, ...]:
    """The blocks of a session from its items; lines of one block kind stand in one block.

    Raises StripError for a word it does not know.
    """
    lines = [_line(part.split(), cards) for part in text.split(";") if part.strip()]
    return tuple(
        Block(kind=kind, items=tuple(line.item for line in group))
        for kind, group in groupby(lines, key=lambda line: line.kind)
    )


def _line(words: list[str], cards: Mapping[str, ExerciseCard]) -> _Line:
    name, rest = words[0], words[1:]
    if name == "warm-up":
        seconds = _WARM_UP.match(rest[0]) if rest else None
        if seconds is None:
            raise StripError(f"a warm-up says its seconds, as in `warm-up 300s`: {' '.join(words)!r}")
        span = (int(seconds[1]), int(seconds[1]))
        return _Line("warm-up", Item(exercise=WARM_UP_ID, sets=1, seconds=span))
    kinds = [word for word in rest if word in _BLOCKS]
    item = item_of([name, *(word for word in rest if word not in _BLOCKS)], cards)
    return _Line(kinds[-1] if kinds else "straight", item)


def item_of(words: list[str], cards: Mapping[str, ExerciseCard]) -> Item:
    """One item from its words, the exercise first. Raises StripError for a word it does not know."""
    card = cards.get(words[0])
    item = Item(exercise=words[0], sets=1, per_side=card.per_side if card else False)
    for word in words[1:]:
        item = _with(item, word)
    return item


def _with(item: Item, word: str) -> Item:
    """The item with one more word about it."""
    change = msgspec.structs.replace
    if found := _SETS.match(word):
        span = (int(found[2]), int(found[3] or found[2]))
        if found[4]:
            return change(item, sets=int(found[1]), seconds=span)
        return change(item, sets=int(found[1]), reps=span)
    if found := _RIR.match(word):
        return change(item, rir=(int(found[1]), int(found[2] or found[1])))
    if found := _NUMBER.match(word):
        return _with_number(item, found[1], float(found[2]))
    if word in _STARTS:
        return change(item, starts=word)
    if word.startswith("tempo"):
        return change(item, tempo=word.removeprefix("tempo"))
    if word == "bw":
        return change(item, load=BODY_MASS)
    if word == "effort":
        return change(item, load=EFFORT)
    for band in _BANDS:
        if word == f"band-{band}":
            return change(item, load=Load(kind="band", band=band))
    raise StripError(f"{word!r} says nothing known about {item.exercise}")


def _with_number(item: Item, word: str, number: float) -> Item:
    change = msgspec.structs.replace
    if word == "kg":
        return change(item, load=Load(kind="kg", kg=number))
    if word == "lb":
        return change(item, load=Load(kind="lb", lb=number))
    if word == "pct":
        return change(item, load=Load(kind="percent-1rm", percent=number))
    if word == "rest":
        return change(item, rest_s=int(number))
    if word == "contacts":
        return change(item, contacts=int(number))
    return change(item, ramp_sets=int(number))
