"""From the entries of a file to a running plan: titles understood, starts and durations settled, races found.

The same for every format, so that a run means the same thing whichever file it came from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from midstance.formats.durations import estimated_duration_s
from midstance.formats.entry import Entry, Extract, UnreadableFile, one_line
from midstance.formats.races import find_races, goal_of, with_goal_distance
from midstance.formats.titles import Understood, refine_week
from midstance.formats.understanding import understand_entry
from midstance.training.clock import clock_of
from midstance.training.running import (
    ASSUMED_RACE_START,
    ASSUMED_RUN_START,
    KEY_KINDS,
    ClockTime,
    Dropped,
    Problem,
    Run,
    RunKind,
    RunningPlan,
)

ASSUMED_PM_START: ClockTime = "18:00"
"""When the second run of a day starts (our choice: with the assumed start of strength)."""
_FARTHEST_M, _LONGEST_S = 400_000, 48 * 3600


class Understanding(msgspec.Struct, frozen=True):
    """One part of an entry with what its title was understood to mean."""

    entry: Entry
    meant: Understood
    part: int
    parts: int


def running_plan(name: str, extract: Extract) -> RunningPlan:
    """The plan a file gives. Raises UnreadableFile when not one of its entries belongs to a plan."""
    dropped = list(extract.dropped)
    understood = _understood(extract.entries, dropped)
    runs = _without_doubles([_run(one) for one in understood], dropped)
    if not runs:
        raise UnreadableFile(name, _nothing_says(dropped, extract.problems))
    return with_races(
        RunningPlan(
            runs=tuple(runs),
            dropped=tuple(dropped),
            dated=extract.dated,
            time_zone=extract.time_zone,
            problems=extract.problems,
        ),
        extract.about,
    )


def with_races(plan: RunningPlan, about: str = "") -> RunningPlan:
    """The plan with its races and goal worked out from its runs; `about` is its name in its own words."""
    goal = goal_of(plan.runs, about) or plan.goal
    runs = in_order(with_goal_distance(plan.runs, goal))
    return msgspec.structs.replace(plan, runs=runs, races=find_races(runs), goal=goal)


def in_order(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs by date and start; what is the same there by title and place, so that the order is always the same."""
    return tuple(sorted(runs, key=lambda run: (run.date, run.start, run.title, run.source)))


def title_key(title: str) -> str:
    """A title as compared with another: letters and digits alone."""
    return re.sub(r"[\W_]+", " ", title.casefold()).strip()


def _understood(entries: Sequence[Entry], dropped: list[Dropped]) -> list[Understanding]:
    """Every entry's title understood, first alone, then in the company of its week."""
    found: list[Understanding] = []
    ordered = sorted(entries, key=lambda entry: (entry.date, entry.minute or 0, entry.title, entry.source))
    for entry in ordered:
        title = entry.title or entry.description.split("\n", 1)[0].strip()
        if not title and not (entry.distance_m or entry.duration_s or entry.kind or entry.sport):
            dropped.append(Dropped(source=entry.source, title="", why="it has no title: nothing is known of it"))
            continue
        if not title:
            entry = msgspec.structs.replace(entry, sport=entry.sport or "run")
        parts = understand_entry(msgspec.structs.replace(entry, title=title))
        found.extend(Understanding(entry, meant, part, len(parts)) for part, meant in enumerate(parts))
    kept: list[Understanding] = []
    last = max((one.entry.date for one in found if not _why_dropped(one)), default=dt.date.max)
    for one in found:
        why = _why_dropped(one)
        if one.meant.banner and one.entry.date > last:
            kept.append(_last_day(one))
            continue
        if why:
            dropped.append(Dropped(source=one.entry.source, title=one_line(one.entry.title), why=why))
        else:
            kept.append(one)
    refined = refine_week([(one.entry.date, _settled(one), one.entry.title) for one in kept])
    return [msgspec.structs.replace(one, meant=meant) for one, meant in zip(kept, refined, strict=True)]


def _settled(one: Understanding) -> Understood:
    """What was meant, with what the file itself says of kind and amounts above what its title says."""
    kind = one.entry.kind
    distance_m, duration_s = _distance_m(one), _stated_s(one)
    settled = msgspec.structs.replace(one.meant, distance_m=distance_m, duration_s=duration_s)
    if kind is None:
        return settled
    assumed = settled.assumed if kind == settled.kind else None
    return msgspec.structs.replace(settled, kind=kind, context=None, assumed=assumed)


def _last_day(one: Understanding) -> Understanding:
    """`Plan Ends` on a day of its own: no run, but the day the plan ends on, by which it is moved."""
    remark = "it marks the last day of the plan; if that is your race day, say so with --race"
    entry = msgspec.structs.replace(
        one.entry, kind="other", distance_m=None, duration_s=None, assumed=(*one.entry.assumed, remark)
    )
    return Understanding(entry, one.meant, 0, 1)


def _why_dropped(one: Understanding) -> str | None:
    if one.meant.banner:
        return "a summary of the week, not a day's run"
    if one.meant.private and one.entry.kind is None:
        return "a private appointment, not part of the plan"
    return None


def _run(one: Understanding) -> Run:
    """The run one part of an entry stands for."""
    entry, meant = one.entry, one.meant
    kind = meant.kind
    start, start_assumed = _start(one, kind)
    distance_m = meant.distance_m if kind != "rest" else None
    duration_s = meant.duration_s if kind != "rest" else None
    remarks = [*entry.assumed, *([meant.assumed] if meant.assumed else [])]
    return Run(
        date=entry.date,
        start=start,
        kind=kind,
        key=kind in KEY_KINDS,
        title=one_line(entry.title or entry.description.split("\n", 1)[0]),
        distance_m=distance_m,
        duration_s=duration_s or estimated_duration_s(kind, distance_m),
        start_assumed=start_assumed,
        duration_assumed=duration_s is None and kind != "rest",
        source=entry.source,
        assumed="; ".join(remarks) or None,
    )


def _start(one: Understanding, kind: RunKind) -> tuple[ClockTime, bool]:
    if one.entry.minute is not None and one.part == 0:
        return clock_of(one.entry.minute), False
    if kind == "race":
        return ASSUMED_RACE_START, True
    if one.meant.part == "pm" or (one.meant.part is None and one.part > 0):
        return ASSUMED_PM_START, True
    return ASSUMED_RUN_START, True


def _distance_m(one: Understanding) -> int | None:
    """The distance: the stated one where it is firm, else the title's, else the stated one; never an absurd one."""
    stated = one.entry.distance_m if one.parts == 1 else None
    read = one.meant.distance_m
    found = (stated or read) if one.entry.distance_is_firm else (read or stated)
    return found if found and 0 < found <= _FARTHEST_M else None


def _stated_s(one: Understanding) -> int | None:
    """The duration as stated, else the title's, else the calendar slot's."""
    stated, slot = (one.entry.duration_s, one.entry.slot_s) if one.parts == 1 else (None, None)
    return next((found for found in (stated, one.meant.duration_s, slot) if found and 0 < found <= _LONGEST_S), None)


def _without_doubles(runs: Sequence[Run], dropped: list[Dropped]) -> list[Run]:
    """The runs without those that stand twice on a day with the same title and the same start."""
    seen: set[tuple[dt.date, str, str, bool, RunKind]] = set()
    kept: list[Run] = []
    for run in runs:
        key = (run.date, title_key(run.title) or run.title, run.start, run.start_assumed, run.kind)
        if key in seen:
            dropped.append(Dropped(source=run.source, title=run.title, why="the same entry stands twice on this day"))
        else:
            seen.add(key)
            kept.append(run)
    return kept


def _nothing_says(dropped: Sequence[Dropped], problems: Sequence[Problem]) -> str:
    if not dropped:
        first_problem = f"; {problems[0].place}: {problems[0].says}" if problems else ""
        return f"not one entry of a running plan is in it{first_problem}"
    first = dropped[0]
    what = f" ({one_line(first.title, 40)!r}: {first.why})" if first.title else f" ({first.why})"
    return f"not one of its {len(dropped)} entries belongs to a running plan; the first{what}"
