"""One runner's diary in the database: the port `application.diary.Diary`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import cast

import msgspec
from django.db import connections, transaction

from midstance.application.diary import DiaryError, KeptRevision, RevisionState
from midstance.application.kept_entries import UnkeepableEntry, as_kept, entry_of, name_trouble, usable_moment
from midstance.formats.entry import one_line
from midstance.storage.engine import engine_of
from midstance.storage.models import LONGEST_BASIS, LONGEST_ID, LogEntry, Revision, RevisionMark, Runner
from midstance.storage.rows import NewEntry, add_entries, entries_of, letters, revision_of, revision_row
from midstance.storage.troubles import in_words
from midstance.training.log import Entry

AT_ONCE = 500
"""Rows asked for or written in one statement, below what any database allows (SQLite: 32,766 values)."""


class DatabaseDiary:
    """A runner's diary behind a connection. The runner appears in the store with the first thing that is kept."""

    def __init__(self, runner: str, using: str = "default") -> None:
        if trouble := name_trouble(runner):
            raise DiaryError(trouble)
        self.runner, self.using = runner, using

    def record(self, entries: Sequence[Entry]) -> int:
        """Adds entries, all of them or none; returns how many were new once they are on the disk.

        Raises DiaryError where an id is there with another content, an entry is not fit to be kept, or nothing can be
        written.
        """
        given: dict[str, tuple[Entry, bytes]] = {}
        for entry in entries:
            body = letters_of(entry)
            kept = entry_of(body)
            if given.setdefault(entry.id, (kept, body))[0] != kept:
                raise DiaryError(_taken(entry.id))
        if not given:
            return 0
        with in_words(self.using), transaction.atomic(using=self.using):
            owner = self._owner_to_write()
            new = unknown_entries(self.using, owner, given)
            arrived = _now()
            add_entries(self.using, owner, [NewEntry(entry, body, arrived) for entry, body in new])
        return len(new)

    def entries(self) -> tuple[Entry, ...]:
        """All entries ever recorded, in the order they came in: one query."""
        with in_words(self.using):
            rows = LogEntry.objects.using(self.using).filter(owner__name=self.runner).order_by("id")
            bodies = list(rows.values_list("version", "body"))
        return entries_of(bodies)

    def keep(self, revision: KeptRevision) -> None:
        """Adds a revision with its first state. Raises DiaryError where its id is taken or its parent is missing."""
        if not 0 < len(revision.id) <= LONGEST_ID:
            raise DiaryError(f"the id of a revision has 1 to {LONGEST_ID} letters, not {len(revision.id)}")
        if revision.number < 1 or len(revision.basis) > LONGEST_BASIS:
            raise DiaryError(f"revision {revision.id}: its number is below 1, or its basis is no checksum")
        if not usable_moment(revision.as_of):
            raise DiaryError(f"revision {revision.id}: its moment has no zone, or lies in no year a plan can be about")
        with in_words(self.using), transaction.atomic(using=self.using):
            owner = self._owner_to_write()
            kept = Revision.objects.using(self.using).filter(owner=owner)
            if kept.filter(name=revision.id).exists():
                raise DiaryError(f"revision {revision.id} is there already")
            parent = None
            if revision.parent is not None:
                parent = kept.filter(name=revision.parent).only("id").first()
                if parent is None:
                    raise DiaryError(f"revision {revision.parent} is not there to be followed")
            row = revision_row(owner, revision, parent, _now())
            row.save(using=self.using)
            RevisionMark(owner=owner, revision=row, state=revision.state, at=row.kept).save(using=self.using)

    def mark(self, revision: str, state: RevisionState) -> None:
        """Changes a revision's state, by a row that is added. Raises DiaryError where there is no such revision."""
        with in_words(self.using), transaction.atomic(using=self.using):
            owner = self._owner_to_write()
            rows = Revision.objects.using(self.using).filter(owner=owner, name=revision)
            row = rows.only("id", "owner_id").first()
            if row is None:
                raise DiaryError(f"there is no revision {one_line(revision, LONGEST_ID)}")
            marks = RevisionMark.objects.using(self.using).filter(revision=row)
            last = marks.order_by("-at").values_list("at", flat=True).first()
            # The clock of a machine may be set back; the latest mark must stay the latest.
            at = _now() if last is None else max(_now(), last + dt.timedelta(microseconds=1))
            RevisionMark(owner_id=row.owner_id, revision=row, state=state, at=at).save(using=self.using)

    def revisions(self) -> tuple[KeptRevision, ...]:
        """All revisions with their present state, in the order they were kept."""
        with in_words(self.using), engine_of(self.using).reading(connections[self.using]):
            rows = list(Revision.objects.using(self.using).filter(owner__name=self.runner).order_by("id"))
            marks = RevisionMark.objects.using(self.using).filter(owner__name=self.runner).order_by("at", "id")
            states = dict(marks.values_list("revision_id", "state"))
        names = {row.pk: row.name for row in rows}
        return tuple(
            revision_of(
                row,
                None if row.parent_id is None else names[row.parent_id],
                cast("RevisionState", states.get(row.pk, "accepted")),
            )
            for row in rows
        )

    def _owner_to_write(self) -> Runner:
        """The runner's row, made where it is missing; within a transaction."""
        return owner_to_write(self.using, self.runner, _now())[0]


def owner_to_write(using: str, runner: str, since: dt.datetime) -> tuple[Runner, bool]:
    """A runner's row, held until the transaction ends, and whether it was made just now.

    Whoever else writes into the same diary waits for it, so that rows become visible in the order of their ids: what
    is remembered up to an id (`storage.remembering`) has no gaps. SQLite has but one writer, and needs no such lock.
    """
    rows = Runner.objects.using(using).select_for_update().filter(name=runner)
    found = rows.first()
    if found is not None:
        return found, False
    # Two may come first at once; one row is made, and the other waits for it.
    Runner.objects.using(using).bulk_create([Runner(name=runner, since=since)], ignore_conflicts=True)
    made = rows.get()
    return made, made.since == since


def unknown_entries(using: str, owner: Runner, given: Mapping[str, tuple[Entry, bytes]]) -> list[tuple[Entry, bytes]]:
    """Those of the entries that are not there yet. Raises DiaryError where one is there and says something else."""
    known: set[str] = set()
    for ids in _parts(given, AT_ONCE):
        rows = LogEntry.objects.using(using).filter(owner=owner, client_id__in=ids)
        for name, version, body in rows.values_list("client_id", "version", "body"):
            entry, kept = given[name]
            if body != kept.decode() and entries_of([(version, body)]) != (entry,):
                raise DiaryError(_taken(name))
            known.add(name)
    return [pair for name, pair in given.items() if name not in known]


def same_revision(row: Revision, other: KeptRevision, parent: str | None) -> bool:
    """Whether a row is this very revision, whatever its state."""
    kept = revision_of(row, parent, other.state)
    return msgspec.structs.replace(kept, document=b"") == msgspec.structs.replace(other, document=b"") and (
        letters(row) == other.document
    )


def letters_of(entry: Entry) -> bytes:
    """An entry to the letter. Raises DiaryError where it is not fit to be kept."""
    try:
        return as_kept(entry)
    except UnkeepableEntry as error:
        raise DiaryError(f"entry {one_line(entry.id, LONGEST_ID)!r} cannot be kept: {error}") from None


def _taken(name: str) -> str:
    return f"entry {name} is there already and says something else; a correction is an entry of its own"


def _parts(names: Iterable[str], size: int) -> Iterable[list[str]]:
    waiting = iter(names)
    while part := list(islice(waiting, size)):
        yield part


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
