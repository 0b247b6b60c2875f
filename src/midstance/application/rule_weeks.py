"""The example weeks of a rule, day by day, and what the audit says of the one that breaks it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import msgspec

from midstance.knowledge.library import library
from midstance.planner.composition.compose import card_of
from midstance.rules.audit import audit
from midstance.rules.rule import Rule
from midstance.rules.strip import LEG_WORD_OF, given_runs, plan_of
from midstance.training.clock import DAY_NAMES, monday_of
from midstance.training.plan import ExerciseCard, Plan
from midstance.training.running import Run
from midstance.training.session import Session

DRAWN = ("run:", "legs:")


class ExampleRun(msgspec.Struct, frozen=True, kw_only=True):
    """A run of an example day."""

    says: str
    key: bool


class ExampleSession(msgspec.Struct, frozen=True, kw_only=True):
    """A session of an example day."""

    says: str
    stress: str
    holds: tuple[str, ...] = ()
    """Its exercises, where the example names them."""


class ExampleDay(msgspec.Struct, frozen=True, kw_only=True):
    """One day of an example."""

    name: str
    runs: tuple[ExampleRun, ...]
    sessions: tuple[ExampleSession, ...]


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """Weeks that keep or break a rule."""

    weeks: tuple[tuple[ExampleDay, ...], ...]
    given: tuple[str, ...]
    """What else the example says, line by line: who it is, what was done before."""
    findings: tuple[str, ...]
    """What the audit finds by this rule; nothing where it is kept."""


@lru_cache(maxsize=1)
def _cards() -> dict[str, ExerciseCard]:
    """What the examples take of exercises and drills: of the regions only those that an exercise is for."""
    known = library()
    drills = {
        drill.id: ExerciseCard(name=drill.name, pattern="drill", kit=drill.kit) for drill in known.drills.values()
    }
    own = {
        name: msgspec.structs.replace(card_of(exercise), regions=exercise.primary)
        for name, exercise in known.exercises.items()
    }
    return {**own, **drills}


def example(rule: Rule, strip: str) -> Example:
    """An example of a rule as days."""
    plan = plan_of(strip, _cards())
    found = audit(plan, (rule,), given=given_runs(strip))
    given = tuple(
        line.strip()
        for line in strip.strip().splitlines()
        if not line.strip().startswith(tuple(f"{n}:" for n in DRAWN))
    )
    first = monday_of(plan.brief.start)
    weeks = (plan.brief.end - first).days // 7 + 1
    return Example(
        weeks=tuple(
            tuple(_day(plan, first + dt.timedelta(days=7 * week + day)) for day in range(7)) for week in range(weeks)
        ),
        given=given,
        findings=tuple(finding.text for finding in (*found.hard, *found.soft)),
    )


def _day(plan: Plan, date: dt.date) -> ExampleDay:
    races = {race.date: race.priority for race in plan.brief.races}
    runs = [run for run in plan.brief.runs if run.date == date and run.kind != "rest"]
    return ExampleDay(
        name=DAY_NAMES[date.weekday()],
        runs=tuple(_run(run, races.get(date, "")) for run in runs),
        sessions=tuple(_session(one) for one in plan.sessions if one.date == date),
    )


def _run(run: Run, priority: str) -> ExampleRun:
    says = f"race {priority}".strip() if run.kind == "race" else run.kind
    at = "" if run.start_assumed or run.start in ("07:00", "09:00") else f" {run.start}"
    return ExampleRun(says=says + at, key=run.key)


def _session(session: Session) -> ExampleSession:
    says = "mini" if session.mini else " + ".join(LEG_WORD_OF[stress] for stress in session.classes)
    at = "" if session.start == "18:00" else f" {session.start}"
    names = tuple(
        library().exercises[item.exercise].name for item in session.work() if item.exercise in library().exercises
    )
    return ExampleSession(says=says + at, stress=session.stress, holds=names)
