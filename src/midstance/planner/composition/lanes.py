"""Which session of the week a slot is: the first and heavier one, or the second with more single-leg work."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from midstance.planner.prescription.tables import FULL_PHASES
from midstance.planner.slots import Slot
from midstance.training.clock import monday_of
from midstance.training.periods import Phase
from midstance.training.session import Session, Template
from midstance.training.standing import LetGo

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


class Place(NamedTuple):
    """A session of a week that is not composed now: done, let go, or staying as it is."""

    id: str
    date: dt.date
    template: str


def places_of(sessions: Iterable[Session], let_go: Iterable[LetGo]) -> tuple[Place, ...]:
    """The places that these sessions have, each once, in order of time."""
    found = {one.session: Place(one.session, one.date, one.template) for one in let_go}
    found |= {one.id: Place(one.id, one.date, one.template) for one in sessions}
    return tuple(sorted(found.values(), key=lambda place: (place.date, place.id)))


def seats(slots: Sequence[Slot], taken: Sequence[Place] = ()) -> dict[str, Seat]:
    """The seat of every slot, by its id. `taken` have their seats in the same weeks and leave the others to them."""
    weeks: dict[dt.date, list[Place]] = defaultdict(list)
    here = {slot.id for slot in slots}
    for place in taken:
        if place.id not in here:
            weeks[monday_of(place.date)].append(place)
    for slot in slots:
        weeks[monday_of(slot.date)].append(Place(slot.id, slot.date, slot.variant.template))
    found: dict[str, Seat] = {}
    for week in weeks.values():
        week.sort(key=lambda place: place.date)
        legs = [place for place in week if place.template in LEG_TEMPLATES]
        minis = [place for place in week if place.template not in LEG_TEMPLATES]
        letters = letters_of([(place.id, place.template) for place in legs])
        for place in legs:
            found[place.id] = Seat(letters[place.id], len(legs) == 1, 0, len(minis))
        for nth, place in enumerate(minis):
            found[place.id] = Seat("A", not legs, nth, len(minis))
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
