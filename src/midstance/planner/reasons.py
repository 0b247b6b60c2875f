"""Why a session stands where it stands, in sentences a runner understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from midstance.planner.slots import Slot
from midstance.rules import shapes
from midstance.rules.ledger import Ledger, RunAt, SessionAt
from midstance.rules.placing import kinds_before
from midstance.rules.rule import Rule
from midstance.rules.saying import said_doing, said_run, said_time
from midstance.training.clock import HOUR, gap, said_weekday
from midstance.training.session import Because

FAR = 8 * 24 * HOUR
"""Runs further away than the longest clear time are no reason (our own choice)."""

SAID_IN_DAYS = 4
"""From so many days on a gap is said in days (our own choice)."""

PHASE_SAYS = {
    "foundation": "Foundation: the movements come first, loads stay moderate.",
    "build": "Build: loads rise while technique is fresh.",
    "strength": "Strength and power: one heavy session and one of power and single-leg work make the week.",
    "maintain": "Maintenance: your running peaks now, so strength is kept with half the sets.",
    "taper": "Taper: fewer sets, the same load, so that strength stays and fatigue goes.",
    "race": "Race week: a short primer early, then rest.",
    "recovery": "Recovery after the race: light work only.",
}


def reasons(slot: Slot, at: SessionAt, ledger: Ledger, rules: Sequence[Rule]) -> tuple[Because, ...]:
    """The clear time it keeps, the day it uses, and the phase it serves."""
    found = [_clear_time(at, ledger, rules), _day(slot, at, ledger, rules), _phase(slot, rules)]
    return tuple(because for because in found if because is not None)


def _clear_time(at: SessionAt, ledger: Ledger, rules: Sequence[Rule]) -> Because | None:
    """The run that binds it most: the one with the least time to spare."""
    best: tuple[int, Rule, RunAt, int] | None = None
    for rule in rules:
        shape = rule.demand
        if not rule.hard or not isinstance(shape, shapes.ClearBefore) or not set(shape.counted) & set(at.classes):
            continue
        if shape.accustomed is not None and shape.accustomed != at.accustomed:
            continue
        for run in ledger.runs_from(at.start.local):
            left = gap(at.end, run.start)
            if left > FAR:
                break
            wanted = shape.hours.get(run.target or "easy", 0) * HOUR
            if run.target in (None, "easy") or not wanted:
                continue
            if best is None or left - wanted < best[0]:
                best = (left - wanted, rule, run, left)
    if best is None:
        return None
    _, rule, run, left = best
    wanted = _hours(rule.demand, run)
    days = left // (24 * HOUR)
    when, need = (f"{days} days", f"{wanted} hours") if days >= SAID_IN_DAYS else (said_time(left), f"{wanted}")
    text = f"{said_doing(at.classes[0], 'end')} {when} before {said_run(run)}; {need} are asked for."
    return Because(rule=rule.id, text=text, sources=rule.sources)


def _hours(shape: object, run: RunAt) -> int:
    return shape.hours.get(run.target or "easy", 0) if isinstance(shape, shapes.ClearBefore) else 0


def _day(slot: Slot, at: SessionAt, ledger: Ledger, rules: Sequence[Rule]) -> Because | None:
    kinds = kinds_before(at, ledger.runs_from(at.start.local - 24 * HOUR))
    by_id: Mapping[str, Rule] = {rule.id: rule for rule in rules}
    day = said_weekday(slot.date)
    if "key" in kinds and "hard-days-hard" in by_id:
        rule = by_id["hard-days-hard"]
        return Because(
            rule=rule.id, text=f"{day}'s key run is done by then, so the easy days stay easy.", sources=rule.sources
        )
    if kinds & {"easy", "cross-training"} and "after-easy-runs" in by_id:
        rule = by_id["after-easy-runs"]
        what = "an easy run" if "easy" in kinds else "cross-training"
        return Because(
            rule=rule.id, text=f"{day} has {what} before it, so your rest days stay free.", sources=rule.sources
        )
    return None


def _phase(slot: Slot, rules: Sequence[Rule]) -> Because | None:
    rule = next((rule for rule in rules if isinstance(rule.demand, shapes.WeekCount)), None)
    if rule is None:
        return None
    text = (
        "A lighter week on purpose: half the sets, so that what was trained can settle."
        if slot.deload
        else PHASE_SAYS[slot.phase]
    )
    return Because(rule=rule.id, text=text, sources=rule.sources)
