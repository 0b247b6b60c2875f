"""Chooses the exercises of a mesocycle's sessions: branch and bound over the roles of a recipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import combinations
from operator import or_
from typing import NamedTuple

from midstance.planner.composition.roles import HEAVY, LEGS, PLACE, Part, Role, roles_of
from midstance.planner.composition.scoring import Scene, score
from midstance.planner.prescription.effort import may_be_heavy
from midstance.training.exercise import COVERAGE, Exercise, Tag

WIDTH = 7
"""Candidates kept for each role."""
LEFT_OUT = 25
"""Price of a role nobody plays, times the worth of the role over ten."""
UNCOVERED = 400
TWINS = 5
"""Price of two leg exercises of one pattern in a session."""
FEW_SINGLE_LEG = 8
"""Price of less than two leg exercises on one leg (P11); a heavy main lift is chosen for itself."""
STAYING: frozenset[Role] = frozenset({"heavy", "jump"})
_BITS = [(1 << place, tag) for place, tag in enumerate(COVERAGE)]


class Choice(NamedTuple):
    """An exercise in its role, and what it would cost to leave it out."""

    role: Role
    exercise: Exercise
    worth: int


Menu = tuple[Choice, ...]


def missing(exercises: Iterable[Exercise]) -> list[Tag]:
    """The tags of H10 that are not covered."""
    carried = set[Tag]().union(*[exercise.tags for exercise in exercises])
    return [tag for tag in COVERAGE if tag not in carried]


class _Search:
    """Depth-first over the roles, best candidates first, cut where even the best rest cannot win."""

    def __init__(self, rows: Sequence[tuple[Part, list[tuple[int, Exercise]]]], covering: bool) -> None:
        self.rows = rows
        self.covering = covering
        self.best: tuple[int, tuple[Exercise | None, ...]] = (-(10**9), ())
        self.rest = [0] * (len(rows) + 1)
        for index in range(len(rows) - 1, -1, -1):
            part, candidates = rows[index]
            top = candidates[0][0] if candidates else -LEFT_OUT * part.worth
            self.rest[index] = self.rest[index + 1] + max(top, -LEFT_OUT * part.worth)

    def run(self) -> tuple[Exercise | None, ...]:
        self._go(0, 0, ())
        return self.best[1]

    def _go(self, index: int, total: int, chosen: tuple[Exercise | None, ...]) -> None:
        if total + self.rest[index] <= self.best[0]:
            return
        if index == len(self.rows):
            worth = total - self._price(chosen)
            if worth > self.best[0]:
                self.best = (worth, chosen)
            return
        part, candidates = self.rows[index]
        rest = total + self.rest[index + 1]
        for worth, exercise in candidates:
            if worth + rest <= self.best[0]:
                # The others are worth no more.
                break
            if exercise not in chosen:
                self._go(index + 1, total + worth, (*chosen, exercise))
        self._go(index + 1, total - LEFT_OUT * part.worth, (*chosen, None))

    def _price(self, chosen: tuple[Exercise | None, ...]) -> int:
        legs = [e for (part, _), e in zip(self.rows, chosen, strict=True) if e is not None and part.role in LEGS]
        there = [exercise for exercise in chosen if exercise is not None]
        price = UNCOVERED * len(missing(there)) if self.covering else 0
        patterns = [exercise.pattern for exercise in legs]
        price += TWINS * (len(patterns) - len(set(patterns)))
        heavy = any(part.role in HEAVY for part, _ in self.rows)
        if not heavy and sum("single-leg" in exercise.tags for exercise in legs) < 2:
            price += FEW_SINGLE_LEG
        return price


def choose(recipe: Sequence[Part], pool: Sequence[Exercise], scene: Scene, *, covering: bool) -> Menu:
    """The best exercises for a recipe from a pool; a role may stay empty. In the order of a session."""
    rows = []
    able = [(e, roles_of(e)) for e in pool]
    for part in recipe:
        scored = [(score(e, part.role, scene), e) for e, roles in able if part.role in roles]
        if part.role in HEAVY:
            scored = [(worth, e) for worth, e in scored if may_be_heavy(e, scene.runner)]
        scored.sort(key=lambda pair: (-pair[0], pair[1].id))
        rows.append((part, scored[:WIDTH]))
    found = _Search(rows, covering).run()
    picked = [
        Choice(part.role, exercise, part.worth)
        for part, exercise in zip(recipe, found, strict=True)
        if exercise is not None
    ]
    return in_order(picked)


def in_order(choices: Iterable[Choice]) -> Menu:
    """In the order of a session (R-ORD-1, H15)."""
    return tuple(sorted(choices, key=lambda choice: PLACE[choice.role]))


def cut_down(menu: Menu, count: int) -> Menu:
    """The `count` choices worth most that still cover what the whole menu covers of H10; more where that needs more.

    The heavy lift and the jumps stay, since a session is placed for their sake.
    """
    covers = [sum([bit for bit, tag in _BITS if tag in choice.exercise.tags]) for choice in menu]
    for index, choice in enumerate(menu):
        if choice.role in STAYING:
            # A bit of its own, which no other choice covers.
            covers[index] |= 1 << (len(_BITS) + index)
    goal = reduce(or_, covers, 0)
    for size in range(min(count, len(menu)), len(menu)):
        parts = zip(combinations(menu, size), combinations(covers, size), strict=True)
        fitting = [part for part, bits in parts if reduce(or_, bits, 0) == goal]
        if fitting:
            return max(fitting, key=lambda part: sum([choice.worth for choice in part]))
    return menu
