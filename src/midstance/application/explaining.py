"""Why: what is on a date and why, and why a session stands here and not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from midstance.application.answers import Answer, Reason, counted, said_day
from midstance.formats.brief_words import meant
from midstance.formats.entry import UnreadableFile, one_line
from midstance.formats.session_words import SAID_PHASE, said_km, said_stress
from midstance.knowledge.library import library
from midstance.rules.audit import audit_moved
from midstance.rules.rule import Rule
from midstance.training.plan import Finding, Microcycle, Plan
from midstance.training.running import Run
from midstance.training.session import Because, Session


def why_date(plan: Plan, date: dt.date) -> Answer:
    """What happens on a date and why; on a day without strength, why there is none. Raises UnreadableFile."""
    _inside(plan, date)
    runs = [run for run in plan.brief.runs if run.date == date and run.kind != "rest"]
    ran = "; ".join(said_run(run) for run in runs) or "no run"
    sessions = [session for session in plan.sessions if session.date == date]
    day = said_day(date)
    if sessions:
        titles = " and ".join(f"{session.title} at {session.start} ({said_stress(session)})" for session in sessions)
        reasons = [_reason(because) for session in sessions for because in session.because]
        return Answer(about=date.isoformat(), says=f"{day}: {ran}. Then {titles}.", reasons=tuple(reasons))
    reasons = list(_why_empty(plan, date))
    return Answer(about=date.isoformat(), says=f"{day}: {ran}. No strength.", reasons=tuple(reasons))


def _why_empty(plan: Plan, date: dt.date) -> Iterator[Reason]:
    """Reasons for a day without strength: what each session of its week would break there."""
    week, days = week_of(plan, date)
    if week is None:
        return
    if date in plan.brief.blocked:
        yield Reason(text="You blocked this day.")
        return
    mine = [session for session in plan.sessions if session.date in days]
    if not mine:
        yield Reason(text=f"This week ({SAID_PHASE[week.phase]}) holds no session at all.")
    seen: set[str] = set()
    for session in mine:
        found = audit_moved(plan, session.id, date, session.start, library().rules)
        for finding in (found.hard or found.soft)[:2]:
            if finding.rule not in seen:
                seen.add(finding.rule)
                yield _of_finding(finding, date)
    if mine and not seen:
        count = "One session is" if len(mine) == 1 else f"{len(mine)} sessions are"
        yield Reason(text=f"{count} what this week asks for, and {_days(mine)} will do as well. You may move it here.")


def why_not(plan: Plan, session_id: str, date: dt.date, start: str | None = None) -> Answer:
    """What moving a session to a date and hour would newly break: the moved plan's audit minus the plan's.

    Raises UnreadableFile when there is no such session or the date lies outside the plan.
    """
    session = session_of(plan, session_id)
    _inside(plan, date)
    found = audit_moved(plan, session.id, date, start, library().rules)
    when = f"{said_day(date)} at {start or session.start}"
    if session.date == date and start in (None, session.start):
        return Answer(
            about=session.id, says=f"{session.title} stands on {when} already.",
            reasons=tuple(_reason(because) for because in session.because), may=True,
        )  # fmt: skip
    reasons = tuple(_of_finding(finding, date) for finding in (*found.hard, *found.soft))
    if found.hard:
        says = f"Not on {when}: {session.title} would break {counted(len({f.rule for f in found.hard}), 'rule')} there."
        return Answer(about=session.id, says=says, reasons=reasons, may=False, next=_next_move(plan, session, date))
    if found.soft:
        says = f"{session.title} may go to {when}. It would bend what is preferred:"
        return Answer(about=session.id, says=says, reasons=reasons, may=True)
    return Answer(about=session.id, says=f"{session.title} may go to {when}. Nothing speaks against it.", may=True)


def _next_move(plan: Plan, session: Session, wanted: dt.date) -> str | None:
    """The days of the wanted week on which the session may stand at its hour."""
    _, days = week_of(plan, wanted)
    taken = {other.date for other in plan.sessions if other.id != session.id}
    free = [day for day in days if day not in taken and day not in (wanted, session.date)]
    may = [day for day in free if not audit_moved(plan, session.id, day, None, library().rules).hard]
    if not may:
        return "No other free day of that week will take it at its hour."
    return f"In that week it may stand on {' or '.join(f'{day:%A}' for day in may)} at {session.start}."


def session_of(plan: Plan, word: str) -> Session:
    """A session by its id, or by its date where it is alone there. Raises UnreadableFile with what was meant."""
    exact = [session for session in plan.sessions if session.id == word or session.date.isoformat() == word]
    if len(exact) == 1:
        return exact[0]
    if exact:
        both = " or ".join(session.id for session in exact)
        raise UnreadableFile(one_line(word, 40), f"there are several sessions on that day; say {both}")
    hint = meant(word, [session.id for session in plan.sessions])
    raise UnreadableFile(one_line(word, 40), f"the plan has no such session{hint}")


def week_of(plan: Plan, date: dt.date) -> tuple[Microcycle | None, tuple[dt.date, ...]]:
    """The microcycle a date lies in, and its days."""
    starts = [cycle.start for cycle in plan.microcycles]
    ends = [*starts[1:], plan.brief.end + dt.timedelta(days=1)]
    for cycle, end in zip(plan.microcycles, ends, strict=True):
        if cycle.start <= date < end:
            return cycle, tuple(cycle.start + dt.timedelta(days=day) for day in range((end - cycle.start).days))
    return None, ()


def _inside(plan: Plan, date: dt.date) -> None:
    brief = plan.brief
    if not brief.start <= date <= brief.end:
        raise UnreadableFile(date.isoformat(), f"it lies outside the plan, {brief.start} to {brief.end}")


def _reason(because: Because) -> Reason:
    rule = _rules().get(because.rule)
    return Reason(
        text=because.text, rule=because.rule, sources=because.sources or (rule.sources if rule else ()),
        grade=rule.grade if rule else None, hard=rule.hard if rule else None,
    )  # fmt: skip


def _of_finding(finding: Finding, date: dt.date) -> Reason:
    """A finding as a reason; the day that was asked about is not said again."""
    return _reason(Because(rule=finding.rule, text=finding.text.removeprefix(f"{said_day(date)}: ")))


def _rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in library().rules}


def said_run(run: Run) -> str:
    """`intervals at 07:00, 9 km`."""
    km = f", {said_km(run.distance_m)}" if run.distance_m else ""
    return f"{run.kind}{' run' if run.kind in ('easy', 'long', 'recovery', 'threshold') else ''} at {run.start}{km}"


def _days(sessions: Sequence[Session]) -> str:
    return " and ".join(f"{session.date:%A}" for session in sessions)
