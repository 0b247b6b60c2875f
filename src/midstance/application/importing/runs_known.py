"""Which runs a diary knows already, so that a recording that comes again, from wherever, is the same run.

Nobody runs twice at once: recordings that overlap are of one run. Ids of entries are made from what was recorded, so
that the same file or row always makes the same entry.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import msgspec

from midstance.application.importing.batches import words_of_imports
from midstance.coach.moments import local
from midstance.formats.activities.activity import Activity, Clock
from midstance.training.log import Entry, RunDone, effective

PREFIX = "run-"
"""Begins the id of every entry that was made from a recording."""
_CLOCKS: dict[str, Clock] = {"x": "exact", "l": "local", "d": "day"}
_LETTERS = {clock: letter for letter, clock in _CLOCKS.items()}
START_TOLERANCE_S = 120
"""Starts so near are one run where a duration is missing (ours)."""
SHARED = 0.5
"""So much of the shorter recording has to lie within the other (ours)."""
ALIKE = 0.02
"""By how much amounts of one run may differ between services where the hour is not sure (ours)."""
BY_HAND_ALIKE = 0.2
"""By how much a run written down by hand may differ from its recording (ours)."""
_QUARTER_S, _FARTHEST_ZONE_S = 900, 14 * 3600
_HOUR, _LONGEST_HOURS = 3600, 168


class Known(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A run of the diary, as it was recorded."""

    id: str
    start_s: float
    """Unix seconds."""
    duration_s: int | None
    distance_m: int | None
    clock: Clock
    day: dt.date


def entry_id(activity: Activity, fingerprint: str, index: int) -> str:
    """The id of the entry that an activity makes: by its file where it has one to itself, else by what it says.

    At most 64 letters, the clock's letter first: `run-x7945a43053d-1`, `run-l` and 24 letters.
    """
    letter = _LETTERS.get(activity.clock, "x")
    if fingerprint:
        return f"{PREFIX}{letter}{fingerprint[:40]}-{index}"
    start = activity.start
    if start is not None and activity.clock != "exact":
        start = start.replace(tzinfo=None)
    elif start is not None:
        start = start.astimezone(dt.UTC)
    said = f"{start}|{activity.sport}|{activity.distance_m}|{activity.duration_s}"
    return f"{PREFIX}{letter}{hashlib.sha256(said.encode()).hexdigest()[:24]}"


def is_recorded(name: str) -> bool:
    """Whether an entry's id says that it was made from a recording."""
    return name.startswith(PREFIX) and name[len(PREFIX) : len(PREFIX) + 1] in _CLOCKS


def is_again(entry: RunDone) -> bool:
    """Whether an entry is one that comes again after its import was undone."""
    return "~" in entry.id


class KnownRuns:
    """The runs of a diary, to look recordings up in. It grows with what is added while importing."""

    def __init__(self, entries: Iterable[Entry], zone: ZoneInfo | None) -> None:
        self.zone = zone
        self._ids: set[str] = set()
        self._files: set[str] = set()
        self._hours: dict[int, list[Known]] = {}
        self._days: dict[dt.date, list[Known]] = {}
        self._by_hand: dict[dt.date, list[RunDone]] = {}
        listed = tuple(entries)
        self._heirs: dict[str, str] = {}
        for entry in listed:
            if entry.supersedes is not None and entry.id > self._heirs.get(entry.supersedes, ""):
                self._heirs[entry.supersedes] = entry.id
        self._counted = {entry.id: entry for entry in effective(listed) if isinstance(entry, RunDone)}
        self._roots = {name: root for root in self._counted for name in self._chain(root)}
        measured = set()
        words, counting = words_of_imports(listed), {entry.id for entry in effective(listed)}
        self._undone: set[str] = set()
        for entry in listed:
            if not is_recorded(entry.id) or not isinstance(entry, RunDone):
                continue
            root = self._roots.get(entry.id)
            if root is None and words.get(entry.id, entry.id) not in counting | {entry.id}:
                self._undone.add(entry.id)
                continue
            self._learn(entry)
            measured.add(root)
        for entry in self._counted.values():
            if entry.id not in measured and entry.kind not in _NO_RUN:
                self._by_hand.setdefault(self._date(entry.at), []).append(entry)

    def _chain(self, root: str) -> list[str]:
        """An entry's id and those of its corrections in turn, as `training.log.effective` follows them."""
        chain = [root]
        while (heir := self._heirs.get(chain[-1])) is not None and heir not in chain:
            chain.append(heir)
        return chain

    def again(self, name: str) -> tuple[str, str | None]:
        """The id under which an entry is to be written down, and what it supersedes, where its import was undone.

        A run that was taken back alone stays away; one whose whole import was undone may come again.
        """
        if name not in self._undone:
            return name, None
        chain = self._chain(name)
        return f"{name}~{len(chain)}", chain[-1]

    def last_of(self, root: str) -> str:
        """The id that a further correction of an entry has to supersede."""
        return self._chain(root)[-1]

    def has_file(self, fingerprint: str) -> bool:
        """Whether a file of a fingerprint was taken in."""
        return fingerprint in self._files

    def has(self, name: str) -> bool:
        """Whether the entry of an id was ever written down, taken back or not."""
        return name in self._ids

    def counted(self, known: Known) -> RunDone | None:
        """What counts of a known run now; None where it was taken back."""
        return self._counted.get(self._roots.get(known.id, known.id))

    def same_run(self, activity: Activity) -> Known | None:
        """The known run that an activity with a start is a recording of, or None."""
        if activity.start is None:
            return None
        start = activity.start.timestamp()
        if activity.clock == "exact":
            for hour in _hours(start, activity.duration_s):
                for known in self._hours.get(hour, ()):
                    if _overlap(known, start, activity.elapsed_s or activity.duration_s):
                        return known
        date = self._date(activity.start)
        for day in (date, date - dt.timedelta(days=1), date + dt.timedelta(days=1)):
            for known in self._days.get(day, ()):
                if _alike_somehow(known, activity, start, same_day=day == date):
                    return known
        return None

    def by_hand(self, activity: Activity) -> RunDone | None:
        """The run written down by hand that day of which an activity is the recording, the nearest; or None."""
        if activity.start is None:
            return None
        that_day = self._by_hand.get(self._date(activity.start), ())
        fitting = [(off, entry) for entry in that_day if (off := _off(entry, activity)) <= BY_HAND_ALIKE]
        return min(fitting, key=lambda pair: (pair[0], pair[1].id))[1] if fitting else None

    def add(self, entry: RunDone) -> None:
        """Learns an entry that is about to be written down."""
        root = entry.id if entry.supersedes is None else self._roots.get(entry.supersedes, entry.supersedes)
        self._roots[entry.id] = root
        if entry.supersedes is not None:
            self._heirs[entry.supersedes] = entry.id
        before = self._counted.get(root, entry)
        self._counted[root] = msgspec.structs.replace(entry, id=root, supersedes=None, at=before.at)
        for day in {self._date(before.at), self._date(entry.at)} & self._by_hand.keys():
            self._by_hand[day] = [one for one in self._by_hand[day] if one.id != root]
        self._learn(entry)

    def _learn(self, entry: RunDone) -> None:
        self._ids.add(entry.id)
        file, dash, _ = entry.id[len(PREFIX) + 1 :].partition("-")
        if dash:
            self._files.add(file)
        known = Known(
            id=entry.id,
            start_s=entry.at.timestamp(),
            duration_s=entry.duration_s,
            distance_m=entry.distance_m,
            clock=_CLOCKS[entry.id[len(PREFIX)]],
            day=self._date(entry.at),
        )
        self._days.setdefault(known.day, []).append(known)
        if known.clock == "exact":
            for hour in _hours(known.start_s, known.duration_s):
                self._hours.setdefault(hour, []).append(known)

    def _date(self, moment: dt.datetime) -> dt.date:
        return local(moment, self.zone).date()


_NO_RUN = frozenset({"rest", "cross-training", "strength"})


def _hours(start: float, duration_s: int | None) -> range:
    """The hours a recording touches, and the one before and after, for starts that differ a little."""
    first = int(start // _HOUR)
    last = int((start + (duration_s or 0)) // _HOUR)
    return range(first - 1, min(last, first + _LONGEST_HOURS) + 2)


def _overlap(known: Known, start: float, took: int | None) -> bool:
    """Whether two recordings whose hours are sure are of one run."""
    if not known.duration_s or not took:
        return abs(known.start_s - start) <= START_TOLERANCE_S
    shared = min(known.start_s + known.duration_s, start + took) - max(known.start_s, start)
    return shared >= SHARED * min(known.duration_s, took)


def _alike_somehow(known: Known, activity: Activity, start: float, *, same_day: bool) -> bool:
    """Whether two recordings are of one run where the hour of one is not sure: by their amounts, which have to fit."""
    clocks = {known.clock, activity.clock}
    if clocks == {"exact"}:
        return False
    apart = abs(known.start_s - start)
    if "day" in clocks:
        if not same_day:
            return False
    elif apart > _FARTHEST_ZONE_S or not _near_quarter(apart):
        # A zone that was assumed wrongly is wrong by quarters of an hour.
        return False
    pairs = [(known.distance_m, activity.distance_m), (known.duration_s, activity.duration_s)]
    both = [(one, other) for one, other in pairs if one and other]
    return bool(both) and all(abs(one - other) <= ALIKE * max(one, other) for one, other in both)


def _near_quarter(seconds: float) -> bool:
    over = seconds % _QUARTER_S
    return min(over, _QUARTER_S - over) <= START_TOLERANCE_S


def _off(entry: RunDone, activity: Activity) -> float:
    """By how much a run written by hand differs from a recording, 0 to 1; 0 where it names no amounts."""
    if entry.distance_m and activity.distance_m:
        return abs(entry.distance_m - activity.distance_m) / max(entry.distance_m, activity.distance_m)
    if entry.duration_s and activity.duration_s:
        return abs(entry.duration_s - activity.duration_s) / max(entry.duration_s, activity.duration_s)
    return 0.0 if not entry.distance_m and not entry.duration_s else 1.0
