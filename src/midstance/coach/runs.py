"""How the running plan changes by what the log says. Strength never moves a run (H18); it follows them.

Entries are taken in once and in order of time: the brief first given with the whole log gives the same runs as the
last brief with what is new.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec

from midstance.coach import tables
from midstance.coach.moments import date_of, minute_of_day
from midstance.formats.durations import estimated_duration_s
from midstance.training.clock import clock_of, said_date, said_weekday
from midstance.training.log import Entry, RaceSet, RunDone, RunMoved, RunsGiven
from midstance.training.plan import Brief
from midstance.training.running import ASSUMED_RUN_START, KEY_KINDS, ClockTime, Race, Run, RunKind
from midstance.training.session import Because

LOGGED = "log:"
"""Begins the source of a run that was really run; the id of its entry follows."""
SAID_KIND: dict[RunKind, str] = {
    "recovery": "recovery run", "easy": "easy run", "long": "long run", "threshold": "threshold run",
    "strides": "run with strides", "other": "run",
}  # fmt: skip


def runs_after(
    brief: Brief, entries: Sequence[Entry], zone: ZoneInfo | None, today: dt.date
) -> tuple[tuple[Run, ...], tuple[Race, ...], tuple[Because, ...]]:
    """The runs and races as they are now, in order of time, and what changed in the last week, as sentences.

    What was run takes the place of the planned run of its day. Planned runs of which nothing was said stay.
    """
    runs, races, notes = list(brief.runs), list(brief.races), []
    for entry in entries:
        match entry:
            case RunsGiven():
                runs, races = _given(entry, runs, races, date_of(entry, zone))
                text = "Your running plan was replaced: strength finds its place around the new one."
            case RunMoved():
                text = _moved(entry, runs, races)
            case RunDone():
                _done(entry, runs, zone)
                text = ""
            case RaceSet():
                runs, races, text = _race(entry, runs, races)
            case _:
                continue
        if text and 0 <= (today - date_of(entry, zone)).days < tables.NEWS_DAYS:
            notes.append(Because(rule="H18", text=text, sources=("S0:86", "ours")))
    ordered = sorted(runs, key=lambda run: (run.date, run.start, run.kind, run.title, run.source))
    return tuple(ordered), tuple(sorted(races, key=lambda race: (race.date, race.name))), tuple(notes)


def is_logged(run: Run) -> bool:
    """Whether it was really run."""
    return run.source.startswith(LOGGED)


def said_kind(kind: RunKind) -> str:
    """`long run`, `intervals`."""
    return SAID_KIND.get(kind, kind)


def _given(
    entry: RunsGiven, runs: Sequence[Run], races: Sequence[Race], since: dt.date
) -> tuple[list[Run], list[Race]]:
    """The new plan from its day on. What has been run stays, and takes the place of what the new plan has that day."""
    fresh = [run for run in entry.runs if run.date >= since]
    kept = [run for run in runs if run.date < since or is_logged(run)]
    for run in (run for run in kept if run.date >= since):
        planned = _planned(fresh, run.date, run.kind, run.distance_m)
        if planned is not None:
            fresh.remove(planned)
    if entry.races is None:
        return [*kept, *fresh], list(races)
    return [*kept, *fresh], [race for race in races if race.date < since] + [
        race for race in entry.races if race.date >= since
    ]


def _planned(runs: Sequence[Run], date: dt.date, kind: RunKind | None, distance_m: int | None) -> Run | None:
    """The planned run of a day that a run stands for: of the same kind, else the nearest in distance."""
    there = [run for run in runs if run.date == date and not is_logged(run)]
    same = [run for run in there if run.kind == kind]
    fitting = same or [run for run in there if run.is_running and (kind is None or kind not in _NO_RUN)]
    if distance_m is None:
        order = sorted(fitting, key=lambda run: (not run.key, run.start, run.title))
    else:
        order = sorted(fitting, key=lambda run: (abs((run.distance_m or 0) - distance_m), run.start, run.title))
    return next(iter(order), None)


_NO_RUN: frozenset[RunKind] = frozenset({"rest", "cross-training", "strength"})


def _moved(entry: RunMoved, runs: list[Run], races: list[Race]) -> str:
    """Puts a run elsewhere or takes it out, a race with it; returns what to say, or nothing without such a run."""
    there = [run for run in runs if run.date == entry.planned and not is_logged(run)]
    if entry.kind is not None:
        there = [run for run in there if run.kind == entry.kind]
    order = sorted(there, key=lambda run: (not run.key, not run.is_running, run.start, run.title))
    if not order:
        return ""
    run = order[0]
    runs.remove(run)
    if run.kind == "race":
        gone = [race for race in races if race.date == run.date]
        races[:] = [race for race in races if race.date != run.date]
        races += [msgspec.structs.replace(race, date=entry.date) for race in gone if entry.date is not None]
    what = f"Your {said_kind(run.kind)} of {said_weekday(run.date)}, {said_date(run.date)}"
    if entry.date is None:
        return f"{what}, will not be run."
    start = entry.start or run.start
    moved = msgspec.structs.replace(
        run, date=entry.date, start=start, start_assumed=run.start_assumed and entry.start is None
    )
    runs.append(moved)
    return f"{what}, is on {said_weekday(entry.date)}, {said_date(entry.date)}, now."


def _done(entry: RunDone, runs: list[Run], zone: ZoneInfo | None) -> None:
    """Puts what was run in the place of what was planned."""
    if entry.kind == "rest":
        return
    date = date_of(entry, zone)
    planned = _planned(runs, entry.planned or date, entry.kind, entry.distance_m)
    if planned is not None:
        runs.remove(planned)
    start, assumed = _start(entry, planned, date, zone)
    distance_m = entry.distance_m
    if distance_m is None and entry.duration_s is None and planned is not None:
        distance_m = planned.distance_m
    duration_s = entry.duration_s or estimated_duration_s(entry.kind, distance_m)
    runs.append(
        Run(
            date=date,
            start=start,
            kind=entry.kind,
            key=_is_key(entry, planned),
            title=entry.title or (planned.title if planned is not None else ""),
            distance_m=distance_m,
            duration_s=duration_s,
            start_assumed=assumed,
            duration_assumed=entry.duration_s is None,
            source=f"{LOGGED}{entry.id}",
        )
    )


def _is_key(entry: RunDone, planned: Run | None) -> bool:
    if entry.key is not None:
        return entry.key
    if planned is not None and planned.kind == entry.kind:
        return planned.key
    return entry.kind in KEY_KINDS


def _start(entry: RunDone, planned: Run | None, date: dt.date, zone: ZoneInfo | None) -> tuple[ClockTime, bool]:
    """The planned hour on the planned day, for entries are often written later; else the hour of the entry."""
    if planned is not None and planned.date == date:
        return planned.start, planned.start_assumed
    minute = minute_of_day(entry, zone)
    return (clock_of(minute), False) if minute else (ASSUMED_RUN_START, True)


def _race(entry: RaceSet, runs: Sequence[Run], races: Sequence[Race]) -> tuple[list[Run], list[Race], str]:
    """A race that came in, changed or was called off; it is known by its day."""
    race = entry.race
    there = [one for one in races if one.date == race.date]
    others = [one for one in races if one.date != race.date]
    name = race.name or "The race"
    when = f"{said_weekday(race.date)}, {said_date(race.date)}"
    if entry.off:
        kept = [run for run in runs if run.date != race.date or run.kind != "race" or is_logged(run)]
        return kept, others, f"{name} on {when}, is called off." if there else ""
    text = "" if there == [race] else f"{name} on {when}, is a race of priority {race.priority} now."
    return list(runs), [*others, race], text
