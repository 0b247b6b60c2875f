"""A training rule: what it says, why, where it comes from, and its shape."""

from __future__ import annotations

from typing import Literal

import msgspec

from midstance.rules.shapes import Shape

Grade = Literal["trial", "review", "consensus", "sources", "ours"]
"""The best evidence behind it: a trial, a review, expert consensus, the source documents, or our own choice."""

Step = Literal["count", "safety", "running", "strength", "comfort", "stability"]
"""Where a preference stands: one unit of an earlier step outweighs what the later ones can add up to for a session."""

STEP_PRICE: dict[Step, int] = {
    "count": 200_000_000_000,
    "safety": 400_000_000,
    "running": 2_000_000,
    "strength": 20_000,
    "comfort": 200,
    "stability": 1,
}
"""Price of one unit of weight; our own choice. Each step outweighs what one session can gather in all later ones, and a
season's sum stays below 2**53, which every reader of JSON holds exactly."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule, said once. Without a `weight` it is never broken; with one it is a preference and has a price."""

    id: str
    covers: tuple[str, ...]
    """Ids of the rules page, catalogue and evidence that it keeps."""
    says: str
    why: str
    sources: tuple[str, ...]
    grade: Grade
    demand: Shape
    weight: int | None = None
    step: Step | None = None
    kept: str
    """A week strip that keeps it."""
    broken: str
    """A week strip that breaks it."""

    @property
    def hard(self) -> bool:
        """Whether it is never broken."""
        return self.weight is None

    @property
    def price(self) -> int:
        """Price of one unit of excess; 0 for a hard rule."""
        return 0 if self.weight is None else self.weight * STEP_PRICE[self.step or "stability"]
