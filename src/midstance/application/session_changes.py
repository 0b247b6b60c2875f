"""A session done otherwise than planned: another exercise, fewer sets, no load; and what follows from it.

Changes are words such as `goblet-squat:step-up`, `goblet-squat:2` (two sets), `goblet-squat:0` (left out) or
`goblet-squat:bm` (without its load), so that an address can carry them. Nothing is written down before it is done:
a set of another exercise is logged as one in the planned exercise's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from midstance.application.recording.checks import refused
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import placed
from midstance.application.recording.walking import swapped
from midstance.coach.done_classes import TRUE_CLASSES
from midstance.formats.entry import one_line
from midstance.knowledge.substitution import dose_for
from midstance.planner.composition.compose import card_of
from midstance.planner.prescription.contacts import set_contacts
from midstance.planner.prescription.timing import minutes_of, set_seconds
from midstance.rules.items import EXTERNAL, classes_of
from midstance.training.exercise import Exercise
from midstance.training.log import SetResult
from midstance.training.plan import ExerciseCard, Plan
from midstance.training.prescription import BODY_MASS, Block, Item
from midstance.training.session import STRESS, Session, Stress

MOST_CHANGES = 24
"""Changes one session may carry; more is no session any more (ours)."""
UNLOADED = "bm"
_WORD = re.compile(r"([a-z0-9-]{1,64})((?::[a-z0-9-]{1,64}){1,3})")


class SessionChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is done otherwise with one planned exercise."""

    planned: str
    other: str | None = None
    """The exercise in its place; None: the planned one."""
    sets: int | None = None
    """How many sets; 0 leaves it out, None: as planned."""
    unloaded: bool = False
    """At body mass, for want of anything to load it with."""

    @property
    def word(self) -> str:
        """The change as a word; `changes_of` reads it back."""
        parts = [self.planned, self.other or "", "" if self.sets is None else str(self.sets)]
        return ":".join([*filter(None, parts), *([UNLOADED] if self.unloaded else [])])


def changes_of(book: Notebook, session: Session, words: Sequence[str]) -> tuple[SessionChange, ...]:
    """The changes of words; of several about one exercise the last counts. Raises Implausible."""
    if len(words) > MOST_CHANGES:
        raise refused("change", f"more than {MOST_CHANGES} changes leave nothing of the session; plan it anew instead")
    found = {change.planned: change for change in (_change_of(book, session, word) for word in words)}
    return tuple(found.values())


def _change_of(book: Notebook, session: Session, word: str) -> SessionChange:
    match = _WORD.fullmatch(word)
    planned = next((item for item in session.work() if match and item.exercise == match[1]), None)
    if match is None or planned is None:
        raise refused("change", f"{one_line(word, 60)!r} speaks of no exercise of this session")
    change = SessionChange(planned=planned.exercise)
    for part in match[2].split(":")[1:]:
        if part == UNLOADED:
            change = msgspec.structs.replace(change, unloaded=True)
        elif part.isdecimal():
            if int(part) > planned.sets:
                raise refused("change", f"{planned.sets} sets are asked; more are written down as extra ones")
            change = msgspec.structs.replace(change, sets=int(part))
        elif part in book.exercises:
            change = msgspec.structs.replace(change, other=part)
        else:
            raise refused("change", f"{one_line(part, 60)!r} is no exercise we know")
    return change


def items_of(book: Notebook, session: Session, changes: Sequence[SessionChange]) -> dict[str, Item]:
    """What is asked in place of each planned exercise that is done otherwise; those left out are not in it.

    It is what `recording.walking.steps_of` takes as swaps.
    """
    by_name = {change.planned: change for change in changes}
    found: dict[str, Item] = {}
    for item in session.work():
        change = by_name.get(item.exercise)
        if change is not None and change.sets != 0:
            found[item.exercise] = _item(book, item, change)
    return found


def _item(book: Notebook, planned: Item, change: SessionChange) -> Item:
    exercise = book.exercises.get(change.other or planned.exercise)
    item = planned
    if change.other is not None and change.other != planned.exercise and exercise is not None:
        item = swapped(planned, exercise, book)
    sets = item.sets if change.sets is None else change.sets
    contacts = set_contacts(exercise, (item.reps or item.seconds or (0, 0))[1]) * sets if exercise is not None else 0
    if change.unloaded and item.load.kind in EXTERNAL:
        item = msgspec.structs.replace(item, load=BODY_MASS, ramp_sets=0)
    if exercise is not None and item.load.kind not in EXTERNAL and planned.load.kind in EXTERNAL:
        # A few heavy reps make no sense without the load they were meant for.
        dose = dose_for(exercise, book.the_plan().brief.athlete.level)
        timed = dose.unit == "seconds"
        amount = {"reps": None if timed else dose.amount, "seconds": dose.amount if timed else None}
        item = msgspec.structs.replace(item, **amount)
    return msgspec.structs.replace(item, sets=sets, contacts=contacts)


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """Changes as a player takes them: beside the planned session, so that what is done is logged in its place."""

    instead: dict[str, Item] = {}
    """By planned exercise: what is asked in its place, or of it without its load."""
    sets: dict[str, int] = {}
    """By planned exercise: how many sets, where fewer than planned."""
    left_out: tuple[str, ...] = ()


def chosen_of(book: Notebook, session: Session, words: Sequence[str]) -> Chosen:
    """What the words of an address choose. Raises Implausible as `changes_of` does."""
    changes = changes_of(book, session, words)
    planned = {item.exercise: item for item in session.work()}
    now = items_of(book, session, changes)
    return Chosen(
        instead={name: item for name, item in now.items()
                 if (item.exercise, item.load) != (planned[name].exercise, planned[name].load)},
        sets={change.planned: change.sets for change in changes
              if change.sets and change.sets < planned[change.planned].sets},
        left_out=tuple(change.planned for change in changes if change.sets == 0),
    )  # fmt: skip


def changed_session(book: Notebook, session: Session, changes: Sequence[SessionChange]) -> Session:
    """The session with its changes: its items, its minutes and its stress classes; the same one without any."""
    if not changes:
        return session
    now = items_of(book, session, changes)
    gone = {change.planned for change in changes if change.sets == 0}
    blocks = tuple(_blocks(session, now, gone))
    made = msgspec.structs.replace(session, blocks=blocks)
    classes = _classes(book, session, made)
    shorter = _seconds(book, session) - _seconds(book, made)
    minutes = session.minutes - (shorter // 60 if shorter > 0 else -minutes_of(-shorter))
    return msgspec.structs.replace(made, minutes=max(minutes, 1), stress=classes[0], also=classes[1:])


def _blocks(session: Session, now: Mapping[str, Item], gone: set[str]) -> Iterator[Block]:
    for block in session.blocks:
        if block.kind in ("warm-up", "cooldown"):
            yield block
            continue
        items = tuple(now.get(item.exercise, item) for item in block.items if item.exercise not in gone)
        if items:
            yield Block(kind=block.kind if len(items) > 1 else "straight", items=items)


def _classes(book: Notebook, before: Session, made: Session) -> tuple[Stress, ...]:
    """The classes of what is left in it; never others than planned where nothing but sets went."""
    cards = {item.exercise: card_of(book.exercises[item.exercise]) for item in made.work()
             if item.exercise in book.exercises}  # fmt: skip
    visits: dict[str, set[str | None]] = {}
    for entry in book.entries:
        if isinstance(entry, SetResult):
            visits.setdefault(entry.exercise, set()).add(entry.session or str(book.date_of(entry)))
    found = classes_of(made, cards, TRUE_CLASSES, {name: len(of) for name, of in visits.items()})
    if {item.exercise for item in made.work()} == {item.exercise for item in before.work()}:
        found &= {*before.classes, "light"}
    if found - {"light", "mobility"}:
        found -= {"light", "mobility"}
    return tuple(stress for stress in STRESS if stress in found) or ("light",)


def _seconds(book: Notebook, session: Session) -> int:
    """Seconds of the work and its rests, with which two forms of one session are compared."""
    total = 0
    for block in session.blocks:
        if block.kind in ("warm-up", "cooldown"):
            continue
        turns = block.kind in ("superset", "circuit")
        for item in block.items:
            exercise = book.exercises.get(item.exercise)
            amount = item.reps or item.seconds
            if exercise is not None and amount:
                once = set_seconds(exercise, amount, item.tempo, timed=item.seconds is not None)
                total += item.sets * (once + (0 if turns else item.rest_s))
        if turns:
            total += max(item.sets for item in block.items) * max(item.rest_s for item in block.items)
    return total


def plan_as_it_stands(book: Notebook) -> Plan:
    """The plan with each session on the day and hour where the runner has put it. Raises DiaryError without one."""
    plan = book.the_plan()
    where = {one.session.id: one for one in placed(book)}
    return msgspec.structs.replace(
        plan,
        sessions=tuple(
            msgspec.structs.replace(session, date=where[session.id].date, start=where[session.id].start)
            for session in plan.sessions
        ),
    )


def plan_with(book: Notebook, session: Session) -> Plan:
    """The plan as it stands with a changed session in the place of the planned one, cards and all."""
    plan = plan_as_it_stands(book)
    there = next(one for one in plan.sessions if one.id == session.id)
    session = msgspec.structs.replace(session, date=there.date, start=there.start)
    cards: dict[str, ExerciseCard] = dict(plan.exercises)
    for item in session.work():
        known: Exercise | None = book.exercises.get(item.exercise)
        if known is not None and item.exercise not in cards:
            cards[item.exercise] = card_of(known)
    sessions = tuple(session if one.id == session.id else one for one in plan.sessions)
    return msgspec.structs.replace(plan, sessions=sessions, exercises=cards)
