"""The tables of training: sets that were done, sessions, and what the plan asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from midstance.application.exporting.tidy_table import Column, TidyTable, tidy
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import placed
from midstance.coach.progression.loads import mass_kg
from midstance.knowledge.names_elsewhere import names_elsewhere
from midstance.training.log import SessionEnd, SetResult
from midstance.training.prescription import Item, Load
from midstance.training.session import Session


class _Done(NamedTuple):
    """A set with what is derived of it."""

    entry: SetResult
    at: dt.datetime
    name: str
    pattern: str


class _Visit(NamedTuple):
    """A planned session with where it stands now and how it ended."""

    session: Session
    date: dt.date
    start: str
    state: str
    phase: str
    end: SessionEnd | None


class _Asked(NamedTuple):
    """An item of a planned session."""

    visit: _Visit
    block: int
    kind: str
    place: int
    item: Item
    name: str


def _kg(load: Load) -> float | None:
    mass = mass_kg(load)
    return round(mass, 3) if mass is not None and load.kind in ("kg", "lb") else None


def _bound(pair: tuple[int, int] | None, place: int) -> int | None:
    return pair[place] if pair is not None else None


SETS: tuple[Column[_Done], ...] = (
    Column("date", "", "local day", lambda one: one.at.date()),
    Column("time", "hh:mm", "local time", lambda one: f"{one.at:%H:%M}"),
    Column("session_id", "", "planned session; empty outside the plan", lambda one: one.entry.session),
    Column("exercise_id", "", "our id", lambda one: one.entry.exercise),
    Column("exercise", "", "our name", lambda one: one.name),
    Column("pattern", "", "movement pattern", lambda one: one.pattern),
    Column("set", "", "which set of the exercise in its session, from 1, each side by itself",
           lambda one: one.entry.index),
    Column("side", "", "left, right, or empty where both or not said", lambda one: one.entry.side),
    Column("reps", "repetitions", "per side where it has sides", lambda one: one.entry.reps),
    Column("seconds", "s", "for holds and timed work", lambda one: one.entry.seconds),
    Column("load_kind", "", "kg, lb, body-mass, band, effort", lambda one: one.entry.load.kind),
    Column("load_kg", "kg", "per implement: each dumbbell, the whole barbell; lb converted",
           lambda one: _kg(one.entry.load)),
    Column("load_lb", "lb", "as it was said, where in lb", lambda one: one.entry.load.lb),
    Column("band", "", "light, medium, heavy", lambda one: one.entry.load.band),
    Column("reps_in_reserve", "repetitions", "left in reserve; empty where not said", lambda one: one.entry.rir),
    Column("pain", "0-10", "in the set, anywhere", lambda one: one.entry.pain),
    Column("faults", "", "what went wrong in form, with spaces between", lambda one: " ".join(one.entry.faults)),
    Column("extra", "", "more than was asked, or a drop set", lambda one: one.entry.extra),
    Column("instead_of", "", "planned exercise in whose place it was done", lambda one: one.entry.instead_of),
    Column("asked_reps_low", "repetitions", "least the plan asked", lambda one: _asked(one, "reps", 0)),
    Column("asked_reps_high", "repetitions", "most the plan asked", lambda one: _asked(one, "reps", 1)),
    Column("asked_seconds_low", "s", "least the plan asked", lambda one: _asked(one, "seconds", 0)),
    Column("asked_seconds_high", "s", "most the plan asked", lambda one: _asked(one, "seconds", 1)),
    Column("asked_load_kg", "kg", "load the plan asked; empty where by feel or none",
           lambda one: _kg(one.entry.asked.load) if one.entry.asked else None),
    Column("origin", "", "app or watch it was taken from; empty where written down here", lambda one: one.entry.origin),
    Column("note", "", "", lambda one: one.entry.note),
    Column("entry_id", "", "id of the entry in the diary", lambda one: one.entry.id),
)  # fmt: skip

SESSIONS: tuple[Column[_Visit], ...] = (
    Column("session_id", "", "", lambda one: one.session.id),
    Column("date", "", "the day it stands on now", lambda one: one.date),
    Column("start", "hh:mm", "local time", lambda one: one.start),
    Column("planned_date", "", "the day the plan in effect has it on", lambda one: one.session.date),
    Column("title", "", "", lambda one: one.session.title),
    Column("template", "", "recipe it was put together by", lambda one: one.session.template),
    Column("phase", "", "of its week", lambda one: one.phase),
    Column("stress", "", "stress classes, worst first, with spaces between", lambda one: " ".join(one.session.classes)),
    Column("planned_minutes", "min", "warm-up and cool-down included", lambda one: one.session.minutes),
    Column("state", "", "planned, begun, ended or skipped", lambda one: one.state),
    Column("ended", "", "done, partly or stopped", lambda one: one.end.ended if one.end else None),
    Column("minutes", "min", "as it was said", lambda one: one.end.minutes if one.end else None),
    Column("session_rpe", "0-10", "how hard the whole session was", lambda one: one.end.rpe if one.end else None),
    Column("note", "", "", lambda one: one.end.note if one.end else None),
)

PLAN: tuple[Column[_Asked], ...] = (
    Column("session_id", "", "", lambda one: one.visit.session.id),
    Column("date", "", "", lambda one: one.visit.date),
    Column("block", "", "from 1", lambda one: one.block),
    Column("block_kind", "", "warm-up, straight, paired, superset, circuit, cooldown", lambda one: one.kind),
    Column("position", "", "within its block, from 1", lambda one: one.place),
    Column("exercise_id", "", "our id", lambda one: one.item.exercise),
    Column("exercise", "", "our name", lambda one: one.name),
    Column("sets", "sets", "", lambda one: one.item.sets),
    Column("reps_low", "repetitions", "per side where per_side", lambda one: _bound(one.item.reps, 0)),
    Column("reps_high", "repetitions", "per side where per_side", lambda one: _bound(one.item.reps, 1)),
    Column("seconds_low", "s", "per side where per_side", lambda one: _bound(one.item.seconds, 0)),
    Column("seconds_high", "s", "per side where per_side", lambda one: _bound(one.item.seconds, 1)),
    Column("per_side", "", "done on one side, then the other", lambda one: one.item.per_side),
    Column("load_kind", "", "kg, lb, body-mass, band, effort (by feel)", lambda one: one.item.load.kind),
    Column("load_kg", "kg", "per implement", lambda one: _kg(one.item.load)),
    Column("band", "", "light, medium, heavy", lambda one: one.item.load.band),
    Column("rir_low", "repetitions", "least left in reserve", lambda one: _bound(one.item.rir, 0)),
    Column("rir_high", "repetitions", "most left in reserve", lambda one: _bound(one.item.rir, 1)),
    Column("tempo", "s-s-s-s", "down, pause, up, pause", lambda one: one.item.tempo),
    Column("rest_s", "s", "between sets", lambda one: one.item.rest_s),
    Column("ramp_sets", "sets", "lighter sets before", lambda one: one.item.ramp_sets),
    Column("contacts", "contacts", "ground contacts of all sets, both feet", lambda one: one.item.contacts),
)


def _asked(one: _Done, unit: str, place: int) -> int | None:
    asked = one.entry.asked
    if asked is None:
        return None
    return _bound(asked.reps if unit == "reps" else asked.seconds, place)


def training_tables(book: Notebook) -> Iterator[TidyTable]:
    """Sets, sessions and the plan's items; the latter two are empty without a plan."""
    yield tidy("sets", "Every set that counts, oldest first.", SETS, _sets(book))
    visits = tuple(_visits(book))
    yield tidy("sessions", "The sessions of the plan in effect.", SESSIONS, visits)
    yield tidy("plan_items", "What the sessions ask, item by item.", PLAN, _items(book, visits))


def exercises_table(book: Notebook) -> TidyTable:
    """Our exercises and their ids elsewhere."""
    there = {one.id: one for one in names_elsewhere().exercise}
    columns: tuple[Column[str], ...] = (
        Column("exercise_id", "", "our id", lambda one: one),
        Column("exercise", "", "our name", lambda one: book.exercises[one].name),
        Column("pattern", "", "movement pattern", lambda one: book.exercises[one].pattern),
        Column("regions", "", "what it works most, with spaces between",
               lambda one: " ".join(book.exercises[one].primary)),
        Column("fit_category", "", "exercise category of the FIT profile", lambda one: there[one].fit.category),
        Column("fit_category_id", "", "its number", lambda one: there[one].fit.category_id),
        Column("fit_name", "", "exercise name of the FIT profile", lambda one: there[one].fit.name),
        Column("fit_id", "", "its number within the category", lambda one: there[one].fit.id),
        Column("fit_match", "", "exact, or close: the nearest there is", lambda one: there[one].fit.match),
        Column("hevy", "", "title in Hevy", lambda one: there[one].hevy),
        Column("strong", "", "title in Strong", lambda one: there[one].strong),
        Column("liftosaur", "", "name in Liftosaur", lambda one: there[one].liftosaur),
        Column("free_exercise_db", "", "id in free-exercise-db",
               lambda one: str(entry.id) if (entry := there[one].free_exercise_db) else None),
        Column("wger", "", "id in wger", lambda one: str(entry.id) if (entry := there[one].wger) else None),
    )  # fmt: skip
    return tidy("exercises", "Our exercises and what they are called elsewhere.", columns, sorted(book.exercises))


def _sets(book: Notebook) -> Iterator[_Done]:
    for entry in book.entries:
        if isinstance(entry, SetResult):
            exercise = book.exercises.get(entry.exercise)
            name = exercise.name if exercise is not None else entry.exercise
            yield _Done(entry, book.on_clock(entry.at), name, exercise.pattern if exercise is not None else "")


def _visits(book: Notebook) -> Iterator[_Visit]:
    ends = {entry.session: entry for entry in book.entries if isinstance(entry, SessionEnd)}
    weeks = book.plan.microcycles if book.plan is not None else ()
    for one in placed(book):
        phase = next((week.phase for week in weeks if 0 <= (one.session.date - week.start).days < 7), "")
        yield _Visit(one.session, one.date, one.start, one.state, phase, ends.get(one.session.id))


def _items(book: Notebook, visits: tuple[_Visit, ...]) -> Iterator[_Asked]:
    cards = book.plan.exercises if book.plan is not None else {}
    for visit in visits:
        for number, block in enumerate(visit.session.blocks, 1):
            for place, item in enumerate(block.items, 1):
                card = cards.get(item.exercise)
                yield _Asked(visit, number, block.kind, place, item, card.name if card is not None else item.exercise)
