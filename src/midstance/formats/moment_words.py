"""Moments as people type them: a date with a time, a time of today, or a date alone."""

from __future__ import annotations

import datetime as dt
import re

from midstance.formats.day_words import clock_minutes, split_moment
from midstance.formats.entry import plausible

NOON = dt.time(12)
"""Taken for a date without a time, so that no zone moves it to another day (ours)."""


def typed_moment(word: str, today: dt.date) -> dt.datetime | None:
    """The time on the clock of `2027-03-09 18:30`, `18:30`, `2027-03-09`; None where it is none."""
    alone = clock_minutes(word.strip()) if ":" in word and len(word.strip()) <= 8 else None
    if alone is not None:
        return dt.datetime.combine(today, dt.time(alone // 60, alone % 60))
    day, minute = split_moment(word)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        return None
    try:
        date = dt.date.fromisoformat(day)
    except ValueError:
        return None
    if not plausible(date):
        return None
    return dt.datetime.combine(date, NOON if minute is None else dt.time(minute // 60, minute % 60))
