"""Several plans as one, and a plan moved to its race day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.formats.assembling import in_order, title_key, with_races
from midstance.formats.durations import estimated_duration_s
from midstance.formats.entry import UnreadableFile
from midstance.formats.races import find_races, last_race
from midstance.training.running import ASSUMED_RACE_START, Dropped, Problem, Race, Run, RunKind, RunningPlan

_Key = tuple[dt.date, str, RunKind]


def merge(plans: Sequence[RunningPlan]) -> RunningPlan:
    """Several plans as one: an entry of the same day, title and kind in two of them is one entry, whatever its UID.

    A day with two such entries in one file keeps both. Races of one day are one race. Raises UnreadableFile when dated
    and undated plans meet (move the undated ones first, see `shift_to`).
    """
    if len(plans) == 1:
        return plans[0]
    if len({plan.dated for plan in plans if plan.runs}) > 1:
        raise UnreadableFile(
            "plans",
            "one plan has dates and another has none; say when the race is (--race DATE), so that both can meet",
        )
    kept: dict[_Key, list[Run]] = {}
    dropped = [entry for plan in plans for entry in plan.dropped]
    for plan in plans:
        mine: dict[_Key, list[Run]] = {}
        for run in plan.runs:
            mine.setdefault(_key(run), []).append(run)
        for key, runs in mine.items():
            kept[key] = _joined(kept.get(key, []), runs, dropped)
    zones = [plan.time_zone for plan in plans if plan.time_zone]
    problems = [problem for plan in plans for problem in plan.problems]
    if len(set(zones)) > 1:
        says = f"the plans are written in different zones ({', '.join(sorted(set(zones)))}): clock times are kept"
        problems.append(Problem(place="plans", says=says))
    merged = with_races(
        RunningPlan(
            runs=in_order([run for runs in kept.values() for run in runs]),
            dropped=tuple(dropped),
            dated=all(plan.dated for plan in plans),
            time_zone=zones[0] if zones else None,
            goal=next((plan.goal for plan in plans if plan.goal), None),
            problems=tuple(problems),
        )
    )
    return msgspec.structs.replace(merged, races=_with_stated(merged.races, plans))


def _with_stated(found: Sequence[Race], plans: Sequence[RunningPlan]) -> tuple[Race, ...]:
    """The races found in the runs, and above them those that a brief states."""
    stated = {race.date: race for plan in plans for race in plan.races if race not in find_races(plan.runs)}
    others = [race for race in found if race.date not in stated]
    if any(race.priority == "A" for race in stated.values()):
        others = [msgspec.structs.replace(race, priority="B") if race.priority == "A" else race for race in others]
    return tuple(sorted([*others, *stated.values()], key=lambda race: race.date))


def shift_to(plan: RunningPlan, day: dt.date) -> RunningPlan:
    """The plan moved as a whole so that its race, or its last day where it has none, falls on `day`; dated from then.

    Raises UnreadableFile when that moves it out of the calendar.
    """
    if not plan.runs:
        return plan
    main = last_race(plan.runs)
    anchor = main.date if main is not None else max(run.date for run in plan.runs)
    delta = day - anchor
    try:
        runs = tuple(msgspec.structs.replace(run, date=run.date + delta) for run in plan.runs)
        races = tuple(msgspec.structs.replace(race, date=race.date + delta) for race in plan.races)
    except OverflowError:
        raise UnreadableFile("--race", f"the plan cannot be moved to {day.isoformat()}") from None
    return msgspec.structs.replace(plan, runs=in_order(runs), races=races, dated=True)


def with_race_on(plan: RunningPlan, day: dt.date, distance_m: int | None = None, name: str = "") -> RunningPlan:
    """The plan with a race on `day`. Where none is there it is added, and takes the place of that day's runs.

    For plans that end without a race: theirs is asked for, not found.
    """
    there = next((run for run in plan.runs if run.date == day and run.kind == "race"), None)
    if there is not None:
        race = there if distance_m is None else _with_distance(there, distance_m)
        others = [run for run in plan.runs if run is not there]
        return with_races(msgspec.structs.replace(plan, runs=in_order([*others, race])))
    race = Run(
        date=day, start=ASSUMED_RACE_START, kind="race", key=True, title=name or "Race", distance_m=distance_m,
        duration_s=estimated_duration_s("race", distance_m), start_assumed=True, duration_assumed=True, source="--race",
        assumed="the race day you gave; the plan itself names none",
    )  # fmt: skip
    replaced = [run for run in plan.runs if run.date == day and run.is_running]
    dropped = [Dropped(source=run.source, title=run.title, why="the race takes its day") for run in replaced]
    runs = in_order(
        [run for run in plan.runs if run not in replaced and not (run.date == day and run.kind == "rest")] + [race]
    )
    return with_races(msgspec.structs.replace(plan, runs=runs, dropped=(*plan.dropped, *dropped)))


def _with_distance(run: Run, distance_m: int) -> Run:
    run = msgspec.structs.replace(run, distance_m=distance_m)
    if run.duration_assumed:
        run = msgspec.structs.replace(run, duration_s=estimated_duration_s(run.kind, distance_m))
    return run


def _key(run: Run) -> _Key:
    return run.date, "" if run.kind == "race" else title_key(run.title) or run.title, run.kind


def _joined(first: list[Run], second: list[Run], dropped: list[Dropped]) -> list[Run]:
    """The entries of one key from two files: as many as the file with more of them, timed ones before assumed."""
    if not first:
        return second
    more = max(len(first), len(second))
    ranked = sorted([*first, *second], key=_worth)
    why = "the same entry is in another file"
    dropped.extend(Dropped(source=run.source, title=run.title, why=why) for run in ranked[more:])
    return ranked[:more]


def _worth(run: Run) -> tuple[bool, bool, bool, str, str, str]:
    """Sorts first what says most: a real start, a distance, a stated duration."""
    return run.start_assumed, run.distance_m is None, run.duration_assumed, run.start, run.title, run.source
