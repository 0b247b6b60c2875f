"""What well-known exercises can and cannot be, from their ids alone, so that a plan cannot talk itself out of a rule.

The words are looked for in the id, the first line that fits wins. Written by hand from common knowledge of the lifts.
"""

from __future__ import annotations

from dataclasses import dataclass

COVERAGE = ("squat-or-lunge", "hinge", "single-leg", "calf", "hip-stability")
COMPOUNDS = frozenset({"squat", "hinge", "lunge", "step-up", "press"})
JUMPS = frozenset({"jump", "hop", "bound"})


@dataclass(frozen=True)
class Known:
    """Patterns it may be listed under, coverage tags it may carry, and the weight of one ground contact."""

    words: tuple[str, ...]
    patterns: frozenset[str]
    tags: frozenset[str]
    impact: float = 0.0
    eccentric: bool = False


def known(words: str, patterns: str, tags: str = "", impact: float = 0.0, *, eccentric: bool = False) -> Known:
    return Known(tuple(words.split()), frozenset(patterns.split()), frozenset(tags.split()), impact, eccentric)


TABLE = (
    known("single-leg pogo", "jump hop", "single-leg calf", 1.5),
    known("single-leg hop", "jump hop", "single-leg calf hip-stability", 1.5),
    known("depth-jump", "jump", "", 2.0),
    known("bound", "bound jump", "single-leg", 1.5),
    known("low box-jump", "jump", "", 0.75),
    known("box-jump", "jump", "", 1.0),
    known("squat-jump", "jump", "", 1.0),
    known("jump-squat", "jump", "", 1.0),
    known("pop-squat", "jump", "", 1.0),
    known("snap-down", "jump", "", 0.25),
    known("pogo", "jump hop", "calf", 0.5),
    known("calf lower", "calf-raise", "calf single-leg", eccentric=True),
    known("eccentric calf", "calf-raise", "calf single-leg", eccentric=True),
    known("single-leg calf", "calf-raise", "calf single-leg"),
    known("calf", "calf-raise", "calf"),
    known("soleus", "calf-raise", "calf"),
    known("heel-raise", "calf-raise", "calf"),
    known("clam", "hip-abduction", "hip-stability"),
    known("squat-walk", "hip-abduction squat", "hip-stability squat-or-lunge"),
    known("band walk", "hip-abduction", "hip-stability"),
    known("leg-raise", "hip-abduction", "hip-stability"),
    known("monster", "hip-abduction", "hip-stability"),
    known("dead-bug", "trunk", "hip-stability"),
    known("plank", "trunk hip-abduction", "hip-stability"),
    known("march", "hip-flexion trunk hip-extension", "hip-stability single-leg"),
    known("kickstand", "hinge", "hinge single-leg"),
    known("single-leg deadlift", "hinge", "hinge single-leg hip-stability"),
    known("single-leg rdl", "hinge", "hinge single-leg hip-stability"),
    known("deadlift", "hinge", "hinge"),
    known("rdl", "hinge", "hinge"),
    known("swing", "hinge", "hinge"),
    known("hinge", "hinge", "hinge"),
    known("single-leg bridge", "hip-extension", "hinge single-leg hip-stability"),
    known("single-leg thrust", "hip-extension", "hinge single-leg hip-stability"),
    known("bridge", "hip-extension", "hinge"),
    known("thrust", "hip-extension", "hinge"),
    known("single-leg press", "press squat", "squat-or-lunge single-leg"),
    known("leg-press", "press squat", "squat-or-lunge"),
    known("nordic", "knee-flexion", "", eccentric=True),
    known("single-leg curl", "knee-flexion", "single-leg"),
    known("curl", "knee-flexion", ""),
    known("back-extension", "hip-extension trunk hinge", "hinge"),
    known("step-down", "step-up squat lunge", "single-leg hip-stability squat-or-lunge"),
    known("step-up", "step-up", "single-leg hip-stability squat-or-lunge"),
    known("cossack", "squat lunge", "squat-or-lunge single-leg hip-stability"),
    known("lunge", "lunge squat", "squat-or-lunge single-leg hip-stability"),
    known("split-squat", "lunge squat", "squat-or-lunge single-leg hip-stability"),
    known("single-leg squat", "squat", "squat-or-lunge single-leg hip-stability"),
    known("pistol", "squat", "squat-or-lunge single-leg hip-stability"),
    known("squat", "squat", "squat-or-lunge"),
)

NEEDS = (
    ("goblet", frozenset({"dumbbell", "kettlebell"})),
    ("kettlebell", frozenset({"kettlebell"})),
    ("barbell", frozenset({"barbell"})),
    ("dumbbell", frozenset({"dumbbell"})),
    ("leg-press", frozenset({"leg-press"})),
    ("stability-ball", frozenset({"stability-ball"})),
    ("band-walk", frozenset({"mini-band"})),
    ("banded", frozenset({"mini-band"})),
    ("bulgarian", frozenset({"bench", "box", "chair"})),
)
"""Words of an id and the kit of which at least one piece is needed."""


def lookup(exercise: str) -> Known | None:
    """What is known of an exercise by its id, or None."""
    return next((k for k in TABLE if all(word in exercise for word in k.words)), None)


def needed_kit(exercise: str) -> frozenset[str]:
    """Kit of which the exercise needs at least one piece by its id; empty when nothing is known."""
    return next((kit for word, kit in NEEDS if word in exercise), frozenset())
