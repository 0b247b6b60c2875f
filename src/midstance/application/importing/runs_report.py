"""What an import of runs came to: counted as it goes, told at the end, small however large the export is."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.application.importing.runs_known import is_again
from midstance.formats.activities.activity import Activity, RecordedSet, Sport
from midstance.training.log import RunDone
from midstance.training.running import Problem

MOST_TOLD = 200
"""Problems and strength sessions kept to be told one by one; the rest is counted (ours)."""
MOST_RUNS_SHOWN = 50
"""New runs that are shown one by one (ours)."""


class Strength(msgspec.Struct, frozen=True, kw_only=True):
    """A strength session that a watch recorded: not written down, for what was lifted has to be said by the runner."""

    source: str
    start: dt.datetime | None
    title: str
    duration_s: int | None
    sets: tuple[RecordedSet, ...] = ()


class ImportReport(msgspec.Struct, kw_only=True):
    """What was read, written down, passed over, and why."""

    files: int = 0
    """Files opened or known."""
    files_known: int = 0
    """Files taken in before, not opened again."""
    activities: int = 0
    added: int = 0
    """Runs written down now."""
    completed: int = 0
    """Runs of the diary that gained what they lacked, or measured amounts in place of those written by hand."""
    known: int = 0
    """Runs that the diary has already, or that came twice."""
    before: int = 0
    """Runs before the first day asked for."""
    since: dt.date | None = None
    other_sports: dict[Sport, int] = {}
    unknown_sport: int = 0
    skipped: dict[str, int] = {}
    """Runs passed over, by why."""
    strength: list[Strength] = []
    strength_more: int = 0
    problems: list[Problem] = []
    problems_more: int = 0
    runs: list[RunDone] = []
    """The first of the new runs, to be shown."""
    first: dt.date | None = None
    last: dt.date | None = None
    stopped: bool = False
    """The runner stopped it; what is counted here is safe, and the same command goes on."""
    dry: bool = False
    """Nothing was written down: only what would be."""

    def problem(self, problem: Problem) -> None:
        """Keeps a problem, or counts it."""
        if len(self.problems) < MOST_TOLD:
            self.problems.append(problem)
        else:
            self.problems_more += 1

    def lifted(self, activity: Activity) -> None:
        """Keeps a strength session, or counts it."""
        if len(self.strength) >= MOST_TOLD:
            self.strength_more += 1
            return
        self.strength.append(
            Strength(
                source=activity.source, start=activity.start, title=activity.title, duration_s=activity.duration_s,
                sets=activity.sets,
            )
        )  # fmt: skip

    def skip(self, activity: Activity, why: str) -> None:
        """Counts a run that is passed over, and says where."""
        self.skipped[why] = self.skipped.get(why, 0) + 1
        self.problem(Problem(place=activity.source, says=why))

    def wrote(self, entry: RunDone, date: dt.date) -> None:
        """Counts a run that is written down."""
        if entry.supersedes is not None and not is_again(entry):
            self.completed += 1
        else:
            self.added += 1
        self.first = date if self.first is None else min(self.first, date)
        self.last = date if self.last is None else max(self.last, date)
        if len(self.runs) < MOST_RUNS_SHOWN:
            self.runs.append(entry)
