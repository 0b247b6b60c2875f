"""A diary for a program that goes on running: what was read once is kept in memory, and only what is new is read.

Rows are only ever added, so that the highest ids say whether there is anything new, also when another process wrote
it. A runner who was deleted or restored has rows of another owner, and so is never mistaken for the one before.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeVar, cast

from django.db import IntegrityError, connections, transaction

from midstance.application.diary import DiaryError, KeptRevision, RevisionState
from midstance.application.kept_entries import entry_of
from midstance.storage import sqlite
from midstance.storage.diary import DatabaseDiary, letters_of
from midstance.storage.models import LogEntry, Revision, RevisionMark, Runner
from midstance.storage.rows import NewEntry, add_next_entry, entries_of
from midstance.storage.troubles import in_words
from midstance.training.log import Entry

MOST_RUNNERS = 64
"""Runners kept in memory at once; a season of one takes a few megabytes (ours)."""
MOST_ANSWERS = 64
"""Answers kept for each runner at once (ours)."""

Answer = TypeVar("Answer")


class Version(NamedTuple):
    """What a diary holds, as the highest ids of its rows; all 0 where the runner is not there yet."""

    owner: int = 0
    entries: int = 0
    revisions: int = 0
    marks: int = 0


class _Held:
    """What is remembered of one runner."""

    def __init__(self) -> None:
        # Each a pair that is replaced as one, so that threads never see a half of it.
        self.entries: tuple[int, tuple[Entry, ...]] = (0, ())
        self.revisions: tuple[tuple[int, int], tuple[KeptRevision, ...]] = ((0, 0), ())
        self.answers: OrderedDict[Hashable, tuple[Version, object]] = OrderedDict()


class Memory:
    """What a process remembers of the diaries it has opened: never more than `MOST_RUNNERS`, the oldest go first."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, int], _Held] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, database: str, owner: int) -> _Held:
        """What is remembered of an owner."""
        with self._lock:
            held = self._held.setdefault((database, owner), _Held())
            self._held.move_to_end((database, owner))
            while len(self._held) > MOST_RUNNERS:
                self._held.popitem(last=False)
            return held


class RememberingDiary(DatabaseDiary):
    """A runner's diary that is asked once how much there is, and reads only what it has not read before.

    Meant for one request: what others write while it lasts is not seen until the next one.
    """

    def __init__(self, runner: str, memory: Memory, using: str = "default") -> None:
        super().__init__(runner, using)
        self._memory, self._version = memory, cast("Version | None", None)

    @property
    def version(self) -> Version:
        """What the diary holds: one query for each request, and one more after each writing."""
        if self._version is None:
            with in_words(self.using):
                self._version = self._asked()
        return self._version

    def answer(self, about: Hashable, make: Callable[[], Answer]) -> Answer:
        """An answer that hangs on nothing but the diary and `about`: made once, and again when the diary changed."""
        held, version = self._held(), self.version
        known = held.answers.get(about)
        if known is not None and known[0] == version:
            return cast("Answer", known[1])
        made = make()
        held.answers[about] = (version, made)
        held.answers.move_to_end(about)
        while len(held.answers) > MOST_ANSWERS:
            held.answers.popitem(last=False)
        return made

    def record(self, entries: Sequence[Entry]) -> int:
        """Adds entries, as `Diary.record` says.

        A single one is added in one statement where nothing came in between, and is remembered from then on.
        """
        if len(entries) == 1 and self._next(entries[0]):
            return 1
        self._version = None
        return super().record(entries)

    def _next(self, entry: Entry) -> bool:
        """Whether an entry could be added to what is remembered; if not, nothing is written yet."""
        held, version, connection = self._held(), self.version, connections[self.using]
        last, known = held.entries
        can = connection.features.can_return_columns_from_insert and not connection.in_atomic_block
        if not can or not version.owner or last != version.entries:
            return False
        body = letters_of(entry)
        new = NewEntry(entry, body, dt.datetime.now(dt.UTC))
        try:
            with in_words(self.using), self._turn(version.owner):
                made = add_next_entry(self.using, version.owner, last, new)
        except DiaryError as refused:
            if isinstance(refused.__cause__, IntegrityError):
                return False
            raise
        if made is None:
            return False
        # Only what is on the disk is remembered, and as it would be read from there.
        held.entries = (made, (*known, entry_of(body)))
        self._version = version._replace(entries=made)
        return True

    @contextmanager
    def _turn(self, owner: int) -> Iterator[None]:
        """Waits for whoever else writes into this diary. SQLite has but one writer, so that one statement suffices."""
        if connections[self.using].vendor == "sqlite":
            yield
            return
        with transaction.atomic(using=self.using):
            list(Runner.objects.using(self.using).select_for_update().filter(pk=owner).values_list("pk"))
            yield

    def keep(self, revision: KeptRevision) -> None:
        """Adds a revision, as `Diary.keep` says."""
        self._version = None
        super().keep(revision)

    def mark(self, revision: str, state: RevisionState) -> None:
        """Changes a revision's state, as `Diary.mark` says."""
        self._version = None
        super().mark(revision, state)

    def entries(self) -> tuple[Entry, ...]:
        """All entries ever recorded; the same tuple as before where nothing was added."""
        held, version = self._held(), self.version
        last, known = held.entries
        if version.entries > last:
            with in_words(self.using):
                rows = LogEntry.objects.using(self.using).filter(
                    owner_id=version.owner, id__gt=last, id__lte=version.entries
                )
                new = list(rows.order_by("id").values_list("version", "body"))
            known = known + entries_of(new)
            held.entries = (version.entries, known)
        return known

    def revisions(self) -> tuple[KeptRevision, ...]:
        """All revisions with their present state; the same tuple as before where nothing was added."""
        held, version = self._held(), self.version
        wanted = (version.revisions, version.marks)
        read, known = held.revisions
        if read != wanted:
            known = super().revisions()
            held.revisions = (wanted, known)
        return known

    def _held(self) -> _Held:
        return self._memory.of(str(connections[self.using].settings_dict["NAME"]), self.version.owner)

    def _asked(self) -> Version:
        connection = connections[self.using]
        if connection.vendor == "sqlite":
            sqlite.reopen_if_replaced(connection)
        with connection.cursor() as cursor:
            cursor.execute(_NEWEST, [self.runner])
            found = cursor.fetchone()
        return Version(*found) if found is not None else Version()


def _newest_of(model: type[LogEntry] | type[Revision] | type[RevisionMark]) -> str:
    return f"COALESCE((SELECT id FROM {model._meta.db_table} WHERE owner_id = r.id ORDER BY id DESC LIMIT 1), 0)"


_NEWEST = (
    f"SELECT r.id, {_newest_of(LogEntry)}, {_newest_of(Revision)}, {_newest_of(RevisionMark)} "
    f"FROM {Runner._meta.db_table} r WHERE r.name = %s"
)
"""Asked at the beginning of every request; the same in all databases."""
