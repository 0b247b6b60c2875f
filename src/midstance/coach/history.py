"""Strength work from before the plan, or beside it: what it says of loads, of stress that is behind, and of the level.

A load that no plan ever asked for is no dose to go on from: its repetitions were the runner's own choice. It says how
strong the runner is, and the planner asks its own repetitions and reserve of that.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from midstance.coach.exercise_days import ExerciseDay, days_of, exercise_days
from midstance.coach.layoff import return_after
from midstance.coach.levels import NEXT, level_up
from midstance.coach.moments import date_of
from midstance.coach.progression.loads import mass_kg, names_mass
from midstance.coach.progression.maximum import e1rm_kg
from midstance.coach.progression.thresholds import E1RM_SESSIONS
from midstance.coach.sessions_done import sessions_done
from midstance.rules.ledger import zone_of
from midstance.training.athlete import Athlete, KnownLoad
from midstance.training.exercise import Exercise, Level
from midstance.training.log import Entry, SessionEnd, SetResult, effective
from midstance.training.plan import Brief
from midstance.training.session import Because, Session, Stress
from midstance.training.standing import Done
from midstance.training.strength import counts_for_e1rm, epley_kg

RECENT_DAYS = 84
"""Days back in which a lift still says how strong the runner is, and a session that legs are used to it (ours: after
eight weeks without, a plan begins anew; four more are for exercises that only paused)."""
COUNTED: tuple[Stress, ...] = ("heavy-legs", "moderate-legs", "high-plyometric", "low-plyometric")


def was_asked(visits: Sequence[ExerciseDay]) -> bool:
    """Whether a plan ever asked for an exercise, so that the log can say how it goes on."""
    return any(visit.asked is not None or visit.as_asked for visit in visits)


def goes_on(visits: Sequence[ExerciseDay], athlete: Athlete, start: dt.date, today: dt.date) -> bool:
    """Whether the next dose of an exercise follows from what was done: where a plan asked for it, or where it was done
    since the season's start with nothing in it that says how strong the runner is."""
    if was_asked(visits):
        return True
    return visits[-1].date >= start and (athlete.young or _maximum(visits, today) is None)


def with_known_loads(
    athlete: Athlete,
    entries: Sequence[Entry],
    zone: ZoneInfo | None,
    start: dt.date,
    today: dt.date,
    percent: int = 100,
    *,
    asked_too: bool = False,
) -> Athlete:
    """The athlete with the maxima that lifts of their own choice stand for; `asked_too`: and those a plan asked for.

    What they said themselves goes before lifts from before the season's `start`. `percent`: the share that is left
    after a break.
    """
    if athlete.young:
        return athlete
    loads = {known.exercise: known for known in athlete.loads}
    days = exercise_days(entries, zone) if asked_too else days_of(_never_asked(entries), zone)
    for name, visits in days.items():
        if (was_asked(visits) and not asked_too) or (name in loads and visits[-1].date < start):
            continue
        kg = _maximum(visits, today)
        if kg is not None:
            loads[name] = KnownLoad(exercise=name, e1rm_kg=round(kg * percent / 100, 1))
    return msgspec.structs.replace(athlete, loads=tuple(loads.values()))


def _never_asked(entries: Sequence[Entry]) -> list[Entry]:
    """The sets of exercises that no plan has asked for: in a season's log the few that have to be looked at."""
    sets = [entry for entry in effective(tuple(entries)) if isinstance(entry, SetResult)]
    asked = {entry.exercise for entry in sets if entry.asked is not None and entry.asked.exercise == entry.exercise}
    return [entry for entry in sets if entry.exercise not in asked]


def _maximum(visits: Sequence[ExerciseDay], today: dt.date) -> float | None:
    """The e1RM of the last visits in kg per implement; where no reserve was said, what it is at least."""
    recent = [visit for visit in visits if 0 <= (today - visit.date).days <= RECENT_DAYS]
    found = e1rm_kg(recent, youth=False)
    if found is not None or not recent:
        return found
    bests = [best for visit in reversed(recent) if (best := max(_at_least(visit), default=None)) is not None]
    # The middle one of the last sessions, so that a number typed wrongly does not count alone.
    return round(statistics.median_low(bests[: len(E1RM_SESSIONS)]), 1) if bests else None


def _at_least(visit: ExerciseDay) -> Iterator[float]:
    """What each set without a reserve proves: a set that was done left nothing or more."""
    for done in visit.asked_sets:
        kg = mass_kg(done.load)
        unsaid = done.rir is None and done.reps is not None and not done.faults
        if kg and unsaid and names_mass(done.load) and counts_for_e1rm(done.reps or 0, 0):
            yield epley_kg(kg, done.reps or 0, 0)


def brief_with_history(
    brief: Brief,
    entries: Sequence[Entry],
    exercises: Mapping[str, Exercise],
    sessions: Sequence[Session] = (),
) -> Brief:
    """A season's first brief with what the log holds from before it: known maxima, and the days with loaded legs.

    `sessions` are those of the season before, where there was one. After a break the maxima are those of the way back
    (evidence, section 8).
    """
    zone = zone_of(brief.time_zone)
    before = [entry for entry in entries if date_of(entry, zone) < brief.start]
    done = [
        one
        for one in strength_before(before, zone, brief.start, exercises, sessions)
        if (brief.start - one.date).days <= RECENT_DAYS
    ]
    if not done:
        return brief
    band = return_after((brief.start - max(one.date for one in done)).days)
    percent = band.load_percent if band is not None else 100
    athlete = with_known_loads(brief.athlete, before, zone, brief.start, brief.start, percent, asked_too=True)
    return msgspec.structs.replace(brief, athlete=athlete, history=_with_days(brief.history, done))


def _with_days(history: Mapping[str, Sequence[dt.date]], done: Sequence[Done]) -> dict[str, tuple[dt.date, ...]]:
    found = {name: set(dates) for name, dates in history.items()}
    for one in done:
        for stress in one.classes:
            if stress in COUNTED:
                found.setdefault(stress, set()).add(one.date)
    return {name: tuple(sorted(dates)) for name, dates in found.items()}


def strength_before(
    entries: Sequence[Entry],
    zone: ZoneInfo | None,
    start: dt.date,
    exercises: Mapping[str, Exercise],
    sessions: Sequence[Session] = (),
) -> tuple[Done, ...]:
    """The sessions written down before a day, with the stress they were by their sets.

    One that only ended, with no set written down, counts where `sessions` say what stood in it.
    """
    known = {session.id for session in sessions}
    work = [
        entry
        for entry in entries
        if isinstance(entry, SetResult) or (isinstance(entry, SessionEnd) and entry.session in known)
    ]
    return sessions_done(sessions, work, zone, start, exercises)[0] if work else ()


def spoken_level(
    brief: Brief, entries: Sequence[Entry], exercises: Mapping[str, Exercise], sessions: Sequence[Session] = ()
) -> tuple[Level, Because] | None:
    """The level the log speaks for where it is above the brief's, and why; None where it is not. It only proposes."""
    zone = zone_of(brief.time_zone)
    before = [entry for entry in entries if date_of(entry, zone) < brief.start]
    done = strength_before(before, zone, brief.start, exercises, sessions)
    found: tuple[Level, Because] | None = None
    level: Level = brief.athlete.level
    while level in NEXT:
        asked = msgspec.structs.replace(brief, athlete=msgspec.structs.replace(brief.athlete, level=level))
        why = level_up(asked, done, brief.start)
        if why is None:
            return found
        level = NEXT[level]
        found = (level, why)
    return found
