"""A runner at a glance, for whoever coaches several: what is next, what was last, and what wants looking at."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import Placed, following, placed
from midstance.application.recording.today import today_of
from midstance.coach.pain import open_pains
from midstance.coach.spared import said_place
from midstance.rules.saying import counted
from midstance.training.log import SessionEnd, SetResult

QUIET_DAYS = 10
"""After so many days without a word, where sessions were due, a coach may want to ask (ours)."""


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """A runner at one moment."""

    next: Placed | None = None
    """The next session that is still to be done."""
    last_trained: dt.date | None = None
    attention: tuple[str, ...] = ()
    """What wants looking at, the most serious first; empty where all goes its way."""


def glance(book: Notebook) -> Glance:
    """What a coach wants to know first. Raises DiaryError without a plan."""
    trained = [book.date_of(entry) for entry in book.entries if isinstance(entry, SetResult | SessionEnd)]
    return Glance(
        next=None if book.stopped() is not None else following(book, book.today),
        last_trained=max(trained, default=None),
        attention=tuple(_attention(book, max(trained, default=None))),
    )


def _attention(book: Notebook, last: dt.date | None) -> list[str]:
    halted = book.stopped()
    if halted is not None:
        return ["Training stands still: a sign to stop was written down."]
    pains = open_pains(book.entries, book.zone, book.today)
    found = [f"{said_place(pain)} hurts; the plan spares it." for pain in pains]
    missed = [one for one in placed(book) if one.state == "planned" and _lately(one, last, book.today)]
    if missed and (last is None or (book.today - last).days >= QUIET_DAYS):
        since = f"since {last.day} {last:%B}" if last is not None else "so far"
        found.append(f"Nothing was written down {since}; {counted(len(missed), 'session')} stood in the plan.")
    found += [due.says for due in today_of(book).due if due.what in ("illness", "replan")]
    return found


def _lately(one: Placed, last: dt.date | None, today: dt.date) -> bool:
    return one.date < today and (last is None or one.date > last)
