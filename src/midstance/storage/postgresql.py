"""Everything that is particular to PostgreSQL, beside `storage.sqlite`.

Writers of one diary queue at the runner's row, so that rows become visible in the order of their ids; readers of a
whole diary see one moment. Rows are guarded by triggers, which only this program lifts, and only within a transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, Error, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from midstance.application.diary import DiaryError
from midstance.storage.folder import DamagedDiary

LIFTED = "midstance.unguarded"
"""A setting of the transaction in which the guards let rows go."""
LOCK = 0x4D494453
"""`MIDS`: the number of the lock behind which tables are changed."""
_GUARD = f"""
CREATE OR REPLACE FUNCTION diary_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('{LIFTED}', true) = 'yes' AND TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of a diary are only ever added' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def where(connection: BaseDatabaseWrapper) -> str:
    """The database's name and its host."""
    given = connection.settings_dict
    host = str(given["HOST"] or "this machine")
    return f"the database {given['NAME']} on {'this machine' if host.startswith('/') else host}"


def prepare(connection: BaseDatabaseWrapper) -> bool:
    """Whether there are diaries in the database. Raises DiaryError where it belongs to something else."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    if tables and "diary_runner" not in tables:
        raise DiaryError(
            f"{where(connection)} holds tables of something else; nothing was changed. "
            "Give Midstance a database of its own, or take DATABASE_URL away"
        )
    return bool(tables)


@contextmanager
def reading(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """A transaction that sees one moment of the diary and keeps nobody from writing."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(using=connection.alias):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def changing_tables(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """A transaction in which tables may be made and changed: all of it or none, by one process at a time."""
    from midstance.storage.models import TABLES

    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(f"SET LOCAL {LIFTED} = 'yes'")
        yield
        cursor.execute(f"SET LOCAL {LIFTED} = 'no'")
        cursor.execute(_GUARD)
        for table in (model._meta.db_table for model in TABLES):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_stays ON {table}")
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_lasts ON {table}")
            cursor.execute(
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION diary_guard()"
            )
            cursor.execute(
                f"CREATE TRIGGER {table}_lasts BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION diary_guard()"
            )


@contextmanager
def starting(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Makes other processes that start at the same moment wait for their turn."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '60s'")
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK + 1])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK + 1])
            cursor.execute("RESET lock_timeout")


@contextmanager
def unguarded(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within a transaction: rows may be taken away. The guards stand again at its end, whichever way it ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {LIFTED} = 'yes'")
        yield
        cursor.execute(f"SET LOCAL {LIFTED} = 'no'")


def alone(connection: BaseDatabaseWrapper) -> None:
    """Within a transaction: nobody else writes into any diary until it ends; everybody may read."""
    from midstance.storage.models import TABLES

    names = ", ".join(model._meta.db_table for model in reversed(TABLES))
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")


def check(connection: BaseDatabaseWrapper) -> None:
    """Reads every row, with its checksums where the server keeps them. Raises DamagedDiary."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(length(body)) FROM diary_logentry")
        cursor.execute("SELECT count(*), sum(length(document)) FROM diary_revision")
        cursor.execute("SELECT count(*), max(at) FROM diary_revisionmark")
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'diary\\_%' AND tgenabled = 'O'"
        )
        guarded = {str(name) for (name,) in cursor.fetchall()}
    if len(guarded) < len(_tables()):
        raise DamagedDiary(f"{where(connection)}: the guards of the diary are gone; restore your last backup into it")


def scrub(connection: BaseDatabaseWrapper) -> None:
    """Writes the tables anew without what was deleted. What the server's own log and its backups hold stays there."""
    for table in _tables():
        with connection.cursor() as cursor:
            try:
                cursor.execute(f"VACUUM (FULL) {table}")
            except DatabaseError:
                # Somebody reads it without a pause: its room is given up, to be written over.
                cursor.execute(f"VACUUM {table}")


def size_bytes(connection: BaseDatabaseWrapper) -> int:
    """What the diaries take on the disk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) AS name", [_tables()]
        )
        found = cursor.fetchone()
    return int(found[0]) if found and found[0] is not None else 0


def is_damage(error: Exception) -> bool:
    """Whether an error of the server means that what is kept is broken, or was never a diary."""
    return _state(error) in ("XX001", "XX002", "42P01", "42703")


_WORDS = {
    "28P01": "{where}: the password is not right. Nothing was changed; put DATABASE_URL right",
    "28000": "{where}: it does not let this user in. Nothing was changed; put DATABASE_URL right",
    "3D000": "{where} is not there. Make it (createdb), or put DATABASE_URL right",
    "42501": "{where}: this user may not do that there; nothing was changed. Let it own the database",
    "25006": "{where} can only be read now; nothing was changed",
    "53100": "{where}: its disk is full; nothing of this was written. Make room and try again",
    "53300": "{where} has no connection left; try again, or start fewer workers",
    "55P03": "{where}: another program has been writing to the diary for more than 5 seconds; try again",
    "57014": "{where} took too long; nothing of this was written. Try again",
    "40001": "{where}: two wrote at once; nothing of this was written. Try again",
    "40P01": "{where}: two wrote at once; nothing of this was written. Try again",
    "42P01": "{where} lacks tables of the diary; restore your last backup into an empty database",
    "42703": "{where} lacks columns of the diary; restore your last backup into an empty database",
    "XX001": "{where} is damaged; restore your last backup into a new database",
    "XX002": "{where} is damaged; restore your last backup into a new database",
}


def in_words(error: Exception, where: str) -> str:
    """What an error of the server means for the person, and what to do. No value of a row is in it."""
    state = _state(error)
    if state in _WORDS:
        return _WORDS[state].format(where=where)
    text = str(error).splitlines()[0].casefold() if str(error) else ""
    for words, known in (("password authentication failed", "28P01"), ("does not exist", "3D000")):
        if words in text and not state:
            return _WORDS[known].format(where=where)
    if not state or state.startswith(("08", "57P")):
        return (
            f"{where} does not answer; nothing of this was written. See that the server runs and DATABASE_URL is right"
        )
    return f"{where}: the diary cannot be used ({state}); nothing of this was written"


def _state(error: Exception) -> str:
    """The five letters by which the server says what is wrong; empty where it said nothing."""
    cause = error.__cause__ if isinstance(error, Error) and error.__cause__ is not None else error
    return str(getattr(cause, "sqlstate", None) or "")


def _tables() -> list[str]:
    from midstance.storage.models import TABLES

    return [model._meta.db_table for model in TABLES]
