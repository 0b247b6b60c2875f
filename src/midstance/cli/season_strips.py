"""The season at a glance: a strip a week, the run's mark above, the strength mark below, two small bars beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.application.season_picture import PictureDay, PictureWeek, picture_of
from midstance.cli.paper import Ink, Paper
from midstance.formats.session_words import SAID_PHASE
from midstance.rules.saying import counted
from midstance.training.periods import Phase
from midstance.training.plan import Plan
from midstance.training.running import RunKind
from midstance.training.session import Stress

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
STRENGTH_MARKS: dict[Stress, Mark] = {
    "heavy-legs": Mark("■", "H", "heavy legs", "moss"),
    "high-plyometric": Mark("▲", "J", "hard jumps", "moss"),
    "moderate-legs": Mark("◧", "M", "moderate legs", "moss"),
    "low-plyometric": Mark("△", "j", "small jumps", "moss"),
    "light": Mark("□", "l", "light", "moss"),
    "mobility": Mark("–", "m", "mobility", "moss"),
}
BLOCKED = Mark("×", " ", "blocked", "quiet")
OUTSIDE = Mark(" ", " ", "")
NOTHING = "·"


def season(plan: Plan, paper: Paper) -> list[str]:
    """The lines of the season: a head with the weekdays, two lines a week, and what the marks mean."""
    picture = picture_of(plan)
    most_km = _km(picture.most_run_m)
    left = 19 if paper.columns >= WIDE_FROM else 8
    days = "".join(f" {day} " for day in "MTWTFSS")
    lines = [paper.ink((" " * left + days).rstrip(), "quiet")]
    for week in picture.weeks:
        above, below = _labels(week, plan.brief.start, paper.columns >= WIDE_FROM)
        space = paper.columns - left - 21 - len(" 000 sets") - 1
        bar = min(LONGEST_BAR, space) if paper.columns >= BARS_FROM else 0
        run_km = _km(week.run_m)
        run_bar = _bar(run_km, most_km, bar, f"{run_km} km", paper)
        set_bar = _bar(week.sets, picture.most_sets, bar, counted(week.sets, "set"), paper)
        quiet: Ink | None = "quiet" if week.deload else None
        runs, strength = [_run_mark(day) for day in week.days], [_strength_mark(day) for day in week.days]
        lines.append((paper.ink(above.ljust(left), quiet) + _cells(runs, paper) + run_bar).rstrip())
        lines.append((paper.ink(below.ljust(left), quiet) + _cells(strength, paper) + set_bar).rstrip())
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


def _km(metres: int) -> int:
    return round(metres / 1000)


def _run_mark(day: PictureDay) -> Mark | None:
    if not day.inside:
        return OUTSIDE
    return RUN_MARKS[day.run] if day.run is not None else None


def _strength_mark(day: PictureDay) -> Mark | None:
    if not day.inside:
        return OUTSIDE
    if day.stress is not None:
        return STRENGTH_MARKS[day.stress]
    return BLOCKED if day.blocked else None


def _cells(marks: Sequence[Mark | None], paper: Paper) -> str:
    cells = []
    for mark in marks:
        if mark is None:
            cells.append(" " + paper.ink(NOTHING if paper.shapes else ".", "quiet") + " ")
        else:
            cells.append(paper.ink(f"{paper.shape(mark.shape)}{mark.letter}", mark.ink) + " ")
    return "".join(cells)


def _labels(cycle: PictureWeek, first: dt.date, wide: bool) -> tuple[str, str]:
    """Date and phase: side by side, or one above the other where there is little room."""
    start = max(cycle.monday, first)
    date = f"{start.day:>2} {start:%b}"
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
