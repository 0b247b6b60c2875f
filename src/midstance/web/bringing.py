"""The work on what was handed over: a process of its own, so that pages stay quick and nothing it reads can hurt them.

    python -m midstance.web.bringing HOME RUNNER

It goes on where it was interrupted: whatever it does twice it does to no effect. One that ends without an end, for
whatever reason, is begun anew a few times and then given up.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from midstance.application.diary import Diary
from midstance.application.importing.bringing_in import brought_in, copy_of
from midstance.application.importing.brought_in import BroughtIn, Stopped
from midstance.application.recording.notebook import Notebook
from midstance.knowledge.library import library
from midstance.storage import open_store
from midstance.storage.handed_over import MOST_TRIES, HandedOver, Job, Progress
from midstance.training.log import RunDone, SetResult

EVERY_S = 0.3
"""Seconds between two words of how far it is (ours)."""
MOST_CPU_S = 3600
"""Seconds of a processor for one job, after which the system ends it (ours: three thousand recordings take one)."""
NICENESS = 10
"""It stands back behind the pages."""
_RUNNING: dict[str, subprocess.Popen[bytes]] = {}


class Telling:
    """Writes down how far the work is, and ends it where the runner wants it no more."""

    def __init__(self, folder: HandedOver, job: Job) -> None:
        self._folder, self._job = folder, job
        self._files = self._of = self._read = 0
        self._last = 0.0

    def expect(self, files: int) -> None:
        """So many files more were found."""
        self._of += files
        self._tell()

    def done(self) -> None:
        """One of them is done."""
        self._files += 1
        self._tell()

    def read(self, size: int) -> None:
        """So many bytes more are read."""
        self._read += size
        self._tell()

    def _tell(self) -> None:
        if time.monotonic() - self._last < EVERY_S:
            return
        self._last = time.monotonic()
        known = self._folder.job()
        if known is None or known.id != self._job.id:
            raise Stopped
        self._folder.tell(Progress(files=self._files, of_files=self._of, read=min(self._read, self._job.size)))


def work(folder: HandedOver) -> None:
    """Does what there is to do for a runner, if nobody else is at it and there is a place free.

    Raises DiaryError where the diary cannot be used; then it is tried again later.
    """
    with folder.at_work() as free:
        job = folder.job() if free else None
        if job is None or not job.is_work:
            return
        if job.tries >= MOST_TRIES:
            folder.change(job, stage="failed", tries=0)
            return
        if not folder.change(job, tries=job.tries + 1):
            return
        with suppress(Stopped):
            _worked(folder, job)


def _worked(folder: HandedOver, job: Job) -> None:
    store = open_store()
    try:
        diary = store.diary(folder.runner)
        telling = Telling(folder, job)
        if job.stage == "look":
            found = _through(folder, job, copy_of(diary), telling)
            folder.change(job, stage="looked", report=found, tries=0, before=None)
            return
        known = len(diary.entries())
        begun = known if job.before is None else job.before
        folder.change(job, before=begun)
        earlier = sum(1 for entry in diary.entries()[begun:known] if isinstance(entry, RunDone | SetResult))
        found = _through(folder, job, diary, telling)
        folder.change(job, stage="done", report=msgspec.structs.replace(found, before=earlier), tries=0, before=None)
        if not found.is_open:
            folder.drop_files()
    finally:
        store.close()


def _through(folder: HandedOver, job: Job, diary: Diary, telling: Telling) -> BroughtIn:
    """Once through all files."""
    exercises = library().exercises

    def book() -> Notebook:
        return Notebook(diary, dt.datetime.now(dt.UTC), exercises)

    def spool() -> BinaryIO:
        return cast("BinaryIO", tempfile.TemporaryFile(dir=folder.path))

    return brought_in(book, folder.given(job), job.told, telling, spool, dry=job.stage == "look")


def start(folder: HandedOver) -> None:
    """Begins the work in a process of its own, where there is any and nobody is at it; returns at once."""
    for runner, one in list(_RUNNING.items()):
        if one.poll() is not None:
            _RUNNING.pop(runner, None)
    job = folder.job()
    if job is None or not job.is_work or folder.runner in _RUNNING or not folder.may_work():
        return
    command = [sys.executable, "-m", "midstance.web.bringing", str(folder.home), folder.runner]
    environ = {**os.environ, "MIDSTANCE_HOME": str(folder.home)}
    begun = subprocess.Popen(command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _RUNNING[folder.runner] = begun


def _humble() -> None:
    """Stands back behind others, and ends at last, whatever it reads."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))
    with suppress(AttributeError, OSError):
        os.nice(NICENESS)


def main() -> None:
    """The process. A KeyboardInterrupt is the server's end: what there is to do is done when it runs again."""
    _humble()
    with suppress(KeyboardInterrupt):
        work(HandedOver(Path(sys.argv[1]), sys.argv[2]))


if __name__ == "__main__":
    main()
