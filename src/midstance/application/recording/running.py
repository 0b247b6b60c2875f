"""Runs: those that were run and how they felt, those that move, races that come in, a new running plan."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from midstance.application.recording.checks import check_date, refused
from midstance.application.recording.notebook import Draft, Notebook
from midstance.coach.runs import runs_after, said_kind
from midstance.formats.amounts import distance_metres, duration_seconds
from midstance.formats.entry import one_line
from midstance.formats.session_words import said_km
from midstance.training.clock import said_date, said_weekday
from midstance.training.log import RaceSet, RunDone, RunFeel, RunMoved, RunsGiven
from midstance.training.running import ClockTime, Priority, Race, Run, RunKind, RunningPlan

FASTEST_S_PER_KM, SLOWEST_S_PER_KM = 140, 1800
"""Paces outside are taken for a slip of the pen: 2:20 and 30:00 a kilometre (ours; no runner is faster over 1 km)."""
RUN_KINDS_DONE: tuple[RunKind, ...] = (
    "recovery", "easy", "long", "threshold", "intervals", "hills", "strides", "race", "cross-training", "other",
)  # fmt: skip


def planned_runs(book: Notebook, date: dt.date) -> tuple[Run, ...]:
    """The runs that stand on a date by plan and by what the runner moved, key runs first; none without a plan."""
    if book.plan is None:
        return ()
    moves = [entry for entry in book.entries if isinstance(entry, RunMoved | RunsGiven | RaceSet)]
    runs, _, _ = runs_after(book.plan.brief, moves, book.zone, book.today)
    return tuple(sorted((run for run in runs if run.date == date and run.kind != "rest"), key=lambda run: not run.key))


def ran_draft(
    book: Notebook, words: Sequence[str], *, at: dt.datetime, entry_id: str, kind: RunKind | None = None,
    feel: RunFeel | None = None, planned: dt.date | None = None, title: str = "",
) -> Draft:  # fmt: skip
    """A run of words such as `12km 1:05`; without any it was the planned run of that day, as planned.

    Raises Implausible for a distance, a time or a pace that cannot be.
    """
    metres, seconds = _amounts(words)
    day = planned or book.on_clock(at).date()
    runs = [run for run in planned_runs(book, day) if kind is None or run.kind == kind]
    meant = runs[0] if runs else None
    if not words:
        if meant is None:
            raise refused("ran", "no run is planned that day, so say how far: midstance ran 12km 1:05")
        metres, seconds = meant.distance_m, meant.duration_s
    _check_pace(metres, seconds, kind or (meant.kind if meant else None))
    entry = RunDone(
        id=entry_id, at=at, kind=kind or (meant.kind if meant else "easy"), distance_m=metres, duration_s=seconds,
        feel=feel, planned=planned, title=title,
        key=meant.key if meant is not None and (kind is None or kind == meant.kind) else None,
    )  # fmt: skip
    said = [
        said_kind(entry.kind).capitalize(),
        said_km(metres) if metres else "",
        said_time(seconds) if seconds else "",
    ]
    felt = f", felt {'as usual' if feel == 'usual' else feel}" if feel else ""
    odd = []
    if meant is not None and metres and meant.distance_m and metres > 2 * meant.distance_m:
        odd.append(f"{said_km(metres)} is more than twice the {said_km(meant.distance_m)} that were planned.")
    return Draft(entries=(entry,), says=(" ".join(part for part in said if part) + felt + ".",), odd=tuple(odd))


def said_time(seconds: int) -> str:
    """`1:05 h`, `45 min`."""
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02d} h" if minutes >= 60 else f"{minutes} min"


def _amounts(words: Sequence[str]) -> tuple[int | None, int | None]:
    """Metres and seconds of the words, in whatever order."""
    metres: int | None = None
    seconds: int | None = None
    for word in words:
        low = word.strip().casefold()
        far = distance_metres(low, None) if re.search(r"[a-z]$", low) and not low.endswith(("min", "h")) else None
        took = duration_seconds(low, None) if far is None else None
        if far is not None and metres is None:
            metres = far
        elif took is not None and seconds is None:
            seconds = took
        else:
            if re.fullmatch(r"\d+([.,]\d+)?(km|mi|m)", low) and metres is None:
                raise refused("ran", f"{one_line(word, 30)} cannot be; is the number right?")
            raise refused(
                "ran", f"{one_line(word, 30)!r} is neither a distance like 12km nor a time like 1:05 or 45min"
            )
    return metres, seconds


def _check_pace(metres: int | None, seconds: int | None, kind: RunKind | None) -> None:
    if not metres or not seconds or kind == "cross-training":
        return
    pace = seconds * 1000 / metres
    if not FASTEST_S_PER_KM <= pace <= SLOWEST_S_PER_KM:
        says = f"{said_km(metres)} in {said_time(seconds)} is {int(pace // 60)}:{int(pace % 60):02d} a kilometre"
        raise refused("ran", f"{says}; from 2:20 to 30:00 is plausible. Are distance and time right?")


def run_moved_draft(
    book: Notebook, planned: dt.date, date: dt.date | None, *, at: dt.datetime, entry_id: str,
    start: ClockTime | None = None, kind: RunKind | None = None,
) -> Draft:  # fmt: skip
    """A planned run put on another day, or (`date` None) not run. Raises Implausible where there is no such run."""
    plan = book.the_plan()
    runs = [run for run in planned_runs(book, planned) if kind is None or run.kind == kind]
    if not runs:
        which = f"no {said_kind(kind)}" if kind else "no run"
        raise refused("run-moved", f"there is {which} on {planned} in your plan")
    if date is not None:
        check_date("run-moved", date, plan.brief.start, plan.brief.end)
    entry = RunMoved(id=entry_id, at=at, planned=planned, kind=kind, date=date, start=start)
    when = f"{said_weekday(planned)} {said_date(planned)}"
    to = f"now on {said_weekday(date)} {said_date(date)}" if date is not None else "will not be run"
    return Draft(entries=(entry,), says=(f"The {said_kind(runs[0].kind)} of {when}: {to}.",))


def race_draft(
    book: Notebook, date: dt.date, distance_m: int | None, *, at: dt.datetime, entry_id: str, priority: Priority = "A",
    name: str = "", off: bool = False,
) -> Draft:  # fmt: skip
    """A race that came in, changed or is off. Raises Implausible for a race that is over or not there."""
    plan = book.the_plan()
    if off and all(race.date != date for race in plan.brief.races):
        raise refused("race", f"there is no race on {date} in your plan")
    if date < book.today:
        raise refused("race", f"{date} is over")
    race = Race(date=date, distance_m=distance_m, priority=priority, name=name)
    says = (
        f"The race on {date} is off."
        if off
        else f"Race on {said_weekday(date)} {said_date(date)}, priority {priority}."
    )
    return Draft(entries=(RaceSet(id=entry_id, at=at, race=race, off=off),), says=(says,))


def new_runs_draft(book: Notebook, reading: RunningPlan, *, at: dt.datetime, entry_id: str) -> Draft:
    """A running plan in place of the one there was, from that day on. Raises Implausible where it has no run ahead."""
    since = book.on_clock(at).date()
    runs = tuple(run for run in reading.runs if run.date >= since and run.kind != "strength")
    if not runs:
        raise refused("new-runs", f"there is no run from {since} on in it; a plan without dates cannot be taken over")
    entry = RunsGiven(id=entry_id, at=at, runs=runs, races=reading.races or None)
    return Draft(entries=(entry,), says=(f"{len(runs)} runs from {since} on take the place of those planned.",))
