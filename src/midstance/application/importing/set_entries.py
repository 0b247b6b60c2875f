"""Sets of another app as entries: loads, sides and reserve as we write them, each with an id from where it stood."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Hashable, Sequence

import msgspec

from midstance.application.importing.set_places import Places
from midstance.application.recording.checks import Implausible, check_load, in_bounds
from midstance.application.recording.notebook import Notebook
from midstance.formats.entry import one_line
from midstance.formats.strength_logs.logged import App, ForeignSet
from midstance.knowledge.naming import plain
from midstance.training.exercise import Exercise
from midstance.training.log import SessionEnd, SetResult
from midstance.training.prescription import BODY_MASS, Load
from midstance.training.running import Problem
from midstance.training.session import Session

LETTERS_OF_HASH = 20


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """The entries of one workout."""

    sets: tuple[SetResult, ...] = ()
    ends: tuple[SessionEnd, ...] = ()
    """Of planned sessions that it answers."""
    problems: tuple[Problem, ...] = ()

    @property
    def sessions(self) -> tuple[str, ...]:
        """Planned sessions that it answers."""
        return tuple(dict.fromkeys(one.session for one in self.sets if one.session is not None))


def entries_of(book: Notebook, workout: Sequence[tuple[ForeignSet, str]], app: App, places: Places) -> Made:
    """The entries of one workout; a set that cannot be is told of and left out."""
    sets: list[SetResult] = []
    problems: list[Problem] = []
    counts: Counter[str] = Counter()
    for number, (one, exercise_id) in enumerate(workout):
        exercise = book.exercises[exercise_id]
        at = _moment(book, one, number, len(workout))
        session, asked = places.of(exercise_id, at.date())
        try:
            load = _load(one, exercise)
        except Implausible as error:
            problems.append(Problem(place=one.place, says=f"{error}; it is left out"))
            continue
        counts[exercise_id] += 1
        timed = one.reps is None
        sets.append(
            SetResult(
                id=set_id(app, one), at=at, exercise=exercise_id,
                session=session.id if session is not None else None, index=counts[exercise_id],
                reps=None if timed else one.reps, seconds=one.seconds if timed else None, load=load, rir=one.rir,
                extra=one.kind == "drop" or (asked is not None and counts[exercise_id] > asked.sets), asked=asked,
                note=one.note if counts[exercise_id] == 1 or one.note != workout[number - 1][0].note else "",
                origin=app,
            )
        )  # fmt: skip
    ends = [_end(name, sets, workout, app, places) for name in Made(sets=tuple(sets)).sessions]
    return Made(sets=tuple(sets), ends=tuple(end for end in ends if end is not None), problems=tuple(problems))


def begun(book: Notebook, one: ForeignSet) -> dt.datetime:
    """When the workout of a set began, on the runner's clock where the app names no zone."""
    return book.on_clock(book.aware(one.started) if one.started.tzinfo is None else one.started)


def set_id(app: App, one: ForeignSet) -> str:
    """The id of a set by its place in its app's log: its workout's start, its exercise, its number.

    The start is as the file states it, so that another zone of the plan makes no other set of it.
    """
    return _id(app, one.started.isoformat(), plain(one.exercise), str(one.number))


def day_key(entry: SetResult) -> Hashable:
    """What a set says of the exercise, as its file states it: a change of these is a correction."""
    return (entry.exercise, entry.side, entry.reps, entry.seconds, entry.load, entry.rir, entry.note)


def file_says(entry: SetResult | SessionEnd) -> Hashable:
    """What a file says in an entry; what the plan makes of it is left aside, for plans change."""
    return day_key(entry) if isinstance(entry, SetResult) else entry.session


def _id(app: App, *parts: str) -> str:
    return f"{app}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:LETTERS_OF_HASH]}"


def _moment(book: Notebook, one: ForeignSet, number: int, count: int) -> dt.datetime:
    """When a set was: spread evenly over its workout, where the app says how long that was; else a second apart, so
    that they keep their order (ours)."""
    seconds = max((one.minutes or 0) * 60 * number // max(count, 1), number)
    return begun(book, one) + dt.timedelta(seconds=seconds)


def _load(one: ForeignSet, exercise: Exercise) -> Load:
    """The load of a set; none is body mass, or a band whose strength was not said. Raises Implausible."""
    if one.reps is not None:
        in_bounds("reps", one.reps)
    elif one.seconds is not None:
        in_bounds("seconds", one.seconds)
    if one.load is None or exercise.loading in ("none", "band"):
        return Load(kind="band") if exercise.loading == "band" else BODY_MASS
    check_load(one.load, exercise)
    return one.load


def _end(
    session_id: str, sets: Sequence[SetResult], workout: Sequence[tuple[ForeignSet, str]], app: App, places: Places
) -> SessionEnd | None:
    """The end of a planned session that a workout answers: done where all it asks was done, else partly."""
    session = places.sessions.get(session_id)
    if session is None or session_id in places.ended:
        return None
    mine = [one for one in sets if one.session == session_id]
    whole = all(_done(session, item.exercise, mine) >= item.sets for item in session.work())
    first, last = workout[0][0], mine[-1]
    minutes = first.minutes if first.minutes and 1 <= first.minutes <= 240 else None
    return SessionEnd(
        id=_id(app, first.started.isoformat(), "end", session_id), at=last.at, session=session_id,
        ended="done" if whole else "partly", minutes=minutes, note=one_line(first.workout, 80),
    )  # fmt: skip


def _done(session: Session, exercise: str, sets: Sequence[SetResult]) -> int:
    return sum(1 for one in sets if one.exercise == exercise and one.session == session.id)
