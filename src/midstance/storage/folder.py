"""Where a diary lives on this machine: MIDSTANCE_HOME, or the place where the platform keeps a user's data."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from midstance.application.diary import DiaryError

HOME_VARIABLE = "MIDSTANCE_HOME"
FILE_NAME = "diary.sqlite3"


class NoDiary(DiaryError):
    """There is no diary yet."""


class DamagedDiary(DiaryError):
    """The file is damaged, or no diary at all: it can only be set aside."""


def home_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """The folder of the diary; it need not be there yet. Raises DiaryError where none can be told.

    A path in the environment that is not absolute is no place to keep a diary: it would depend on where one stands.
    """
    given = os.environ if environ is None else environ
    if named := given.get(HOME_VARIABLE, "").strip():
        folder = Path(named).expanduser()
        if not folder.is_absolute():
            raise DiaryError(f"{HOME_VARIABLE} is {named!r}; give a whole path, from the root on")
        return folder
    try:
        user = Path.home()
    except RuntimeError:
        raise DiaryError(f"this user has no home folder; set {HOME_VARIABLE} to a folder for your diary") from None
    if platform == "darwin":
        return user / "Library" / "Application Support" / "midstance"
    if platform == "win32":
        return Path(given.get("LOCALAPPDATA") or user / "AppData" / "Local") / "midstance"
    data = given.get("XDG_DATA_HOME", "")
    return (Path(data) if os.path.isabs(data) else user / ".local" / "share") / "midstance"


def make_folder(folder: Path) -> None:
    """Makes the folder, for its owner alone, where it is missing. Raises DiaryError."""
    if folder.is_dir():
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DiaryError(
            f"{folder}: no folder for the diary can be made there ({error.strerror or error}); "
            f"set {HOME_VARIABLE} to a folder you may write to"
        ) from error
