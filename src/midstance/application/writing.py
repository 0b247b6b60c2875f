"""Files written together: all of them or none, each replaced in one step, so that nobody ever reads half a plan."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from midstance.formats.plan_ics import read_earlier, write_ics
from midstance.training.plan import Plan


class CannotWrite(Exception):
    """The files could not be written; what stood there before stands there still."""


def write_together(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, which is made where it is missing, and return their paths in the order given.

    Raises CannotWrite with what is wrong; then nothing was changed.
    """
    made = _made_folders(folder)
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(f"{folder} is a file; --out wants a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            if (folder / name).is_dir():
                raise CannotWrite(f"{folder / name} is a folder; move it away or choose another --out")
        with tempfile.TemporaryDirectory(prefix=".midstance-", dir=folder) as room:
            _replace_all(folder, Path(room), files)
    except CannotWrite:
        _take_back(made)
        raise
    except (OSError, ValueError) as error:
        _take_back(made)
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotWrite(f"{folder}: {reason}; choose a folder you may write to") from error
    return tuple(folder / name for name in files)


def _replace_all(folder: Path, room: Path, files: Mapping[str, bytes]) -> None:
    """Everything is on disk, the old files too, before the first one is replaced."""
    for name, content in files.items():
        with (room / name).open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if (folder / name).exists():
            shutil.copy2(folder / name, room / f"{name}.before")
    done: list[str] = []
    try:
        for name in files:
            os.replace(room / name, folder / name)
            done.append(name)
    except OSError:
        for name in done:
            before = room / f"{name}.before"
            if before.exists():
                os.replace(before, folder / name)
            else:
                (folder / name).unlink(missing_ok=True)
        raise


def _made_folders(folder: Path) -> list[Path]:
    """The folders that are missing, innermost first."""
    missing = []
    try:
        for place in (folder, *folder.parents):
            if place.exists():
                break
            missing.append(place)
    except OSError:
        pass
    return missing


def _take_back(made: list[Path]) -> None:
    for place in made:
        try:
            place.rmdir()
        except OSError:
            return


def old_file(path: Path) -> bytes | None:
    """The bytes of a file written before, or None where there is none to be read."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def next_calendar(plan: Plan, before: bytes | None, *, alarms: bool = False) -> bytes:
    """The calendar of a plan as the successor of the one written before.

    The same plan gives the same bytes; a changed one counts SEQUENCE up and cancels what is no longer planned, so that
    a calendar program replaces the old events.
    """
    if before is None:
        return write_ics(plan, alarms=alarms)
    earlier = read_earlier(before)
    if not earlier.events:
        return write_ics(plan, alarms=alarms)
    same = write_ics(plan, alarms=alarms, sequence=earlier.sequence, earlier=earlier)
    return same if same == before else write_ics(plan, alarms=alarms, sequence=earlier.sequence + 1, earlier=earlier)
