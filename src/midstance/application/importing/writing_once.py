"""Entries of an import against what is in the diary: new ones, changed ones, and those that are there already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterator

import msgspec

from midstance.application.importing.batches import words_of_imports
from midstance.application.importing.set_entries import Made
from midstance.application.recording.notebook import Notebook
from midstance.training.log import Entry, SessionEnd, SetResult

Says = Callable[[SetResult | SessionEnd], Hashable]
LETTERS_OF_VERSION = 12


class Once:
    """What a diary has of earlier imports, and what becomes of entries that come again."""

    def __init__(self, book: Notebook) -> None:
        self._by_id = {entry.id: entry for entry in book.all}
        self._heirs: dict[str, list[str]] = {}
        for entry in book.all:
            if entry.supersedes is not None:
                self._heirs.setdefault(entry.supersedes, []).append(entry.id)
        self._words = words_of_imports(book.all)
        self._counting = {entry.id for entry in book.entries}
        self.seen: list[SetResult] = []
        self.new = self.corrected = self.known = self.kept_own = 0

    @property
    def sets(self) -> int:
        """All sets that came by."""
        return len(self.seen)

    def to_write(self, made: Made, says: Says) -> Iterator[Entry]:
        """The entries of a workout that have to be written down."""
        for one in made.sets:
            self.seen.append(one)
            entry = self._version(one, says)
            if entry is not None:
                yield entry
        for end in made.ends:
            entry = self._version(end, says, counts=False)
            if entry is not None:
                yield entry

    def _version(self, one: SetResult | SessionEnd, says: Says, *, counts: bool = True) -> Entry | None:
        """The entry itself where it is new, a correction where it was changed, None where nothing is to be done."""
        if one.id not in self._by_id:
            self.new += counts
            return one
        chain = self._chain(one.id)
        latest = self._by_id[chain[-1]]
        taken_back = self._was_undone(one.id)
        same = any(isinstance(entry, type(one)) and says(entry) == says(one) for entry in map(self._by_id.get, chain))
        if not taken_back and same:
            self.known += counts
            return None
        own = any(name != one.id and not name.startswith(f"{one.id}~") for name in chain)
        if own and not taken_back:
            self.kept_own += counts
            return None
        self.new += counts and taken_back
        self.corrected += counts and not taken_back
        said = hashlib.sha256(f"{says(one)!r}|{latest.id}".encode()).hexdigest()[:LETTERS_OF_VERSION]
        return msgspec.structs.replace(one, id=f"{one.id}~{said}", supersedes=latest.id)

    def _chain(self, entry_id: str) -> list[str]:
        """An entry and its corrections, in order."""
        found = [entry_id]
        while following := [heir for heir in self._heirs.get(found[-1], ()) if heir not in found]:
            found.append(max(following))
        return found

    def _was_undone(self, entry_id: str) -> bool:
        """Whether the whole import that brought an entry was taken back."""
        latest = self._chain(entry_id)[-1]
        return (
            entry_id not in self._counting and self._words.get(latest, self._words.get(entry_id)) not in self._counting
        )
