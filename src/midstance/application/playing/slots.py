"""Ids of sets made from where they stand, so that two devices that write the same set down write the same entry."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from midstance.training.log import Entry, SessionEnd, SetResult, Side

LONGEST_SLOT = 44
"""Letters: an entry's id has 64; a side takes 6, and the moment and device of a correction up to 14 (ours)."""


LONGEST_IDS = 40
"""Letters; room is left for what kind of entry it is, its moment and its device (ours)."""


class Slot(NamedTuple):
    """A set of a session: of the exercise that was planned, whatever stood in its place."""

    session: str
    planned: str
    number: int


def slot_id(slot: Slot) -> str:
    """`2027-03-09-a.goblet-squat.2`; names too long for an id are shortened by a checksum."""
    name = f"{slot.session}.{slot.planned}.{slot.number}"
    if _is_plain(name) and len(name) <= LONGEST_SLOT:
        return name
    return f"{_checksum(name)[:32]}.{slot.number}"


def ids_of(session: str) -> str:
    """What the ids of a session's other entries begin with: its end is `<ids>.end`."""
    return session if _is_plain(session) and len(session) <= LONGEST_IDS else _checksum(session)[:24]


def _is_plain(name: str) -> bool:
    return name.isascii() and name.isprintable() and not set(name) & set(" +~")


def _checksum(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def slot_of(entry: Entry) -> Slot | None:
    """The set of a session that an entry answers; None for work outside a session, extra sets, and all else."""
    if not isinstance(entry, SetResult) or entry.session is None or entry.extra:
        return None
    return Slot(entry.session, entry.instead_of or entry.exercise, entry.index)


def answered(sides: Iterable[Side | None], side: Side | None) -> Side | bool | None:
    """Which of the sides written down of a set answers `side`; False where none does.

    A set written down without a side answers both; one of both sides at once is answered by the second of two.
    """
    there = set(sides)
    if side in there:
        return side
    if None in there:
        return None
    return "right" if side is None and "right" in there else False


def about_session(entries: Iterable[Entry], session: str) -> tuple[Entry, ...]:
    """The sets and the end of a session with all that corrects or takes them back, in the order they arrived.

    A correction may have arrived before what it corrects.
    """
    listed = tuple(entries)
    found = {
        entry.id for entry in listed if isinstance(entry, SetResult | SessionEnd) and entry.session == session
    }  # fmt: skip
    while True:
        more = {entry.id for entry in listed if entry.supersedes in found} - found
        if not more:
            return tuple(entry for entry in listed if entry.id in found)
        found |= more
