"""Opening the store: its folder, its file, its tables as this version wants them. Only then is Django loaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from midstance.application.diary import DiaryError
from midstance.storage.address import database_settings
from midstance.storage.folder import FILE_NAME, NoDiary, home_folder, make_folder

if TYPE_CHECKING:
    from midstance.storage.store import Store


def open_store(home: Path | None = None, *, create: bool = True) -> Store:
    """The store in a folder, by default the one of `home_folder`; made where it is missing, unless `create` is false.

    Where DATABASE_URL names a database, the diaries are there, and only copies of them in the folder.

    Raises NoDiary where there is none and none shall be made, DiaryError where it cannot be used: its message says
    what to do, and what was there is left as it was.
    """
    folder = home_folder() if home is None else home
    database = database_settings()
    if database is not None:
        return _in_database(folder, database, create=create)
    file = folder / FILE_NAME
    if not create and not file.exists():
        raise NoDiary(f"there is no diary in {folder} yet; it begins with the first thing you write down")
    make_folder(folder)

    from midstance.storage.connecting import connection_to

    using = connection_to(file)

    from midstance.storage import sqlite
    from midstance.storage.migrating import bring_up_to_date
    from midstance.storage.store import Store

    sqlite.prepare(file)
    bring_up_to_date(using)
    return Store(folder, using)


def _in_database(folder: Path, database: dict[str, object], *, create: bool) -> Store:
    """The store in a database of its own. Raises NoDiary, DiaryError."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise DiaryError("for PostgreSQL, add its driver: pip install 'midstance[postgres]'") from None

    from midstance.storage.connecting import connection_to

    using = connection_to(folder / FILE_NAME, database)

    from django.db import connections

    from midstance.storage import postgresql
    from midstance.storage.migrating import bring_up_to_date
    from midstance.storage.store import Store
    from midstance.storage.troubles import in_words

    with in_words(using):
        there = postgresql.prepare(connections[using])
    if not there and not create:
        where = postgresql.where(connections[using])
        raise NoDiary(f"there is no diary in {where} yet; it begins with the first thing you write down")
    bring_up_to_date(using)
    return Store(folder, using)
