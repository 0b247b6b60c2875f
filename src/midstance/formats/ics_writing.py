"""Lines of a calendar file as RFC 5545 wants them: escaped, folded at 75 octets, ended by CR LF; and time zones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

MOST_OCTETS = 75
"""Longest line without its end (RFC 5545, 3.1)."""
_LOOK_BACK_DAYS = 400
"""How far before the plan the change of clocks that still holds is looked for: further than a year (ours)."""


def escaped(text: str) -> str:
    """A text value with backslash, comma, semicolon and new lines escaped; control characters fall."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in text if letter == "\t" or (letter >= " " and letter != "\x7f"))


def folded(line: str) -> str:
    """A line folded so that none is longer than 75 octets and no letter is cut in two."""
    pieces: list[str] = []
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode("utf-8", errors="replace"))
        if octets + size > MOST_OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece += letter
        octets += size
    return "\r\n".join([*pieces, piece])


def calendar_bytes(lines: Iterable[str]) -> bytes:
    """The file of unfolded lines."""
    return "".join(f"{folded(line)}\r\n" for line in lines).encode("utf-8", errors="replace")


def stamp(moment: dt.datetime) -> str:
    """`20261208T180000`."""
    return f"{moment:%Y%m%dT%H%M%S}"


def zone_lines(name: str, first: dt.date, last: dt.date) -> Iterator[str]:
    """A VTIMEZONE that is right from `first` to `last`: the observance that holds at the start, then every change."""
    zone = ZoneInfo(name)
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{name}"
    changes = list(_changes(zone, first - dt.timedelta(days=_LOOK_BACK_DAYS), last + dt.timedelta(days=2)))
    earlier = [change for change in changes if change[0].date() < first]
    if not earlier:
        offset = _offset(zone, dt.datetime.combine(first, dt.time(12)))
        yield from _observance("STANDARD", dt.datetime(1970, 1, 1), offset, offset, _name(zone, first))
    for moment, before, after in [*earlier[-1:], *(change for change in changes if change[0].date() >= first)]:
        kind = "DAYLIGHT" if after > before else "STANDARD"
        yield from _observance(kind, moment, before, after, _name(zone, moment.date() + dt.timedelta(days=1)))
    yield "END:VTIMEZONE"


def _observance(
    kind: str, start: dt.datetime, before: dt.timedelta, after: dt.timedelta, name: str
) -> tuple[str, str, str, str, str, str]:
    return (
        f"BEGIN:{kind}",
        f"DTSTART:{stamp(start)}",
        f"TZOFFSETFROM:{_signed(before)}",
        f"TZOFFSETTO:{_signed(after)}",
        f"TZNAME:{escaped(name)}",
        f"END:{kind}",
    )


def _changes(zone: ZoneInfo, first: dt.date, last: dt.date) -> Iterator[tuple[dt.datetime, dt.timedelta, dt.timedelta]]:
    """Local moments at which the offset changes, read on the clock as it was before, with both offsets."""
    low = dt.datetime.combine(first, dt.time(0), dt.UTC)
    end = dt.datetime.combine(last, dt.time(0), dt.UTC)
    while low < end:
        high = low + dt.timedelta(days=1)
        before, after = _at(zone, low), _at(zone, high)
        if before != after:
            start, stop = low, high
            while stop - start > dt.timedelta(minutes=1):
                middle = start + (stop - start) // 2
                middle = middle.replace(second=0, microsecond=0)
                middle = middle if middle > start else start + dt.timedelta(minutes=1)
                start, stop = (start, middle) if _at(zone, middle) != before else (middle, stop)
            yield (stop + before).replace(tzinfo=None), before, after
        low = high


def _at(zone: ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta(0)


def _offset(zone: ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    return moment.replace(tzinfo=zone).utcoffset() or dt.timedelta(0)


def _name(zone: ZoneInfo, date: dt.date) -> str:
    return dt.datetime.combine(date, dt.time(12), zone).tzname() or "local"


def _signed(offset: dt.timedelta) -> str:
    seconds = int(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    return f"{'-' if seconds < 0 else '+'}{hours:02d}{rest // 60:02d}"
