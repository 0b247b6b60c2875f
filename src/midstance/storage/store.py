"""The store: where the diaries of all runners are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from django.db import connections, transaction
from django.db.models import Count

from midstance.application.diary import DiaryError
from midstance.application.keeping import DiaryDocument
from midstance.formats.brief_words import meant
from midstance.formats.entry import one_line
from midstance.storage.diary import DatabaseDiary
from midstance.storage.engine import engine_of
from midstance.storage.folder import FILE_NAME
from midstance.storage.models import LogEntry, Revision, Runner
from midstance.storage.rows import document_of
from midstance.storage.subscriptions import DatabaseFeeds
from midstance.storage.taking import Added, clear, take
from midstance.storage.troubles import in_words


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """One runner of a store, and how much is kept of them."""

    runner: str
    since: dt.datetime
    entries: int
    revisions: int


class Store:
    """The diaries of all runners in one database; `home` is where copies are kept beside it."""

    def __init__(self, home: Path, using: str) -> None:
        self.home, self.using = home, using
        self._engine = engine_of(using)

    @property
    def file(self) -> Path:
        """The file of the diary, where it is in one."""
        return self.home / FILE_NAME

    @property
    def where(self) -> str:
        """How the database is called in messages."""
        return self._engine.where(connections[self.using])

    @property
    def size_bytes(self) -> int:
        """What it takes on the disk, with what is kept beside it while it is in use."""
        with in_words(self.using):
            return self._engine.size_bytes(connections[self.using])

    def diary(self, runner: str) -> DatabaseDiary:
        """A runner's diary; they need not have one yet. Raises DiaryError for a name that is none."""
        return DatabaseDiary(runner, self.using)

    def feeds(self, runner: str) -> DatabaseFeeds:
        """The feeds of a runner; they need not have a diary."""
        return DatabaseFeeds(runner, self.using)

    def runners(self) -> tuple[Held, ...]:
        """Who has a diary here, by name."""
        with in_words(self.using), self._engine.reading(connections[self.using]):
            entries = dict(LogEntry.objects.using(self.using).values_list("owner").annotate(Count("id")))
            revisions = dict(Revision.objects.using(self.using).values_list("owner").annotate(Count("id")))
            rows = Runner.objects.using(self.using).all()
            return tuple(
                Held(
                    runner=row.name,
                    since=row.since,
                    entries=entries.get(row.pk, 0),
                    revisions=revisions.get(row.pk, 0),
                )
                for row in sorted(rows, key=_by_name)
            )

    def document(self, runner: str) -> DiaryDocument:
        """All that is kept of one runner. Raises DiaryError where nobody has that name, with who was meant."""
        with in_words(self.using), self._engine.reading(connections[self.using]):
            return document_of(self._owner(runner), self.using)

    def documents(self) -> tuple[DiaryDocument, ...]:
        """All that is kept of everybody, as it is at one moment, also while others write."""
        with in_words(self.using), self._engine.reading(connections[self.using]):
            owners = sorted(Runner.objects.using(self.using).all(), key=_by_name)
            return tuple(document_of(owner, self.using) for owner in owners)

    def check(self) -> None:
        """Reads every page. Raises DiaryError where one is damaged."""
        with in_words(self.using):
            self._engine.check(connections[self.using])

    def take(self, document: DiaryDocument) -> Added:
        """Adds what is new in a document, all or nothing. Raises DiaryError where it contradicts what is there."""
        with in_words(self.using), transaction.atomic(using=self.using):
            return take(self.using, document)

    def replace(self, documents: Sequence[DiaryDocument], keep_copy: Callable[[Sequence[DiaryDocument]], None]) -> None:
        """Puts documents in the place of all that is there, which is handed to `keep_copy` before anything changes.

        Nobody can write between the copy and the change. When anything fails, all is as it was.
        """
        connection = connections[self.using]
        with in_words(self.using), transaction.atomic(using=self.using):
            self._engine.alone(connection)
            keep_copy(self.documents())
            with self._engine.unguarded(connection):
                clear(self.using)
                for document in documents:
                    take(self.using, document)

    def delete(self, runner: str) -> None:
        """Takes away everything of a runner, out of the file too. Raises DiaryError where nobody has that name."""
        connection = connections[self.using]
        with in_words(self.using):
            with transaction.atomic(using=self.using):
                # Whoever writes into this diary at the same moment is waited for, and what they wrote goes too.
                found = Runner.objects.using(self.using).select_for_update().filter(name=runner).first()
                self.feeds(runner).clear()
                if found is not None:
                    with self._engine.unguarded(connection):
                        clear(self.using, [found.pk])
            self._engine.scrub(connection)
            if found is None:
                self._owner(runner)

    def close(self) -> None:
        """Lets go of the file."""
        connections[self.using].close()

    def _owner(self, runner: str) -> Runner:
        found = Runner.objects.using(self.using).filter(name=runner).first()
        if found is None:
            names = sorted(Runner.objects.using(self.using).values_list("name", flat=True))
            raise DiaryError(f"nobody called {one_line(runner, 40)!r} has a diary here{meant(runner, names)}")
        return found


def _by_name(owner: Runner) -> str:
    """The same order in every database, whatever order of letters it has."""
    return owner.name
