"""Progress as pictures need it: per exercise, by week and by day. Everything is derived from the log, nothing kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from midstance.application.estimates import Estimate, of_day, of_days
from midstance.application.recording.looking_back import ExerciseProgress, progress_of, run_feel_of
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import placed
from midstance.application.replanning import happened, plan_of, season_of
from midstance.coach.exercise_days import ExerciseDay, exercise_days
from midstance.coach.home_tests import TestReading, readings
from midstance.coach.moments import of_kind
from midstance.coach.progression.loads import mass_kg, names_mass
from midstance.coach.run_feel import RunFeelSummary
from midstance.formats.session_words import said_load
from midstance.knowledge.library import library
from midstance.rules.items import weighted_contacts
from midstance.training.clock import monday_of
from midstance.training.exercise import Exercise, Region
from midstance.training.log import CheckIn, PainReport, SessionEnd, SetResult, Side
from midstance.training.session import Session

WEEKS_BEFORE = 4
"""Weeks before the season that show what was done then (ours: a first session is often done at once)."""


class LiftDay(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise on one day."""

    date: dt.date
    sets: int
    load: str
    load_kg: float | None
    """Per implement; None for body mass, bands and what was left to feeling."""
    least: int | None
    most: int | None
    """Repetitions or seconds of the weakest and of the best set."""
    seconds: bool
    left: int | None = None
    right: int | None = None
    """All repetitions of a side, where sides were told apart."""
    e1rm: Estimate | None = None


class Lift(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise over time, and the ledger of what changed."""

    progress: ExerciseProgress
    days: tuple[LiftDay, ...]

    @property
    def e1rm(self) -> Estimate | None:
        """What the last days with an estimate come to, or nothing."""
        known = [day.e1rm for day in self.days if day.e1rm is not None]
        return of_days(self.progress.e1rm_kg, known) if known and self.progress.e1rm_kg is not None else None

    @property
    def sides(self) -> bool:
        """Whether left and right were ever told apart."""
        return any(day.left is not None or day.right is not None for day in self.days)


class RegionWeek(msgspec.Struct, frozen=True, kw_only=True):
    """Sets of a week by the region they work first: as asked by the plan, and as done."""

    monday: dt.date
    asked: dict[Region, int]
    done: dict[Region, int]


class WeekKept(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a week: its sessions, and weighted ground contacts (H14)."""

    monday: dt.date
    planned: int
    done: int
    let_go: int
    ahead: int
    contacts_asked: float
    contacts_done: float


class Felt(msgspec.Struct, frozen=True, kw_only=True):
    """A pain or a soreness on a day, 0 to 10."""

    date: dt.date
    where: str
    score: int
    kind: str
    """`pain` or `soreness`."""


class ProgressPicture(msgspec.Struct, frozen=True, kw_only=True):
    """All there is to see."""

    lifts: tuple[Lift, ...]
    regions: tuple[RegionWeek, ...]
    weeks: tuple[WeekKept, ...]
    felt: tuple[Felt, ...]
    tests: tuple[TestReading, ...]
    run_feel: RunFeelSummary | None


def progress_picture(book: Notebook) -> ProgressPicture:
    """Everything up to now. Raises DiaryError without a plan."""
    plan = book.the_plan()
    sessions = {session.id: session for session in plan.sessions}
    days = exercise_days(happened(book.all, book.now), book.zone, sessions)
    athlete = plan.brief.athlete
    ledger = {one.exercise: one for one in progress_of(book, book.now).exercises}
    lifts = [
        Lift(progress=ledger[name], days=_days(book, name, days[name], young=athlete.young))
        for name in days if name in ledger
    ]  # fmt: skip
    lifts.sort(key=lambda lift: (lift.days[-1].date, lift.progress.name), reverse=True)
    weeks = (*_before(book, days), *_asked(book))
    return ProgressPicture(
        lifts=tuple(lifts),
        regions=_regions(book, days, weeks),
        weeks=_weeks(book, days, weeks),
        felt=tuple(_felt(book)),
        tests=readings(book.entries, athlete.age, athlete.sex, book.zone, library().home_tests),
        run_feel=run_feel_of(book),
    )


def _days(book: Notebook, name: str, visits: Sequence[ExerciseDay], *, young: bool) -> tuple[LiftDay, ...]:
    by_side = _sides(book, name)
    return tuple(_day(visit, by_side, young=young) for visit in visits)


def _sides(book: Notebook, name: str) -> Mapping[tuple[dt.date, Side], int]:
    """All repetitions or seconds of a day by side."""
    found: defaultdict[tuple[dt.date, Side], int] = defaultdict(int)
    for entry in of_kind(book.entries, SetResult):
        if entry.exercise == name and entry.side is not None:
            found[book.date_of(entry), entry.side] += entry.reps or entry.seconds or 0
    return found


def _day(visit: ExerciseDay, by_side: Mapping[tuple[dt.date, Side], int], *, young: bool) -> LiftDay:
    amounts = [done.reps or done.seconds or 0 for done in visit.sets]
    named = [kg for done in visit.sets if names_mass(done.load) and (kg := mass_kg(done.load)) is not None]
    asked = visit.asked
    load = visit.sets[-1].load if visit.sets else asked.load if asked is not None else None
    return LiftDay(
        date=visit.date,
        sets=len(visit.sets) if visit.sets or asked is None else asked.sets,
        load=said_load(load) if load is not None else "",
        load_kg=max(named, default=None),
        least=min(amounts, default=None),
        most=max(amounts, default=None),
        seconds=any(done.seconds is not None for done in visit.sets),
        left=by_side.get((visit.date, "left")),
        right=by_side.get((visit.date, "right")),
        e1rm=None if young else of_day(visit.asked_sets),
    )


class _Asked(msgspec.Struct, frozen=True):
    """A week as the plan in effect at its beginning asked for it."""

    monday: dt.date
    sessions: tuple[Session, ...]
    contacts: float


def _asked(book: Notebook) -> tuple[_Asked, ...]:
    """The weeks of the season until the present one, each by the revision that was in effect when it began.

    What was missed has left later revisions, so that they cannot say what had been asked.
    """
    season = season_of(book.diary)
    present, found = monday_of(book.today), []
    for number, cycle in enumerate(book.the_plan().microcycles):
        monday = monday_of(cycle.start)
        if monday > present:
            break
        before = [one for one in season if number and book.on_clock(one.as_of).date() <= monday]
        plan = plan_of((before or season[:1])[-1])
        sessions = tuple(one for one in plan.sessions if monday_of(one.date) == monday)
        contacts = sum(weighted_contacts(item, plan.exercises) for one in sessions for item in one.work())
        found.append(_Asked(monday, sessions, contacts))
    return tuple(found)


def _before(book: Notebook, days: Mapping[str, Sequence[ExerciseDay]]) -> tuple[_Asked, ...]:
    """The weeks right before the season from the first in which anything was done; nothing was asked in them."""
    start = monday_of(book.the_plan().microcycles[0].start)
    weeks = [start - dt.timedelta(weeks=back) for back in range(WEEKS_BEFORE, 0, -1)]
    busy = {monday_of(visit.date) for visits in days.values() for visit in visits}
    busy |= {monday_of(day) for day in _ended(book).values()}
    first = min(busy.intersection(weeks), default=start)
    return tuple(_Asked(monday, (), 0.0) for monday in weeks if first <= monday <= monday_of(book.today))


def _ended(book: Notebook) -> dict[str, dt.date]:
    """The day on which each session was done, whether or not it was its day."""
    return {entry.session: book.date_of(entry) for entry in of_kind(book.entries, SessionEnd)}


def _regions(
    book: Notebook, days: Mapping[str, Sequence[ExerciseDay]], weeks: Sequence[_Asked]
) -> tuple[RegionWeek, ...]:
    done: defaultdict[dt.date, defaultdict[Region, int]] = defaultdict(lambda: defaultdict(int))
    for name, visits in days.items():
        for visit in visits:
            sets = visit.asked.sets if visit.as_asked and visit.asked is not None else len(visit.sets)
            for region in _primary(book, name):
                done[monday_of(visit.date)][region] += sets
    found = []
    for week in weeks:
        asked: defaultdict[Region, int] = defaultdict(int)
        for session in week.sessions:
            for item in session.work():
                for region in _primary(book, item.exercise):
                    asked[region] += item.sets
        found.append(RegionWeek(monday=week.monday, asked=dict(asked), done=dict(done[week.monday])))
    return tuple(found)


def _primary(book: Notebook, exercise: str) -> tuple[Region, ...]:
    known: Exercise | None = book.exercises.get(exercise)
    return known.primary if known is not None else ()


def _weeks(book: Notebook, days: Mapping[str, Sequence[ExerciseDay]], weeks: Sequence[_Asked]) -> tuple[WeekKept, ...]:
    """Each session counts in the week in which it was done, and is not missed in the one it was planned for."""
    landed, standing, ended = _landed(book, days), placed(book), _ended(book)
    found = []
    for week in weeks:
        done = sum(monday_of(day) == week.monday for day in ended.values())
        ahead = sum(
            one.state in ("planned", "begun") and one.date >= book.today and monday_of(one.date) == week.monday
            for one in standing
        )
        elsewhere = sum(one.id in ended and monday_of(ended[one.id]) != week.monday for one in week.sessions)
        planned = max(len(week.sessions) - elsewhere, done + ahead)
        found.append(
            WeekKept(
                monday=week.monday,
                planned=planned,
                done=done,
                ahead=ahead,
                let_go=planned - done - ahead,
                contacts_asked=round(week.contacts, 1),
                contacts_done=round(landed.get(week.monday, 0.0), 1),
            )
        )
    return tuple(found)


def _landed(book: Notebook, days: Mapping[str, Sequence[ExerciseDay]]) -> Mapping[dt.date, float]:
    """Weighted ground contacts that were done, by week."""
    found: defaultdict[dt.date, float] = defaultdict(float)
    cards = book.the_plan().exercises
    for name, visits in days.items():
        exercise = book.exercises.get(name)
        if exercise is None or not exercise.contacts:
            continue
        for visit in visits:
            if visit.as_asked and visit.asked is not None:
                found[monday_of(visit.date)] += weighted_contacts(visit.asked, cards)
            sides = 2 if exercise.per_side else 1
            for done in visit.sets:
                amount = done.reps or done.seconds or 0
                found[monday_of(visit.date)] += amount * sides * exercise.contacts * exercise.impact
    return found


def _felt(book: Notebook) -> Iterator[Felt]:
    for entry in of_kind(book.entries, PainReport):
        where = f"{entry.side} {entry.site}" if entry.side else entry.site
        yield Felt(date=book.date_of(entry), where=where.replace("-", " "), score=entry.score, kind="pain")
    for check in of_kind(book.entries, CheckIn):
        for region, score in check.soreness.items():
            yield Felt(date=book.date_of(check), where=region.replace("-", " "), score=score, kind="soreness")
