"""What composition hands back."""

from __future__ import annotations

import msgspec

from midstance.training.plan import ExerciseCard, Note
from midstance.training.session import Session


class Cut(msgspec.Struct, frozen=True, kw_only=True):
    """A slot that could not be composed under the hard rules, and why."""

    slot_id: str
    why: str


class Composed(msgspec.Struct, frozen=True, kw_only=True):
    """The filled sessions of a season, in the order of their slots."""

    sessions: tuple[Session, ...]
    """Minutes are modelled, rounded up, and never above the slot's."""
    cuts: tuple[Cut, ...]
    cards: dict[str, ExerciseCard]
    """Each exercise and drill that is used."""
    notes: tuple[Note, ...]
