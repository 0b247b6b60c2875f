"""Files and folders on disk as members of bundles; links that lead elsewhere are not followed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from midstance.application.files import shown
from midstance.formats.activities.bundles import read_bundle, read_file
from midstance.formats.activities.limits import MOST_MEMBERS
from midstance.formats.activities.packed import Member, lookup_path, shown_name
from midstance.formats.activities.reading import FileRead, Reader
from midstance.training.running import Problem


def read_sources(paths: Sequence[str | Path], reader: Reader) -> Iterator[FileRead]:
    """What files, zips and folders hold, one after the other. Never raises."""
    for given in paths:
        path, name = Path(given), shown(given)
        try:
            is_folder, is_file = path.is_dir(), path.is_file()
        except (OSError, ValueError):
            is_folder = is_file = False
        if is_folder:
            members = list(_in_folder(path))
            if not members:
                yield _problem(name, "there is no file in this folder")
            yield from read_bundle(members, reader)
        elif is_file:
            yield from read_file(_member(path, name, path.name), reader)
        else:
            there = os.path.lexists(path) if str(path) and "\0" not in str(path) else False
            yield _problem(name, "it is no ordinary file" if there else "there is no such file")


def _in_folder(folder: Path) -> Iterator[Member]:
    """The ordinary files in a folder and those within, in order of their names."""
    count = 0
    for parent, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        for file in sorted(files):
            path = Path(parent, file)
            if path.is_symlink() or not path.is_file():
                continue
            count += 1
            if count > MOST_MEMBERS:
                return
            yield _member(path, shown_name(file), path.relative_to(folder).as_posix())


def _member(path: Path, name: str, inside: str) -> Member:
    def opened() -> BinaryIO:
        return cast("BinaryIO", path.open("rb"))

    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    return Member(name=name, path=lookup_path(inside), size=size, open=opened)


def _problem(name: str, says: str) -> FileRead:
    return FileRead(place=name, problems=(Problem(place=name, says=says),))
