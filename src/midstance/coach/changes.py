"""What a revision changes, in sentences: days first, then what is asked, then why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from midstance.formats.session_words import SAID_PHASE, name_of, said_amount, said_load, said_stress
from midstance.training.clock import said_date, said_weekday
from midstance.training.plan import Microcycle, Plan
from midstance.training.prescription import Item
from midstance.training.session import Session

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
    return (
        *stopped,
        *_of_days(before, after, since),
        *_of_phases(before, after, since),
        *_of_doses(before, after, since),
        *_told(after),
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
    if (old.date, old.start) != (new.date, new.start):
        text = f"{said_stress(new).capitalize()} moves from {_when(old)} to {_when(new)}."
        yield Change(kind="moved", session=new.id, text=text)
    if old.classes != new.classes:
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


def _of_doses(before: Plan, after: Plan, since: dt.date) -> Iterator[Change]:
    """Each exercise once: the first time it stands ahead, where that session asked for it otherwise before."""
    then = {session.id: {item.exercise: item for item in session.work()} for session in before.sessions}
    doses = after.brief.standing.doses if after.brief.standing is not None else {}
    for name, (session, item) in _first_times(after, since).items():
        old = then.get(session.id, {}).get(name)
        if old is None or _asks(old) == _asks(item):
            continue
        text = f"{name_of(name, after.exercises)}, {said_weekday(session.date)} {said_date(session.date)}: "
        text += f"{_asks(item)} instead of {_asks(old)}."
        due = doses.get(name)
        told = due is not None and (item.reps or item.seconds) == due.amount and item.load == due.load
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


def _asks(item: Item) -> str:
    reserve = f", {item.rir[0]}-{item.rir[1]} in reserve" if item.rir else ""
    tempo = f", {item.tempo.removesuffix('-0')}" if item.tempo else ""
    return f"{item.sets} x {said_amount(item)}, {said_load(item.load)}{reserve}{tempo}"


def _told(after: Plan) -> Iterator[Change]:
    for because in after.brief.standing.notes if after.brief.standing is not None else ():
        yield Change(kind="told", text=because.text, rule=because.rule)
