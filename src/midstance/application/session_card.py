"""A session as it is shown: its facts, kit, reasons and exercises in words, with what the library says of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.application.answers import Reason, reason_of
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import Placed
from midstance.application.session_changes import SessionChange, changed_session
from midstance.formats.session_words import (
    SAID_STARTS,
    easy_parts,
    letters_of,
    name_of,
    said_dose,
    said_load,
    said_reserve,
    said_rest,
    said_stress,
    said_tempo,
    said_turns,
    telling,
)
from midstance.knowledge.library import library
from midstance.training.exercise import Drill, Exercise
from midstance.training.plan import Plan
from midstance.training.prescription import Block, Item, Load
from midstance.training.session import Session

LOADED_BY_HAND = frozenset({"kg", "lb", "effort", "percent-1rm"})


class ItemCard(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise of a session as it is shown."""

    exercise: str
    planned: str
    """The planned exercise; another one where it was swapped."""
    planned_name: str
    name: str
    label: str
    """`A1` in a group done in turns; else empty."""
    dose: str
    load: str
    """In the unit it was planned in."""
    mass: Load
    reserve: str
    tempo: str
    beat: str
    """The tempo as the library writes it, such as `3-0-1-0`; nothing without one."""
    rest: str
    starts: str
    note: str
    ramp_sets: int
    known: Exercise | None
    drill: Drill | None = None
    per_side: bool = False

    @property
    def swapped(self) -> bool:
        """Whether another exercise stands in the planned one's place."""
        return self.exercise != self.planned


class BlockCard(msgspec.Struct, frozen=True, kw_only=True):
    """A block of a session as it is shown."""

    kind: str
    turns: str
    """How it is done in turns, or nothing."""
    items: tuple[ItemCard, ...]


class SessionCard(msgspec.Struct, frozen=True, kw_only=True):
    """A session as it is shown."""

    id: str
    date: dt.date
    start: str
    about: bool
    """Whether the hour was only assumed."""
    minutes: int
    title: str
    stress: str
    stress_class: str
    state: str
    kit: tuple[str, ...]
    warm_up: tuple[ItemCard, ...]
    work: tuple[BlockCard, ...]
    cooldown: tuple[ItemCard, ...]
    reasons: tuple[Reason, ...]
    changes: tuple[SessionChange, ...] = ()

    @property
    def exercises(self) -> tuple[ItemCard, ...]:
        """The exercises of the work, in order."""
        return tuple(item for block in self.work for item in block.items)


def session_card(book: Notebook, placed: Placed, changes: Sequence[SessionChange] = ()) -> SessionCard:
    """A session as it stands now, with what is done otherwise. Raises DiaryError without a plan."""
    plan = book.the_plan()
    session = changed_session(book, placed.session, changes)
    planned = _planned_names(placed.session, changes)
    letters = letters_of(session.blocks)
    blocks = {
        kind: [
            _block(plan, block, letters.get(place, ""), planned)
            for place, block in enumerate(session.blocks)
            if (block.kind if block.kind in ("warm-up", "cooldown") else "work") == kind
        ]
        for kind in ("warm-up", "work", "cooldown")
    }
    return SessionCard(
        id=session.id, date=placed.date, start=placed.start,
        about=session.start_assumed and placed.start == session.start, minutes=session.minutes, title=session.title,
        stress=said_stress(session), stress_class=session.stress, state=placed.state,
        kit=kit_of(plan, session), changes=tuple(changes), work=tuple(blocks["work"]),
        warm_up=tuple(item for block in blocks["warm-up"] for item in block.items),
        cooldown=tuple(item for block in blocks["cooldown"] for item in block.items),
        reasons=tuple(reason_of(because) for because in telling(placed.session.because)),
    )  # fmt: skip


def _planned_names(session: Session, changes: Sequence[SessionChange]) -> dict[str, str]:
    """The planned exercise behind each that stands in another's place."""
    planned = {item.exercise for item in session.work()}
    return {change.other: change.planned for change in changes if change.other and change.planned in planned}


def _block(plan: Plan, block: Block, letter: str, planned: dict[str, str]) -> BlockCard:
    easy = block.kind in ("warm-up", "cooldown")
    items = tuple(
        _easy(plan, item) if easy else _item(plan, item, f"{letter}{number}" if letter else "", planned)
        for number, item in enumerate(block.items, 1)
    )
    return BlockCard(kind=block.kind, turns=said_turns(block) if len(block.items) > 1 else "", items=items)


def _easy(plan: Plan, item: Item) -> ItemCard:
    known, drill = library().exercises.get(item.exercise), library().drills.get(item.exercise)
    return ItemCard(
        exercise=item.exercise, planned=item.exercise, planned_name="", name=_name(plan, item.exercise), label="",
        dose=", ".join(easy_parts(item)), load="", mass=item.load, reserve="", tempo="", beat="", rest="",
        starts="", note="", ramp_sets=0,        known=known, drill=drill, per_side=item.per_side,
    )  # fmt: skip


def _item(plan: Plan, item: Item, label: str, planned: dict[str, str]) -> ItemCard:
    of = planned.get(item.exercise, item.exercise)
    return ItemCard(
        exercise=item.exercise, planned=of, planned_name=_name(plan, of), name=_name(plan, item.exercise), label=label,
        dose=said_dose(item), load=said_load(item.load), mass=item.load, reserve=said_reserve(item),
        tempo=said_tempo(item.tempo), beat=item.tempo or "", rest=said_rest(item.rest_s),
        starts=SAID_STARTS[item.starts], note=item.note or "", ramp_sets=item.ramp_sets,
        known=library().exercises.get(item.exercise), per_side=item.per_side,
    )  # fmt: skip


def _name(plan: Plan, exercise: str) -> str:
    known = library().exercises.get(exercise) or library().drills.get(exercise)
    return known.name if known is not None else name_of(exercise, plan.exercises)


def kit_of(plan: Plan, session: Session) -> tuple[str, ...]:
    """What has to be at hand: of each exercise the first of its alternatives that the runner has, and what loads it."""
    owned = set(plan.brief.athlete.kit)
    found: dict[str, None] = {}
    for item in session.work():
        known, card = library().exercises.get(item.exercise), plan.exercises.get(item.exercise)
        ways = [way for way in (known.kit if known else card.kit if card else ()) if owned.issuperset(way)]
        for kit in min(ways, key=len, default=()):
            found[kit.replace("-", " ")] = None
        if item.load.kind == "band":
            found["mini band"] = None
        if known is not None and item.load.kind in LOADED_BY_HAND:
            held = [kit for kit in known.load_kit if kit in owned]
            if held and not any(kit.replace("-", " ") in found for kit in held):
                found[held[0].replace("-", " ")] = None
    loaded = any(item.load.kind in LOADED_BY_HAND for item in session.work())
    return tuple(found) or (("something to load with",) if loaded else ())
