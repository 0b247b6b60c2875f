"""What is there already, found at once however long the diary is: by id, by the set it answers, by the session it ends.

A program that goes on running looks at the same diary again and again, a little longer each time; only what is new is
read. Entries that correct others are rare, and everything is gone through again then.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Mapping

from midstance.application.diary import Diary
from midstance.application.playing.slots import Slot, slot_of
from midstance.application.replanning import current_plan, local_now
from midstance.training.exercise import Exercise
from midstance.training.log import Entry, SessionEnd, Side, effective
from midstance.training.plan import Plan

MOST_KEPT = 64
"""Diaries whose index is kept in memory (ours: as many as the diaries themselves)."""

Sides = tuple[tuple[Side | None, Entry], ...]


class Index:
    """Entries by what tells them apart. It only grows: who looks at it meanwhile sees at most more than they asked for.

    Threads may share it. What cannot be added (`takes`) makes another one necessary.
    """

    def __init__(self, entries: tuple[Entry, ...] = ()) -> None:
        self.entries = entries
        self.by_id: dict[str, Entry] = {entry.id: entry for entry in entries}
        self.counted: dict[str, Entry] = {}
        self.slots: dict[Slot, Sides] = {}
        self.ends: dict[str, Entry] = {}
        for entry in effective(entries):
            self._count(entry)
        corrected = {one.supersedes for one in entries if one.supersedes is not None}
        self.awaited = frozenset(corrected - self.by_id.keys())
        """What is corrected but has not arrived itself."""

    def follows(self, entries: tuple[Entry, ...]) -> bool:
        """Whether it was made of the entries: of these very ones, of their beginning, or of more that came after."""
        last = min(len(self.entries), len(entries)) - 1
        return last < 0 or entries[last] is self.entries[last]

    def takes(self, entries: tuple[Entry, ...]) -> bool:
        """Whether what is new in the entries can be added to it; corrections are rare, and change what was."""
        return not any(one.supersedes is not None or one.id in self.awaited for one in entries[len(self.entries) :])

    def grow(self, entries: tuple[Entry, ...]) -> None:
        """Adds what is new in entries that it `takes`; one thread at a time."""
        for entry in entries[len(self.entries) :]:
            self.by_id[entry.id] = entry
            self._count(entry)
        if len(entries) > len(self.entries):
            self.entries = entries

    def _count(self, entry: Entry) -> None:
        self.counted[entry.id] = entry
        place(entry, self.slots, self.ends)


def place(entry: Entry, slots: dict[Slot, Sides], ends: dict[str, Entry]) -> None:
    """Puts an entry where a set or an end is looked for."""
    slot = slot_of(entry)
    if slot is not None:
        side = getattr(entry, "side", None)
        slots[slot] = (*(pair for pair in slots.get(slot, ()) if pair[0] != side), (side, entry))
    elif isinstance(entry, SessionEnd):
        ends[entry.session] = entry


_KEPT: OrderedDict[int, Index] = OrderedDict()
_LOCK = threading.Lock()


def index_of(entries: tuple[Entry, ...]) -> Index:
    """The index of a log; one made before is gone on from."""
    if not entries:
        return Index()
    key = id(entries[0])
    with _LOCK:
        kept = _KEPT.get(key)
        if kept is None or not kept.follows(entries) or not kept.takes(entries):
            kept = Index(entries)
        kept.grow(entries)
        # It holds its entries, so that no other comes to have the identity of the first.
        _KEPT[key] = kept
        _KEPT.move_to_end(key)
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return kept


class Ledger:
    """A diary at a moment as entries that arrive are judged by it."""

    def __init__(self, diary: Diary, now: dt.datetime, exercises: Mapping[str, Exercise]) -> None:
        self.diary, self.exercises = diary, exercises
        self.plan: Plan | None = current_plan(diary)
        self.now = local_now(self.plan, now)
        entries = diary.entries()
        self.index, self.seen = index_of(entries), len(entries)
