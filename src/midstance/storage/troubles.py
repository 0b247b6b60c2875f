"""Errors of the database and of the system, said once, as sentences for the person whose diary it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import Error

from midstance.application.diary import DiaryError
from midstance.storage import sqlite
from midstance.storage.folder import DamagedDiary


@contextmanager
def in_words(file: Path) -> Iterator[None]:
    """Whatever the database or the disk refuses inside comes out as a DiaryError with what to do."""
    try:
        yield
    except (Error, sqlite3.Error, OSError) as error:
        kind = DamagedDiary if sqlite.is_damage(error) else DiaryError
        raise kind(sqlite.in_words(error, file)) from error
