"""Where a session may go: the days ahead with what each would break, as the plan stands now."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.application.answers import Answer
from midstance.application.explaining import session_of, why_not
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import Placed
from midstance.application.session_changes import plan_as_it_stands
from midstance.knowledge.library import library
from midstance.rules.moved import MovedAudits
from midstance.training.clock import monday_of
from midstance.training.plan import Plan
from midstance.training.session import Session

DAYS_AHEAD = 8
"""Days on which a session is offered another place (ours: a week and the same weekday again)."""
NEAR = dt.timedelta(days=3)
"""So far most sessions are moved (ours): half a week to either side."""
WEEKS_AROUND = 1
"""Weeks before and after its own in which a season shows other places for it (ours)."""


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A day a session may or may not go to."""

    date: dt.date
    answer: Answer
    runs: tuple[str, ...] = ()
    """The kinds of runs that stand on the day."""

    @property
    def clear(self) -> bool:
        """Whether nothing at all speaks against it."""
        return self.answer.may is True and not self.answer.reasons


class Moving(msgspec.Struct, frozen=True, kw_only=True):
    """A session as it stands, and the days of the weeks around it from today on."""

    session: Session
    days: tuple[Move, ...]

    @property
    def near(self) -> tuple[Move, ...]:
        """The days right around the session's own."""
        return tuple(one for one in self.days if abs(one.date - self.session.date) <= NEAR)

    @property
    def far(self) -> tuple[Move, ...]:
        """All other days, the nearest first."""
        far = (one for one in self.days if abs(one.date - self.session.date) > NEAR)
        return tuple(sorted(far, key=lambda one: (abs(one.date - self.session.date), one.date)))


def moving(book: Notebook, session_id: str) -> Moving:
    """Where a session may go within its part of the season. Raises UnreadableFile where there is no such session."""
    plan = plan_as_it_stands(book)
    session = session_of(plan, session_id)
    around = dt.timedelta(weeks=WEEKS_AROUND)
    first = max(monday_of(session.date) - around, plan.brief.start, book.today)
    last = min(monday_of(session.date) + around + dt.timedelta(days=6), plan.brief.end)
    days = (first + dt.timedelta(days=day) for day in range((last - first).days + 1))
    audits = MovedAudits(plan, library().rules)
    return Moving(session=session, days=tuple(_move(plan, session.id, day, audits) for day in days))


def moves_of(book: Notebook, placed: Placed, today: dt.date) -> tuple[tuple[Move, ...], Answer | None]:
    """The days from today on with what each would break, and why the session stands where it stands now.

    Raises DiaryError without a plan.
    """
    plan = plan_as_it_stands(book)
    brief = plan.brief
    days = [today + dt.timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    inside = [day for day in days if brief.start <= day <= brief.end and day != placed.date]
    audits = MovedAudits(plan, library().rules)
    moves = tuple(_move(plan, placed.session.id, day, audits) for day in inside)
    here = brief.start <= placed.date <= brief.end
    return moves, why_not(plan, placed.session.id, placed.date, audits=audits) if here else None


def _move(plan: Plan, session: str, day: dt.date, audits: MovedAudits) -> Move:
    kinds = tuple(run.kind for run in plan.brief.runs if run.date == day and run.kind != "rest")
    return Move(date=day, answer=why_not(plan, session, day, audits=audits), runs=kinds)
