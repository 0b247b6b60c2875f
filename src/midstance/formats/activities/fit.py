"""Recorded activities in FIT files: sessions, laps, strength sets; without a session, what its points add up to.

A wrong checksum does not stop the reading, for devices and editing programs leave them behind in good files; it is
told, because a value may be damaged. A header's own checksum of 0 is what the format allows.
"""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

import msgspec

from midstance.formats.activities.activity import (
    FARTHEST_M,
    LONGEST_S,
    MOST_LAPS,
    MOST_SESSIONS,
    MOST_SETS,
    Activity,
    ActivityReading,
    Lap,
    RecordedSet,
    bounded,
    clock_of_start,
    heart,
)
from midstance.formats.activities.fit_checksum import checksum
from midstance.formats.activities.fit_points import points_of
from midstance.formats.activities.fit_scan import TIMESTAMP, Damage, Fields, Part, is_fit, messages, parts_of
from midstance.formats.activities.fit_values import moment, number, numbers, recorded_set, text, zone_of
from midstance.formats.activities.sports import UNKNOWN, Played, fit_sport
from midstance.formats.entry import one_line
from midstance.training.running import Problem

FILE_ID, SPORT, SESSION, LAP, DEVICE, WORKOUT, ACTIVITY, SET = 0, 12, 18, 19, 23, 26, 34, 225
_WANTED = {
    FILE_ID: (0, 1, 8), SPORT: (0, 1, 3), SESSION: (TIMESTAMP, 2, 5, 6, 7, 8, 9, 16, 17, 35, 168),
    LAP: (TIMESTAMP, 2, 7, 8, 9, 15, 16), DEVICE: (27,), WORKOUT: (8,), ACTIVITY: (TIMESTAMP, 5),
    SET: (0, 3, 4, 5, 6, 7, 8, 11, 254),
}  # fmt: skip
"""The messages that are read, by their numbers in FIT, and which of their fields."""
_ACTIVITY_FILE = 4
_FILE_KINDS = {
    1: "a device's description", 2: "a device's settings", 3: "sport settings", 5: "a planned workout", 6: "a course",
    7: "schedules", 9: "weights", 10: "totals", 11: "goals", 14: "blood pressure", 15: "daily monitoring",
    20: "an activity summary", 28: "daily monitoring", 32: "daily monitoring", 34: "segments", 35: "segments",
    40: "an exercise list", 44: "metrics", 49: "sleep", 68: "heart rate variability",
}  # fmt: skip
_MAKERS = {1: "Garmin", 23: "Suunto", 32: "Wahoo", 95: "Stryd", 123: "Polar", 260: "Zwift", 265: "Strava", 294: "COROS"}

Kept = TypeVar("Kept")


class _Found:
    """What one FIT file holds, message by message."""

    def __init__(self) -> None:
        self.kind: int | None = None
        self.device = ""
        self.title = ""
        self.played = UNKNOWN
        self.zone = dt.UTC
        self.sessions: list[Fields] = []
        self.laps: list[Fields] = []
        self.sets: list[RecordedSet] = []
        self.left_out = 0

    def take(self, which: int, fields: Fields) -> None:
        """One message more."""
        if which == SESSION:
            self._keep(self.sessions, fields, MOST_SESSIONS)
        elif which == LAP:
            self._keep(self.laps, fields, MOST_LAPS)
        elif which == SET:
            self._keep(self.sets, recorded_set(fields), MOST_SETS)
        elif which == FILE_ID:
            kind = fields.get(0)
            self.kind = kind if isinstance(kind, int) else self.kind
            self.device = text(fields, 8) or _MAKERS.get(int(number(fields, 1) or 0), "")
        elif which == SPORT:
            self.played = _played(fields, 0, 1)
        elif which == DEVICE:
            self.device = self.device or text(fields, 27)
        elif which == WORKOUT:
            self.title = one_line(text(fields, 8), 120)
        elif which == ACTIVITY:
            self.zone = zone_of(fields) or self.zone

    def _keep(self, kept: list[Kept], one: Kept, most: int) -> None:
        if len(kept) < most:
            kept.append(one)
        else:
            self.left_out += 1


def read_fit(data: bytes, name: str) -> ActivityReading:
    """The activities in a FIT file, or in several that follow each other in one. Never raises.

    A file that ends early or is damaged gives what stands before, and a problem.
    """
    if not is_fit(data[:14]):
        says = "it is empty" if not data else "it is no FIT file, whatever its name says"
        return ActivityReading(problems=(Problem(place=name, says=f"{says}; take another copy of it"),))
    activities: list[Activity] = []
    problems: list[Problem] = []
    parts = list(parts_of(data))
    for index, part in enumerate(parts):
        place = name if len(parts) == 1 else f"{name}:file {index + 1}"
        _read_part(data, part, place, activities, problems)
        if part.next is not None and index == len(parts) - 1:
            says = f"{len(data) - part.next} bytes follow that are no FIT file; they were not read"
            problems.append(Problem(place=place, says=says))
    if not activities and not problems:
        problems.append(Problem(place=name, says="no activity is recorded in it"))
    return ActivityReading(activities=tuple(activities[:MOST_SESSIONS]), problems=tuple(problems))


def _read_part(data: bytes, part: Part, place: str, activities: list[Activity], problems: list[Problem]) -> None:
    """Adds what one FIT file holds, and what is wrong with it."""
    found = _Found()
    trouble = ""
    try:
        for which, fields in messages(data, part, _WANTED):
            found.take(which, fields)
            if found.kind is not None and found.kind != _ACTIVITY_FILE and which == FILE_ID:
                break
    except Damage as damage:
        trouble = f"it is damaged from byte {damage.at} on; what stands before was read"
    if found.kind is not None and found.kind != _ACTIVITY_FILE:
        kind = _FILE_KINDS.get(found.kind, "something else")
        problems.append(Problem(place=place, says=f"it holds {kind}, no recorded activity"))
        return
    if not part.whole:
        trouble = "it ends early; what is there was read"
    elif not trouble and checksum(memoryview(data)[part.header : part.end + 2]):
        trouble = "its checksum is wrong, so a value in it may be damaged; it was read all the same"
    made = _activities(data, part, found, place)
    if trouble:
        problems.append(Problem(place=place, says=trouble))
    if found.left_out:
        problems.append(
            Problem(place=place, says=f"{found.left_out} laps or sets beyond what any day has were left out")
        )
    activities += made


def _activities(data: bytes, part: Part, found: _Found, place: str) -> list[Activity]:
    if not found.sessions:
        whole = points_of(data, part)
        if whole is None:
            return []
        start = moment(whole.first, found.zone)
        laps = tuple(_lap(fields, found.zone) for fields in found.laps)
        return [_fitted(msgspec.structs.replace(_blank(found, place, found.played), start=start, laps=laps,
                                                distance_m=whole.distance_m, duration_s=whole.duration_s,
                                                elapsed_s=whole.elapsed_s, avg_heart=whole.avg_heart,
                                                max_heart=whole.max_heart, sets=tuple(found.sets)))]  # fmt: skip
    made = []
    for index, fields in enumerate(found.sessions):
        where = place if len(found.sessions) == 1 else f"{place}:session {index + 1}"
        made.append(_fitted(_session(fields, found, where)))
    if len(made) == 1 and made[0].distance_m is None and made[0].sport == "running":
        whole = points_of(data, part)
        if whole is not None:
            made = [msgspec.structs.replace(made[0], distance_m=whole.distance_m)]
    return made


def _blank(found: _Found, place: str, played: Played) -> Activity:
    return Activity(
        source=place, sport=played.sport, detail=played.detail, title=found.title, device=one_line(found.device, 60)
    )


def _session(fields: Fields, found: _Found, place: str) -> Activity:
    played = _played(fields, 5, 6)
    if played.sport == "unknown":
        played = found.played
    elapsed = number(fields, 7, 1000)
    timer = number(fields, 8, 1000) or elapsed
    first, last = number(fields, 2), number(fields, TIMESTAMP)
    if first is None and last is not None:
        first = last - (elapsed or 0)
    stress, load = number(fields, 35, 10), number(fields, 168, 65_536)
    return msgspec.structs.replace(
        _blank(found, place, played),
        start=moment(first, found.zone),
        distance_m=bounded(number(fields, 9, 100), FARTHEST_M),
        duration_s=bounded(timer, LONGEST_S),
        elapsed_s=bounded(elapsed, LONGEST_S),
        avg_heart=heart(number(fields, 16)),
        max_heart=heart(number(fields, 17)),
        load=stress if stress is not None else load,
        laps=tuple(_lap(lap, found.zone) for lap in _within(found.laps, fields, found)),
        sets=tuple(_sets_within(found.sets, first, elapsed, found)),
    )


def _within(laps: list[Fields], session: Fields, found: _Found) -> list[Fields]:
    """The laps of a session: all of them where it is the only one, else those that begin in it."""
    if len(found.sessions) == 1:
        return laps
    first, last = number(session, 2), number(session, TIMESTAMP)
    if first is None or last is None:
        return []
    return [lap for lap in laps if (begun := number(lap, 2)) is not None and first <= begun < last]


def _sets_within(
    sets: list[RecordedSet], first: float | None, elapsed: float | None, found: _Found
) -> list[RecordedSet]:
    if len(found.sessions) == 1 or first is None:
        return sets
    begin = moment(first, found.zone)
    if begin is None:
        return []
    end = begin + dt.timedelta(seconds=min(elapsed or 0, LONGEST_S))
    return [one for one in sets if one.start is not None and begin <= one.start <= end]


def _lap(fields: Fields, zone: dt.timezone) -> Lap:
    return Lap(
        start=moment(number(fields, 2), zone),
        distance_m=bounded(number(fields, 9, 100), FARTHEST_M),
        duration_s=bounded(number(fields, 8, 1000) or number(fields, 7, 1000), LONGEST_S),
        avg_heart=heart(number(fields, 15)),
        max_heart=heart(number(fields, 16)),
    )


def _played(fields: Fields, sport: int, sub_sport: int) -> Played:
    one, other = numbers(fields, sport), numbers(fields, sub_sport)
    return fit_sport(one[0] if one else None, other[0] if other else None)


def _fitted(activity: Activity) -> Activity:
    """With what its start is worth."""
    return msgspec.structs.replace(activity, clock=clock_of_start(activity.start))
