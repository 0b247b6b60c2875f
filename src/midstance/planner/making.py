"""From brief to plan: place, compose, audit; what does not pass the audit never leaves this room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from midstance.planner.asks import Lost, WeekAsk, means_of
from midstance.planner.assumptions import assumptions
from midstance.planner.composition import Composed, compose
from midstance.planner.left_out import left_out
from midstance.planner.placement import ENGINE, Placement, place
from midstance.planner.reasons import Reasons
from midstance.planner.slots import Slot
from midstance.rules import shapes
from midstance.rules.audit import audit
from midstance.rules.ledger import Ledger, ledger_of
from midstance.rules.rule import Rule
from midstance.training.clock import monday_of
from midstance.training.exercise import Drill, Exercise
from midstance.training.plan import Audit, Brief, Finding, Made, Microcycle, Note, Plan
from midstance.training.session import Session

TRIES = 12
"""Times a plan that fails its audit is mended by taking out a session before it is given up (our own choice)."""

NO_SESSION = (
    "There is no session in this plan: on the days that are left the phase asks for none, or the rules leave none."
)


class Unsound(Exception):
    """The plan cannot be brought to pass its audit; `findings` say why. It is a fault of ours, not of the runner."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.text for finding in findings))
        self.findings = tuple(findings)


class CannotCompose(Exception):
    """A pinned session cannot be put together as it is pinned; `findings` name the pins that are lost."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.text for finding in findings))
        self.findings = tuple(findings)


class Known(msgspec.Struct, frozen=True):
    """What planning needs of the knowledge room."""

    exercises: Mapping[str, Exercise]
    drills: Mapping[str, Drill]
    rules: tuple[Rule, ...]
    digest: str
    version: str


def make(brief: Brief, known: Known) -> Plan:
    """A complete, audited plan. Raises placement.CannotPlace, placement.NoTime, CannotCompose, or Unsound."""
    lost: frozenset[Lost] = frozenset()
    while True:
        placement = place(brief, known.rules, means_of(brief, lost))
        composed = compose(placement.slots, brief, known.exercises, known.drills)
        more = lost_heavy(placement.slots, composed) - lost
        if not more:
            return audited(planned(brief, placement, composed, known), placement.slots, known)
        lost |= more


def lost_heavy(slots: Sequence[Slot], composed: Composed) -> frozenset[Lost]:
    """Weeks and templates placed as heavy but not composed so: later sessions would count on them wrongly."""
    by_id = {session.id: session for session in composed.sessions}
    return frozenset(
        (monday_of(slot.date), slot.variant.template)
        for slot in slots
        if "heavy-legs" in slot.variant.classes and (slot.id not in by_id or "heavy-legs" not in by_id[slot.id].classes)
    )


def audited(plan: Plan, slots: Sequence[Slot], known: Known) -> Plan:
    """The plan with its reasons, once it passes its audit. Raises CannotCompose or Unsound."""
    taken: list[Note] = []
    for _ in range(TRIES):
        ledger = ledger_of(plan)
        found = audit(plan, known.rules, ledger=ledger)
        if not found.hard:
            return explained(plan, slots, known, ledger, found, taken)
        wrong = next((finding for finding in found.hard if finding.sessions), None)
        if wrong is None:
            pins = {rule.id for rule in known.rules if isinstance(rule.demand, shapes.InsideWindows)}
            raise CannotCompose(found.hard) if {one.rule for one in found.hard} <= pins else Unsound(found.hard)
        out = wrong.sessions[-1]
        left = tuple(session for session in plan.sessions if session.id != out)
        taken.append(Note(about=out, text=f"Left out: {wrong.text}"))
        plan = msgspec.structs.replace(plan, sessions=left)
    raise Unsound(audit(plan, known.rules).hard)


def explained(
    plan: Plan, slots: Sequence[Slot], known: Known, ledger: Ledger, found: Audit, more: Sequence[Note] = ()
) -> Plan:
    """A plan that has passed its audit, with the reasons of its slots, what the audit found, and more notes."""
    told = _explained(plan, slots, known.rules, ledger)
    return msgspec.structs.replace(told, audit=found, notes=(*plan.notes, *more))


def planned(
    brief: Brief, placement: Placement, composed: Composed, known: Known, behind: Sequence[Session] = ()
) -> Plan:
    """The plan as it was placed and composed, not audited yet; `behind` are the sessions a revision goes on from."""
    status = "optimal" if placement.price == placement.bound else "feasible"
    made = Made(
        midstance=known.version,
        knowledge=known.digest,
        engine=ENGINE,
        status=status,
        objective=placement.price,
        bound=placement.bound,
    )
    empty = () if composed.sessions else (Note(about="sessions", text=NO_SESSION),)
    cuts = tuple(Note(about=cut.slot_id, text=cut.why) for cut in composed.cuts)
    weeks = tuple(microcycle(week) for week in placement.weeks)
    missing = left_out(brief, weeks, (*behind, *composed.sessions))
    return Plan(
        made=made,
        brief=brief,
        microcycles=weeks,
        sessions=tuple(sorted(composed.sessions, key=lambda session: (session.date, session.start, session.id))),
        exercises=dict(sorted(composed.cards.items())),
        notes=(*empty, *assumptions(brief), *week_notes(placement), *missing, *composed.notes, *cuts),
    )


def microcycle(week: WeekAsk) -> Microcycle:
    """A week as the document tells it."""
    shape = week.outline
    return Microcycle(
        start=shape.monday,
        phase=shape.phase,
        deload=shape.deload,
        mesocycle=shape.mesocycle,
        sessions_wanted=sum(1 for ask in week.asks if ask.counts),
        run_m=shape.volume_m,
    )


def week_notes(placement: Placement) -> tuple[Note, ...]:
    """Weeks that got less than they ask for, and why they did."""
    notes = []
    for index, week in enumerate(placement.weeks):
        if index < placement.whole_from:
            continue
        wanted = sum(1 for ask in week.asks if ask.counts and ask.variants[0].loaded)
        got = sum(1 for slot in placement.slots if slot.week == index and slot.variant.loaded)
        if got < wanted:
            said = {0: "no full session", 1: "one full session"}.get(got, f"{got} full sessions")
            text = f"{said} instead of {wanted}: your key runs and windows leave no more room under the rules."
            notes.append(Note(about=f"week {week.outline.monday.isoformat()}", text=text[0].upper() + text[1:]))
    return tuple(notes)


def _explained(plan: Plan, slots: Sequence[Slot], rules: Sequence[Rule], ledger: Ledger) -> Plan:
    """The plan with the reasons of placement in front of those of composition."""
    by_id = {slot.id: slot for slot in slots}
    reasoner = Reasons(ledger, rules)
    sessions: list[Session] = []
    for at in ledger.sessions:
        if at.session is None:
            continue
        if at.id not in by_id:
            sessions.append(at.session)
            continue
        because = reasoner.of(by_id[at.id], at, at.session.because)
        sessions.append(msgspec.structs.replace(at.session, because=because))
    return msgspec.structs.replace(plan, sessions=tuple(sessions), audit=Audit())
