"""The parts a session is made of, and which exercises can play them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from midstance.planner.prescription.loading import SEATED_CALF
from midstance.planner.prescription.runner import JUMPS
from midstance.training.exercise import Exercise, Tag

Role = Literal[
    "jump", "squat", "lunge", "heavy", "heavy-hinge", "single", "hinge", "one-leg-hinge", "calf", "soleus", "hip",
    "core", "posterior", "hamstring", "march",
]  # fmt: skip
Lane = Literal["A", "A-heavy", "B", "B-power", "light", "mini"]
"""A is the first and heavier session of a week, B the second with more single-leg work (R-PER-5, R-PER-6)."""


class Part(NamedTuple):
    """A role in a recipe and how hard it is to leave out; the five tags of H10 come before any of it."""

    role: Role
    worth: int


# Worth is our own choice; the order within a session is ORDER below.
RECIPES: dict[Lane, tuple[Part, ...]] = {
    "A": (
        Part("squat", 10), Part("hinge", 9), Part("single", 8), Part("calf", 9), Part("hip", 8),
        Part("posterior", 5), Part("core", 4),
    ),
    "A-heavy": (
        Part("heavy", 20), Part("hinge", 9), Part("single", 8), Part("calf", 9), Part("hip", 8),
        Part("hamstring", 6), Part("core", 4),
    ),
    "B": (
        Part("lunge", 10), Part("one-leg-hinge", 9), Part("soleus", 9), Part("hip", 8), Part("core", 7),
        Part("posterior", 6),
    ),
    "B-power": (
        Part("lunge", 10), Part("one-leg-hinge", 9), Part("soleus", 9), Part("hip", 8), Part("core", 6),
        Part("posterior", 5),
    ),
    "light": (Part("hip", 9), Part("posterior", 8), Part("core", 8), Part("soleus", 7), Part("march", 5)),
    "mini": (Part("hip", 9), Part("core", 8), Part("soleus", 7), Part("posterior", 6), Part("march", 6)),
}  # fmt: skip

ORDER: tuple[Role, ...] = (
    "jump", "heavy", "heavy-hinge", "squat", "lunge", "single", "hinge", "one-leg-hinge", "hamstring", "posterior",
    "calf", "soleus", "hip", "core", "march",
)  # fmt: skip
"""R-ORD-1 with plyometrics first (H15): main compound, single-leg, hinge, hamstring and calf, hip and trunk last."""
PLACE: dict[Role, int] = {role: place for place, role in enumerate(ORDER)}

LEGS: frozenset[Role] = frozenset({"squat", "lunge", "heavy", "heavy-hinge", "single", "hinge", "one-leg-hinge"})
HEAVY: frozenset[Role] = frozenset({"heavy", "heavy-hinge"})
"""Parts of a heavy session that are done heavy; the second only where there is time for it."""

WANTED_TAG: dict[Role, Tag] = {
    "squat": "squat-or-lunge", "lunge": "squat-or-lunge", "single": "single-leg", "hinge": "hinge",
    "heavy-hinge": "hinge",
    "one-leg-hinge": "hinge", "calf": "calf", "soleus": "calf", "hip": "hip-stability", "core": "core",
}  # fmt: skip


def roles_of(exercise: Exercise) -> frozenset[Role]:
    """The roles an exercise fits by what it is, whoever does it."""
    known = _KNOWN.get(exercise.id)
    if known is None or known[0] is not exercise:
        known = _KNOWN[exercise.id] = (exercise, frozenset(role for role in ORDER if _fits(exercise, role)))
    return known[1]


def plays(exercise: Exercise, role: Role) -> bool:
    """Whether an exercise fits a role by what it is, whoever does it."""
    return role in roles_of(exercise)


_KNOWN: dict[str, tuple[Exercise, frozenset[Role]]] = {}
"""The roles of each exercise, looked up hundreds of times a plan and the same for every runner."""


def _fits(exercise: Exercise, role: Role) -> bool:
    tags, pattern = exercise.tags, exercise.pattern
    if exercise.impact > 0 or pattern in JUMPS:
        return role == "jump"
    if exercise.eccentric:
        return role == ("hamstring" if pattern == "knee-flexion" else "calf")
    if role in WANTED_TAG and WANTED_TAG[role] not in tags:
        return False
    if role == "squat":
        return pattern in ("squat", "press")
    if role == "lunge":
        return pattern == "lunge"
    if role == "heavy":
        return pattern in ("squat", "press", "lunge", "step-up")
    if role == "heavy-hinge":
        return pattern == "hinge" and "single-leg" not in tags and "barbell" in exercise.load_kit
    if role == "single":
        return pattern in ("step-up", "lunge")
    if role in ("calf", "soleus"):
        return (SEATED_CALF in exercise.catalogue) == (role == "soleus")
    if role == "posterior":
        return pattern in ("hip-extension", "knee-flexion")
    if role == "hamstring":
        return pattern in ("knee-flexion", "hip-extension")
    if role == "core":
        return pattern != "hip-flexion"
    if role == "march":
        return pattern == "hip-flexion"
    return role in ("hinge", "one-leg-hinge", "hip")
