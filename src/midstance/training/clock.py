"""Time as the rules need it: minutes on the runner's own clock and minutes that really pass.

Two scales are kept side by side because clocks change: a week is 168 hours on the wall but 167 or 169 in fact when
summer time begins or ends. A rule in hours must hold whichever way a reader counts, so `gap` takes the shorter one.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

EPOCH = dt.date(2000, 1, 3)
"""A Monday; minute 0 of the local scale is its midnight."""

DAY = 1440
HOUR = 60
WEEK = 7 * DAY

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Said from here and not by `strftime`, whose words change with the locale of the program around us."""


class Instant(NamedTuple):
    """A moment: minutes since `EPOCH` on the runner's clock (`local`) and in fact (`utc`)."""

    local: int
    utc: int

    def plus(self, minutes: int) -> Instant:
        """The moment `minutes` later (no change of clocks is assumed within a session or a run)."""
        return Instant(self.local + minutes, self.utc + minutes)

    @property
    def day(self) -> int:
        """Days since `EPOCH` of the local date."""
        return self.local // DAY


def day_number(date: dt.date) -> int:
    """Days from `EPOCH` to `date`; Mondays are multiples of seven."""
    return date.toordinal() - EPOCH.toordinal()


def date_of(day: int) -> dt.date:
    """The date of a day number."""
    return dt.date.fromordinal(EPOCH.toordinal() + day)


def weekday(date: dt.date) -> str:
    """Three-letter English weekday, as windows are written."""
    return WEEKDAYS[date.weekday()]


def said_weekday(date: dt.date) -> str:
    """`Tuesday`."""
    return DAY_NAMES[date.weekday()]


def said_date(date: dt.date) -> str:
    """`9 March`."""
    return f"{date.day} {MONTH_NAMES[date.month - 1]}"


def monday_of(date: dt.date) -> dt.date:
    """The Monday of the date's week."""
    return date - dt.timedelta(days=date.weekday())


@lru_cache(maxsize=DAY)
def minute_of(clock: str) -> int:
    """Minutes after midnight of `HH:MM`; 24:00 is allowed as an end.

    Raises ValueError when it is not a time of day.
    """
    hours, _, minutes = clock.partition(":")
    if not (hours.isdigit() and minutes.isdigit() and len(minutes) == 2 and len(hours) <= 2):
        raise ValueError(f"{clock!r} is not a time of day like 18:00")
    value = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or value > DAY:
        raise ValueError(f"{clock!r} is not a time of day like 18:00")
    return value


def clock_of(minute: int) -> str:
    """`HH:MM` of minutes after midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@lru_cache(maxsize=4096)
def _ahead_all_day(date: dt.date, zone: ZoneInfo) -> int | None:
    """Minutes by which a zone is ahead of UTC all through a day; None where its clocks change on it."""
    midnight = dt.datetime.combine(date, dt.time(0))
    first, last = _ahead(midnight, zone), _ahead(midnight + dt.timedelta(days=1), zone)
    return first if first == last else None


def _ahead(moment: dt.datetime, zone: ZoneInfo) -> int:
    offset = moment.replace(tzinfo=zone).utcoffset() or dt.timedelta(0)
    return int(offset.total_seconds() // 60)


def instant(date: dt.date, minute: int, zone: ZoneInfo | None = None) -> Instant:
    """The instant of a local date and minute of the day; without a zone both scales are the same."""
    local = day_number(date) * DAY + minute
    if zone is None:
        return Instant(local, local)
    ahead = _ahead_all_day(date, zone) if 0 <= minute <= DAY else None
    if ahead is None:
        ahead = _ahead(dt.datetime.combine(date, dt.time(0)) + dt.timedelta(minutes=minute), zone)
    return Instant(local, local - ahead)


def gap(earlier: Instant, later: Instant) -> int:
    """Minutes from one moment to a later one: the shorter of clock time and elapsed time."""
    return min(later.local - earlier.local, later.utc - earlier.utc)
