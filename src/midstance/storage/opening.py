"""Opening the store: its folder, its file, its tables as this version wants them. Only then is Django loaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from midstance.storage.folder import FILE_NAME, NoDiary, home_folder, make_folder

if TYPE_CHECKING:
    from midstance.storage.store import Store


def open_store(home: Path | None = None, *, create: bool = True) -> Store:
    """The store in a folder, by default the one of `home_folder`; made where it is missing, unless `create` is false.

    Raises NoDiary where there is none and none shall be made, DiaryError where it cannot be used: its message says
    what to do, and what was there is left as it was.
    """
    folder = home_folder() if home is None else home
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
    bring_up_to_date(using, file)
    return Store(file, using)
