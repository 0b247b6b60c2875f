"""Audits as one can ask for them: of our own plan documents, and of running and strength plans from elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import msgspec

from midstance.application.files import file_bytes, shown
from midstance.application.running_plans import read_running_plans
from midstance.formats.entry import UnreadableFile
from midstance.formats.foreign_strength import ForeignStrength, read_strength, strength_of_runs
from midstance.knowledge.library import library
from midstance.rules import shapes
from midstance.rules.audit import audit as audit_by
from midstance.rules.rule import Rule
from midstance.training.clock import monday_of
from midstance.training.plan import Audit, Brief, Made, Microcycle, Plan
from midstance.training.running import Dropped, Run, RunningPlan

_BY_TIME = (
    shapes.ClearBefore | shapes.ClearAfter | shapes.DaysAfterRace | shapes.SpacedOut | shapes.AtMost | shapes.RunFirst
)  # fmt: skip
"""Shapes that can be judged from day, hour and stress class alone; what is in a foreign session is not known."""
ACCUSTOMED_DAYS = (14, 9, 4)
"""Days before the plan at which heavy sessions are supposed for who is accustomed to them (ours: any three within
three weeks count)."""
AROUND = dt.timedelta(days=7)
"""How far before the first and after the last run a strength session still has to do with them: the longest clear time
before a race is a week."""


class ForeignAudit(msgspec.Struct, frozen=True, kw_only=True):
    """What an audit of a plan from elsewhere found, the plan as it was understood, and what had to be assumed."""

    audit: Audit
    plan: Plan
    strength: ForeignStrength
    rules: int


def audit(plan: Plan, *, given: Sequence[Run] | None = None) -> Audit:
    """The audit of a plan by all rules we know, computed afresh. `given`: the runs as the runner gave them."""
    return audit_by(plan, library().rules, given=given)


def time_rules() -> tuple[Rule, ...]:
    """The rules a plan from elsewhere can be judged by."""
    return tuple(rule for rule in library().rules if isinstance(rule.demand, _BY_TIME))


def audit_foreign(
    runs: Sequence[str | Path],
    strength: str | Path | None,
    *,
    heavy: Sequence[str] = (),
    light: Sequence[str] = (),
    zone: str | None = None,
    race_day: dt.date | None = None,
    accustomed: bool = False,
) -> ForeignAudit:
    """Audit somebody else's strength plan against a running plan, by day and hour.

    Without a strength file the strength entries of the running plan itself are judged. Raises UnreadableFile.
    """
    running = read_running_plans(runs, zone=zone, race_day=race_day)
    beside = (shown(strength), file_bytes(strength)) if strength is not None else None
    return audit_read(running, beside, heavy=heavy, light=light, zone=zone, accustomed=accustomed)


def audit_read(
    running: RunningPlan,
    strength: tuple[str, bytes] | None,
    *,
    heavy: Sequence[str] = (),
    light: Sequence[str] = (),
    zone: str | None = None,
    accustomed: bool = False,
) -> ForeignAudit:
    """Audit a strength plan, a name and its bytes, against a running plan that was read. Raises UnreadableFile."""
    if not running.dated:
        raise UnreadableFile("runs", "this plan has no dates; say when its race is (--race DATE)")
    if not running.runs:
        raise UnreadableFile("runs", "there is no run in what you gave; `midstance runs` shows what was read")
    window = (running.runs[0].date - AROUND, running.runs[-1].date + AROUND)
    if strength is None:
        found = strength_of_runs(running.runs, heavy=heavy, light=light)
        if not found.sessions:
            raise UnreadableFile(
                "runs", "no strength session stands in it; give the strength plan with --strength FILE"
            )
    else:
        name, data = strength
        found = read_strength(name, data, heavy=heavy, light=light, window=window, zone=zone)
        found = _meeting(name, found, window)
    plan = foreign_plan(running, found, zone=zone, accustomed=accustomed)
    rules = time_rules()
    return ForeignAudit(audit=audit_by(plan, rules), plan=plan, strength=found, rules=len(rules))


def _meeting(name: str, strength: ForeignStrength, window: tuple[dt.date, dt.date]) -> ForeignStrength:
    """The sessions that stand among the runs; the others are left out and listed. Raises UnreadableFile without any."""
    first, last = window
    inside = tuple(session for session in strength.sessions if first <= session.date <= last)
    if not inside:
        own = f"{strength.sessions[0].date} to {strength.sessions[-1].date}"
        runs = f"{first + AROUND} to {last - AROUND}"
        says = f"its sessions ({own}) and the runs ({runs}) never meet; --race DATE moves the running plan"
        raise UnreadableFile(name, says)
    outside = tuple(
        Dropped(source=session.id, title=session.title, why="it stands before or after all runs")
        for session in strength.sessions
        if session not in inside
    )
    return msgspec.structs.replace(strength, sessions=inside, dropped=(*strength.dropped, *outside))


def foreign_plan(
    running: RunningPlan, strength: ForeignStrength, *, zone: str | None = None, accustomed: bool = False
) -> Plan:
    """Both as a plan that rules can be read against; its weeks have no phases of their own."""
    dates = [run.date for run in running.runs] + [session.date for session in strength.sessions]
    start, end = min(dates), max(dates)
    zone = running.time_zone or strength.time_zone or zone
    done = tuple(start - dt.timedelta(days=days) for days in ACCUSTOMED_DAYS)
    brief = Brief(
        time_zone=zone or "UTC",
        time_zone_assumed=zone is None,
        start=start,
        end=end,
        races=running.races,
        runs=tuple(run for run in running.runs if run.kind != "strength"),
        history={"heavy-legs": done} if accustomed else {},
    )
    weeks = (end - monday_of(start)).days // 7 + 1
    mondays = [monday_of(start) + dt.timedelta(weeks=week) for week in range(weeks)]
    return Plan(
        made=Made(midstance="", knowledge=library().digest, engine="elsewhere", status="given", objective=0, bound=0),
        brief=brief,
        microcycles=tuple(Microcycle(start=max(monday, start), phase="maintain") for monday in mondays),
        sessions=strength.sessions,
    )
