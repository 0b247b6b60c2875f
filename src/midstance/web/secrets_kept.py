"""The key that signs cookies: made once, kept beside the diary for its owner alone, or handed in from outside."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from midstance.application.diary import DiaryError
from midstance.storage.folder import make_folder

FILE_NAME = "secret-key"
_BYTES = 48


def secret_from(environ: Mapping[str, str], home: Path) -> str:
    """The key: as the environment says it or names a file with it, else the one kept in a folder. Raises DiaryError."""
    if given := environ.get("MIDSTANCE_SECRET_KEY", "").strip():
        return given
    if named := environ.get("MIDSTANCE_SECRET_KEY_FILE", "").strip():
        try:
            return Path(named).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise DiaryError(f"MIDSTANCE_SECRET_KEY_FILE: {named} cannot be read; give a file with one line") from None
    return kept_secret(home)


def kept_secret(home: Path) -> str:
    """The key of this folder, made where there is none; two processes that start at once come to the same one.

    Raises DiaryError where the folder cannot be made, OSError where it cannot be written to.
    """
    make_folder(home)
    file = home / FILE_NAME
    if not file.exists():
        mine = file.with_name(f".{FILE_NAME}-{os.getpid()}")
        with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(mine, file)
        except FileExistsError:
            pass
        except OSError:
            os.replace(mine, file)
        mine.unlink(missing_ok=True)
    return file.read_text("ascii").strip()
