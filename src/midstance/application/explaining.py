"""Why: what is on a date and why, why a session stands here and not there, why an exercise, why a load.

Answers are sentences a runner understands, each with its rule, sources and grade of evidence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from midstance.formats.brief_words import meant
from midstance.formats.entry import UnreadableFile, one_line
from midstance.formats.session_words import (
    SAID_PHASE,
    SAID_STARTS,
    name_of,
    said_dose,
    said_km,
    said_load,
    said_reserve,
    said_stress,
)
from midstance.knowledge.library import library
from midstance.rules.audit import audit_moved
from midstance.rules.rule import Rule
from midstance.training.plan import Finding, Microcycle, Plan
from midstance.training.prescription import Item
from midstance.training.running import Run
from midstance.training.session import Because, Session

SAID_GRADE = {
    "trial": "shown in trials",
    "review": "shown in reviews of trials",
    "consensus": "what experts agree on",
    "sources": "what the source documents say",
    "ours": "our own choice",
}


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with what stands behind it. `hard`: a rule that is never broken; None where no rule speaks."""

    text: str
    rule: str | None = None
    sources: tuple[str, ...] = ()
    grade: str | None = None
    hard: bool | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to a why: a headline, reasons, and what to do next where there is something."""

    about: str
    says: str
    reasons: tuple[Reason, ...] = ()
    next: str | None = None
    may: bool | None = None
    """For a move: whether it may be made without breaking a hard rule."""


def why_date(plan: Plan, date: dt.date) -> Answer:
    """What happens on a date and why; on a day without strength, why there is none. Raises UnreadableFile."""
    _inside(plan, date)
    runs = [run for run in plan.brief.runs if run.date == date and run.kind != "rest"]
    ran = "; ".join(said_run(run) for run in runs) or "no run"
    sessions = [session for session in plan.sessions if session.date == date]
    day = _day(date)
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
    when = f"{_day(date)} at {start or session.start}"
    if session.date == date and start in (None, session.start):
        return Answer(
            about=session.id, says=f"{session.title} stands on {when} already.",
            reasons=tuple(_reason(because) for because in session.because), may=True,
        )  # fmt: skip
    reasons = tuple(_of_finding(finding, date) for finding in (*found.hard, *found.soft))
    if found.hard:
        says = (
            f"Not on {when}: {session.title} would break {_counted(len({f.rule for f in found.hard}), 'rule')} there."
        )
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


def why_exercise(plan: Plan, word: str) -> Answer:
    """Why an exercise is in the plan, where it stands, and how it goes on. Raises UnreadableFile for one not in it."""
    exercise = exercise_of(plan, word)
    uses = list(uses_of(plan, exercise))
    known = library().exercises.get(exercise)
    card = plan.exercises.get(exercise)
    name = name_of(exercise, plan.exercises)
    first, last = uses[0][0].date, uses[-1][0].date
    says = f"{name}: in {_counted(len(uses), 'session')}, from {_day(first)} to {_day(last)}."
    reasons: list[Reason] = []
    if card is not None and (card.tags or card.regions):
        covers = f"It covers {_list(card.tags)}" if card.tags else "It trains"
        regions = f"{' and trains' if card.tags else ''} {_list(card.regions)}" if card.regions else ""
        reasons.append(Reason(text=f"{covers}{regions}.", rule=None, sources=known.sources if known else ()))
    if known is not None and known.best_for:
        reasons.append(Reason(text=f"Best for: {_list(known.best_for)}.", sources=known.sources))
    if card is not None and card.kit:
        need = " or ".join(" and ".join(one) if one else "body mass alone" for one in card.kit)
        reasons.append(Reason(text=f"It needs {need}."))
    reasons += [Reason(text=line) for line in _course(uses)]
    return Answer(about=exercise, says=says, reasons=tuple(reasons))


def why_load(plan: Plan, word: str) -> Answer:
    """Where an exercise's load comes from and how it goes on. Raises UnreadableFile for an exercise not in the plan."""
    exercise = exercise_of(plan, word)
    uses = list(uses_of(plan, exercise))
    name = name_of(exercise, plan.exercises)
    item = uses[0][1]
    reasons: list[Reason] = []
    given = next((load for load in plan.brief.athlete.loads if load.exercise == exercise), None)
    if item.load.kind in ("kg", "lb", "percent-1rm"):
        if given is not None and given.e1rm_kg:
            reasons.append(Reason(text=f"You gave an estimated 1RM of {given.e1rm_kg:g} kg; the load follows from it."))
        elif given is not None and given.kg:
            rir = f" with {given.rir} in reserve" if given.rir is not None else ""
            reasons.append(
                Reason(text=f"You gave {given.kg:g} kg for {given.reps} reps{rir}; the load follows from that.")
            )
        else:
            reasons.append(Reason(text="It follows from loads you gave for its neighbours."))
    elif item.load.kind == "effort":
        effort = f" that leaves {said_reserve(item)}" if item.rir else ""
        reasons.append(
            Reason(text=f"No load of yours is known, so pick one{effort}; give one with --load to plan in kg.")
        )
    else:
        reasons.append(Reason(text=f"It is done with {said_load(item.load)}."))
    reasons += [Reason(text=line) for line in _course(uses)]
    return Answer(about=f"load:{exercise}", says=f"{name} begins with {said_load(item.load)}.", reasons=tuple(reasons))


def _course(uses: Sequence[tuple[Session, Item]]) -> Iterator[str]:
    """Every change of an exercise along the plan, a line each."""
    before: tuple[object, ...] | None = None
    for session, item in uses:
        now = (item.sets, item.reps, item.seconds, item.load, item.rir, item.tempo)
        if now == before:
            continue
        before = now
        what = [said_dose(item), said_load(item.load), said_reserve(item), SAID_STARTS[item.starts]]
        yield f"{_day(session.date)}: {', '.join(part for part in what if part)}."


def uses_of(plan: Plan, exercise: str) -> Iterator[tuple[Session, Item]]:
    """The sessions and items of an exercise, in order."""
    for session in sorted(plan.sessions, key=lambda session: (session.date, session.start)):
        for block in session.blocks:
            for item in block.items:
                if item.exercise == exercise:
                    yield session, item


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


def exercise_of(plan: Plan, word: str) -> str:
    """An exercise of the plan by id or name. Raises UnreadableFile with what was probably meant."""
    used = {item.exercise for session in plan.sessions for block in session.blocks for item in block.items}
    folded = "-".join(word.casefold().split())
    for exercise in sorted(used):
        if folded in (exercise, "-".join(name_of(exercise, plan.exercises).casefold().split())):
            return exercise
    if folded in library().exercises:
        raise UnreadableFile(one_line(word, 40), f"this plan does not use it; `midstance exercises {folded}` shows it")
    raise UnreadableFile(
        one_line(word, 40), f"the plan has no such date, session or exercise{meant(folded, sorted(used))}"
    )


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
    return _reason(Because(rule=finding.rule, text=finding.text.removeprefix(f"{_day(date)}: ")))


def _rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in library().rules}


def said_run(run: Run) -> str:
    """`intervals at 07:00, 9 km`."""
    km = f", {said_km(run.distance_m)}" if run.distance_m else ""
    return f"{run.kind}{' run' if run.kind in ('easy', 'long', 'recovery', 'threshold') else ''} at {run.start}{km}"


def said_sources(keys: Sequence[str]) -> str:
    """Sources as people read them: `The 13 Best Leg Exercises for Runners, lines 317 and 320; Doma and others 2017`."""
    lines: dict[str, list[str]] = {}
    for key in keys:
        document, colon, line = key.partition(":")
        source = library().sources.get(document)
        name = source.name if source else "our own choice" if key == "ours" else document
        lines.setdefault(name, []).extend([line] if colon and line not in lines.get(name, []) else [])
    said = []
    for name, numbers in lines.items():
        many = len(numbers) > 1 or any("-" in number for number in numbers)
        said.append(f"{name}, line{'s' if many else ''} {_list(numbers, words=False)}" if numbers else name)
    return "; ".join(said)


def said_ground(grade: str | None, keys: Sequence[str]) -> str:
    """What a rule rests on: how sure it is, and on what."""
    how = SAID_GRADE.get(grade or "", "")
    sources = said_sources([key for key in keys if key != "ours"])
    if grade == "ours":
        return f"{how}, after {sources}" if sources else how
    return f"{how}: {sources}" if how and sources else how or sources


def _day(date: dt.date) -> str:
    return f"{date:%A} {date.day} {date:%B}"


def _days(sessions: Sequence[Session]) -> str:
    return " and ".join(f"{session.date:%A}" for session in sessions)


def _list(items: Sequence[str], *, words: bool = True) -> str:
    said = [item.replace("-", " ") if words else item for item in items]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number != 1 else ''}"
