"""A strength session at one time, and why it is there."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import msgspec

from midstance.training.prescription import Block, Item
from midstance.training.running import ClockTime

Stress = Literal["heavy-legs", "high-plyometric", "moderate-legs", "low-plyometric", "light", "mobility"]
STRESS: tuple[Stress, ...] = get_args(Stress)
"""Worst first."""
LOADED: frozenset[Stress] = frozenset({"heavy-legs", "high-plyometric", "moderate-legs"})
PLYOMETRIC: frozenset[Stress] = frozenset({"high-plyometric", "low-plyometric"})

Template = Literal[
    "foundation", "general", "heavy", "power", "maintain-heavy", "maintain", "deload", "taper", "primer",
    "light", "mobility", "mini",
]  # fmt: skip
"""The recipes the planner composes from; a named workout of the sources carries its own id instead."""


class Because(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One reason: a rule, a sentence a runner understands, and where it comes from."""

    rule: str
    text: str
    sources: tuple[str, ...] = ()


class Session(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One strength visit. `minutes` is the honest length, warm-up and cool-down included."""

    id: str
    date: dt.date
    start: ClockTime
    minutes: int
    stress: Stress
    title: str
    template: str
    blocks: tuple[Block, ...] = ()
    because: tuple[Because, ...] = ()
    also: tuple[Stress, ...] = ()
    """The other stress classes in it, worst first."""
    mini: bool = False
    start_assumed: bool = False

    @property
    def classes(self) -> tuple[Stress, ...]:
        """All stress classes of the session, worst first."""
        return (self.stress, *self.also)

    def work(self) -> tuple[Item, ...]:
        """The items that are neither warm-up nor cool-down."""
        return tuple(
            [item for block in self.blocks if block.kind not in ("warm-up", "cooldown") for item in block.items]
        )
