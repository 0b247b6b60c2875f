"""What lies ahead and what comes after: the sessions a device keeps for when there is no network, and what changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.application.diary import Diary, DiaryError, KeptRevision, RevisionState
from midstance.application.planning import PlanRefused
from midstance.application.playing.making import EASY
from midstance.application.recording.looking_back import progress_of
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import Placed, State, placed
from midstance.application.replanning import propose
from midstance.training.log import Entry
from midstance.training.running import ClockTime

DAYS_AHEAD = 7
"""So many days of sessions a device keeps (ours: a week without a network is long)."""
DAYS_BEHIND = 2
"""A session that was not done stays at hand for so long (ours)."""


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """A session that lies ahead, or was left open lately."""

    id: str
    title: str
    date: dt.date
    start: ClockTime
    minutes: int
    state: State


class NextTime(msgspec.Struct, frozen=True, kw_only=True):
    """What comes next of an exercise, and why."""

    exercise: str
    name: str
    says: str
    why: str = ""


class PlanChange(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the plan would change if it were made anew now, and why."""

    says: str
    why: str = ""


def sessions_ahead(book: Notebook) -> tuple[Ahead, ...]:
    """The sessions of the days around today, in order; none without a plan."""
    first, last = book.today - dt.timedelta(days=DAYS_BEHIND), book.today + dt.timedelta(days=DAYS_AHEAD)
    return tuple(
        _ahead(one)
        for one in placed(book)
        if first <= one.date <= last and (one.date >= book.today or one.state in ("planned", "begun"))
    )


def _ahead(one: Placed) -> Ahead:
    return Ahead(
        id=one.session.id,
        title=one.session.title,
        date=one.date,
        start=one.start,
        minutes=one.session.minutes,
        state=one.state,
    )


def next_time(book: Notebook, one: Placed) -> tuple[NextTime, ...]:
    """What the log makes of each exercise of a session from now on. Raises DiaryError without a plan."""
    planned = [item.exercise for block in one.session.blocks if block.kind not in EASY for item in block.items]
    known = {found.exercise: found for found in progress_of(book, book.now).exercises}
    listed = [known[name] for name in dict.fromkeys(planned) if name in known]
    return tuple(
        NextTime(exercise=found.exercise, name=found.name, says=found.next, why=found.why or "")
        for found in listed
        if found.next is not None
    )


class _Aside:
    """A diary to try a revision on: what would be kept is let go."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary

    def record(self, entries: Sequence[Entry]) -> int:
        """Keeps nothing."""
        return 0

    def entries(self) -> tuple[Entry, ...]:
        """The entries of the diary."""
        return self._diary.entries()

    def keep(self, revision: KeptRevision) -> None:
        """Keeps nothing."""

    def mark(self, revision: str, state: RevisionState) -> None:
        """Marks nothing."""

    def revisions(self) -> tuple[KeptRevision, ...]:
        """The revisions of the diary."""
        return self._diary.revisions()


def plan_changes(book: Notebook) -> tuple[PlanChange, ...]:
    """What the plan would change if it were made anew now; nothing is kept. None where it cannot be made anew."""
    try:
        proposal = propose(_Aside(book.diary), book.now)
    except (DiaryError, PlanRefused):
        return ()
    return tuple(PlanChange(says=one.text, why=one.why) for one in proposal.changes)
