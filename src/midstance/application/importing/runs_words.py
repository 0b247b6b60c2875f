"""What an import of runs came to, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from midstance.application.importing.runs_report import ImportReport
from midstance.application.recording.notebook import WRITTEN_DOWN
from midstance.formats.activities.activity import Sport
from midstance.rules.saying import counted
from midstance.training.clock import said_date

SAID_SPORTS: dict[Sport, str] = {
    "cycling": "ride", "swimming": "swim", "walking": "walk", "hiking": "hike", "rowing": "rowing session",
    "skiing": "skiing session", "mobility": "mobility session", "multisport": "multisport whole", "other": "other",
}  # fmt: skip
MOST_LINES = 20
"""Problems told one by one (ours); --json has more."""


def report_lines(report: ImportReport, *, has_plan: bool) -> list[str]:
    """The report as sentences, what was written down first."""
    lines = [*counted_lines(report), *_problems(report)]
    if report.stopped:
        lines.append("Stopped. What is counted here is safe; the same command goes on from there.")
    elif report.dry:
        lines.append("Nothing was written down; leave out --dry-run to do it.")
    elif report.added or report.completed:
        lines.append(WRITTEN_DOWN if has_plan else "Written down.")
    return lines


def counted_lines(report: ImportReport) -> list[str]:
    """How much came, was there already, and was left out: all but the problems of single files."""
    lines = [_written(report)]
    if report.completed:
        what = "was" if report.completed == 1 else "were"
        lines.append(f"{counted(report.completed, 'run')} of your diary {what} completed with what was measured.")
    if report.known:
        lines.append(f"{counted(report.known, 'run')} came twice or {_were(report.known)} there already.")
    if report.files_known:
        lines.append(f"{counted(report.files_known, 'file')} taken over before {_were(report.files_known)} not opened.")
    if report.before:
        lines.append(f"{counted(report.before, 'run')} before {report.since} left out; --since DATE takes them too.")
    if report.other_sports:
        lines.append(f"No runs: {', '.join(_sports(report))}.")
    return [*lines, *_strength(report)]


def _written(report: ImportReport) -> str:
    verb = "would be new" if report.dry else "new"
    span = ""
    if report.added and report.first is not None and report.last is not None:
        one, other = (f"{said_date(day)} {day.year}" for day in (report.first, report.last))
        span = f", {one} to {other}" if one != other else f", {one}"
    return f"{counted(report.added, 'run')} {verb}{span}."


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _sports(report: ImportReport) -> Iterable[str]:
    for sport, number in sorted(report.other_sports.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{number} other" if sport == "other" else counted(number, SAID_SPORTS.get(sport, sport))


def _strength(report: ImportReport) -> list[str]:
    number = len(report.strength) + report.strength_more
    if not number:
        return []
    return [
        f"{counted(number, 'strength session')} recorded; what you lifted is yours to say: `midstance log`, or "
        "`midstance import` with the file of one."
    ]


def _problems(report: ImportReport) -> list[str]:
    """Problems, those of the same words together, the commonest last so that single ones are seen."""
    places: dict[str, list[str]] = {}
    for problem in report.problems:
        places.setdefault(problem.says, []).append(problem.place)
    lines = [_said(says, where) for says, where in sorted(places.items(), key=lambda pair: len(pair[1]))]
    more = len(lines) - MOST_LINES
    lines = lines[:MOST_LINES]
    rest = max(0, more) + report.problems_more
    return [*lines, f"{rest} more of the kind; --json names up to 200."] if rest else lines


def _said(says: str, places: Sequence[str]) -> str:
    if len(places) == 1:
        return f"{places[0]}: {says}."
    return f"{places[0]} and {len(places) - 1} more: {says}."
