"""Tracks in GPX: what their points add up to. The points are forgotten as soon as they are counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import BinaryIO

from midstance.formats.activities.activity import (
    FARTHEST_M,
    FASTEST_HEART,
    LONGEST_S,
    SLOWEST_HEART,
    Activity,
    bounded,
    clock_of_start,
)
from midstance.formats.activities.gpx_points import Plain, stream_points
from midstance.formats.activities.great_circle import Path
from midstance.formats.activities.moments import moment_of
from midstance.formats.activities.sports import UNKNOWN, Played, sport_of_title, sport_of_word
from midstance.formats.activities.xml_events import Feed, Refused, Text, bare, check_depth
from midstance.formats.entry import one_line
from midstance.training.running import Problem

MOST_TRACKS = 10_000
"""Tracks in one file (ours)."""
JOINED_S = 1800
"""Tracks that follow within half an hour are one activity: some programs begin a track after each pause (ours)."""
_ON_FOOT = frozenset({"running", "walking", "hiking"})
_JUMPS_SAID = 0.02
_NOWHERE = float("nan")
_PLAIN_TIME, _MOST_MINUTES = 20, 5_000
"""Letters of `2027-03-09T17:30:00Z`, whose minutes are remembered."""
_SEGMENT_DEPTH = 3
"""Root, track, segment."""
_TEXTS = frozenset({"name", "type", "time", "hr", "heartrate"})


class _Track:
    """A track as its points come."""

    def __init__(self) -> None:
        self.path = Path()
        self.title = self.type = ""
        self.hearts = self.beats = self.fastest = 0
        self.zone: dt.tzinfo = dt.UTC
        self.zoned = False
        self.unread = 0


class _Gpx:
    """Hears a GPX document; `done` are tracks that ended."""

    def __init__(self) -> None:
        self.text = Text()
        self.done: list[_Track] = []
        self.root = ""
        self.others: set[str] = set()
        self.creator = ""
        self._track: _Track | None = None
        self.segments = self.slow_points = 0
        self._depth = 0
        self._in_point = False
        self._lat = self._lon = _NOWHERE
        self._time: float | None = None
        self._minutes: dict[str, float] = {}
        self._wants = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth == 1:
            self.root, self.creator = bare(name), attributes.get("creator", "")
        if name == "trkpt" or name.endswith(":trkpt"):
            self._in_point = self._track is not None
            self._lat, self._lon = _degrees(attributes.get("lat")), _degrees(attributes.get("lon"))
            self._time = None
            return
        local = bare(name)
        if self._track is not None and local in _TEXTS:
            if self._in_point or self._depth == 3:
                self._wants = name
                self.text.collect()
        elif local == "trkseg" and self._track is not None:
            self.segments += 1
            self._track.path.break_off()
        elif self._depth == 2:
            self.others.add(local[:10])
            if local == "trk" and len(self.done) < MOST_TRACKS:
                self._track = _Track()
        check_depth(self._depth)

    def end(self, name: str) -> None:
        """An element ends."""
        self._depth -= 1
        if name == self._wants:
            self._wants = ""
            self._said(bare(name), self.text.taken())
        elif self._in_point and (name == "trkpt" or name.endswith(":trkpt")):
            self._in_point = False
            self.slow_points += 1
            if self._track is not None:
                self._track.path.add(self._lat, self._lon, self._time)
        elif self._depth == 1 and bare(name) == "trk":
            self.close()

    @property
    def in_segment(self) -> bool:
        """Whether the document stands between the points of a track's segment."""
        return self._depth == _SEGMENT_DEPTH and self._track is not None and not self._in_point

    def plain_points(self, points: list[Plain]) -> None:
        """Points that came past the parser."""
        track = self._track
        if track is None:
            return
        minutes = self._minutes
        placed: list[tuple[float, float, float | None]] = []
        for lat, lon, time, rate in points:
            at: float | None = None
            if time is not None:
                base = minutes.get(time[:17]) if len(time) == _PLAIN_TIME and time[-1] == "Z" else None
                at = (
                    base + int(time[17:19])
                    if base is not None and time[17:19].isdecimal()
                    else self._timed(track, time)
                )
            try:
                placed.append((float(lat), float(lon), at))
            except ValueError:
                placed.append((_NOWHERE, _NOWHERE, at))
            if rate is not None:
                self._beat(track, _rate(rate))
        track.path.extend(placed)

    def close(self) -> None:
        """The track at hand is over."""
        if self._track is not None:
            self.done.append(self._track)
            self._track = None

    def _said(self, name: str, text: str) -> None:
        track = self._track
        if track is None:
            return
        if name == "time" and self._in_point:
            self._time = self._timed(track, text)
        elif name == "name" and not self._in_point:
            track.title = text
        elif name == "type" and not self._in_point:
            track.type = text
        elif name in ("hr", "heartrate"):
            self._beat(track, _rate(text))

    def _beat(self, track: _Track, rate: float) -> None:
        if SLOWEST_HEART <= rate <= FASTEST_HEART:
            track.hearts += 1
            track.beats += round(rate)
            if rate > track.fastest:
                track.fastest = round(rate)

    def _timed(self, track: _Track, text: str) -> float | None:
        """The Unix seconds of a time stamp, its minute learnt for the points that follow; None for what is none."""
        at = moment_of(text.strip())
        if at is None:
            track.unread += 1
            return None
        if not track.zoned and at.tzinfo is not None:
            track.zone, track.zoned = at.tzinfo, True
        if len(text) == _PLAIN_TIME and text[-1] == "Z":
            if len(self._minutes) > _MOST_MINUTES:
                self._minutes.clear()
            self._minutes[text[:17]] = at.timestamp() - at.second
        return at.timestamp()


def _rate(text: str) -> float:
    """A heart rate as it stands, 0 for what is none."""
    bare = text.strip()[:6]
    return float(bare) if bare.isdecimal() or bare.replace(".", "", 1).isdecimal() else 0.0


def _degrees(text: str | None) -> float:
    try:
        return float(text) if text is not None and len(text) < 40 else _NOWHERE
    except ValueError:
        return _NOWHERE


def read_gpx(stream: BinaryIO, name: str, assume: Played = UNKNOWN) -> Iterator[Activity | Problem]:
    """The tracks of a GPX file as activities, and problems. Raises what reading the stream raises, nothing else.

    `assume` is the sport of tracks that name none: on foot, jumps of the receiver do not count.
    """
    events = _Gpx()
    feed = Feed(events, events.text)
    try:
        for _ in stream_points(stream, feed, events):
            pass
    except Refused as refusal:
        events.close()
        yield Problem(place=name, says=f"{refusal}" + ("; what stands before was read" if events.done else ""))
    finally:
        feed.close()
    if not events.done:
        if events.root.lower() != "gpx":
            yield Problem(place=name, says="it is no GPX file, whatever its name says")
        else:
            yield Problem(place=name, says="it holds a route or places, but no recorded track")
        return
    yield from _joined(events, name, assume)


def _joined(events: _Gpx, name: str, assume: Played) -> Iterator[Activity | Problem]:
    """The tracks, those that go on after a short pause put together."""
    groups: list[list[_Track]] = []
    for track in events.done:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and last.type == track.type
            and last.path.last is not None
            and track.path.first is not None
            and 0 <= track.path.first - last.path.last <= JOINED_S
        ):
            groups[-1].append(track)
        else:
            groups.append([track])
    for index, group in enumerate(groups):
        place = name if len(groups) == 1 else f"{name}:track {index + 1}"
        yield from _activity(group, place, events.creator, assume)


def _activity(group: list[_Track], place: str, creator: str, assume: Played) -> Iterator[Activity | Problem]:
    first = group[0]
    if all(track.path.points < 2 and not track.path.elapsed_s for track in group):
        yield Problem(place=place, says="its track has no points to count")
        return
    title = one_line(first.title, 120)
    played = sport_of_word(first.type)
    if played.sport in ("unknown", "other"):
        named = sport_of_title(title)
        played = named if named is not UNKNOWN else played
    if played is UNKNOWN:
        played = assume
    on_foot, whole = (sum(getattr(t.path, which) for t in group) for which in ("metres_on_foot", "metres"))
    metres = on_foot if played.sport in _ON_FOOT else whole
    start = None
    if first.path.first is not None:
        start = dt.datetime.fromtimestamp(first.path.first, first.zone)
    last, hearts = group[-1].path.last, sum(track.hearts for track in group)
    yield Activity(
        source=place,
        start=start,
        clock=clock_of_start(start),
        sport=played.sport,
        detail=played.detail,
        title=title,
        distance_m=bounded(metres, FARTHEST_M),
        duration_s=bounded(sum(track.path.moving_s for track in group), LONGEST_S),
        elapsed_s=bounded(last - first.path.first, LONGEST_S)
        if last is not None and first.path.first is not None
        else None,
        avg_heart=round(sum(track.beats for track in group) / hearts) if hearts else None,
        max_heart=max(track.fastest for track in group) or None,
        device=one_line(creator, 60),
    )
    if metres < whole * (1 - _JUMPS_SAID) and start is not None:
        yield Problem(place=place, says=f"jumps of {round((whole - metres) / 1000, 1):g} km in its track are left out")
    if sum(track.path.backwards for track in group):
        yield Problem(place=place, says="time goes back in its track; its duration may be wrong")
