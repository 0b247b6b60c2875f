"""The next revision: the past frozen, the smallest change first, and no plan that does not pass its audit."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from midstance.planner.asks import Lost, means_of
from midstance.planner.composition import Composed, compose
from midstance.planner.composition.resuming import Behind
from midstance.planner.keeping import Replaced, place_again
from midstance.planner.making import (
    CannotCompose,
    Known,
    Unsound,
    audited,
    explained,
    lost_heavy,
    microcycle,
    planned,
)
from midstance.planner.past import kept_sessions
from midstance.planner.placement import ENGINE, CannotPlace
from midstance.planner.unchanged import aim, is_made_from_the_same, is_only_rearranged, settled, stands_as_before
from midstance.rules.audit import audit
from midstance.rules.ledger import ledger_of
from midstance.training.clock import monday_of
from midstance.training.plan import Brief, Microcycle, Note, Pin, Plan, Revision
from midstance.training.session import Because, Session
from midstance.training.standing import Easing, Standing

PIN_GIVEN_UP = "Your pin cannot hold with what has happened since: the days or the rules leave no room there."
CALM = "Nothing rises in this revision: what you wrote down and the weeks ahead do not go together. The next one may."
REFUSED = "It cannot stand where you put it: the rules and your running leave no room there. It stays in its week."


def remake(previous: Plan, brief: Brief, known: Known, why: Sequence[str] = ()) -> Plan:
    """The revision that follows a plan by what `brief.standing` says. Deterministic; `why` is told in the document.

    Raises ValueError for a brief without a standing, and what `making.make` raises.
    """
    standing = brief.standing
    if standing is None:
        raise ValueError("a revision needs to know where the runner stands")
    brief = _still_pinned(brief, standing)
    if _is_the_same_again(previous, brief, standing, known):
        return _again(previous, standing, why)
    given: list[Note] = []
    while True:
        try:
            plan = _remade(previous, brief, standing, known, why)
        except (CannotPlace, CannotCompose) as clash:
            pins = _in_the_way(brief, clash)
            if not pins:
                raise
            given += [Note(about=_about(pin), text=PIN_GIVEN_UP) for pin in pins]
            brief = msgspec.structs.replace(brief, pins=tuple(pin for pin in brief.pins if pin not in pins))
        except Unsound:
            calm = _calm(brief, standing)
            if calm == standing:
                raise
            standing = calm
            brief = msgspec.structs.replace(brief, standing=calm)
        else:
            return msgspec.structs.replace(plan, notes=(*given, *plan.notes))


def _about(pin: Pin) -> str:
    return f"pin {pin.date}"


def _is_the_same_again(previous: Plan, brief: Brief, standing: Standing, known: Known) -> bool:
    """Whether nothing is new since the revision before, so that it stands word for word."""
    if (previous.made.midstance, previous.made.knowledge, previous.made.engine) != (
        known.version,
        known.digest,
        ENGINE,
    ):
        return False
    told = {note.about for note in previous.notes if note.text == PIN_GIVEN_UP}
    given_up = [pin for pin in brief.pins if _about(pin) in told]
    return is_made_from_the_same(previous, brief, (standing, _calm(brief, standing)), given_up)


def _again(previous: Plan, standing: Standing, why: Sequence[str]) -> Plan:
    """The revision before as the next one: only when it was made is new."""
    was = previous.brief.standing
    number = previous.revision.number if previous.revision is not None else 1
    now = msgspec.structs.replace(was, as_of=standing.as_of) if was is not None else standing
    return msgspec.structs.replace(
        previous,
        brief=msgspec.structs.replace(previous.brief, standing=now),
        revision=Revision(number=number + 1, since=standing.since, why=tuple(why)),
    )


def _calm(brief: Brief, standing: Standing) -> Standing:
    """The same with nothing rising to the end: what is given where a revision with steps does not pass its audit."""
    because = Because(rule="R-PRG-1", text=CALM, sources=("ours",))
    hold = Easing(first=standing.since, last=brief.end, because=because)
    if hold in standing.easings:
        return standing
    return msgspec.structs.replace(standing, easings=(*standing.easings, hold))


def _in_the_way(brief: Brief, clash: CannotPlace | CannotCompose) -> tuple[Pin, ...]:
    """The pins that cannot be kept; where none can be told, all that are left: one of them reaches into that week."""
    if isinstance(clash, CannotPlace):
        there = tuple(pin for pin in brief.pins if monday_of(pin.date) == monday_of(clash.week))
    else:
        said = " ".join(finding.text for finding in clash.findings)
        there = tuple(pin for pin in brief.pins if pin.date.isoformat() in said)
    return there or brief.pins


def _remade(previous: Plan, brief: Brief, standing: Standing, known: Known, why: Sequence[str]) -> Plan:
    kept = kept_sessions(previous, standing)
    lost: frozenset[Lost] = frozenset()
    while True:
        placed = place_again(previous, brief, standing, known.rules, means_of(brief, lost))
        if not lost and is_only_rearranged(previous, brief):
            plan = _rearranged(previous, brief, standing, placed, kept, known, why)
            if plan is not None:
                return plan
        weeks = _weeks(previous, placed, standing)
        behind = Behind(kept, previous.sessions, weeks, standing, settled(previous, brief, weeks))
        slots = placed.placement.slots
        composed = compose(slots, brief, known.exercises, known.drills, behind)
        more = lost_heavy(slots, composed) - lost
        if not more:
            return audited(_plan(previous, brief, standing, placed, composed, kept, known, why), slots, known)
        lost |= more


def _rearranged(
    previous: Plan,
    brief: Brief,
    standing: Standing,
    placed: Replaced,
    kept: Sequence[Session],
    known: Known,
    why: Sequence[str],
) -> Plan | None:
    """The revision in which only days have changed: what stands where it stood asks for the same, word for word.

    None where that does not pass the audit as it is; then all that lies ahead is composed anew.
    """
    was = {session.id: session for session in previous.sessions}
    weeks = _weeks(previous, placed, standing)
    slots = placed.placement.slots
    aims = {aim(week) for week in previous.microcycles}
    held = {week.start for week in weeks if aim(week) in aims}
    new = [
        slot
        for slot in slots
        if slot.id not in was or monday_of(slot.date) not in held or not stands_as_before(slot, was[slot.id])
    ]
    same = [was[slot.id] for slot in slots if slot not in new]
    first = min((slot.date for slot in new), default=brief.end)
    before = [*kept, *(session for session in same if session.date < first)]
    behind = Behind(before, previous.sessions, weeks, standing, settled(previous, brief, weeks), same)
    composed = compose(new, brief, known.exercises, known.drills, behind)
    if lost_heavy(new, composed):
        return None
    plan = _plan(previous, brief, standing, placed, composed, [*kept, *same], known, why)
    ledger = ledger_of(plan)
    found = audit(plan, known.rules, ledger=ledger)
    return None if found.hard else explained(plan, slots, known, ledger, found)


def _still_pinned(brief: Brief, standing: Standing) -> Brief:
    """The brief with the pins that lie ahead and are not honoured yet; none while training has stopped."""
    done = {one.date for one in standing.done}
    pins = (pin for pin in brief.pins if pin.date >= standing.since and pin.date not in done)
    ahead = () if standing.stop is not None else tuple(pins)
    return msgspec.structs.replace(brief, pins=ahead)


def _weeks(previous: Plan, placed: Replaced, standing: Standing) -> tuple[Microcycle, ...]:
    """The weeks behind as they were, those ahead as they are now."""
    passed = {week.start: week for week in previous.microcycles if week.start < standing.since}
    now = [microcycle(week) for week in placed.placement.weeks]
    return tuple(
        msgspec.structs.replace(passed[week.start], mesocycle=week.mesocycle) if week.start in passed else week
        for week in now
    )


def _plan(
    previous: Plan,
    brief: Brief,
    standing: Standing,
    placed: Replaced,
    composed: Composed,
    kept: Sequence[Session],
    known: Known,
    why: Sequence[str],
) -> Plan:
    plan = planned(brief, placed.placement, composed, known, kept)
    sessions = sorted((*kept, *composed.sessions), key=lambda one: (one.date, one.start, one.id))
    used = {item.exercise for session in kept for block in session.blocks for item in block.items}
    cards = {name: card for name, card in previous.exercises.items() if name in used}
    number = previous.revision.number if previous.revision is not None else 1
    notes = [Note(about=name, text=REFUSED) for name in placed.refused]
    notes += [Note(about="log", text=because.text) for because in standing.notes]
    if standing.stop is not None:
        notes.insert(0, Note(about="stop", text=standing.stop.says))
    return msgspec.structs.replace(
        plan,
        made=msgspec.structs.replace(plan.made, status="revised"),
        microcycles=_weeks(previous, placed, standing),
        sessions=tuple(sessions),
        exercises=dict(sorted({**cards, **plan.exercises}.items())),
        notes=(*notes, *(note for note in plan.notes if note.about != "sessions" or not sessions)),
        revision=Revision(number=number + 1, since=standing.since, why=tuple(why)),
    )
