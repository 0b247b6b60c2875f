"""Distances and durations as people write them in cells and on the command line."""

from __future__ import annotations

import re

from midstance.formats.entry import METRES_PER_MILE, Unit

_FACTORS = {"km": 1000.0, "k": 1000.0, "mi": METRES_PER_MILE, "mile": METRES_PER_MILE, "miles": METRES_PER_MILE}
_NUMBER = r"\d{1,6}(?:[.,]\d{1,4})?"
_RANGE = re.compile(rf"(?:({_NUMBER})\s*[-–]\s*)?({_NUMBER})\s*([a-z]*)\.?")
_HOURS = re.compile(r"(\d{1,2})\s*(?:h|hr|hrs|hour|hours|std)\.?\s*(?:(\d{1,2})\s*(?:m|min|mins|minutes|')?\.?)?")
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?\s*(?:h)?")
FARTHEST_M = 400_000
"""No run of a plan is longer (our choice)."""
LONGEST_S = 48 * 3600
"""No run of a plan takes longer (our choice)."""
_LEAST_BARE_MINUTES = 10
"""A bare number below could be hours or minutes; from here on it is minutes (our choice)."""


def distance_metres(word: str, unit: Unit | None, *, metres: bool = False) -> int | None:
    """Metres of `10`, `6,5 km`, `5-7 mi`, `800 m`; of a range the longer end. None when unclear or absurd.

    A bare number is in `unit`, or in metres when `metres` is set.
    """
    match = _RANGE.fullmatch(word.strip().casefold())
    if not match:
        return None
    written = match.group(3)
    factor = _FACTORS.get(written or (unit or "")) if not (metres and not written) else 1.0
    if written == "m":
        factor = 1.0
    if factor is None:
        return None
    value = round(float(match.group(2).replace(",", ".")) * factor)
    return value if 0 < value <= FARTHEST_M else None


def duration_seconds(word: str, factor: float | None) -> int | None:
    """Seconds of `45 min`, `0:45`, `1:05:00`, `1h 30`, `1h30`; of a range the longer. None when unclear or absurd.

    A bare number is multiplied by `factor` seconds; without one it is minutes if it is too large for hours.
    """
    text = word.strip().casefold()
    seconds: float | None = None
    if match := _CLOCK.fullmatch(text):
        large, small, rest = int(match.group(1)), int(match.group(2)), match.group(3)
        # 1:05 is hours and minutes, 45:00 minutes and seconds: nobody plans ten hours to the minute.
        seconds = large * 60 + small if large >= 10 and rest is None else large * 3600 + small * 60 + int(rest or 0)
    elif match := _HOURS.fullmatch(text):
        seconds = int(match.group(1)) * 3600 + int(match.group(2) or 0) * 60
    elif match := _RANGE.fullmatch(text):
        value, written = float(match.group(2).replace(",", ".")), match.group(3)
        if written in ("min", "mins", "minutes", "m", "minuten"):
            seconds = value * 60
        elif written in ("h", "hr", "hrs", "hours", "std"):
            seconds = value * 3600
        elif not written and factor is not None:
            seconds = value * factor
        elif not written and value >= _LEAST_BARE_MINUTES:
            seconds = value * 60
    if seconds is None or not 0 < seconds <= LONGEST_S:
        return None
    return round(seconds)
