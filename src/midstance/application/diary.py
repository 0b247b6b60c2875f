"""The diary as the rest of the house sees it: a log that is added to, and the revisions of the plan made from it.

`storage` keeps one in a database; tests keep one in memory. Whatever keeps it, what is acknowledged is never lost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from midstance.training.log import Entry

RevisionState = Literal["proposed", "accepted", "undone"]


class DiaryError(Exception):
    """The diary cannot be used as asked; the message says what is wrong and what to do."""


class KeptRevision(msgspec.Struct, frozen=True, kw_only=True):
    """A revision of the plan as it is kept: the document never changes, only its state does, by rows that are added."""

    id: str
    number: int
    """From 1 within a season."""
    as_of: dt.datetime
    """The moment it was made for, with its zone: entries up to then are in it."""
    document: bytes
    """The plan document (`midstance.plan/1`)."""
    basis: str
    """SHA-256 of the entries it was made from, as they counted; empty for a season's first plan."""
    parent: str | None = None
    """The revision it follows from; None begins a season."""
    why: tuple[str, ...] = ()
    state: RevisionState = "accepted"


class Diary(Protocol):
    """One runner's diary."""

    def record(self, entries: Sequence[Entry]) -> int:
        """Adds entries, all of them or none; returns how many were new.

        An entry that is there already with the same content is passed over. Raises DiaryError where an id is there
        with another content, or when nothing can be written.
        """
        ...

    def entries(self) -> tuple[Entry, ...]:
        """All entries ever recorded, in the order they came in; `training.log.effective` says which count."""
        ...

    def keep(self, revision: KeptRevision) -> None:
        """Adds a revision. Raises DiaryError where its id is taken or its parent is missing."""
        ...

    def mark(self, revision: str, state: RevisionState) -> None:
        """Changes a revision's state, by a row that is added. Raises DiaryError where there is no such revision."""
        ...

    def revisions(self) -> tuple[KeptRevision, ...]:
        """All revisions with their present state, in the order they were kept."""
        ...


class MemoryDiary:
    """A diary that lives as long as the program: for trying things out."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._revisions: dict[str, KeptRevision] = {}

    def record(self, entries: Sequence[Entry]) -> int:
        """Adds entries, as `Diary.record` says."""
        new: dict[str, Entry] = {}
        for entry in entries:
            known = self._entries.get(entry.id) or new.get(entry.id)
            if known is not None and known != entry:
                raise DiaryError(f"entry {entry.id} is there already and says something else")
            new[entry.id] = entry
        count = len(new.keys() - self._entries.keys())
        self._entries.update(new)
        return count

    def entries(self) -> tuple[Entry, ...]:
        """All entries in the order they came in."""
        return tuple(self._entries.values())

    def keep(self, revision: KeptRevision) -> None:
        """Adds a revision, as `Diary.keep` says."""
        if revision.id in self._revisions:
            raise DiaryError(f"revision {revision.id} is there already")
        if revision.parent is not None and revision.parent not in self._revisions:
            raise DiaryError(f"revision {revision.parent} is not there to be followed")
        self._revisions[revision.id] = revision

    def mark(self, revision: str, state: RevisionState) -> None:
        """Changes a revision's state."""
        if revision not in self._revisions:
            raise DiaryError(f"there is no revision {revision}")
        self._revisions[revision] = msgspec.structs.replace(self._revisions[revision], state=state)

    def revisions(self) -> tuple[KeptRevision, ...]:
        """All revisions in the order they were kept."""
        return tuple(self._revisions.values())
