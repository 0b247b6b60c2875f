"""What a FIT file's points add up to, for files that hold no session: cut off, or written by a simple program."""

from __future__ import annotations

import msgspec

from midstance.formats.activities.activity import FARTHEST_M, LONGEST_S, bounded, heart
from midstance.formats.activities.fit_scan import TIMESTAMP, Damage, Fields, Part, timed_messages
from midstance.formats.activities.fit_values import number
from midstance.formats.activities.great_circle import Path

RECORD, EVENT = 20, 21
_WANTED = {RECORD: (TIMESTAMP, 0, 1, 3, 5, 8), EVENT: (TIMESTAMP, 0, 1)}
_TIMER, _STARTS, _STOPS = 0, frozenset({0}), frozenset({1, 4, 8, 9})
_SEMICIRCLES = 2**31 / 180
_SIXTEENTHS = 16
"""Compressed distance counts sixteenths of a metre in twelve bits and begins anew when they are full."""


class Points(msgspec.Struct, frozen=True, kw_only=True):
    """Metres, seconds and heart rates that points add up to. `first` is a FIT timestamp."""

    first: float | None
    distance_m: int | None
    duration_s: int | None
    elapsed_s: int | None
    avg_heart: int | None
    max_heart: int | None


class _Sum:
    """Points as they come."""

    def __init__(self) -> None:
        self.path = Path()
        self.count = 0
        self.stated = 0.0
        self.compressed: int | None = None
        self.compressed_m = 0.0
        self.paused_s = 0.0
        self.stopped: float | None = None
        self.hearts = self.beats = self.fastest = 0

    def record(self, fields: Fields) -> None:
        """A point."""
        self.count += 1
        stamp = number(fields, TIMESTAMP)
        lat, lon = number(fields, 0), number(fields, 1)
        if lat is None or lon is None:
            self.path.add(float("nan"), float("nan"), stamp)
        else:
            self.path.add(lat / _SEMICIRCLES, lon / _SEMICIRCLES, stamp)
        self.stated = max(self.stated, number(fields, 5, 100) or 0.0)
        packed = fields.get(8)
        if isinstance(packed, tuple) and len(packed) == 3:
            now = int(packed[1]) >> 4 | int(packed[2]) << 4
            if self.compressed is not None:
                self.compressed_m += (now - self.compressed & 0xFFF) / _SIXTEENTHS
            self.compressed = now
        rate = heart(number(fields, 3))
        if rate is not None:
            self.hearts += 1
            self.beats += rate
            self.fastest = max(self.fastest, rate)

    def event(self, fields: Fields) -> None:
        """The timer was started or stopped."""
        stamp, kind = number(fields, TIMESTAMP), number(fields, 1)
        if number(fields, 0) != _TIMER or stamp is None or kind is None:
            return
        if kind in _STOPS and self.stopped is None:
            self.stopped = stamp
        elif kind in _STARTS and self.stopped is not None:
            self.paused_s += max(0.0, stamp - self.stopped)
            self.stopped = None


def points_of(data: bytes, part: Part) -> Points | None:
    """What the points of a FIT file add up to, as far as it can be read; None where there are none with a time."""
    found = _Sum()
    try:
        for which, fields in timed_messages(data, part, _WANTED):
            if which == RECORD:
                found.record(fields)
            else:
                found.event(fields)
    except Damage:
        pass
    elapsed = found.path.elapsed_s
    if not found.count or elapsed is None:
        return None
    metres = found.stated or found.compressed_m or found.path.metres_on_foot
    return Points(
        first=found.path.first,
        distance_m=bounded(metres, FARTHEST_M),
        duration_s=bounded(max(0.0, elapsed - found.paused_s), LONGEST_S),
        elapsed_s=bounded(elapsed, LONGEST_S),
        avg_heart=round(found.beats / found.hearts) if found.hearts else None,
        max_heart=found.fastest or None,
    )
