"""Where the planned sessions stand by what was written down: which day, done, skipped or begun."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

import msgspec

from midstance.application.recording.checks import refused
from midstance.application.recording.notebook import Notebook
from midstance.formats.brief_words import meant
from midstance.formats.day_words import weekday_of
from midstance.formats.entry import one_line
from midstance.training.log import SessionEnd, SessionMoved, SessionSkipped, SetResult
from midstance.training.prescription import Item
from midstance.training.running import ClockTime
from midstance.training.session import Session

State = Literal["planned", "begun", "ended", "skipped"]


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A session, where it stands now, and what is known of it."""

    session: Session
    date: dt.date
    start: ClockTime
    state: State


def placed(book: Notebook) -> tuple[Placed, ...]:
    """All sessions of the plan in order of the days they now stand on; of moving and skipping the later counts."""
    if book.plan is None:
        return ()
    where = {session.id: (session.date, session.start) for session in book.plan.sessions}
    state: dict[str, State] = {}
    for entry in book.entries:
        if isinstance(entry, SessionMoved) and entry.session in where:
            where[entry.session] = (entry.date, entry.start or where[entry.session][1])
            if state.get(entry.session) == "skipped":
                del state[entry.session]
        elif isinstance(entry, SessionSkipped) and state.get(entry.session) is None:
            state[entry.session] = "skipped"
        elif isinstance(entry, SetResult) and entry.session and state.get(entry.session) != "ended":
            state[entry.session] = "begun"
        elif isinstance(entry, SessionEnd):
            state[entry.session] = "ended"
    found = [
        Placed(
            session=session,
            date=where[session.id][0],
            start=where[session.id][1],
            state=state.get(session.id, "planned"),
        )
        for session in book.plan.sessions
    ]
    return tuple(sorted(found, key=lambda one: (one.date, one.start, one.session.id)))


def on_date(book: Notebook, date: dt.date) -> tuple[Placed, ...]:
    """The sessions that stand on a date."""
    return tuple(one for one in placed(book) if one.date == date)


def following(book: Notebook, date: dt.date) -> Placed | None:
    """The first session on or after a date that is still to be done."""
    return next((one for one in placed(book) if one.date >= date and one.state in ("planned", "begun")), None)


def session_named(book: Notebook, word: str | None, day: dt.date | None = None) -> Placed:
    """The session of an id, a date, a weekday of the week, `today` or `next`; None is today's, or else the next.

    `day` stands for today where something is written down later than it happened. Raises DiaryError without a plan,
    Implausible where there is none.
    """
    book.the_plan()
    sessions, today = placed(book), day or book.today
    name = (word or "").strip().casefold()
    if not name or name == "next":
        found = following(book, today)
        if found is None:
            raise refused("session", "there is none ahead in your plan")
        return found
    if name in ("today", "session"):
        return _only(on_date(book, today), "today" if today == book.today else str(today))
    exact = [one for one in sessions if one.session.id.casefold() == name]
    if exact:
        return exact[0]
    weekday = weekday_of(name)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name) or weekday is not None:
        date = _dated(name) if weekday is None else today + dt.timedelta(days=weekday - today.weekday())
        there = tuple(one for one in sessions if one.date == date)
        return _only(there or tuple(one for one in sessions if one.session.date == date), str(date))
    ids = [one.session.id for one in sessions]
    raise refused("session", f"{one_line(word or '', 40)!r} is no session of your plan{meant(name, ids)}")


def _dated(name: str) -> dt.date:
    try:
        return dt.date.fromisoformat(name)
    except ValueError:
        raise refused("session", f"{name} is no date") from None


def _only(sessions: tuple[Placed, ...], when: str) -> Placed:
    if not sessions:
        raise refused("session", f"there is none on {when}" if when != "today" else "there is none today")
    open_ones = [one for one in sessions if one.state in ("planned", "begun")]
    return (open_ones or list(sessions))[0]


def item_of(session: Session, exercise: str) -> Item | None:
    """What a session asks of an exercise, or None where it is not in it."""
    return next((item for item in session.work() if item.exercise == exercise), None)
