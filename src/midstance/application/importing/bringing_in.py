"""Whatever runners have, in at one door: recordings and exports, strength logs, sets a watch guessed.

The same functions as behind the commands, file by file: one that cannot be read never stops the others. It is looked
at on a copy of the diary first, where the very same happens as later in the diary itself. Doing it again is harmless,
so that whatever interrupts it, it can be begun anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from midstance.application.diary import Diary, MemoryDiary
from midstance.application.importing.brought_in import (
    BroughtIn,
    Given,
    Hearing,
    RunsPart,
    SetSeen,
    StrengthPart,
    Told,
    WatchPart,
)
from midstance.application.importing.file_kinds import GivenKind, kind_of_file
from midstance.application.importing.given_files import given_bytes, given_member
from midstance.application.importing.runs_import import RunImport, default_since
from midstance.application.importing.strength import UnknownName, strength_import
from midstance.application.importing.watch import Guess, WatchImport, watch_import
from midstance.application.importing.what_it_says import said_of_strength
from midstance.application.recording.notebook import Notebook
from midstance.formats.activities.activity import Activity
from midstance.formats.activities.bundles import read_bundle, read_file
from midstance.formats.activities.packed import Spool
from midstance.formats.activities.reading import FileRead, Reader
from midstance.formats.activities.sports import UNKNOWN, Played
from midstance.formats.entry import UnreadableFile
from midstance.formats.session_words import said_load
from midstance.formats.strength_logs.logged import OrderUnknown, UnitUnknown
from midstance.formats.strength_logs.reading import KINDS, read_strength_log
from midstance.training.log import SetResult
from midstance.training.prescription import Load
from midstance.training.running import Problem

MOST_WATCH = 60
"""Activities with sets that are shown with their guesses, the first ones; the others are only counted (ours)."""
MOST_NAMES = 60
"""Unknown names that are asked about at once, those of most sets first (ours)."""
NO_WAY_IN: dict[GivenKind, str] = {
    "empty": "it is empty",
    "diary": "it is a diary; Settings, “Restore” takes it in",
    "backup": "it is a backup; Settings, “Restore” takes it in",
    "calendar": "it is a calendar; a running plan comes in where a season begins, or as a feed that is followed",
    "other": f"nothing here knows it; give recorded runs, the export of a service, or {KINDS}",
}

Books = Callable[[], Notebook]
"""Gives the runner's notebook as it is now."""


def copy_of(diary: Diary) -> MemoryDiary:
    """A diary in memory with the same log and revisions, to try things out on."""
    made = MemoryDiary()
    for revision in diary.revisions():
        made.keep(revision)
    made.record(diary.entries())
    return made


def brought_in(
    books: Books, files: Sequence[Given], told: Told, hearing: Hearing, spool: Spool, *, dry: bool
) -> BroughtIn:
    """Takes in what files hold; `dry`: the notebooks are of a copy, and no more than a look is meant.

    Raises DiaryError where nothing can be written, and what `hearing` raises; what was written before that stays, and
    doing it again goes on from there.
    """
    return _BringingIn(books, told, hearing, spool, dry=dry).of(files)


class _BringingIn:
    """One time through the files."""

    def __init__(self, books: Books, told: Told, hearing: Hearing, spool: Spool, *, dry: bool) -> None:
        self._books, self._told, self._hearing, self._spool, self._dry = books, told, hearing, spool, dry
        self._since = told.since or default_since(books())
        self._lifted: list[tuple[str, Activity]] = []
        self._unknown: dict[str, UnknownName] = {}

    def of(self, files: Sequence[Given]) -> BroughtIn:
        """All of them: recordings first, then what was lifted."""
        kinds: list[tuple[Given, GivenKind]] = []
        left: list[Problem] = []
        for file in files:
            try:
                kinds.append((file, kind_of_file(file.path, file.name)))
            except UnreadableFile as error:
                left.append(Problem(place=file.name, says=error.says))
        left += [Problem(place=file.name, says=NO_WAY_IN[kind]) for file, kind in kinds if kind in NO_WAY_IN]
        runs = [
            *self._recordings([file for file, kind in kinds if kind in ("fit", "recording")]),
            *(self._bundle(file) for file, kind in kinds if kind == "bundle"),
        ]
        strength = [self._strength(file) for file, kind in kinds if kind == "strength"]
        watch, elsewhere = self._watch()
        new = sum(part.report.added + part.report.completed for part in runs)
        new += sum(part.new for part in strength) + sum(part.new for part in watch)
        names = sorted(self._unknown.values(), key=lambda one: (-one.sets, one.name))
        says = () if self._dry or not (strength or watch) else tuple(said_of_strength(self._books()))
        return BroughtIn(
            dry=self._dry, runs=tuple(runs), strength=tuple(strength), watch=watch, watch_elsewhere=elsewhere,
            names=tuple(names[:MOST_NAMES]), left=tuple(left), since=self._since, says=says, new=new,
        )  # fmt: skip

    def _recordings(self, files: Sequence[Given]) -> Iterator[RunsPart]:
        """Recordings that came one by one are one import, and what belongs together finds itself."""
        if not files:
            return
        members = [given_member(file, self._hearing) for file in files]
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        named = [member for member in members if member.path.endswith(_KNOWN_ENDINGS)]
        others = [member for member in members if not member.path.endswith(_KNOWN_ENDINGS)]

        def reads(reader: Reader) -> Iterator[FileRead]:
            yield from read_bundle(named, reader)
            for member in others:
                yield from read_file(member, reader)

        yield self._taken(f"{files[0].name}{more}", reads)

    def _bundle(self, file: Given) -> RunsPart:
        member = given_member(file, self._hearing)
        return self._taken(file.name, lambda reader: read_file(member, reader))

    def _taken(self, name: str, reads: Callable[[Reader], Iterable[FileRead]]) -> RunsPart:
        book = self._books()
        taking = RunImport(book, since=self._since, file=name)
        reader = Reader(
            zone=book.zone or book.now.tzinfo or dt.UTC, unit=self._told.unit,
            assume=Played("running") if self._told.all_runs else UNKNOWN, is_known=taking.known.has_file,
            spool=self._spool, expect=self._hearing.expect, done=self._hearing.done,
        )  # fmt: skip
        report = taking.take(self._seen(reads(reader), name))
        report.dry = self._dry
        # The sets themselves are shown beside their session; what is kept of the report stays small.
        report.strength = [msgspec.structs.replace(one, sets=()) for one in report.strength]
        return RunsPart(name=name, report=report)

    def _seen(self, reads: Iterable[FileRead], name: str) -> Iterator[FileRead]:
        """Passes on what is read, and keeps activities with sets for later."""
        for read in reads:
            for one in read.activities:
                if one.sets and one.start is not None and len(self._lifted) < MOST_WATCH:
                    self._lifted.append((read.place or name, one))
            yield read

    def _strength(self, file: Given) -> StrengthPart:
        number, name, told = file.number, file.name, self._told
        try:
            data = given_bytes(file, self._hearing)
            log = read_strength_log(data, name, unit=told.units.get(number), order=told.orders.get(number))
        except UnitUnknown:
            return StrengthPart(number=number, name=name, asks="unit")
        except OrderUnknown:
            return StrengthPart(number=number, name=name, asks="dates")
        except UnreadableFile as error:
            return StrengthPart(number=number, name=name, problems=(Problem(place=error.place, says=error.says),))
        book = self._books()
        found = strength_import(book, log, name)
        book.take(found.draft)
        for one in found.unknown:
            before = self._unknown.get(one.name)
            self._unknown[one.name] = msgspec.structs.replace(one, sets=one.sets + (before.sets if before else 0))
        return StrengthPart(
            number=number, name=name, says=found.draft.says, problems=found.problems, new=found.new + found.corrected
        )

    def _watch(self) -> tuple[tuple[WatchPart, ...], int]:
        """Sets of watches beside their sessions: guesses, taken only where the runner says that it was so."""
        parts, elsewhere = [], 0
        seen: set[str] = set()
        for name, activity in self._lifted:
            key = watch_key(activity)
            if key in seen:
                continue
            seen.add(key)
            book = self._books()
            found = watch_import(book, activity, name)
            if found.session is None:
                elsewhere += 1
            elif found.guesses:
                parts.append(self._watch_part(book, name, key, found))
        return tuple(parts), elsewhere

    def _watch_part(self, book: Notebook, name: str, key: str, found: WatchImport) -> WatchPart:
        fits = sum(1 for one in found.guesses if one.exercise is not None)
        yes = key in self._told.watch and bool(found.draft.entries)
        if yes and not self._dry:
            book.take(found.draft)
        title = next((one.title for one in book.the_plan().sessions if one.id == found.session), "")
        waits = bool(found.draft.entries) and not (yes and not self._dry)
        return WatchPart(
            key=key, name=name, day=found.guesses[0].at.date(), session=title or (found.session or ""), fits=fits,
            sets=tuple(_set_seen(book, one) for one in found.guesses),
            state="asked" if waits else "taken" if yes else "known",
            new=sum(isinstance(one, SetResult) for one in found.draft.entries) if yes and not self._dry else 0,
        )  # fmt: skip


_KNOWN_ENDINGS = tuple(f"{kind}{packed}" for kind in (".fit", ".gpx", ".tcx", ".csv", ".json", ".xml")
                       for packed in ("", ".gz"))  # fmt: skip


def watch_key(activity: Activity) -> str:
    """What tells one activity with sets from another, whatever file it came in."""
    start = activity.start.isoformat() if activity.start is not None else ""
    return hashlib.sha256(f"{start}|{len(activity.sets)}".encode()).hexdigest()[:16]


def _set_seen(book: Notebook, one: Guess) -> SetSeen:
    exercise = book.exercises.get(one.exercise) if one.exercise is not None else None
    amount = f"{one.reps} reps" if one.reps is not None else f"{one.seconds or '?'} s"
    load = f", {said_load(Load(kind='kg', kg=one.load_kg))}" if one.load_kg else ""
    side = f", {one.side}" if one.side is not None else ""
    return SetSeen(
        at=f"{one.at:%H:%M}", seen=one.seen, amount=amount + load, exercise=f"{exercise.name}{side}" if exercise else ""
    )
