"""What follows from doing a session otherwise: sets, load, regions, minutes, stress, and the rules that speak."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from midstance.application.answers import Reason, reason_of, said_list
from midstance.application.recording.notebook import Notebook
from midstance.application.session_changes import (
    SessionChange,
    changed_session,
    items_of,
    plan_as_it_stands,
    plan_with,
)
from midstance.formats.session_words import said_dose, said_load, said_reserve, said_stress
from midstance.knowledge.library import library
from midstance.rules.audit import audit
from midstance.training.clock import monday_of
from midstance.training.exercise import REGIONS, Region
from midstance.training.plan import Finding
from midstance.training.prescription import Item
from midstance.training.session import Because, Session


class Consequence(msgspec.Struct, frozen=True, kw_only=True):
    """What a change means, before it is kept."""

    says: tuple[str, ...]
    against: tuple[Reason, ...] = ()
    """What rules say of the changed session and did not say of the planned one, the never broken first."""
    minutes: int
    session: Session


def consequence_of(book: Notebook, session: Session, changes: Sequence[SessionChange]) -> Consequence:
    """What doing a session with some changes means. Raises DiaryError without a plan."""
    made = changed_session(book, session, changes)
    says = [line for change in changes for line in _of_exercise(book, session, change)]
    says += _of_swaps(book, changes)
    says += _of_session(book, session, made)
    return Consequence(says=tuple(says), against=against(book, made), minutes=made.minutes, session=made)


def _of_exercise(book: Notebook, session: Session, change: SessionChange) -> Iterator[str]:
    planned = next(item for item in session.work() if item.exercise == change.planned)
    name = _name(book, planned.exercise)
    if change.sets == 0:
        yield f"{name} is left out; it is not caught up later."
        return
    now = items_of(book, session, (change,))[change.planned]
    if now.exercise != planned.exercise:
        other = _name(book, now.exercise)
        yield f"{other}, {_asked(now)}, instead of {name}, {said_dose(planned)}, {said_load(planned.load)}."
    elif now.load != planned.load:
        yield f"{name}: {_asked(now)}. Planned was {_asked(planned)}."
    elif now.sets != planned.sets:
        yield f"{name}: {said_sets(now.sets)} instead of {planned.sets}."


def _of_swaps(book: Notebook, changes: Sequence[SessionChange]) -> Iterator[str]:
    """What another exercise means for the planned one the next time."""
    swaps = [change for change in changes if change.other is not None and change.sets != 0]
    if len(swaps) == 1 and swaps[0].other is not None:
        other, name = _name(book, swaps[0].other), _name(book, swaps[0].planned)
        yield f"It counts for {other}; the next {name} goes on from where it stands now."
    elif swaps:
        yield "What you do instead counts for itself; the planned ones go on next time from where they stand now."


def said_sets(count: int) -> str:
    """`one set`, `3 sets`."""
    return "one set" if count == 1 else f"{count} sets"


def _asked(item: Item) -> str:
    return ", ".join(part for part in (said_dose(item), said_load(item.load), said_reserve(item)) if part)


def _name(book: Notebook, exercise: str) -> str:
    known = book.exercises.get(exercise)
    return known.name if known is not None else exercise.replace("-", " ")


def _of_session(book: Notebook, session: Session, made: Session) -> Iterator[str]:
    before, after = trained(book, session), trained(book, made)
    lost = [region for region in before if region not in after]
    won = [region for region in after if region not in before]
    if lost:
        yield f"No longer trained in this session: {said_list(lost)}."
    if won:
        yield f"Trained as well: {said_list(won)}."
    fewer = _sets(session) - _sets(made)
    if fewer:
        yield f"{said_sets(_sets(made))} in all instead of {_sets(session)}."
    if made.minutes != session.minutes:
        yield f"About {made.minutes} min instead of {session.minutes}."
    if made.classes != session.classes:
        yield f"It counts as {said_stress(made)} instead of {said_stress(session)}."


def trained(book: Notebook, session: Session) -> tuple[Region, ...]:
    """The regions a session trains above all."""
    found = {region for item in session.work() if item.exercise in book.exercises
             for region in book.exercises[item.exercise].primary}  # fmt: skip
    return tuple(region for region in REGIONS if region in found)


def _sets(session: Session) -> int:
    return sum(item.sets for item in session.work())


def against(book: Notebook, made: Session) -> tuple[Reason, ...]:
    """What the audit newly says, or says more of, of the changed session and its week.

    What it says of later weeks is left out: they are planned anew from what was really done.
    """
    rules = library().rules
    before, after = audit(plan_as_it_stands(book), rules), audit(plan_with(book, made), rules)
    later = {one.id for one in after_week(book, made)}
    found = [*_worse(before.hard, after.hard), *_worse(before.soft, after.soft)]
    once = {
        finding.text: finding for finding in found if made.id in finding.sessions and later.isdisjoint(finding.sessions)
    }
    return tuple(reason_of(Because(rule=finding.rule, text=finding.text)) for finding in once.values())


def after_week(book: Notebook, session: Session) -> tuple[Session, ...]:
    """The sessions of the weeks after a session's own."""
    monday = monday_of(session.date) + dt.timedelta(weeks=1)
    return tuple(one for one in book.the_plan().sessions if one.date >= monday)


def _worse(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[Finding]:
    known = {(finding.rule, finding.sessions): finding.excess for finding in before}
    return (one for one in after if one.excess > known.get((one.rule, one.sessions), 0))
