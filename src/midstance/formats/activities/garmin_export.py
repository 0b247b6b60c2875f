"""Garmin's data export: its summarizedActivities JSON, a hundred megabytes for some, read one activity at a time.

Distances in it are centimetres and durations milliseconds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from midstance.formats.activities.activity import (
    FARTHEST_M,
    LONGEST_S,
    Activity,
    bounded,
    clock_of_start,
    heart,
)
from midstance.formats.activities.limits import CHUNK
from midstance.formats.activities.sports import sport_of_word
from midstance.formats.entry import one_line
from midstance.training.running import Problem

LONGEST_ACTIVITY = 4_000_000
"""Bytes of one activity's summary (ours: those with many splits have some 100 kB)."""
_DEEPEST = 200
_MARKS = re.compile(rb'["{}\[\]]')
_STRING_END = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_LIST = b'"summarizedActivitiesExport"'
_QUARTER_S, _FARTHEST_S = 900, 14 * 3600


class _Summary(msgspec.Struct):
    """The fields that are read; numbers may come as numbers of any kind or not at all."""

    name: str | None = None
    activityType: object = None
    sportType: object = None
    beginTimestamp: float | None = None
    startTimeGmt: float | None = None
    startTimeLocal: float | None = None
    duration: float | None = None
    elapsedDuration: float | None = None
    distance: float | None = None
    avgHr: float | None = None
    maxHr: float | None = None
    activityTrainingLoad: float | None = None


class BrokenJson(ValueError):
    """The JSON makes no sense from a byte on."""


def objects_in(stream: BinaryIO) -> Iterator[bytes]:
    """The objects in the list of activities, one at a time, whatever stands around it.

    They are the objects in lists named `summarizedActivitiesExport`. Raises BrokenJson for what is cut off, too deep or
    too long.
    """
    splitter = _Splitter()
    while chunk := stream.read(CHUNK):
        yield from splitter.take(chunk)
    splitter.end()


class _Splitter:
    """Cuts JSON as it comes, by its brackets; only what is not yet cut is kept."""

    def __init__(self) -> None:
        self._buffer = b""
        self._at = self._depth = 0
        self._level: int | None = None
        """How deep the wanted objects stand, while their list is open."""
        self._start: int | None = None
        """Where the wanted object at hand begins in the buffer."""

    def take(self, chunk: bytes) -> Iterator[bytes]:
        """The objects that end in the next piece."""
        self._buffer += chunk
        while (mark := _MARKS.search(self._buffer, self._at)) is not None:
            if mark[0] == b'"':
                if not self._over_string(mark.start()):
                    break
            elif mark[0] in b"{[":
                self._open(mark)
            elif (found := self._close(mark)) is not None:
                yield found
        else:
            self._at = len(self._buffer)
        keep = self._at if self._start is None else self._start
        if len(self._buffer) - keep > LONGEST_ACTIVITY:
            raise BrokenJson("one of its activities never ends")
        self._buffer, self._at = self._buffer[keep:], self._at - keep
        self._start = None if self._start is None else 0

    def end(self) -> None:
        """There is no more. Raises BrokenJson where something is still open."""
        if self._depth:
            raise BrokenJson("it ends early")

    def _over_string(self, where: int) -> bool:
        """Goes on behind a string, which may name the list; False where its end is not there yet."""
        end = _STRING_END.match(self._buffer, where + 1)
        if end is None:
            self._at = where
            return False
        if self._level is None and self._buffer[where : end.end()] == _LIST:
            self._level = self._depth + 2
        self._at = end.end()
        return True

    def _open(self, mark: re.Match[bytes]) -> None:
        self._at = mark.end()
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BrokenJson("it nests too deep")
        if mark[0] == b"{" and self._depth == self._level:
            self._start = mark.start()

    def _close(self, mark: re.Match[bytes]) -> bytes | None:
        """The wanted object that ends here, or None."""
        self._at = mark.end()
        found = None
        if self._depth == self._level and self._start is not None:
            found, self._start = self._buffer[self._start : self._at], None
        elif self._level is not None and self._depth < self._level:
            self._level = None
        self._depth -= 1
        return found


def read_summaries(stream: BinaryIO, name: str) -> Iterator[Activity | Problem]:
    """The activities of a summarizedActivities file as they come, and problems. Raises what reading raises."""
    count = 0
    try:
        for body in objects_in(stream):
            count += 1
            place = f"{name}:activity {count}"
            try:
                yield _activity(msgspec.json.decode(body, type=_Summary, strict=False), place)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                yield Problem(place=place, says="it holds something that is not understood; it was left out")
    except BrokenJson as error:
        yield Problem(place=name, says=f"{error}; what stands before was read")
    if not count:
        yield Problem(place=name, says="it holds no activities")


def _activity(one: _Summary, place: str) -> Activity:
    played = sport_of_word(_word(one.activityType) or _word(one.sportType))
    start = _start(one)
    moving = one.duration / 1000 if one.duration is not None else None
    elapsed = one.elapsedDuration / 1000 if one.elapsedDuration is not None else None
    return Activity(
        source=place,
        start=start,
        clock=clock_of_start(start),
        sport=played.sport,
        detail=played.detail,
        title=one_line(one.name or "", 120),
        distance_m=bounded(one.distance / 100 if one.distance is not None else None, FARTHEST_M),
        duration_s=bounded(moving, LONGEST_S),
        elapsed_s=bounded(elapsed, LONGEST_S),
        avg_heart=heart(one.avgHr),
        max_heart=heart(one.maxHr),
        load=one.activityTrainingLoad,
    )


def _word(value: object) -> str:
    """A sport's word: itself, or the key of an object that names it."""
    if isinstance(value, dict):
        value = value.get("typeKey")
    return value if isinstance(value, str) else ""


def _start(one: _Summary) -> dt.datetime | None:
    """The start in the zone the watch was in."""
    stamp = one.beginTimestamp if one.beginTimestamp is not None else one.startTimeGmt
    if stamp is None or not abs(stamp) < 1e14:
        return None
    zone = dt.UTC
    if one.startTimeLocal is not None and abs(one.startTimeLocal) < 1e14:
        ahead = round((one.startTimeLocal - stamp) / 1000 / _QUARTER_S) * _QUARTER_S
        zone = dt.timezone(dt.timedelta(seconds=ahead)) if abs(ahead) <= _FARTHEST_S else dt.UTC
    try:
        return dt.datetime.fromtimestamp(stamp / 1000, zone)
    except (OverflowError, ValueError, OSError):
        return None
