"""Ids of entries: made where they are written down, in the order of time, so that sending one twice is harmless."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable

from midstance.application.recording.checks import refused
from midstance.training.log import Entry

LONGEST_GIVEN = 56
"""Letters of an id given by hand; room is left for the number of a set (entries allow 64)."""


def new_id(now: dt.datetime) -> str:
    """A new id: a UUID of version 7 (RFC 9562), whose first 48 bits are the milliseconds since 1970."""
    milliseconds = int(now.timestamp() * 1000) & (1 << 48) - 1
    bits = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=bits))


def checked_id(given: str) -> str:
    """An id given by hand. Raises Implausible."""
    if not 0 < len(given) <= LONGEST_GIVEN or not given.isascii() or not given.isprintable() or " " in given:
        raise refused("--id", f"an id has 1 to {LONGEST_GIVEN} plain letters or digits and no spaces")
    return given


def numbered(first: str, count: int) -> tuple[str, ...]:
    """Ids for what one command writes down: the first, then `first+2`, `first+3` …"""
    return tuple(first if number == 1 else f"{first}+{number}" for number in range(1, count + 1))


def first_of(entry_id: str) -> str:
    """The id that all entries of one command begin with."""
    return entry_id.partition("+")[0]


def together(entries: Iterable[Entry], first: str) -> tuple[Entry, ...]:
    """The entries that one command wrote down."""
    return tuple(entry for entry in entries if first_of(entry.id) == first)
