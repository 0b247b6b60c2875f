"""Copies that are kept beside a diary when it is replaced, and what happens to them when a runner is deleted."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from midstance.application.backups import read_backup, write_backup
from midstance.application.keeping import DiaryDocument
from midstance.application.kept_files import kept_bytes
from midstance.application.writing import write_together
from midstance.formats.entry import UnreadableFile
from midstance.storage.address import database_settings
from midstance.storage.folder import FILE_NAME, DamagedDiary, make_folder
from midstance.storage.opening import open_store

if TYPE_CHECKING:
    from midstance.storage.store import Store

COPIES = "before-restore-*.backup"
SET_ASIDE = "damaged-*"
LITTER = (".midstance-*", ".diary-*")
"""What is left lying about where a process was killed while it wrote a file."""


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """A store after a backup was restored, and where what was there before is now."""

    store: Store
    copy: Path | None = None
    """A backup of what was there."""
    set_aside: tuple[Path, ...] = ()
    """Files that were damaged, or no diary, as they were found."""


def restore(home: Path, documents: Sequence[DiaryDocument], now: dt.datetime) -> Restored:
    """Puts documents in the place of everything in a home folder, after a copy of that was kept. Raises DiaryError.

    A diary that cannot be read is set aside as it is.
    """
    make_folder(home)
    stamp = now.strftime("%Y%m%d-%H%M%S")
    copy = _free(home / f"before-restore-{stamp}.backup")

    def keep(before: Sequence[DiaryDocument]) -> None:
        if before:
            write_privately(copy, write_backup(before, now))

    set_aside: tuple[Path, ...] = ()
    try:
        store = open_store(home)
        store.check()
        store.replace(documents, keep)
    except DamagedDiary:
        copy.unlink(missing_ok=True)
        if database_settings() is not None:
            raise
        set_aside = _set_aside(home, stamp)
        store = open_store(home)
        store.replace(documents, keep)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return Restored(store=store, copy=copy if copy.exists() else None, set_aside=set_aside)


def copies_of(home: Path) -> tuple[Path, ...]:
    """The copies kept in a folder, oldest first."""
    return tuple(sorted(home.glob(COPIES)))


def forget(home: Path, runner: str) -> tuple[Path, ...]:
    """Takes a runner out of the copies of a folder; returns those files that cannot be read and may still hold them."""
    for litter in (place for names in LITTER for place in home.glob(names)):
        shutil.rmtree(litter) if litter.is_dir() else litter.unlink()
    left = list(home.glob(SET_ASIDE))
    for copy in copies_of(home):
        try:
            documents = read_backup(kept_bytes(copy), copy.name)
        except UnreadableFile:
            left.append(copy)
            continue
        others = [document for document in documents if document.runner != runner]
        if not others:
            copy.unlink()
        elif len(others) < len(documents):
            made = dt.datetime.fromtimestamp(copy.stat().st_mtime, dt.UTC)
            write_privately(copy, write_backup(others, made))
    return tuple(sorted(left))


def write_privately(file: Path, data: bytes) -> None:
    """Writes a file in one step, to be read by its owner alone. Raises CannotWrite."""
    write_together(file.parent, {file.name: data})
    if os.name == "posix":
        file.chmod(0o600)


def _set_aside(home: Path, stamp: str) -> tuple[Path, ...]:
    from midstance.storage.connecting import disconnect
    from midstance.storage.sqlite import files_of

    disconnect(home / FILE_NAME)
    moved = []
    for file in files_of(home / FILE_NAME):
        if file.exists():
            place = _free(home / f"damaged-{stamp}-{file.name}")
            file.rename(place)
            moved.append(place)
    return tuple(moved)


def _free(place: Path) -> Path:
    """The path, or the next one like it at which nothing stands."""
    number, found = 1, place
    while found.exists():
        number += 1
        found = place.with_name(f"{place.stem}-{number}{place.suffix}")
    return found
