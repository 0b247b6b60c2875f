"""Looking back: what was written down, how each exercise went on, and how runs have felt."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.application.planning import known
from midstance.application.recording.entry_words import said_entry
from midstance.application.recording.names import exercise_named
from midstance.application.recording.notebook import Notebook
from midstance.application.replanning import first_plan, happened
from midstance.coach.exercise_days import ExerciseDay, exercise_days
from midstance.coach.home_tests import first_strength
from midstance.coach.progression.ledger import Step, exercise_ledger
from midstance.coach.progression.maximum import e1rm_kg
from midstance.coach.run_feel import RunFeelSummary, run_feel_summary
from midstance.coach.standing import brief_after, trainee_of
from midstance.formats.session_words import said_range, said_with
from midstance.knowledge.library import library
from midstance.training.clock import monday_of
from midstance.training.log import Entry, PainReport, SetResult
from midstance.training.standing import NextDose


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """An entry with its words."""

    entry: Entry
    date: dt.date
    says: str


class ExerciseProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How one exercise went on, and what comes next."""

    exercise: str
    name: str
    steps: tuple[Step, ...]
    next: str | None = None
    why: str | None = None
    e1rm_kg: float | None = None
    """Only from sets that say enough about it (H12), never under 18."""


class WeeklySets(msgspec.Struct, frozen=True, kw_only=True):
    """Sets written down in one week."""

    monday: dt.date
    sets: int


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """All exercises, or one of them."""

    exercises: tuple[ExerciseProgress, ...]
    weeks: tuple[WeeklySets, ...]


def history_of(book: Notebook, exercise: str | None = None, last: int | None = None) -> tuple[Line, ...]:
    """The entries that count in order of time, of one exercise where it is named. Raises Implausible where none is."""
    wanted = exercise_named(book, exercise).id if exercise is not None else None
    entries = [
        entry for entry in book.entries
        if wanted is None or (isinstance(entry, SetResult | PainReport) and entry.exercise == wanted)
    ]  # fmt: skip
    shown = entries if last is None else entries[-last:]
    return tuple(Line(entry=entry, date=book.date_of(entry), says=said_entry(entry, book.exercises)) for entry in shown)


def progress_of(book: Notebook, as_of: dt.datetime, exercise: str | None = None) -> Progress:
    """The ledger of each exercise up to a moment. Raises DiaryError without a plan, Implausible for one not known."""
    plan = book.the_plan()
    wanted = exercise_named(book, exercise).id if exercise is not None else None
    entries = happened(book.all, as_of)
    days = exercise_days(entries, book.zone, {session.id: session for session in plan.sessions})
    own = first_plan(book.diary) or plan
    brief = brief_after(own.brief, plan, entries, as_of, known(), library().home_tests)
    trainee = trainee_of(brief, entries, book.exercises)
    doses = brief.standing.doses if brief.standing is not None else {}
    found = []
    for name, visits in days.items():
        if name not in book.exercises or (wanted is not None and name != wanted):
            continue
        dose = doses.get(name)
        found.append(
            ExerciseProgress(
                exercise=name,
                name=book.exercises[name].name,
                steps=exercise_ledger(book.exercises[name], visits, trainee, dose),
                next=said_next(dose, book) if dose is not None else None,
                why=dose.because.text if dose is not None else None,
                e1rm_kg=e1rm_kg(visits, youth=plan.brief.athlete.young),
            )
        )
    mine = [visit for name, visits in days.items() if wanted in (None, name) for visit in visits]
    return Progress(exercises=tuple(found), weeks=_weeks(mine))


def said_next(dose: NextDose, book: Notebook) -> str:
    """What comes next: `8-10 at 16 kg`, `10-12 with a light band`, or the exercise that takes its place."""
    if dose.instead is not None:
        other = book.exercises.get(dose.instead)
        return f"{other.name if other is not None else dose.instead} instead"
    unit = " s" if dose.asked.seconds is not None else ""
    return f"{said_range(dose.amount)}{unit}{said_with(dose.load)}"


def _weeks(visits: list[ExerciseDay]) -> tuple[WeeklySets, ...]:
    """Sets a week; sets of a session that was only said to be done as asked count as they were asked."""
    counts: dict[dt.date, int] = {}
    for visit in visits:
        sets = visit.asked.sets if visit.as_asked and visit.asked is not None else len(visit.sets)
        monday = monday_of(visit.date)
        counts[monday] = counts.get(monday, 0) + sets
    return tuple(WeeklySets(monday=monday, sets=counts[monday]) for monday in sorted(counts))


def run_feel_of(book: Notebook) -> RunFeelSummary | None:
    """How rated runs felt before and since strength began; None where no strength work is written down yet."""
    plan = book.the_plan()
    first = first_strength(book.entries, plan.brief.history, book.zone)
    return run_feel_summary(book.entries, first, book.zone) if first is not None else None
