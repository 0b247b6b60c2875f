"""What runners handed over to be brought in, beside the diary: the files, how far it is, and what came of it.

Each runner has one folder for it, and in it one job at a time. Files are called by numbers, never as their owner
calls them. What the job is stands in one file that is only ever replaced whole, so that a server may stop anywhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

import msgspec

from midstance.application.importing.brought_in import BroughtIn, Given, Told
from midstance.storage.folder import make_folder
from midstance.storage.locking import locked

FOLDER = "bringing-in"
KEPT_FILES = dt.timedelta(hours=24)
"""So long files stay that nobody goes on with (ours)."""
KEPT_REPORT = dt.timedelta(days=30)
"""So long what came of it can be read again (ours)."""
MOST_TRIES = 3
"""So often a job may end without an end, before it is given up (ours)."""
AT_WORK = 2
"""Jobs that are worked on at once, of all runners (ours: one of a processor's cores is left for pages)."""
_JOB, _PROGRESS, _CHANGE, _WORK = "job.json", "progress.json", ".change", ".work"

Stage = Literal["coming", "look", "looked", "take", "done", "failed"]
"""`look` and `take` are work to do or being done; the others wait for the runner."""


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was announced."""

    number: int
    name: str
    size: int


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What was handed over at one time, and what becomes of it."""

    id: str
    runner: str
    stage: Stage = "coming"
    files: tuple[Coming, ...] = ()
    told: Told = Told()
    report: BroughtIn | None = None
    made: dt.datetime
    touched: dt.datetime
    tries: int = 0
    before: int | None = None
    """Entries in the diary when it began to be taken in."""

    @property
    def is_work(self) -> bool:
        """Whether there is something to do for the program."""
        return self.stage in ("look", "take")

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(one.size for one in self.files)


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a job is."""

    files: int = 0
    of_files: int = 0
    read: int = 0
    """Bytes of what was handed over that are read."""


class OutOfStep(Exception):
    """A piece of a file that does not follow what is there; `have` bytes are."""

    def __init__(self, have: int) -> None:
        super().__init__(have)
        self.have = have


class HandedOver:
    """The folder of one runner."""

    def __init__(self, home: Path, runner: str) -> None:
        self.home, self.runner = home, runner
        self.path = home / FOLDER / hashlib.sha256(runner.encode()).hexdigest()[:32]

    def job(self) -> Job | None:
        """What there is, or None."""
        try:
            found = msgspec.json.decode((self.path / _JOB).read_bytes(), type=Job)
        except (OSError, msgspec.MsgspecError):
            return None
        return found if found.runner == self.runner else None

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Nobody else changes the job meanwhile. Raises DiaryError, OSError where the folder cannot be made."""
        make_folder(self.home)
        for folder in (self.home / FOLDER, self.path):
            folder.mkdir(mode=0o700, exist_ok=True)
        with locked(self.path / _CHANGE):
            yield

    def begin(self, files: Sequence[tuple[str, int]], now: dt.datetime, *, whole: bool = False) -> Job:
        """A new job in the place of the one before, whose files go; `whole`: its files are yet to be counted.

        The same files announced again while they are still coming is the same job, so that what is there stays.
        """
        with self.changing():
            known = self.job()
            if known is not None and known.stage == "coming" and not whole and _as_announced(known) == list(files):
                return known
            self._clear()
            listed = tuple(Coming(number=place, name=name, size=size) for place, (name, size) in enumerate(files, 1))
            job = Job(id=secrets.token_urlsafe(12), runner=self.runner, files=listed, made=now, touched=now)
            self._write(job)
            return job

    def change(self, job: Job, **fields: object) -> bool:
        """Changes a job, unless it is gone or another by now."""
        with self.changing():
            now = self.job()
            if now is None or now.id != job.id or now.stage != job.stage:
                return False
            self._write(msgspec.structs.replace(now, **fields))
            return True

    def file(self, number: int) -> Path:
        """Where a file is."""
        return self.path / str(number)

    def have(self, number: int) -> int:
        """How many bytes of a file are there."""
        try:
            return self.file(number).stat().st_size
        except OSError:
            return 0

    def add(self, job: Job, number: int, at: int, data: bytes) -> int:
        """Adds a piece to a file; how many bytes are there then. The same piece again is passed over.

        Raises OutOfStep where it does not follow, OSError where it cannot be written.
        """
        announced = next((one for one in job.files if one.number == number), None)
        with self.changing():
            now, have = self.job(), self.have(number)
            if announced is None or now is None or now.id != job.id or now.stage != "coming":
                raise OutOfStep(0)
            if at + len(data) <= have:
                return have
            if at != have or have + len(data) > announced.size:
                raise OutOfStep(have)
            handle = os.open(self.file(number), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "ab") as stream:
                stream.write(data)
            return have + len(data)

    def arriving(self, name: str, number: int) -> Path:
        """Where a file of a form is put while it is not sure yet that it may be taken."""
        return self.path / f".arriving-{name}-{number}"

    def take_arrived(self, name: str, files: Sequence[tuple[str, int]], now: dt.datetime) -> Job:
        """The files of a form as a job to be looked at, in the place of the one before."""
        job = self.begin(files, now, whole=True)
        with self.changing():
            for one in job.files:
                os.replace(self.arriving(name, one.number), self.file(one.number))
        self.change(job, stage="look")
        return job

    def given(self, job: Job) -> tuple[Given, ...]:
        """The files of a job, those that are there."""
        return tuple(
            Given(number=one.number, name=one.name, size=self.have(one.number), path=self.file(one.number))
            for one in job.files
            if self.file(one.number).is_file()
        )

    def drop_files(self) -> None:
        """The files go; what came of them stays."""
        for file in self.path.glob("[0-9]*"):
            file.unlink(missing_ok=True)

    def clear(self) -> None:
        """Nothing is there any more."""
        if self.path.is_dir():
            with self.changing():
                self._clear()

    def _clear(self) -> None:
        (self.path / _JOB).unlink(missing_ok=True)
        (self.path / _PROGRESS).unlink(missing_ok=True)
        self.drop_files()

    def progress(self) -> Progress:
        """How far the work is."""
        try:
            return msgspec.json.decode((self.path / _PROGRESS).read_bytes(), type=Progress)
        except (OSError, msgspec.MsgspecError):
            return Progress()

    def tell(self, progress: Progress) -> None:
        """Says how far the work is."""
        _replaced(self.path / _PROGRESS, msgspec.json.encode(progress), lasting=False)

    @contextmanager
    def at_work(self) -> Iterator[bool]:
        """Holds the work on this job and a place among those that are worked on; False where there is none to have."""
        with locked(self.path / _WORK, wait=False) as mine:
            if not mine:
                yield False
                return
            with _a_place(self.home, AT_WORK) as place:
                yield place

    def may_work(self) -> bool:
        """Whether nobody works on it, and a place is free."""
        with self.at_work() as free:
            return free

    def is_at_work(self) -> bool:
        """Whether somebody works on it."""
        with locked(self.path / _WORK, wait=False) as free:
            return not free

    def _write(self, job: Job) -> None:
        _replaced(self.path / _JOB, msgspec.json.encode(job))


@contextmanager
def _a_place(home: Path, places: int) -> Iterator[bool]:
    """Holds one of so many places, where one is free."""
    if not places:
        yield False
        return
    with locked(home / FOLDER / f".place-{places}", wait=False) as free:
        if free:
            yield True
            return
    with _a_place(home, places - 1) as found:
        yield found


def all_of(home: Path) -> Iterator[HandedOver]:
    """Whatever was handed over, by anybody."""
    for folder in sorted((home / FOLDER).glob("[0-9a-f]*")):
        with suppress(OSError, msgspec.MsgspecError):
            runner = msgspec.json.decode((folder / _JOB).read_bytes(), type=Job).runner
            yield HandedOver(home, runner)


def sweep(home: Path, now: dt.datetime) -> None:
    """Files that nobody goes on with are deleted, and after a while what came of them too."""
    for rest in (home / FOLDER).glob("*/.arriving-*"):
        with suppress(OSError):
            if now.timestamp() - rest.stat().st_mtime > KEPT_FILES.total_seconds():
                rest.unlink()
    for one in all_of(home):
        job = one.job()
        if job is None or job.is_work:
            continue
        if now - job.touched > KEPT_REPORT or (job.stage != "done" and now - job.touched > KEPT_FILES):
            one.clear()
        elif now - job.touched > KEPT_FILES:
            one.drop_files()


def room_for(home: Path) -> int:
    """Bytes that may be handed over at once: half of what is free on the disk (ours)."""
    folder = home
    while not folder.is_dir():
        folder = folder.parent
    return shutil.disk_usage(folder).free // 2


def _as_announced(job: Job) -> list[tuple[str, int]]:
    return [(one.name, one.size) for one in job.files]


def _replaced(file: Path, data: bytes, *, lasting: bool = True) -> None:
    """The file holds this, whole or not at all; `lasting`: also after a power cut."""
    mine = file.with_name(f"{file.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        handle = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        os.replace(mine, file)
    except OSError:
        mine.unlink(missing_ok=True)
        raise
