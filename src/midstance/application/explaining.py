"""Why: what is on a date and why, and why a session stands here and not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from midstance.application.answers import Answer, Reason, reason_of, said_day, said_list
from midstance.formats.brief_words import meant
from midstance.formats.entry import UnreadableFile, one_line
from midstance.formats.session_words import SAID_PHASE, said_km, said_stress
from midstance.knowledge.library import library
from midstance.rules.moved import MovedAudits
from midstance.rules.saying import counted
from midstance.rules.shapes import InsideWindows
from midstance.rules.windows import windows_on
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
        reasons = [reason_of(because) for session in sessions for because in session.because]
        return Answer(about=date.isoformat(), says=f"{day}: {ran}. Then {titles}.", reasons=tuple(reasons))
    reasons = list(_why_empty(plan, date))
    return Answer(about=date.isoformat(), says=f"{day}: {ran}. No strength.", reasons=tuple(reasons))


def _why_empty(plan: Plan, date: dt.date) -> Iterator[Reason]:
    """Reasons for a day without strength: what each session of its week would break there."""
    week, days = week_of(plan, date)
    if week is None:
        return
    mine = [session for session in plan.sessions if session.date in days]
    yield _week_holds(week, mine)
    closed = _closed(plan, date)
    if closed is not None:
        yield closed
        return
    seen: set[str] = set()
    audits = MovedAudits(plan, library().rules)
    # A mini session belongs behind its own easy run: what it would break elsewhere is no reason for the day.
    whole = [session for session in mine if not session.mini] or mine
    moves = [audits.moved(session.id, date, session.start) for session in whole]
    if any(found.soft for found in moves) and not any(found.hard for found in moves):
        yield Reason(text="No rule forbids a session here; it only stands better where it is.")
    for found in moves:
        for finding in (found.hard or found.soft)[:2]:
            if finding.rule not in seen:
                seen.add(finding.rule)
                yield _of_finding(finding, date)
    if mine and not seen:
        yield Reason(text="Nothing speaks against this day: you may move a session here.")


def _week_holds(week: Microcycle, mine: Sequence[Session]) -> Reason:
    """Where the strength of the week stands instead."""
    what = f"{SAID_PHASE[week.phase]}{', a lighter week' if week.deload else ''}"
    if not mine:
        return Reason(text=f"This week ({what}) holds no strength at all.")
    held = [f"{session.date:%A} ({said_stress(session)})" for session in mine]
    return Reason(text=f"The strength of this week ({what}) stands on {said_list(held, words=False)}.")


def _closed(plan: Plan, date: dt.date) -> Reason | None:
    """What closes a day to strength whatever the session."""
    if date in plan.brief.blocked:
        return Reason(text="You blocked this day.")
    race = next((run for run in plan.brief.runs if run.date == date and run.kind == "race"), None)
    if race is not None:
        return Reason(text="It is race day: your legs belong to the race.")
    if not windows_on(plan.brief.athlete, date.weekday()):
        rule = next((rule for rule in library().rules if isinstance(rule.demand, InsideWindows)), None)
        text = f"You gave no time for strength on {date:%A}s."
        return reason_of(Because(rule=rule.id, text=text)) if rule else Reason(text=text)
    return None


def why_not(
    plan: Plan, session_id: str, date: dt.date, start: str | None = None, *, audits: MovedAudits | None = None
) -> Answer:
    """What moving a session to a date and hour would newly break: the moved plan's audit minus the plan's.

    `audits`: of this very plan, where several days are asked about.

    Raises UnreadableFile when there is no such session or the date lies outside the plan.
    """
    session = session_of(plan, session_id)
    _inside(plan, date)
    audits = audits or MovedAudits(plan, library().rules)
    found = audits.moved(session.id, date, start)
    when = f"{said_day(date)} at {start or session.start}"
    if session.date == date and start in (None, session.start):
        return Answer(
            about=session.id, says=f"{session.title} stands on {when} already.",
            reasons=tuple(reason_of(because) for because in session.because), may=True,
        )  # fmt: skip
    there = next((one for one in plan.sessions if one.date == date and one.id != session.id), None)
    if there is not None:
        says = f"Not on {when}: {there.title} stands on that day already, and a plan holds one session a day."
        return Answer(
            about=session.id, says=says, may=False, next=_next_move(plan, session, date, audits),
            reasons=tuple(_of_finding(finding, date) for finding in found.hard),
        )  # fmt: skip
    reasons = tuple(_of_finding(finding, date) for finding in (*found.hard, *found.soft))
    if found.hard:
        says = f"Not on {when}: {session.title} would break {counted(len({f.rule for f in found.hard}), 'rule')} there."
        onward = _next_move(plan, session, date, audits)
        return Answer(about=session.id, says=says, reasons=reasons, may=False, next=onward)
    if found.soft:
        says = f"{session.title} may go to {when}. No rule is broken, but this would be less good than where it stands:"
        return Answer(about=session.id, says=says, reasons=reasons, may=True)
    return Answer(about=session.id, says=f"{session.title} may go to {when}. Nothing speaks against it.", may=True)


def _next_move(plan: Plan, session: Session, wanted: dt.date, audits: MovedAudits) -> str | None:
    """The days of the wanted week on which the session may stand at its hour."""
    _, days = week_of(plan, wanted)
    taken = {other.date for other in plan.sessions if other.id != session.id}
    free = [day for day in days if day not in taken and day not in (wanted, session.date)]
    may = [day for day in free if not audits.moved(session.id, day, None).hard]
    if not may:
        return f"No other free day of that week takes it at {session.start}; try an hour with --on DATE@HH:MM."
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


def _of_finding(finding: Finding, date: dt.date) -> Reason:
    """A finding as a reason; the day that was asked about is not said again."""
    return reason_of(Because(rule=finding.rule, text=finding.text.removeprefix(f"{said_day(date)}: ")))


def said_run(run: Run) -> str:
    """`intervals at 07:00, 9 km`."""
    km = f", {said_km(run.distance_m)}" if run.distance_m else ""
    return f"{run.kind}{' run' if run.kind in ('easy', 'long', 'recovery', 'threshold') else ''} at {run.start}{km}"
