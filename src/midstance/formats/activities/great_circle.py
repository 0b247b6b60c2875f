"""Distances between places on the globe, added up point by point; the points themselves are not kept."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

EARTH_M = 6_371_009.0
"""Mean radius (IUGG)."""
FASTEST_ON_FOOT = 12.5
"""Metres a second; between two points on foot anything faster is a fault of the receiver (the 100 m record's peak)."""
STANDING = 0.5
"""Metres a second below which a long interval is a pause (ours: a third of walking)."""
LONG_GAP_S = 15.0
"""Intervals shorter are never a pause (ours: watches that save memory write a point every ten seconds or so)."""


_HALF = radians(1) / 2
_METRES_PER_DEGREE = radians(1) * EARTH_M
_SHORT, _SAME_COS = 0.01, 0.0005
"""Degrees within which the map is flat (a kilometre or so), and within which a parallel's length is taken as one."""
_NOWHERE = float("nan")
Place = tuple[float, float]
"""Latitude and longitude in degrees."""


def metres_between(lat_1: float, lon_1: float, lat_2: float, lon_2: float) -> float:
    """Metres along the great circle, by the haversine formula, which stays exact for near points."""
    north, east = sin((lat_2 - lat_1) * _HALF), sin((lon_2 - lon_1) * _HALF)
    half = north * north + cos(radians(lat_1)) * cos(radians(lat_2)) * east * east
    return 2 * EARTH_M * asin(sqrt(half) if half < 1 else 1.0)


class Path:
    """Adds up a path: metres in all and without jumps, seconds in all and without pauses. Times are Unix seconds."""

    __slots__ = (
        "_cos", "_cos_lat", "_far", "_good", "_lat", "_lon", "_placed_at", "_time", "backwards", "first", "last",
        "left_out", "metres_on_foot", "moving_s", "points",
    )  # fmt: skip

    def __init__(self) -> None:
        self.metres_on_foot = 0.0
        """Without jumps that no one runs: a point far off is passed over, and so is the way to where several are."""
        self.left_out = 0.0
        """Metres of such jumps."""
        self.moving_s = 0.0
        self.first: float | None = None
        self.last: float | None = None
        self.backwards = 0
        """How often time went back."""
        self.points = 0
        self._lat = self._lon = _NOWHERE
        self._placed_at: float | None = None
        self._time: float | None = None
        self._far = False
        self._good: tuple[float, float, float | None] = (_NOWHERE, _NOWHERE, None)
        self._cos, self._cos_lat = 1.0, 0.0

    def break_off(self) -> None:
        """What comes next does not join on to what was: the recording paused here."""
        self._lat, self._time, self._far = _NOWHERE, None, False

    def add(self, lat: float, lon: float, time: float | None) -> None:
        """The next point. One without a place counts for time alone."""
        self.extend(((lat, lon, time),))

    def extend(self, points: Iterable[tuple[float, float, float | None]]) -> None:
        """The next points, as `add` takes them.

        Every point of every track comes through here, so that what changes with each is kept at hand.
        """
        last_lat, last_lon, on_foot, moving = self._lat, self._lon, 0.0, 0.0
        for lat, lon, time in points:
            took = 0.0
            if time is not None:
                before = self._time
                if before is not None and time >= before:
                    took = time - before
                    self._time = time
                else:
                    self._turned(time)
            if not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat == 0 and lon == 0):
                moving += took
                continue
            self.points += 1
            if last_lat == last_lat:
                step = self._step(last_lat, last_lon, lat, lon)
                if not self._far and (step <= FASTEST_ON_FOOT or _can_run(step, self._placed_at, time)):
                    on_foot += step
                else:
                    self._jumped(step, (last_lat, last_lon), (lat, lon), time)
                if took > LONG_GAP_S and step < STANDING * took:
                    took = 0.0
            moving += took
            last_lat, last_lon, self._placed_at = lat, lon, time
        self._lat, self._lon = last_lat, last_lon
        self.metres_on_foot += on_foot
        self.moving_s += moving
        if self._time is not None and (self.last is None or self._time > self.last):
            self.last = self._time

    def _step(self, last_lat: float, last_lon: float, lat: float, lon: float) -> float:
        """Metres between two points; short ways on a flat map, exact to some millionths."""
        north, east = lat - last_lat, lon - last_lon
        if not (-_SHORT < north < _SHORT and -_SHORT < east < _SHORT):
            return metres_between(last_lat, last_lon, lat, lon)
        if not -_SAME_COS < lat - self._cos_lat < _SAME_COS:
            self._cos, self._cos_lat = cos(radians(lat)), lat
        east *= self._cos
        return sqrt(north * north + east * east) * _METRES_PER_DEGREE

    def _turned(self, time: float) -> None:
        """The first time of a stretch, which may lie before all that was; or a time before the last one."""
        if self._time is not None:
            self.backwards += 1
            return
        self._time = time
        self.first = time if self.first is None else min(self.first, time)

    def _jumped(self, step: float, at: Place, to: Place, time: float | None) -> None:
        """A step that no one runs, or one after such a step.

        Back where one can have run to since the last good point, all is well; else it goes on from where it jumped to.
        """
        if not self._far:
            self._far, self._good = True, (*at, self._placed_at)
            self.left_out += step
            return
        good_lat, good_lon, good_time = self._good
        back = metres_between(good_lat, good_lon, *to)
        if _can_run(back, good_time, time):
            self.metres_on_foot += back
            self.left_out += step - back
            self._far = False
        elif _can_run(step, self._placed_at, time):
            self.metres_on_foot += step
            self._far = False
        else:
            self.left_out += step

    @property
    def metres(self) -> float:
        """Metres in all, jumps included."""
        return self.metres_on_foot + self.left_out

    @property
    def elapsed_s(self) -> float | None:
        """Seconds from the first to the last moment."""
        return None if self.first is None or self.last is None else self.last - self.first


def _can_run(metres: float, since: float | None, until: float | None) -> bool:
    """Whether anyone runs so far in that time; always where a time is not known."""
    if since is None or until is None:
        return True
    # Fixes may come several to a second, so that only whole seconds have a speed.
    return metres <= FASTEST_ON_FOOT * max(until - since, 1.0)
