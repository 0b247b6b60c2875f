"""The season at a glance: a strip a week, the run's mark above, the strength mark below, two small bars beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.cli.paper import Ink, Paper
from midstance.formats.session_words import SAID_PHASE
from midstance.rules.saying import counted
from midstance.training.periods import Phase
from midstance.training.plan import Microcycle, Plan
from midstance.training.running import Run, RunKind
from midstance.training.session import STRESS, Session, Stress

WIDE_FROM, BARS_FROM = 64, 56
"""Columns from which phases are written beside the dates, and bars beside the numbers (ours)."""
LONGEST_BAR = 24
SHORT_PHASE: dict[Phase, str] = {
    "foundation": "found.", "build": "build", "strength": "strong", "maintain": "maint.", "taper": "taper",
    "race": "race", "recovery": "recov.",
}  # fmt: skip


class Mark(msgspec.Struct, frozen=True):
    """A shape with its letter, and what it stands for."""

    shape: str
    letter: str
    means: str
    ink: Ink | None = None


RUN_MARKS: dict[RunKind, Mark] = {
    "race": Mark("★", "R", "race", "clay"),
    "long": Mark("●", "L", "long", "clay"),
    "intervals": Mark("●", "I", "intervals", "clay"),
    "threshold": Mark("●", "T", "threshold", "clay"),
    "hills": Mark("●", "H", "hills", "clay"),
    "strides": Mark("○", "s", "easy with strides"),
    "easy": Mark("○", "e", "easy"),
    "recovery": Mark("◌", "r", "recovery", "quiet"),
    "cross-training": Mark("◇", "x", "cross-training"),
}
"""By weight: of several runs on a day the first in this order gives the mark."""
STRENGTH_MARKS: dict[Stress, Mark] = {
    "heavy-legs": Mark("■", "H", "heavy legs", "moss"),
    "high-plyometric": Mark("▲", "J", "hard jumps", "moss"),
    "moderate-legs": Mark("◧", "M", "moderate legs", "moss"),
    "low-plyometric": Mark("△", "j", "small jumps", "moss"),
    "light": Mark("□", "l", "light", "moss"),
    "mobility": Mark("–", "m", "mobility", "moss"),
}
BLOCKED = Mark("×", " ", "blocked", "quiet")
NOTHING = "·"


def season(plan: Plan, paper: Paper) -> list[str]:
    """The lines of the season: a head with the weekdays, two lines a week, and what the marks mean."""
    weeks = [_Week(plan, cycle, following) for cycle, following in _with_next(plan)]
    most_km = max((week.run_km for week in weeks), default=0)
    most_sets = max((week.sets for week in weeks), default=0)
    left = 19 if paper.columns >= WIDE_FROM else 8
    days = "".join(f" {day} " for day in "MTWTFSS")
    lines = [paper.ink((" " * left + days).rstrip(), "quiet")]
    for week in weeks:
        above, below = _labels(week.cycle, paper.columns >= WIDE_FROM)
        space = paper.columns - left - 21 - len(" 000 sets") - 1
        bar = min(LONGEST_BAR, space) if paper.columns >= BARS_FROM else 0
        run_bar = _bar(week.run_km, most_km, bar, f"{week.run_km} km", paper)
        set_bar = _bar(week.sets, most_sets, bar, counted(week.sets, "set"), paper)
        quiet: Ink | None = "quiet" if week.cycle.deload else None
        lines.append((paper.ink(above.ljust(left), quiet) + _cells(week.runs, paper) + run_bar).rstrip())
        lines.append((paper.ink(below.ljust(left), quiet) + _cells(week.strength, paper) + set_bar).rstrip())
    return [*lines, "", *legend(plan, paper)]


def legend(plan: Plan, paper: Paper) -> list[str]:
    """What the marks of this plan mean; only those that occur."""
    kinds = {run.kind for run in plan.brief.runs}
    classes = {session.stress for session in plan.sessions}
    runs = [mark for kind, mark in RUN_MARKS.items() if kind in kinds]
    strength = [mark for stress, mark in STRENGTH_MARKS.items() if stress in classes]
    if plan.brief.blocked:
        strength.append(BLOCKED)
    said = [
        (word, [f"{paper.shape(mark.shape)}{mark.letter.strip()} {mark.means}".strip() for mark in marks])
        for word, marks in (("run      ", runs), ("strength ", strength))
        if marks
    ]
    return [line for word, parts in said for line in paper.joined(parts, word, mark=" ")]


class _Week:
    """The marks and sums of one microcycle. A cell is a mark, None for nothing, or an empty mark outside the plan."""

    def __init__(self, plan: Plan, cycle: Microcycle, end: dt.date) -> None:
        monday = cycle.start - dt.timedelta(days=cycle.start.weekday())
        days = [monday + dt.timedelta(days=day) for day in range(7)]
        inside = [cycle.start <= day < end for day in days]
        outside = Mark(" ", " ", "")
        self.cycle = cycle
        self.runs = [_run_mark(plan.brief.runs, day) if ok else outside for day, ok in zip(days, inside, strict=True)]
        self.strength = [_strength_mark(plan, day) if ok else outside for day, ok in zip(days, inside, strict=True)]
        metres = sum(run.distance_m or 0 for run in plan.brief.runs if run.is_running and cycle.start <= run.date < end)
        self.run_km = round((cycle.run_m or metres) / 1000)
        self.sets = sum(sets_of(session) for session in plan.sessions if cycle.start <= session.date < end)


def sets_of(session: Session) -> int:
    """Working sets of a session; a set on each side is one."""
    return sum(item.sets for item in session.work())


def _with_next(plan: Plan) -> list[tuple[Microcycle, dt.date]]:
    """Each week with the first day that is no longer in it."""
    ends = [cycle.start for cycle in plan.microcycles[1:]] + [plan.brief.end + dt.timedelta(days=1)]
    return list(zip(plan.microcycles, ends, strict=True)) if plan.microcycles else []


def _run_mark(runs: Sequence[Run], day: dt.date) -> Mark | None:
    kinds = {run.kind for run in runs if run.date == day}
    return next((mark for kind, mark in RUN_MARKS.items() if kind in kinds), None)


def _strength_mark(plan: Plan, day: dt.date) -> Mark | None:
    classes = {session.stress for session in plan.sessions if session.date == day}
    stress = next((stress for stress in STRESS if stress in classes), None)
    if stress is not None:
        return STRENGTH_MARKS[stress]
    return BLOCKED if day in plan.brief.blocked else None


def _cells(marks: Sequence[Mark | None], paper: Paper) -> str:
    cells = []
    for mark in marks:
        if mark is None:
            cells.append(" " + paper.ink(NOTHING if paper.shapes else ".", "quiet") + " ")
        else:
            cells.append(paper.ink(f"{paper.shape(mark.shape)}{mark.letter}", mark.ink) + " ")
    return "".join(cells)


def _labels(cycle: Microcycle, wide: bool) -> tuple[str, str]:
    """Date and phase: side by side, or one above the other where there is little room."""
    date = f"{cycle.start.day:>2} {cycle.start:%b}"
    if wide:
        return f"{date} {SAID_PHASE[cycle.phase].split(' and ')[0]}", "       deload" if cycle.deload else ""
    return date, "deload" if cycle.deload else SHORT_PHASE[cycle.phase]


def _bar(value: int, most: int, columns: int, said: str, paper: Paper) -> str:
    length = round(columns * value / most) if most and columns > 0 else 0
    if value and columns > 0:
        length = max(length, 1)
    block = "▇" if paper.shapes else "="
    bar = f" {block * length}" if length else ""
    return f"{bar} {said}" if value else ""
