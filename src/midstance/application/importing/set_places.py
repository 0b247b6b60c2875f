"""Where imported sets belong: the planned session of their day that asks for their exercise."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import Placed, item_of, placed
from midstance.training.log import SessionEnd
from midstance.training.prescription import Item
from midstance.training.session import Session


class Places:
    """The sessions of the plan by the days on which they stand now."""

    def __init__(self, book: Notebook) -> None:
        self._by_day: dict[dt.date, list[Placed]] = defaultdict(list)
        for one in placed(book):
            self._by_day[one.date].append(one)
        self.ended = {entry.session for entry in book.entries if isinstance(entry, SessionEnd)}
        self.sessions = {session.id: session for session in book.plan.sessions} if book.plan is not None else {}

    def of(self, exercise: str, day: dt.date) -> tuple[Session | None, Item | None]:
        """The session of a day that asks for an exercise, and what it asks; None where none does."""
        for one in self._by_day.get(day, ()):
            if one.state != "skipped" and (item := item_of(one.session, exercise)) is not None:
                return one.session, item
        return None, None
