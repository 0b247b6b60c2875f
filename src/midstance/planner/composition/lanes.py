"""Which session of the week a slot is: the first and heavier one, or the second with more single-leg work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

from midstance.planner.prescription.tables import FULL_PHASES
from midstance.planner.slots import Slot
from midstance.training.periods import Phase
from midstance.training.session import Template

LEG_TEMPLATES: frozenset[Template] = frozenset(
    {"foundation", "general", "heavy", "power", "maintain-heavy", "maintain", "deload", "taper"}
)
FIRST: frozenset[Template] = frozenset({"heavy", "maintain-heavy"})

Letter = Literal["A", "B"]


class Seat(NamedTuple):
    """A slot's place in its week. `alone`: no other leg session stands in it; `nth` counts minis from 0."""

    letter: Letter
    alone: bool
    nth: int
    minis: int


def is_whole(phase: Phase, deload: bool, template: str) -> bool:
    """Whether a session is a leg session of a week that develops: what lighter weeks take their share of."""
    return template in LEG_TEMPLATES and phase in FULL_PHASES and not deload


def seats(slots: Sequence[Slot]) -> dict[str, Seat]:
    """The seat of every slot, by its id."""
    weeks: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        weeks[slot.week].append(slot)
    found: dict[str, Seat] = {}
    for week in weeks.values():
        legs = [slot for slot in week if slot.variant.template in LEG_TEMPLATES]
        minis = [slot for slot in week if slot.variant.template not in LEG_TEMPLATES]
        letters = letters_of([(slot.id, slot.variant.template) for slot in legs])
        for slot in legs:
            found[slot.id] = Seat(letters[slot.id], len(legs) == 1, 0, len(minis))
        for nth, slot in enumerate(minis):
            found[slot.id] = Seat("A", not legs, nth, len(minis))
    return found


def letters_of(legs: Sequence[tuple[str, str]]) -> dict[str, Letter]:
    """Which session of the week each is, from ids and templates in the order they were placed."""
    letters: dict[str, Letter] = {}
    for name, template in legs:
        if template in FIRST:
            letters[name] = "A"
        elif template == "power":
            letters[name] = "B"
    for name, _ in legs:
        if name not in letters:
            letters[name] = "B" if "A" in letters.values() else "A"
    return letters
