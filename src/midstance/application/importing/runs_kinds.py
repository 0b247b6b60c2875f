"""What kind of run a recording was: that of the planned run of its day, else by its title and its length."""

from __future__ import annotations

import datetime as dt

from midstance.application.recording.notebook import Notebook
from midstance.application.replanning import first_plan
from midstance.coach.runs import is_logged, runs_after
from midstance.formats.activities.activity import Activity
from midstance.formats.titles.understanding import understand
from midstance.training.log import RaceSet, RunMoved, RunsGiven
from midstance.training.running import RUNNING_KINDS, Run, RunKind

LEAST_SHARE, MOST_SHARE = 0.5, 2.0
"""A recording from half to twice as long as the planned run can be it (ours). A warm-up before a race is not."""


class PlannedRuns:
    """The runs that were planned, by their day, as far as the runner's plan and moves say."""

    def __init__(self, book: Notebook) -> None:
        self.by_day: dict[dt.date, list[Run]] = {}
        plan = first_plan(book.diary)
        if plan is None:
            return
        moves = [entry for entry in book.entries if isinstance(entry, RunMoved | RunsGiven | RaceSet)]
        runs, _, _ = runs_after(plan.brief, moves, book.zone, book.today)
        for run in runs:
            if run.is_running and not is_logged(run):
                self.by_day.setdefault(run.date, []).append(run)

    def run_of(self, activity: Activity, date: dt.date) -> Run | None:
        """The planned run of a day that an activity was, the nearest in length; None where none is near."""
        near = [(far, run) for run in self.by_day.get(date, ()) if (far := _apart(run, activity)) is not None]
        return min(near, key=lambda pair: (pair[0], not pair[1].key, pair[1].start))[1] if near else None


def kind_of(activity: Activity, planned: Run | None) -> tuple[RunKind, bool | None]:
    """The kind of a run, and whether it is a key run where the plan says so (None: by its kind)."""
    if planned is not None:
        return planned.kind, planned.key
    for title in (activity.title, ""):
        read = understand(title, sport="run", distance_m=activity.distance_m, duration_s=activity.duration_s)
        if len(read) == 1 and read[0].kind in RUNNING_KINDS:
            return read[0].kind, None
    return "easy", None


def _apart(run: Run, activity: Activity) -> float | None:
    """How far a recording's length is from a planned run's, as a factor over 1; None where it cannot be it."""
    planned, done = run.distance_m, activity.distance_m
    if not planned or not done:
        planned, done = run.duration_s, activity.duration_s
    if not planned or not done:
        return MOST_SHARE
    share = done / planned
    if not LEAST_SHARE <= share <= MOST_SHARE:
        return None
    return max(share, 1 / share)
