"""The runner's own time: windows, blocked days, and whether a session keeps to them."""

from __future__ import annotations

from functools import lru_cache

from midstance.rules.ledger import SessionAt
from midstance.rules.saying import Breach
from midstance.training.athlete import Athlete, Window
from midstance.training.clock import DAY, HOUR, WEEKDAYS, clock_of, date_of, minute_of, said_weekday
from midstance.training.plan import Brief

FREE_DAY_START = 5 * HOUR
FREE_DAY_END = 22 * HOUR
"""A window without hours runs from 05:00 to 22:00 (our own choice)."""


def windows_on(athlete: Athlete, weekday: int) -> tuple[tuple[int, int], ...]:
    """The windows of a weekday (Monday 0) as minutes after midnight; with none given the whole day is open."""
    return _open(athlete.windows, weekday) if athlete.windows else ((FREE_DAY_START, FREE_DAY_END),)


@lru_cache(maxsize=128)
def _open(windows: tuple[Window, ...], weekday: int) -> tuple[tuple[int, int], ...]:
    return tuple(
        (
            minute_of(window.start) if window.start else FREE_DAY_START,
            minute_of(window.end) if window.end else FREE_DAY_END,
        )
        for window in windows
        if window.weekday == WEEKDAYS[weekday]
    )


def window_minutes(brief: Brief, day: int) -> tuple[tuple[int, int], ...]:
    """The windows of a day number."""
    return windows_on(brief.athlete, day % 7)


def inside_windows(session: SessionAt, brief: Brief) -> Breach | None:
    """Whether a session leaves the runner's windows or stands on a blocked day."""
    date = date_of(session.day)
    if date in brief.blocked:
        return Breach(1, f"{date} is blocked.")
    start = session.start.local % DAY
    end = start + session.end.local - session.start.local
    if any(low <= start and end <= high for low, high in window_minutes(brief, session.day)):
        return None
    return Breach(1, f"{said_weekday(date)} {clock_of(start)} to {clock_of(end)} is outside your windows.")
