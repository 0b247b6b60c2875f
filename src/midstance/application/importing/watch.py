"""Sets from a watch: shown as the guesses they are, matched to the planned session, taken only with a yes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from midstance.application.exporting.watch_out import workout_of
from midstance.application.importing.set_entries import LETTERS_OF_HASH, Made, file_says
from midstance.application.importing.watch_matching import SIDES, Asked, asked_sets, matched
from midstance.application.importing.watch_sent import steps_sent
from midstance.application.importing.writing_once import Once
from midstance.application.recording.checks import BOUNDS, Implausible, check_load
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.sessions import Placed, placed
from midstance.formats.activities.activity import Activity, RecordedSet
from midstance.formats.entry import one_line
from midstance.formats.session_words import said_load
from midstance.knowledge.names_elsewhere import FitExercise, names_elsewhere
from midstance.rules.saying import counted
from midstance.training.clock import minute_of
from midstance.training.log import Imported, SessionEnd, SetResult, Side
from midstance.training.prescription import BODY_MASS, EFFORT, Load
from midstance.training.session import Session

ORIGIN = "watch"
FEWEST_REPS = 2
"""A watch that counted fewer has seen the start of a set and no more (ours; 0 and 1 stand in real files)."""


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """A set as the watch saw it, and the planned exercise it may be."""

    at: dt.datetime
    seconds: int | None = None
    reps: int | None = None
    load_kg: float | None = None
    seen: str = ""
    """What the watch took it for; empty where it did not say."""
    exercise: str | None = None
    """The planned exercise it is matched to; None where nothing fits."""
    side: Side | None = None


class WatchImport(msgspec.Struct, frozen=True, kw_only=True):
    """What a watch saw of one activity. `draft` is to be written down only with the runner's yes."""

    guesses: tuple[Guess, ...]
    session: str | None = None
    draft: Draft = Draft(entries=())
    known: int = 0
    """Sets that are there already."""
    written_here: int = 0
    """Matched sets of exercises that are written down from elsewhere for that session."""


def watch_import(book: Notebook, activity: Activity, file: str) -> WatchImport:
    """What an activity with sets brings. Where the watch followed the workout it was sent, its steps settle it."""
    active = [one for one in activity.sets if one.kind != "rest" and one.start is not None]
    names = {one.id: one.fit for one in names_elsewhere().exercise}
    place = _session(book, activity)
    steps = steps_sent(workout_of(book, place), activity) if place is not None else {}
    asked = asked_sets(place.session, by_side=bool(steps)) if place is not None else ()
    pairs = matched(active, asked, names, steps)
    guesses = tuple(_guess(book, one, pair, names) for one, pair in zip(active, pairs, strict=True))
    if place is None:
        return WatchImport(guesses=guesses, draft=Draft(entries=(), says=tuple(_said(book, guesses, None))))
    sets = list(_entries(book, place.session, active, pairs, activity))
    there = {
        entry.exercise
        for entry in book.entries
        if isinstance(entry, SetResult) and entry.session == place.session.id and entry.origin != ORIGIN
    }
    kept = tuple(one for one in sets if one.exercise not in there)
    ends = _end(book, place.session, activity, sets) if kept else ()
    once = Once(book)
    new = list(once.to_write(Made(sets=kept, ends=ends), file_says))
    word = Imported(
        id=book.first_id(None), at=book.now.replace(microsecond=0), origin=ORIGIN, file=one_line(file, 100),
        entries=len(new), first=guesses[0].at.date(), last=guesses[-1].at.date(),
    ) if new else None  # fmt: skip
    return WatchImport(
        guesses=guesses,
        session=place.session.id,
        draft=Draft(entries=(word, *new) if word else (), says=tuple(_said(book, guesses, place.session, bool(steps)))),
        known=once.known,
        written_here=len(sets) - len(kept),
    )


def _session(book: Notebook, activity: Activity) -> Placed | None:
    """The session of the activity's day that is nearest in time and was not let go."""
    if activity.start is None or activity.clock == "wrong":
        return None
    at = book.on_clock(activity.start)
    there = [one for one in placed(book) if one.date == at.date() and one.state != "skipped"]
    return min(there, key=lambda one: abs(minute_of(one.start) - (at.hour * 60 + at.minute)), default=None)


def _guess(book: Notebook, one: RecordedSet, pair: Asked | None, names: Mapping[str, FitExercise]) -> Guess:
    return Guess(
        at=book.on_clock(one.start) if one.start is not None else book.now,
        seconds=round(one.duration_s) if one.duration_s else None,
        reps=_reps(one),
        load_kg=one.load_kg or None,
        seen=_seen(one, names),
        exercise=pair.item.exercise if pair is not None else None,
        side=pair.side if pair is not None else None,
    )


def _reps(one: RecordedSet) -> int | None:
    """What was counted, where that can be a set."""
    return one.reps if one.reps is not None and FEWEST_REPS <= one.reps <= BOUNDS["reps"][1] else None


def _seen(one: RecordedSet, names: Mapping[str, FitExercise]) -> str:
    """The watch's first guess in words: the family, or the exercise where it named one that we know."""
    if not one.categories:
        return ""
    exact = {(fit.category_id, fit.id): fit.name for fit in names.values()}
    families = {fit.category_id: fit.category for fit in names.values()}
    for category, name in zip(one.categories, one.names, strict=False):
        if name is not None and (category, name) in exact:
            return exact[category, name].replace("_", " ")
        if category in families:
            return families[category].replace("_", " ")
    return "something else"


def _entries(
    book: Notebook, session: Session, active: Sequence[RecordedSet], pairs: Sequence[Asked | None], activity: Activity
) -> Iterator[SetResult]:
    """The sets that answer planned ones. A load the watch does not know is what was asked, which the yes is about."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for one, pair in zip(active, pairs, strict=True):
        if pair is None or one.start is None:
            continue
        item = pair.item
        counts[item.exercise, pair.side] += 1
        timed = item.seconds is not None
        seconds = round(one.duration_s) if one.duration_s and 1 <= one.duration_s <= BOUNDS["seconds"][1] else None
        yield SetResult(
            id=_id(activity, one.start.isoformat()), at=book.on_clock(one.start), exercise=item.exercise,
            session=session.id, index=counts[item.exercise, pair.side], side=pair.side,
            reps=None if timed else _reps(one), seconds=seconds if timed else None, load=_load(book, one, pair),
            asked=item, origin=ORIGIN,
        )  # fmt: skip


def _load(book: Notebook, one: RecordedSet, pair: Asked) -> Load:
    exercise = book.exercises.get(pair.item.exercise)
    if one.load_kg and exercise is not None and exercise.loading in ("optional", "external"):
        said = Load(kind="kg", kg=one.load_kg)
        try:
            check_load(said, exercise)
        except Implausible:
            return EFFORT
        return said
    asked = pair.item.load
    return asked if asked.kind in ("kg", "lb", "band", "body-mass") else EFFORT if exercise is not None else BODY_MASS


def _end(book: Notebook, session: Session, activity: Activity, sets: Sequence[SetResult]) -> tuple[SessionEnd, ...]:
    """The end of the session, if it is not written down yet and the activity says how long it was."""
    ended = {
        entry.session for entry in book.entries if isinstance(entry, SessionEnd) and entry.id != _id(activity, "end")
    }
    if session.id in ended or not sets:
        return ()
    done = Counter((one.exercise, one.side) for one in sets)
    whole = all(
        done[item.exercise, None] >= item.sets or all(done[item.exercise, side] >= item.sets for side in SIDES)
        for item in session.work()
    )
    length = activity.elapsed_s or activity.duration_s
    minutes = round(length / 60) if length and 60 <= length <= BOUNDS["minutes"][1] * 60 else None
    end = SessionEnd(
        id=_id(activity, "end"), at=sets[-1].at, session=session.id, ended="done" if whole else "partly",
        minutes=minutes,
    )  # fmt: skip
    return (end,)


def _id(activity: Activity, part: str) -> str:
    start = activity.start.isoformat() if activity.start is not None else ""
    return f"{ORIGIN}-{hashlib.sha256(f'{start}{chr(0)}{part}'.encode()).hexdigest()[:LETTERS_OF_HASH]}"


def _said(book: Notebook, guesses: Sequence[Guess], session: Session | None, followed: bool = False) -> Iterator[str]:
    """The guesses, one line for each, and what they are matched to."""
    if not guesses:
        yield "Your watch counted no set."
        return
    fits = sum(1 for one in guesses if one.exercise is not None)
    day = guesses[0].at.date()
    if session is None:
        yield f"Your watch saw {counted(len(guesses), 'set')} on {day}, and no planned session stands there."
    else:
        how = "It followed the workout it was sent." if followed else "It guesses."
        yield f"Your watch saw {counted(len(guesses), 'set')} on {day}; {fits} fit session {session.id}. {how}"
    for one in guesses:
        exercise = book.exercises.get(one.exercise) if one.exercise is not None else None
        amount = f"{one.reps} reps" if one.reps is not None else f"{one.seconds or '?'} s"
        load = f" at {said_load(Load(kind='kg', kg=one.load_kg))}" if one.load_kg else ""
        seen = f"{one.seen}?" if one.seen else "not told"
        side = f", {one.side}" if one.side is not None else ""
        said = f"{exercise.name}{side}" if exercise else "fits nothing planned"
        yield f"{one.at:%H:%M}  {seen}, {amount}{load}: {said}"
