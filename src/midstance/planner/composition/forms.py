"""The forms a session may take: how many exercises and sets, how tight its rests, how long what stands around."""

from __future__ import annotations

from typing import NamedTuple


class Rung(NamedTuple):
    """Sets, tightness of rests, size of the warm-up, stretches."""

    sets: int
    tight: int
    size: str
    stretches: int
    quick: bool = False
    """Sets go to what takes least time."""


class Form(NamedTuple):
    """The places of the lines that stay, the sets of each of them, and the rung on which they fitted."""

    kept: tuple[int, ...]
    sets: tuple[int, ...]
    rung: Rung
