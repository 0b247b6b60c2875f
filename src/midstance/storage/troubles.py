"""Errors of the database and of the system, said once, as sentences for the person whose diary it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error

from midstance.application.diary import DiaryError
from midstance.storage.engine import engine_of, where
from midstance.storage.folder import DamagedDiary


@contextmanager
def in_words(using: str) -> Iterator[None]:
    """Whatever the database or the disk refuses inside comes out as a DiaryError with what to do."""
    try:
        yield
    except (Error, sqlite3.Error, OSError) as error:
        engine = engine_of(using)
        kind = DamagedDiary if engine.is_damage(error) else DiaryError
        raise kind(engine.in_words(error, where(using))) from error
