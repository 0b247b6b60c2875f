"""What came of recordings, as the page shows it: sentences, the new runs, and what was passed over and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from midstance.application.importing.brought_in import RunsPart
from midstance.application.importing.runs_words import counted_lines
from midstance.coach.runs import said_kind
from midstance.training.log import RunDone
from midstance.training.running import Problem
from midstance.web.desk import Desk
from midstance.web.plain_words import plain
from midstance.web.units_said import METRES_PER_MILE

METRES_IN = {"km": 1000.0, "mi": METRES_PER_MILE}
MOST_SHOWN = 60
"""Files that are named with what was wrong with them; the rest is counted (ours)."""


class RunShown(msgspec.Struct, frozen=True, kw_only=True):
    """A run that is new."""

    day: dt.date
    far: str
    took: str
    kind: str
    title: str


class RunsShown(msgspec.Struct, frozen=True, kw_only=True):
    """A part of what was handed over, and what came of it."""

    name: str
    says: tuple[str, ...]
    runs: tuple[RunShown, ...]
    more_runs: int
    problems: tuple[tuple[str, str], ...]
    more_problems: int


def runs_shown(desk: Desk, part: RunsPart) -> RunsShown:
    """The part in words."""
    report = part.report
    problems = said_problems(report.problems)
    unit = desk.shown.distance_unit
    return RunsShown(
        name=part.name,
        says=tuple(said for line in counted_lines(report) if (said := plain(line))),
        runs=tuple(_run(desk, run, unit) for run in report.runs),
        more_runs=report.added + report.completed - len(report.runs),
        problems=problems[:MOST_SHOWN],
        more_problems=report.problems_more + len(problems[MOST_SHOWN:]),
    )


def is_without_runs(part: RunsPart) -> bool:
    """Whether nothing in it was a run, or could have been one."""
    report = part.report
    counted = report.added + report.completed + report.known + report.before + report.files_known
    return not (counted or report.other_sports or report.problems)


def said_problems(problems: Iterable[Problem]) -> tuple[tuple[str, str], ...]:
    """Where and what, without the words of a terminal."""
    return tuple((one.place, plain(one.says)) for one in problems)


def _run(desk: Desk, run: RunDone, unit: str) -> RunShown:
    far = f"{run.distance_m / METRES_IN[unit]:.1f} {unit}" if run.distance_m else "–"
    minutes = round(run.duration_s / 60) if run.duration_s else 0
    took = f"{minutes // 60}:{minutes % 60:02}" if run.duration_s else "–"
    return RunShown(
        day=desk.book.date_of(run), far=far, took=took, kind=said_kind(run.kind).capitalize(), title=run.title or ""
    )
