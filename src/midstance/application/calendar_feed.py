"""The calendar that others subscribe to: the season as it stands, events updated in place, those gone cancelled."""

from __future__ import annotations

import msgspec

from midstance.application.diary import Diary
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import placed
from midstance.application.replanning import plan_of
from midstance.formats.plan_ics import Earlier, Event, events_of, write_ics
from midstance.training.log import Retraction, SessionMoved, SessionSkipped
from midstance.training.plan import Plan


def feed_calendar(book: Notebook, *, alarms: bool = False) -> bytes:
    """The calendar of the moment. Raises DiaryError without a plan.

    SEQUENCE counts whatever can move an event: revisions that were ever made, moves, lettings go, and what was taken
    back of them. It never goes down, whatever is undone, so that a calendar program always takes the later one.
    """
    plan = _as_it_stands(book)
    sequence = len(book.diary.revisions()) - 1
    sequence += sum(isinstance(entry, SessionMoved | SessionSkipped | Retraction) for entry in book.all)
    return write_ics(plan, alarms=alarms, sequence=sequence, earlier=Earlier(sequence, _ever(book.diary)))


def _as_it_stands(book: Notebook) -> Plan:
    """The plan with what was moved where it was put, and without what was let go."""
    sessions = tuple(
        msgspec.structs.replace(one.session, date=one.date, start=one.start)
        for one in placed(book)
        if one.state != "skipped"
    )
    return msgspec.structs.replace(book.the_plan(), sessions=sessions)


def _ever(diary: Diary) -> tuple[Event, ...]:
    """Every event that stood in a calendar before, each once: undone revisions were seen by subscribers too."""
    found: dict[str, Event] = {}
    for revision in diary.revisions():
        if revision.state != "proposed":
            found.update({event.uid: event for event in events_of(plan_of(revision))})
    return tuple(found.values())
