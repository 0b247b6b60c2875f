"""Whole sessions: done as they were asked, or partly; and named workouts of the sources, done as written."""

from __future__ import annotations

import datetime as dt

from midstance.application.recording.checks import in_bounds, refused
from midstance.application.recording.identity import numbered
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.sessions import Placed, on_date, session_named
from midstance.formats.brief_words import meant
from midstance.formats.log_line import LogLine
from midstance.knowledge.library import library
from midstance.knowledge.substitution import with_kit
from midstance.training.exercise import Exercise
from midstance.training.log import Entry, SessionEnd, SetResult, Side
from midstance.training.prescription import BODY_MASS, EFFORT, Load
from midstance.training.workout import Workout, WorkoutItem


def whole_draft(book: Notebook, line: LogLine, *, at: dt.datetime, first_id: str) -> Draft:
    """The entries of a session or workout that was done whole. Raises Implausible, DiaryError without a plan."""
    for what, value in (("RPE", line.rpe), ("minutes", line.minutes)):
        if value is not None:
            in_bounds(what, value)
    if line.subject.startswith("W-"):
        workouts = library().workouts
        if line.subject not in workouts:
            raise refused("log", f"there is no workout {line.subject}{meant(line.subject, workouts)}")
        of_day = [one for one in on_date(book, book.on_clock(at).date()) if one.session.template == line.subject]
        if not of_day:
            return _workout_draft(book, workouts[line.subject], line, at=at, first_id=first_id)
        one = of_day[0]
    else:
        one = session_named(book, line.subject, book.on_clock(at).date())
    return end_draft(book, one, line, at=at, first_id=first_id)


def end_draft(book: Notebook, one: Placed, line: LogLine, *, at: dt.datetime, first_id: str) -> Draft:
    """A planned session's end. It was as planned where no set of it was written down and it was not only partly."""
    before = book.without(first_id)
    ended = [entry for entry in before if isinstance(entry, SessionEnd) and entry.session == one.session.id]
    if ended:
        raise refused("log", f"session {one.session.id} is written down already; `midstance undo` takes it back")
    if one.date > book.on_clock(at).date():
        says = f"session {one.session.id} stands on {one.date}, which lies ahead"
        raise refused(
            "log", f"{says}; `midstance moved {one.session.id} {book.on_clock(at).date()}` if you did it early"
        )
    sets = [entry for entry in before if isinstance(entry, SetResult) and entry.session == one.session.id]
    entry = SessionEnd(
        id=first_id, at=at, session=one.session.id, ended="partly" if line.partly else "done", minutes=line.minutes,
        rpe=line.rpe, as_planned=not sets and not line.partly, note=line.note,
    )  # fmt: skip
    how = "partly done" if line.partly else "done as asked" if entry.as_planned else "done"
    return Draft(entries=(entry,), says=(f"{one.session.title}, session {one.session.id}: {how}.",))


def _workout_draft(book: Notebook, workout: Workout, line: LogLine, *, at: dt.datetime, first_id: str) -> Draft:
    """A named workout outside the plan: its sets at the low end of what it asks, fitted to the runner's kit.

    The loads are not known, so that nothing follows from it but that the work was done.
    """
    kit = book.plan.brief.athlete.kit if book.plan is not None else ()
    fitted = with_kit(workout, kit, library())
    results: list[tuple[Exercise, WorkoutItem, int, Side | None]] = []
    for block in fitted.blocks:
        for item in block.items:
            exercise = book.exercises.get(item.exercise)
            if exercise is None or block.kind in ("warm-up", "cooldown"):
                continue
            sides: tuple[Side | None, ...] = ("left", "right") if exercise.per_side else (None,)
            count = item.sets[0] if item.sets else 1
            results += [(exercise, item, index, side) for side in sides for index in range(1, count + 1)]
    if line.partly:
        raise refused("log", f"{workout.id} partly? Write down what was done of it, one exercise a line")
    note = " ".join(part for part in (f"{workout.id}, as it is written.", line.note) if part)
    entries: list[Entry] = [
        _as_written(exercise, item, index, side, entry_id, at, note)
        for (exercise, item, index, side), entry_id in zip(results, numbered(first_id, len(results)), strict=True)
    ]
    names = ", ".join(dict.fromkeys(exercise.name for exercise, *_ in results))
    says = (f"{workout.id} {workout.name}, {len(entries)} sets: {names}.", "Outside the plan, with loads not noted.")
    return Draft(entries=tuple(entries), says=says)


def _as_written(
    exercise: Exercise, item: WorkoutItem, index: int, side: Side | None, entry_id: str, at: dt.datetime, note: str
) -> SetResult:
    amount = item.amount[0] if item.amount else exercise.dose[next(iter(exercise.dose))].amount[0]
    timed = item.unit == "seconds"
    load = {"band": Load(kind="band"), "external": EFFORT}.get(exercise.loading, BODY_MASS)
    return SetResult(
        id=entry_id, at=at, exercise=exercise.id, index=index, side=side, reps=None if timed else amount,
        seconds=amount if timed else None, load=load, note=note if index == 1 else "",
    )  # fmt: skip
