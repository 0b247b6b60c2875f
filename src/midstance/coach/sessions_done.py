"""What lies behind: the sessions that were done, when they really were, and those that were missed.

A missed session is never caught up (R-FRQ-5): its id is only named, so that it is not asked for again.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from midstance.coach.done_classes import classes_by_sets
from midstance.coach.moments import date_of, minute_of_day
from midstance.coach.tables import EXTRA_SET_MINUTES, LONGEST_SPAN_MINUTES
from midstance.planner.composition.compose import card_of
from midstance.training.clock import clock_of
from midstance.training.exercise import Exercise
from midstance.training.log import Entry, SessionEnd, SessionMoved, SessionSkipped, SetResult
from midstance.training.running import ClockTime
from midstance.training.session import Session, Stress
from midstance.training.standing import EXTRA, Done

UNKNOWN: tuple[Stress, ...] = ("moderate-legs",)
"""What a session is taken for of which neither plan nor sets are known (ours, on the side of caution)."""


@dataclass(slots=True)
class _Work:
    """What the log holds of one session."""

    session: Session | None
    sets: list[SetResult] = field(default_factory=list)
    end: SessionEnd | None = None

    @property
    def whole(self) -> bool:
        return self.end is not None and self.end.ended == "done"


def sessions_done(
    plan_sessions: Sequence[Session],
    entries: Sequence[Entry],
    zone: ZoneInfo | None,
    today: dt.date,
    exercises: Mapping[str, Exercise] | None = None,
) -> tuple[tuple[Done, ...], tuple[str, ...]]:
    """The sessions behind, in order of time, and the ids of those that were missed, in order of their planned dates.

    Done is what ended or has a set; missed is what was skipped, or was planned before `today` and never heard of. As
    long as nothing at all is logged, what was planned before `today` counts as done. Sets outside any planned session
    are one session a day, called `extra-DATE`. Without `exercises` planned classes stand as they were planned.
    """
    skipped, places = _skipped_and_places(plan_sessions, entries)
    if not any(isinstance(entry, SetResult | SessionEnd | SessionSkipped) for entry in entries):
        return _as_planned(plan_sessions, places, today), ()
    work = _work(plan_sessions, entries, zone)
    stands = [(_stands(name, one, zone), one) for name, one in work.items()]
    done = _classed(stands, exercises if exercises is not None else {})
    missed = [
        (places[one.id][0], one.id)
        for one in plan_sessions
        if one.id not in work and (one.id in skipped or places[one.id][0] < today)
    ]
    return done, tuple(name for _, name in sorted(missed))


def _skipped_and_places(
    sessions: Sequence[Session], entries: Sequence[Entry]
) -> tuple[set[str], dict[str, tuple[dt.date, ClockTime]]]:
    """Sessions the runner let go, and where each stands now; of skipping and moving, the later counts."""
    places = {one.id: (one.date, one.start) for one in sessions}
    skipped: set[str] = set()
    for entry in entries:
        if isinstance(entry, SessionSkipped):
            skipped.add(entry.session)
        elif isinstance(entry, SessionMoved) and entry.session in places:
            skipped.discard(entry.session)
            places[entry.session] = (entry.date, entry.start or places[entry.session][1])
    return skipped, places


def _as_planned(
    sessions: Sequence[Session], places: Mapping[str, tuple[dt.date, ClockTime]], today: dt.date
) -> tuple[Done, ...]:
    found = [
        Done(
            session=one.id,
            date=places[one.id][0],
            start=places[one.id][1],
            minutes=one.minutes,
            classes=one.classes,
            logged=False,
        )
        for one in sessions
        if places[one.id][0] < today
    ]
    return tuple(sorted(found, key=lambda done: (done.date, done.start, done.session)))


def _work(sessions: Sequence[Session], entries: Sequence[Entry], zone: ZoneInfo | None) -> dict[str, _Work]:
    """By session, what was done of it; a session the plan no longer holds counts by its sets."""
    by_id = {one.id: one for one in sessions}
    found: dict[str, _Work] = {}
    for entry in entries:
        if isinstance(entry, SetResult):
            name = entry.session or f"{EXTRA}{date_of(entry, zone).isoformat()}"
            found.setdefault(name, _Work(by_id.get(name))).sets.append(entry)
        elif isinstance(entry, SessionEnd):
            found.setdefault(entry.session, _Work(by_id.get(entry.session))).end = entry
    return found


def _stands(name: str, work: _Work, zone: ZoneInfo | None) -> Done:
    """When it was and how long it took; its planned classes for the time being.

    It began with its first set, or its minutes before its end, but never on another day than its first entry.
    """
    logged: list[Entry] = [*work.sets, *([work.end] if work.end is not None else [])]
    first = min(logged, key=lambda entry: (entry.at, entry.id))
    last = max(logged, key=lambda entry: (entry.at, entry.id))
    span = min(-(-int((last.at - first.at).total_seconds()) // 60), LONGEST_SPAN_MINUTES)
    minutes = _minutes(work, span)
    start = minute_of_day(first, zone)
    if work.end is not None:
        start = max(start + min(span - minutes, 0), 0)
    classes = work.session.classes if work.session is not None else UNKNOWN
    return Done(session=name, date=date_of(first, zone), start=clock_of(start), minutes=minutes, classes=classes)


def _minutes(work: _Work, span: int) -> int:
    """Minutes as they were said, else as planned for the share that was done, and never less than the entries span."""
    if work.end is not None and work.end.minutes is not None:
        return max(work.end.minutes, 1)
    if work.session is None:
        return max(span, EXTRA_SET_MINUTES * len(work.sets), 1)
    asked = sum(item.sets * (2 if item.per_side else 1) for item in work.session.work())
    if work.whole or not work.sets or not asked:
        return max(span, work.session.minutes)
    share = min(len(work.sets), asked)
    return max(span, -(-work.session.minutes * share // asked), 1)


def _classed(stands: list[tuple[Done, _Work]], exercises: Mapping[str, Exercise]) -> tuple[Done, ...]:
    """In order of time, each with the classes of what was done in it."""
    found = []
    names = {one.exercise for _, work in stands for one in work.sets}
    cards = {name: card_of(exercises[name]) for name in names if name in exercises}
    exposures: Counter[str] = Counter()
    for done, work in sorted(stands, key=lambda pair: (pair[0].date, pair[0].start, pair[0].session)):
        classes = done.classes
        if work.sets:
            classes = classes_by_sets(work.session, work.sets, exercises, cards, exposures, whole=work.whole)
        planned = {item.exercise for item in work.session.work()} if work.session is not None else set()
        exposures.update({one.exercise for one in work.sets} if work.sets else planned)
        found.append(
            Done(session=done.session, date=done.date, start=done.start, minutes=done.minutes, classes=classes)
        )
    return tuple(found)
