"""Recorded runs into the diary: read file by file, each run once, written down some at a time.

Stopped half-way, what was written stays, and the same import goes on: files that are in the diary are not opened again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from midstance.application.importing.runs_kinds import PlannedRuns, kind_of
from midstance.application.importing.runs_known import Known, KnownRuns, entry_id
from midstance.application.importing.runs_report import ImportReport
from midstance.application.recording.checks import FUTURE, SEASON_BEFORE
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.running import FASTEST_S_PER_KM, SLOWEST_S_PER_KM
from midstance.coach.moments import local
from midstance.formats.activities.activity import Activity
from midstance.formats.activities.reading import FileRead
from midstance.formats.entry import one_line
from midstance.training.log import Imported, RunDone

AT_ONCE = 500
"""Runs written down in one go, and undone in one: so many at most are read again after a power cut (ours)."""
LEAST_M, LEAST_S = 500, 300
"""Less of both is a button pressed by mistake, and would stand in the place of the planned run (ours)."""

NO_TIMES = "it has no times; write it down with `midstance ran`, and --at for the day"
WRONG_CLOCK = "the watch's clock was not set; write it down with `midstance ran`, and --at for the day"
AHEAD = "it lies ahead of now, so the watch's clock was wrong; write it down with `midstance ran`, and --at for the day"
NOTHING = "it has neither a distance nor a duration"
TOO_SHORT = "it is shorter than 500 m and 5 minutes: taken for a button pressed by mistake"
NO_PACE = "its distance and duration make no pace that anyone runs, from 2:20 to 30:00 a kilometre"
NO_SPORT = "the file does not say its sport; if it is a run, import it with --sport run"


def default_since(book: Notebook) -> dt.date:
    """The first day whose runs are of use: a year before the season, or before today where there is no plan."""
    start = book.plan.brief.start if book.plan is not None else book.today
    return start - SEASON_BEFORE


class RunImport:
    """One import into one diary. `known` says which files need not be opened; give it to the reader.

    `file` is what the runner gave, as the diary names the import.
    """

    def __init__(self, book: Notebook, *, since: dt.date, dry: bool = False, file: str = "") -> None:
        self.book = book
        self.known = KnownRuns(book.all, book.zone)
        self.report = ImportReport(since=since, dry=dry)
        self._since = since
        self._file = one_line(file, 80)
        self._planned = PlannedRuns(book)
        self._waiting: list[RunDone] = []

    def take(self, reads: Iterable[FileRead]) -> ImportReport:
        """Takes in all that is read. A KeyboardInterrupt ends it; what was read whole by then is written down.

        Raises DiaryError where nothing can be written; what was written before that stays.
        """
        try:
            for read in reads:
                self._take_file(read)
                if len(self._waiting) >= AT_ONCE:
                    self._write()
        except KeyboardInterrupt:
            self.report.stopped = True
        self._write()
        return self.report

    def _take_file(self, read: FileRead) -> None:
        """All runs of a file, or of a piece of it, or none."""
        report = self.report
        report.files += read.first
        if read.known:
            report.files_known += 1
            return
        for problem in read.problems:
            report.problem(problem)
        made: list[RunDone] = []
        for index, activity in enumerate(read.activities):
            report.activities += 1
            made += self._entry(activity, read.fingerprint, index + 1)
        self._waiting += made

    def _entry(self, activity: Activity, fingerprint: str, index: int) -> Iterator[RunDone]:
        """The entry an activity makes, if any; what is passed over is counted."""
        report = self.report
        if activity.sport == "strength":
            report.lifted(activity)
            return
        if activity.sport != "running":
            if activity.sport == "unknown":
                report.unknown_sport += 1
                report.skip(activity, NO_SPORT)
            else:
                report.other_sports[activity.sport] = report.other_sports.get(activity.sport, 0) + 1
            return
        if why := self._unfit(activity):
            report.skip(activity, why)
            return
        assert activity.start is not None
        date = local(activity.start, self.book.zone).date()
        if date < self._since:
            report.before += 1
            return
        name = entry_id(activity, fingerprint, index)
        same = self.known.same_run(activity)
        if self.known.has(name) or same is not None:
            entry = self._completing(same, activity, name) if same is not None else None
            if entry is None:
                report.known += 1
                return
        else:
            entry = self._by_hand(activity, name) or self._new(activity, name, date)
        self.known.add(entry)
        yield entry

    def _unfit(self, activity: Activity) -> str:
        """Why a run cannot be written down, or nothing."""
        if activity.start is None:
            return NO_TIMES
        if activity.clock == "wrong":
            return WRONG_CLOCK
        if activity.start > self.book.now + FUTURE:
            return AHEAD
        metres, seconds = activity.distance_m, activity.duration_s
        if not metres and not seconds:
            return NOTHING
        if (metres or 0) < LEAST_M and (seconds or 0) < LEAST_S:
            return TOO_SHORT
        if metres and seconds and not FASTEST_S_PER_KM <= seconds * 1000 / metres <= SLOWEST_S_PER_KM:
            return NO_PACE
        return ""

    def _new(self, activity: Activity, name: str, date: dt.date) -> RunDone:
        assert activity.start is not None
        kind, key = kind_of(activity, self._planned.run_of(activity, date))
        name, before = self.known.again(name)
        return RunDone(
            id=name, supersedes=before, at=activity.start.replace(microsecond=0), kind=kind, key=key,
            distance_m=activity.distance_m, duration_s=activity.duration_s, title=activity.title,
        )  # fmt: skip

    def _by_hand(self, activity: Activity, name: str) -> RunDone | None:
        """A run written down by hand with what was measured of it: its kind, feel and name stay as the runner said."""
        written = self.known.by_hand(activity)
        if written is None or activity.start is None:
            return None
        return msgspec.structs.replace(
            written,
            id=name,
            at=activity.start.replace(microsecond=0),
            supersedes=self.known.last_of(written.id),
            distance_m=activity.distance_m or written.distance_m,
            duration_s=activity.duration_s or written.duration_s,
            title=written.title or activity.title,
        )

    def _completing(self, same: Known, activity: Activity, name: str) -> RunDone | None:
        """A known run with what it lacks and an activity has; None where it lacks nothing or was taken back."""
        counted = self.known.counted(same)
        if counted is None or self.known.has(name):
            return None
        distance_m, duration_s = counted.distance_m or activity.distance_m, counted.duration_s or activity.duration_s
        if (distance_m, duration_s) == (counted.distance_m, counted.duration_s):
            return None
        at = activity.start if activity.start is not None else counted.at
        return msgspec.structs.replace(
            counted, id=name, at=at.replace(microsecond=0), supersedes=self.known.last_of(counted.id),
            distance_m=distance_m, duration_s=duration_s,
        )  # fmt: skip

    def _write(self) -> None:
        """Writes down what waits. What is counted is what is safe; interrupted, it is written again, to no effect."""
        if self._waiting and not self.report.dry:
            self.book.diary.record([self._word(), *self._waiting])
        for entry in self._waiting:
            self.report.wrote(entry, local(entry.at, self.book.zone).date())
        self._waiting = []

    def _word(self) -> Imported:
        """The word of the import before what it brings, so that `midstance undo` takes all of it back."""
        dates = [local(entry.at, self.book.zone).date() for entry in self._waiting]
        ids = hashlib.sha256("|".join(entry.id for entry in self._waiting).encode()).hexdigest()
        return Imported(
            id=f"import-{ids[:24]}", at=self.book.now.replace(microsecond=0), origin="recordings", file=self._file,
            entries=len(self._waiting), first=min(dates), last=max(dates),
        )  # fmt: skip
