"""Activities in Garmin's TCX: the sums its laps state; where a lap states none, what its points add up to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import BinaryIO

from midstance.formats.activities.activity import (
    FARTHEST_M,
    LONGEST_S,
    MOST_LAPS,
    Activity,
    Lap,
    bounded,
    clock_of_start,
    heart,
)
from midstance.formats.activities.great_circle import Path
from midstance.formats.activities.moments import moment_of
from midstance.formats.activities.sports import UNKNOWN, Played, sport_of_title, sport_of_word
from midstance.formats.activities.xml_events import Refused, Text, bare, check_depth, run
from midstance.formats.entry import one_line
from midstance.training.running import Problem

MOST_ACTIVITIES = 10_000
_LAP_TEXTS = {"TotalTimeSeconds", "DistanceMeters"}
_POINT_TEXTS = {"Time", "DistanceMeters", "LatitudeDegrees", "LongitudeDegrees", "Value"}
_NOWHERE = float("nan")


class _Lap:
    """A lap as it comes."""

    def __init__(self, start: str) -> None:
        self.start = moment_of(start)
        self.stated_m: float | None = None
        self.stated_s: float | None = None
        self.avg: float | None = None
        self.max: float | None = None
        self.path = Path()
        self.first_m: float | None = None
        self.last_m = 0.0
        self.hearts = 0
        self.beats = self.fastest = 0.0

    @property
    def metres(self) -> float | None:
        """Stated, else by the watch's own count along the points, else along the ground."""
        if self.stated_m:
            return self.stated_m
        return (self.last_m - (self.first_m or 0.0)) or self.path.metres_on_foot or None

    @property
    def seconds(self) -> float | None:
        """Stated, else from the first point to the last without pauses."""
        return self.stated_s if self.stated_s else self.path.moving_s or None

    @property
    def avg_heart(self) -> int | None:
        """Stated, else of the points."""
        return heart(self.avg) or (heart(self.beats / self.hearts) if self.hearts else None)

    @property
    def max_heart(self) -> int | None:
        """Stated, else of the points."""
        return heart(self.max) or heart(self.fastest)


class _Whole:
    """An activity as it comes."""

    def __init__(self, sport: str) -> None:
        self.sport = sport
        self.id = self.notes = self.device = ""
        self.laps: list[_Lap] = []


class _Tcx:
    """Hears a TCX document; `done` are activities that ended."""

    def __init__(self) -> None:
        self.text = Text()
        self.done: list[_Whole] = []
        self.root = ""
        self.has_course = False
        self.left_out = 0
        self._whole: _Whole | None = None
        self._path: list[str] = []
        self._wants = 0
        self._lat = self._lon = _NOWHERE
        self._time: float | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        local = bare(name)[:40]
        self._path.append(local)
        check_depth(len(self._path))
        if len(self._path) == 1:
            self.root = local
        elif local in ("Course", "Workout"):
            self.has_course = True
        elif local == "Activity" and len(self.done) < MOST_ACTIVITIES:
            self._whole = _Whole(attributes.get("Sport", ""))
        elif self._whole is not None:
            self._inside(self._whole, local, attributes)

    def _inside(self, whole: _Whole, local: str, attributes: dict[str, str]) -> None:
        if local == "Lap":
            if len(whole.laps) < MOST_LAPS:
                whole.laps.append(_Lap(attributes.get("StartTime", "")))
            else:
                self.left_out += 1
        elif local == "Trackpoint":
            self._lat = self._lon = _NOWHERE
            self._time = None
        elif local == "Track" and whole.laps:
            whole.laps[-1].path.break_off()
        elif local in _POINT_TEXTS or local in _LAP_TEXTS or local in ("Id", "Notes", "Name"):
            self._wants = len(self._path)
            self.text.collect()

    def end(self, name: str) -> None:
        """An element ends."""
        depth = len(self._path)
        local = self._path.pop()
        whole = self._whole
        if whole is None:
            return
        if self._wants == depth:
            self._wants = 0
            self._said(whole, local, self._path[-1] if self._path else "", self.text.taken())
        elif local == "Trackpoint" and whole.laps:
            whole.laps[-1].path.add(self._lat, self._lon, self._time)
        elif local == "Activity":
            self.close()

    def close(self) -> None:
        """The activity at hand is over."""
        if self._whole is not None:
            self.done.append(self._whole)
            self._whole = None

    def _said(self, whole: _Whole, local: str, parent: str, text: str) -> None:
        lap = whole.laps[-1] if whole.laps else None
        if parent == "Activity" and local == "Id":
            whole.id = text
        elif parent == "Activity" and local == "Notes":
            whole.notes = text
        elif parent == "Creator" and local == "Name":
            whole.device = text
        elif lap is not None and parent == "Lap":
            if local == "TotalTimeSeconds":
                lap.stated_s = _amount(text)
            elif local == "DistanceMeters":
                lap.stated_m = _amount(text)
        elif lap is not None and local == "Value" and parent == "AverageHeartRateBpm":
            lap.avg = _amount(text)
        elif lap is not None and local == "Value" and parent == "MaximumHeartRateBpm":
            lap.max = _amount(text)
        elif lap is not None:
            self._point(lap, local, parent, text)

    def _point(self, lap: _Lap, local: str, parent: str, text: str) -> None:
        if local == "Time":
            at = moment_of(text)
            self._time = at.timestamp() if at is not None else None
            return
        value = _amount(text, least=-180.0)
        if value is None:
            return
        if local == "LatitudeDegrees":
            self._lat = value
        elif local == "LongitudeDegrees":
            self._lon = value
        elif local == "DistanceMeters" and value >= 0:
            lap.first_m = value if lap.first_m is None else lap.first_m
            lap.last_m = max(lap.last_m, value)
        elif parent == "HeartRateBpm" and heart(value) is not None:
            lap.hearts += 1
            lap.beats += value
            lap.fastest = max(lap.fastest, value)


def _amount(text: str, least: float = 0.0) -> float | None:
    try:
        value = float(text) if len(text) < 40 else None
    except ValueError:
        return None
    return value if value is not None and least <= value < 1e9 else None


def read_tcx(stream: BinaryIO, name: str, assume: Played = UNKNOWN) -> Iterator[Activity | Problem]:
    """The activities of a TCX file, and problems. Raises what reading the stream raises, nothing else."""
    events = _Tcx()
    try:
        for _ in run(stream, events, events.text):
            pass
    except Refused as refusal:
        events.close()
        yield Problem(place=name, says=f"{refusal}" + ("; what stands before was read" if events.done else ""))
    if not events.done:
        if events.root != "TrainingCenterDatabase":
            yield Problem(place=name, says="it is no TCX file, whatever its name says")
        else:
            holds = "a course or a planned workout, but no recorded activity" if events.has_course else "no activity"
            yield Problem(place=name, says=f"it holds {holds}")
    if events.left_out:
        yield Problem(place=name, says=f"{events.left_out} laps beyond what any day has were left out")
    for index, whole in enumerate(events.done):
        yield from _activity(whole, name if len(events.done) == 1 else f"{name}:activity {index + 1}", assume)


def _activity(whole: _Whole, place: str, assume: Played) -> Iterator[Activity | Problem]:
    title = one_line(whole.notes, 120)
    played = sport_of_word(whole.sport)
    if played.sport in ("unknown", "other"):
        named = sport_of_title(title)
        played = named if named is not UNKNOWN else assume
    laps = whole.laps
    starts = [lap.start for lap in laps if lap.start is not None]
    start = moment_of(whole.id) or (starts[0] if starts else None)
    if start is None:
        points = [lap.path.first for lap in laps if lap.path.first is not None]
        start = dt.datetime.fromtimestamp(min(points), dt.UTC) if points else None
    lasts = [lap.path.last for lap in laps if lap.path.last is not None]
    seconds = sum(lap.seconds or 0.0 for lap in laps)
    elapsed = max(lasts) - start.timestamp() if lasts and start is not None else seconds
    hearts = [(lap.avg_heart, lap.seconds or 0.0) for lap in laps if lap.avg_heart is not None]
    beating_s = sum(took for _, took in hearts)
    yield Activity(
        source=place,
        start=start,
        clock=clock_of_start(start),
        sport=played.sport,
        detail=played.detail,
        title=title,
        distance_m=bounded(sum(lap.metres or 0.0 for lap in laps), FARTHEST_M),
        duration_s=bounded(seconds, LONGEST_S),
        elapsed_s=bounded(max(elapsed, seconds), LONGEST_S),
        avg_heart=round(sum(rate * took for rate, took in hearts) / beating_s) if beating_s else None,
        max_heart=max((lap.max_heart for lap in laps if lap.max_heart is not None), default=None),
        laps=tuple(_lap(lap) for lap in laps),
        device=one_line(whole.device, 60),
    )


def _lap(lap: _Lap) -> Lap:
    return Lap(
        start=lap.start,
        distance_m=bounded(lap.metres, FARTHEST_M),
        duration_s=bounded(lap.seconds, LONGEST_S),
        avg_heart=lap.avg_heart,
        max_heart=lap.max_heart,
    )
