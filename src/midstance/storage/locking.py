"""Locks between processes: files that the system lets go of when whoever holds them dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _lock(handle: int, *, wait: bool) -> bool:
    """Whether the lock could be had. Where the system has none, it always can."""
    try:
        import fcntl
    except ImportError:
        return _lock_windows(handle, wait=wait)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _lock_windows(handle: int, *, wait: bool) -> bool:
    try:
        import msvcrt
    except ImportError:
        return True
    try:
        vars(msvcrt)["locking"](handle, vars(msvcrt)["LK_LOCK" if wait else "LK_NBLCK"], 1)
    except OSError:
        return False
    return True


@contextmanager
def locked(file: Path, *, wait: bool = True) -> Iterator[bool]:
    """Holds the lock of a file, which is made where it is missing; gives False where another has it (`wait` false).

    Raises OSError where the file cannot be made.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _lock(handle, wait=wait)
    finally:
        os.close(handle)
