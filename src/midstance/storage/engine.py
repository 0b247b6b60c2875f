"""What a database has to be able to do for a diary. Two can: SQLite, and PostgreSQL (`storage.postgresql`)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


class Engine(Protocol):
    """The particular ways of one database, each a function of the module that is named after it."""

    def where(self, connection: BaseDatabaseWrapper) -> str:
        """How the database is called in messages; never with a password."""
        ...

    def reading(self, connection: BaseDatabaseWrapper) -> AbstractContextManager[None]:
        """A transaction that sees one moment of the diary and keeps nobody from writing."""
        ...

    def changing_tables(self, connection: BaseDatabaseWrapper) -> AbstractContextManager[None]:
        """A transaction in which tables may be made and changed: all of it or none, by one process at a time."""
        ...

    def starting(self, connection: BaseDatabaseWrapper) -> AbstractContextManager[None]:
        """Makes other processes that start at the same moment wait for their turn."""
        ...

    def unguarded(self, connection: BaseDatabaseWrapper) -> AbstractContextManager[None]:
        """Within a transaction: rows may be taken away."""
        ...

    def alone(self, connection: BaseDatabaseWrapper) -> None:
        """Within a transaction: nobody else writes into any diary until it ends."""
        ...

    def check(self, connection: BaseDatabaseWrapper) -> None:
        """Reads everything. Raises DamagedDiary."""
        ...

    def scrub(self, connection: BaseDatabaseWrapper) -> None:
        """Takes what was deleted out of the files. Raises DiaryError."""
        ...

    def size_bytes(self, connection: BaseDatabaseWrapper) -> int:
        """What the diaries take on the disk."""
        ...

    def is_damage(self, error: Exception) -> bool:
        """Whether an error means that what is kept is broken, or was never a diary."""
        ...

    def in_words(self, error: Exception, where: str) -> str:
        """What an error means for the person, and what to do."""
        ...


def engine_of(using: str) -> Engine:
    """The engine behind a connection."""
    if connections[using].vendor == "postgresql":
        from midstance.storage import postgresql

        return postgresql
    from midstance.storage import sqlite

    return sqlite


def where(using: str) -> str:
    """How the database of a connection is called in messages."""
    return engine_of(using).where(connections[using])
