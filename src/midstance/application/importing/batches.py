"""Imports in the diary: what one of them brought, and whether it still counts."""

from __future__ import annotations

from collections.abc import Sequence

from midstance.training.log import Entry, Imported


def batch_of(entries: Sequence[Entry], entry_id: str) -> tuple[Entry, ...]:
    """All that came with an entry in one import, the word of the import first; nothing where it came in no import.

    `entries` are all there are, in the order in which they came: what an import brings arrives right after its word.
    """
    place = next((at for at, entry in enumerate(entries) if entry.id == entry_id), None)
    if place is None:
        return ()
    for at in range(place, -1, -1):
        word = entries[at]
        if isinstance(word, Imported):
            return tuple(entries[at : at + word.entries + 1]) if place - at <= word.entries else ()
    return ()


def words_of_imports(entries: Sequence[Entry]) -> dict[str, str]:
    """For every entry that an import brought, the id of the word of its import."""
    found: dict[str, str] = {}
    word, left = "", 0
    for entry in entries:
        if isinstance(entry, Imported):
            word, left = entry.id, entry.entries
        elif left:
            found[entry.id] = word
            left -= 1
    return found
