"""What a revision changes, in sentences: what the log came to, then days, weeks, exercises and doses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from midstance.formats.session_words import SAID_PHASE, name_of, said_amount, said_load, said_stress
from midstance.planner.composition.words import PROPER
from midstance.training.clock import said_date, said_weekday
from midstance.training.plan import Microcycle, Plan
from midstance.training.prescription import Item
from midstance.training.session import Because, Session
from midstance.training.standing import Standing

ChangeKind = Literal["stop", "moved", "new", "gone", "other", "dose", "phase", "told"]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a revision changes. `session` is its id; `why` the coach's reason where there is one."""

    kind: ChangeKind
    text: str
    session: str | None = None
    exercise: str | None = None
    why: str = ""
    rule: str | None = None


def changes_between(before: Plan, after: Plan) -> tuple[Change, ...]:
    """What lies ahead in `after` and is not as it was in `before`; the past changes nothing."""
    since = after.revision.since if after.revision is not None else after.brief.start
    standing = after.brief.standing
    stopped: tuple[Change, ...] = ()
    if standing is not None and standing.stop is not None:
        stopped = (Change(kind="stop", text=standing.stop.says, rule="H01"),)
    if stopped:
        return (*stopped, *_of_days(before, after, since))
    return (
        *_told(before, after),
        *_of_days(before, after, since),
        *_of_phases(before, after, since),
        *_of_contents(before, after, since),
        *_of_doses(before, after, since),
    )


def days_changed(before: Plan, after: Plan) -> int:
    """Days ahead that have a session in one of the two only; minis are not counted."""
    since = after.revision.since if after.revision is not None else after.brief.start

    def days(plan: Plan) -> set[dt.date]:
        return {one.date for one in plan.sessions if not one.mini and one.date >= since}

    return len(days(before) ^ days(after))


def _of_days(before: Plan, after: Plan, since: dt.date) -> Iterator[Change]:
    standing = after.brief.standing
    behind = {done.session for done in standing.done} | set(standing.missed) if standing is not None else set()
    then = {one.id: one for one in before.sessions if one.date >= since and one.id not in behind}
    now = {one.id: one for one in after.sessions if one.date >= since and one.id not in behind}
    for name in sorted(then.keys() | now.keys(), key=lambda one: ((now.get(one) or then[one]).date, one)):
        old, new = then.get(name), now.get(name)
        if old is None and new is not None:
            yield Change(kind="new", session=name, text=f"{_when(new)}: {said_stress(new)} comes in.")
        elif new is None and old is not None:
            yield Change(kind="gone", session=name, text=f"{_when(old)}: {said_stress(old)} is taken out.")
        elif old is not None and new is not None:
            yield from _of_session(old, new)


def _of_session(old: Session, new: Session) -> Iterator[Change]:
    if (old.date, old.start) != (new.date, new.start) and old.classes != new.classes:
        text = f"{said_stress(old).capitalize()} of {_when(old)} becomes {said_stress(new)} on {_when(new)}."
        yield Change(kind="moved", session=new.id, text=text)
    elif (old.date, old.start) != (new.date, new.start):
        text = f"{said_stress(new).capitalize()} moves from {_when(old)} to {_when(new)}."
        yield Change(kind="moved", session=new.id, text=text)
    elif old.classes != new.classes:
        text = f"{_when(new)}: {said_stress(new)} instead of {said_stress(old)}."
        yield Change(kind="other", session=new.id, text=text)


def _when(session: Session) -> str:
    return f"{said_weekday(session.date)} {said_date(session.date)}, {session.start}"


def _of_phases(before: Plan, after: Plan, since: dt.date) -> Iterator[Change]:
    then = {week.start: week for week in before.microcycles}
    for week in after.microcycles:
        old = then.get(week.start)
        if week.start + dt.timedelta(days=6) >= since and old is not None and _aim(old) != _aim(week):
            text = f"The week of {said_date(week.start)} is {_aim(week)} instead of {_aim(old)}."
            yield Change(kind="phase", text=text)


def _aim(week: Microcycle) -> str:
    return f"{SAID_PHASE[week.phase]}{', a deload' if week.deload else ''}"


def _of_contents(before: Plan, after: Plan, since: dt.date) -> Iterator[Change]:
    """Exercises that come in or go out of a session that stays, each once: where it happens first."""
    then = {session.id: [item.exercise for item in session.work()] for session in before.sessions}
    told: set[tuple[str, bool]] = set()
    for session in sorted(after.sessions, key=lambda one: (one.date, one.start)):
        old, new = then.get(session.id), [item.exercise for item in session.work()]
        if old is None or session.date < since:
            continue
        gone = [name for name in old if name not in new and (name, False) not in told]
        come = [name for name in new if name not in old and (name, True) not in told]
        told |= {(name, False) for name in gone} | {(name, True) for name in come}
        if gone or come:
            yield Change(
                kind="other", session=session.id, text=f"{_when(session)}: {_swapped(gone, come, before, after)}"
            )


def _swapped(gone: list[str], come: list[str], before: Plan, after: Plan) -> str:
    left, now = (
        _listed([name_of(name, plan.exercises) for name in names]) for names, plan in ((gone, before), (come, after))
    )
    if not come:
        return f"without {left}."
    return f"{now} instead of {left}." if gone else f"{now} as well."


def _listed(names: list[str]) -> str:
    inside = [name if name.startswith(PROPER) else name[:1].lower() + name[1:] for name in names]
    return " and ".join((", ".join(inside[:-1]), inside[-1])) if len(inside) > 1 else "".join(inside)


def _of_doses(before: Plan, after: Plan, since: dt.date) -> Iterator[Change]:
    """Each exercise once: the first time it stands ahead, where that session asked for it otherwise before."""
    then = {session.id: {item.exercise: item for item in session.work()} for session in before.sessions}
    doses = after.brief.standing.doses if after.brief.standing is not None else {}
    for name, (session, item) in _first_times(after, since).items():
        old = then.get(session.id, {}).get(name)
        if old is None or _asks(old) == _asks(item):
            continue
        text = f"{name_of(name, after.exercises)}, {said_weekday(session.date)} {said_date(session.date)}: "
        text += _otherwise(old, item)
        due = doses.get(name)
        told = due is not None and (item.reps or item.seconds) == due.amount and item.load == due.load
        told = told and (old.reps, old.seconds, old.load, old.tempo) != (item.reps, item.seconds, item.load, item.tempo)
        why = due.because if due is not None and told else None
        yield Change(
            kind="dose", session=session.id, exercise=name, text=text,
            why=why.text if why else "", rule=why.rule if why else None,
        )  # fmt: skip


def _first_times(plan: Plan, since: dt.date) -> dict[str, tuple[Session, Item]]:
    found: dict[str, tuple[Session, Item]] = {}
    done = {one.session for one in plan.brief.standing.done} if plan.brief.standing is not None else set()
    for session in sorted(plan.sessions, key=lambda one: (one.date, one.start)):
        if session.date >= since and session.id not in done:
            for item in session.work():
                found.setdefault(item.exercise, (session, item))
    return found


def _asks(item: Item) -> tuple[str, str, str, str]:
    """Sets and amount, load, reserve and tempo, as a card says them."""
    reserve = f"{item.rir[0]}-{item.rir[1]} in reserve" if item.rir else ""
    tempo = f"tempo {item.tempo.removesuffix('-0')}" if item.tempo else ""
    return f"{item.sets} x {said_amount(item)}", said_load(item.load), reserve, tempo


def _otherwise(old: Item, new: Item) -> str:
    """What is asked otherwise, and only that: `10 kg instead of load by feel.`"""
    pairs = [pair for pair in zip(_asks(old), _asks(new), strict=True) if pair[0] != pair[1]]
    now, before = (
        ", ".join(part for part in parts if part) for parts in ([b for _, b in pairs], [a for a, _ in pairs])
    )
    return f"{now or 'nothing said of it'} instead of {before or 'nothing said of it'}."


def _told(before: Plan, after: Plan) -> Iterator[Change]:
    """Why it changes: what the coach makes of the log, each once, and not again while it stays the same."""
    known = {because.text for because in _reasons(before.brief.standing)}
    for text, because in {because.text: because for because in _reasons(after.brief.standing)}.items():
        if text not in known:
            yield Change(kind="told", text=text, rule=because.rule)
    wished = {wish.session for wish in after.brief.standing.moved} if after.brief.standing is not None else set()
    for note in after.notes:
        if note.about in wished and note not in before.notes:
            was = next((one for one in before.sessions if one.id == note.about), None)
            where = f"{_when(was)}, {said_stress(was)}: " if was is not None else ""
            yield Change(kind="told", text=f"{where}{note.text[:1].lower()}{note.text[1:]}", session=note.about)


def _reasons(standing: Standing | None) -> Iterator[Because]:
    if standing is None:
        return
    yield from (place.because for place in standing.spared)
    if standing.restart is not None:
        yield standing.restart.because
    yield from (easing.because for easing in standing.easings if easing.last >= standing.since)
    if standing.level_up is not None:
        yield standing.level_up
    yield from standing.notes
