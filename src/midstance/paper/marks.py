"""The marks of days on paper: a shape that black and white keep apart, and a letter in it."""

from __future__ import annotations

from midstance.formats.session_words import SAID_STRESS
from midstance.paper.typesetting import Data
from midstance.training.running import RunKind
from midstance.training.session import Stress

RUN_SHAPES: dict[RunKind, tuple[str, str, str]] = {
    "race": ("star", "R", "race"), "long": ("dot", "L", "long"), "intervals": ("dot", "I", "intervals"),
    "threshold": ("dot", "T", "threshold"), "hills": ("dot", "H", "hills"),
    "strides": ("ring", "s", "easy with strides"), "easy": ("ring", "e", "easy"),
    "recovery": ("dotted", "r", "recovery"), "cross-training": ("diamond", "x", "cross-training"),
}  # fmt: skip
"""Shape, letter, meaning; the letters are those of the season on a terminal."""
STRENGTH_SHAPES: dict[Stress, tuple[str, str]] = {
    "heavy-legs": ("full", "H"), "high-plyometric": ("jump", "J"), "moderate-legs": ("half", "M"),
    "low-plyometric": ("small-jump", "j"), "light": ("open", "l"), "mobility": ("bar", "m"),
}  # fmt: skip
BLOCKED: Data = {"shape": "cross", "letter": "", "means": "no strength here, as you wished"}


def run_mark(kind: RunKind) -> Data:
    """The mark of a run; a kind without one gets that of an easy run."""
    shape, letter, means = RUN_SHAPES.get(kind, RUN_SHAPES["easy"])
    return {"shape": shape, "letter": letter, "means": means}


def strength_mark(stress: Stress) -> Data:
    """The mark of a session by its worst class."""
    shape, letter = STRENGTH_SHAPES[stress]
    return {"shape": shape, "letter": letter, "means": SAID_STRESS[stress]}
