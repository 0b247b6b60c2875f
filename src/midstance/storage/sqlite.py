"""Everything that is particular to SQLite, so that another database can stand beside it.

A diary is written ahead (WAL), so reading never waits for writing; transactions take the lock at their beginning, so
two writers queue instead of failing; each commit is on the disk before it is acknowledged (`synchronous=FULL`).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from midstance.application.diary import DiaryError
from midstance.storage.folder import DamagedDiary

APPLICATION_ID = 0x4D494453
"""`MIDS`: stands in the head of the file and says that it is a diary of ours."""
LEAST_FREE = 64 * 1024
"""Bytes that have to be free beside the diary: the first page of the file that SQLite shares with others is 32 KiB."""
BUSY_S = 5
"""How long a writer waits for another (measured with two writers; a commit takes milliseconds)."""
_MAGIC, _ID_AT = b"SQLite format 3\0", slice(68, 72)
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"


def settings_for(file: Path) -> dict[str, object]:
    """Django's settings for a diary file."""
    options = {"timeout": BUSY_S, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": options,
        "TIME_ZONE": "UTC",
        # A server keeps its connections: opening one costs more than most questions.
        "CONN_MAX_AGE": None,
    }


def reopen_if_replaced(connection: BaseDatabaseWrapper) -> None:
    """Lets go of a connection whose file is no longer the one at its path, as after a restore of a damaged diary.

    Else a server that goes on running would write into a file that nobody reads any more.
    """
    try:
        found = os.stat(str(connection.settings_dict["NAME"]))
    except OSError:
        found = None
    mark = (found.st_dev, found.st_ino) if found is not None else None
    held = vars(connection).get("midstance_file")
    if connection.connection is not None and held is not None and held != mark and not connection.in_atomic_block:
        connection.close()
    vars(connection)["midstance_file"] = mark


def prepare(file: Path) -> None:
    """Sees to it that the file is there and a diary. Raises DiaryError; a file that is not ours is left as it is.

    A new one appears whole, in one step, so that nobody can meet half of it.
    """
    try:
        if not file.exists() and not file.is_symlink():
            _make(file)
        with file.open("rb") as stream:
            head = stream.read(100)
    except (OSError, sqlite3.Error) as error:
        raise DiaryError(in_words(error, str(file))) from error
    if not head.startswith(_MAGIC) or head[_ID_AT] != APPLICATION_ID.to_bytes(4, "big"):
        raise DamagedDiary(
            f"{file} is no diary of Midstance; it was left as it is. "
            "Move it away, or set MIDSTANCE_HOME to another folder"
        )


def _make(file: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=".diary-", dir=file.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode=WAL")
        finally:
            connection.close()
        try:
            os.link(name, file)
        except FileExistsError:
            return
        except OSError:
            # Where there are no hard links; Windows refuses to rename over a file that another process just made.
            os.rename(name, file)
    finally:
        for rest in (name, f"{name}-wal", f"{name}-shm"):
            Path(rest).unlink(missing_ok=True)


def where(connection: BaseDatabaseWrapper) -> str:
    """The path of the file."""
    return str(connection.settings_dict["NAME"])


@contextmanager
def reading(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """A transaction that sees one moment of the diary and keeps nobody from writing."""
    mode = vars(connection)["transaction_mode"]
    vars(connection)["transaction_mode"] = None
    try:
        with transaction.atomic(using=connection.alias):
            yield
    finally:
        vars(connection)["transaction_mode"] = mode


@contextmanager
def changing_tables(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """A transaction in which tables may be made and changed: all of it or none, by one process at a time."""
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(using=connection.alias), unguarded(connection):
            yield
    finally:
        connection.enable_constraint_checking()


@contextmanager
def unguarded(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within a transaction: rows may be taken away. The guards stand again at its end, whichever way it ends."""
    from midstance.storage.models import TABLES

    tables = [model._meta.db_table for model in TABLES]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_stays")
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_lasts")
        yield
        for table in tables:
            for name, act in (("stays", "DELETE"), ("lasts", "UPDATE")):
                cursor.execute(
                    f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'rows of a diary are only ever added'); END"
                )


@contextmanager
def starting(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Makes other processes that start at the same moment wait for their turn, where the system has such locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with Path(where(connection)).with_name(".starting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def alone(connection: BaseDatabaseWrapper) -> None:
    """Within a transaction: nobody else writes until it ends. Here that holds from its beginning on."""


def size_bytes(connection: BaseDatabaseWrapper) -> int:
    """What the file takes on the disk, with what is kept beside it while it is in use."""
    return sum(file.stat().st_size for file in files_of(Path(where(connection))) if file.is_file())


def check(connection: BaseDatabaseWrapper) -> None:
    """Reads every page of the file. Raises DamagedDiary where one is not as it should be."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        found = cursor.fetchone()
    if found is None or found[0] != "ok":
        raise DamagedDiary(_damaged(Path(str(connection.settings_dict["NAME"]))))


def scrub(connection: BaseDatabaseWrapper) -> None:
    """Takes what was deleted out of the file and its log of changes. Raises DiaryError while others hold it open."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()
    if busy is None or busy[0]:
        raise DiaryError(
            "the entries are deleted, but another program holds the diary open, so traces may be left in its files; "
            "close it and delete once more"
        )


def files_of(file: Path) -> tuple[Path, ...]:
    """The file and what SQLite keeps beside it while it is in use."""
    return (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm"))


def is_damage(error: Exception) -> bool:
    """Whether an error of the database means that the file is broken, or was never a diary."""
    text = str(error).lower()
    return any(words in text for words in ("malformed", "not a database", "no such table", "no such column"))


def in_words(error: Exception, where: str) -> str:
    """What an error of SQLite or of the system means for the person, and what to do."""
    file = Path(where)
    text = (getattr(error, "strerror", None) or str(error)).lower()
    full = any(words in text for words in ("disk is full", "no space", "quota", "file too large"))
    if full or ("i/o error" in text and _no_room(file.parent)):
        return f"{file.parent}: the disk is full; nothing of this was written. Make room and try again"
    if "locked" in text or "busy" in text:
        return f"{file}: another program has been writing to the diary for more than {BUSY_S} seconds; try again"
    if is_damage(error):
        return _damaged(file)
    if any(words in text for words in ("readonly", "read-only", "unable to open", "permission", "not a directory")):
        where = "Set MIDSTANCE_HOME to a folder you may write to"
        return f"{file}: the diary cannot be written there; nothing was changed. {where}"
    return f"{file}: the diary cannot be used ({text[:120]}); nothing of this was written"


def _no_room(folder: Path) -> bool:
    """Whether the disk has no room for the files SQLite keeps beside the diary: it calls that an input error."""
    try:
        return shutil.disk_usage(folder).free < LEAST_FREE
    except OSError:
        return False


def _damaged(file: Path) -> str:
    return (
        f"{file} is damaged; nothing was changed. "
        "`midstance restore` with your last backup sets it aside and goes on from there"
    )
