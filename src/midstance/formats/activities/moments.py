"""Moments as recordings and exports write them, in many languages."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

_MONTHS: dict[str, int] = {
    beginning: month
    for month, beginnings in enumerate(
        (
            "jan janv januar ene ener gen genn sty", "feb févr fev fevr feve lut", "mar mär märz mars mrz maa mrt mars",
            "apr avr abr kwi", "may mai mag maj mei mayo maio", "jun juin giu cze junho", "jul juil lug lip julho",
            "aug août aou ago sie", "sep sept set wrz", "oct okt ott out paź paz", "nov lis", "dec déc dez dic dic gru",
        ),
        1,
    )
    for beginning in beginnings.split()
}  # fmt: skip
"""What the names of months begin with in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish."""
_WORDED = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:de\s+)?(\d{4})")
_DAY_WORDED = re.compile(r"(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]+)\.?,?\s+(?:de\s+)?(\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([ap]\.?\s?m\.?)?", re.IGNORECASE)
_OFFSET = re.compile(r"\s*([+-]\d{2}):?(\d{2})$")


class Written(NamedTuple):
    """A moment as it is written: without a zone, whether it has an hour, and whether day and month are sure."""

    at: dt.datetime
    has_hour: bool
    sure: bool = True


def moment_of(text: str) -> dt.datetime | None:
    """The moment of a time stamp in XML; without a zone it is UTC, as GPX and TCX ask. None for what is none."""
    try:
        at = dt.datetime.fromisoformat(text)
        if at.tzinfo is None:
            at = at.replace(tzinfo=dt.UTC)
        at.timestamp()
        return at
    except (ValueError, OverflowError):
        return None


def spaced_moment(text: str) -> dt.datetime | None:
    """The moment of Apple's `2026-09-30 18:00:00 +0200`, or with hours in halves of the day. None for what is none."""
    if len(text) == 25 and text[19] == " ":
        return moment_of(text[:19] + text[20:])
    offset = _OFFSET.search(text)
    written = written_moment(text[: offset.start()] if offset else text)
    if written is None or offset is None:
        return None
    hours, minutes = int(offset[1]), int(offset[2])
    ahead = dt.timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
    if abs(ahead) >= dt.timedelta(hours=15):
        return None
    return written.at.replace(tzinfo=dt.timezone(ahead))


def written_moment(text: str) -> Written | None:
    """A moment as a service writes it for people, in whatever language. None for what is none.

    `7/10/2020` is the 7th of October where hours go to 24 and the 10th of July where they are halved.
    """
    line = " ".join(text[:80].replace("\u202f", " ").replace("\xa0", " ").split())
    clock = _CLOCK.search(line)
    date = _date(line, halved=bool(clock and clock[4]))
    if date is None:
        return None
    day, sure = date
    if clock is None:
        return Written(dt.datetime.combine(day, dt.time(0)), has_hour=False, sure=sure)
    hour = int(clock[1])
    if clock[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock[4].casefold().startswith("p") else 0)
    if hour > 23 or int(clock[2]) > 59 or int(clock[3] or 0) > 59:
        return None
    return Written(dt.datetime.combine(day, dt.time(hour, int(clock[2]), int(clock[3] or 0))), has_hour=True, sure=sure)


def _date(line: str, *, halved: bool) -> tuple[dt.date, bool] | None:
    try:
        if found := _ISO.search(line):
            return dt.date(int(found[1]), int(found[2]), int(found[3])), True
        if found := _DOTTED.search(line):
            return dt.date(int(found[3]), int(found[2]), int(found[1])), True
        if found := _SLASHED.search(line):
            one, other = int(found[1]), int(found[2])
            month_first = (halved and one <= 12) or other > 12
            month, day = (one, other) if month_first else (other, one)
            return dt.date(int(found[3]), month, day), one > 12 or other > 12
        if (found := _DAY_WORDED.search(line)) and (month := _month(found[2])):
            return dt.date(int(found[3]), month, int(found[1])), True
        if (found := _WORDED.search(line)) and (month := _month(found[1])):
            return dt.date(int(found[3]), month, int(found[2])), True
    except ValueError:
        return None
    return None


def _month(word: str) -> int:
    """The month a word begins like, 0 for none."""
    low = word.casefold()
    return next((_MONTHS[low[:size]] for size in (5, 4, 3) if low[:size] in _MONTHS), 0)
