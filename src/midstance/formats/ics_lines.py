"""A calendar file cut into its events, before any of it is interpreted.

Calendars in the wild have unfolded lines, lines folded with tabs, raw line breaks inside texts, missing ends and parts
cut off. This module mends what can be mended, says what it mended, and keeps only the properties a plan needs, so that
what follows always sees a well-formed calendar.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import msgspec

from midstance.formats.entry import MAX_ENTRIES, UnreadableFile
from midstance.training.running import Problem

KEPT = frozenset(
    {
        "UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "STATUS", "RRULE", "RDATE", "EXDATE",
        "RECURRENCE-ID", "SEQUENCE", "X-WORKOUT-ESTIMATED-DURATION",
    }
)  # fmt: skip
"""What is read of an event. Places, guests and alarms are nobody's business here."""

_KNOWN = KEPT | {
    "CLASS", "CREATED", "LAST-MODIFIED", "DTSTAMP", "LOCATION", "GEO", "TRANSP", "URL", "ORGANIZER", "ATTENDEE",
    "CATEGORIES", "PRIORITY", "ATTACH", "COMMENT", "CONTACT", "RESOURCES", "EXRULE",
}  # fmt: skip
_NAME = re.compile(r"([A-Za-z][A-Za-z0-9-]*)[;:]")
_LONGEST_TEXT = 10_000
_LONGEST_LINE = 20_000

EventLines = list[tuple[str, str]]


class Block(msgspec.Struct):
    """One component: the line on which it begins and its properties as (NAME, whole line)."""

    kind: str
    line: int
    lines: EventLines


class CalendarParts(msgspec.Struct):
    """A calendar in parts: its own properties, its time zones, its events, and what else stood in it."""

    head: dict[str, str]
    zones: list[Block]
    events: list[Block]
    others: list[Block]
    problems: list[Problem]


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Unfolded lines with the number of the line each begins on."""
    start, parts = 0, [""]
    for number, ended in enumerate(io.StringIO(text, newline=None), 1):
        line = ended.rstrip("\n")
        if line[:1] in (" ", "\t") and start:
            parts.append(line[1:])
            continue
        if start and parts[0].strip():
            yield start, "".join(parts)
        start, parts = number, [line]
    if parts[0].strip():
        yield start, "".join(parts)


def split_calendar(name: str, text: str) -> CalendarParts:
    """Cut a calendar into its parts. Raises UnreadableFile when it has more events than a plan can have."""
    splitter = _Splitter(name)
    for number, line in logical_lines(text):
        splitter.take(number, line)
        if len(splitter.parts.events) > MAX_ENTRIES:
            raise UnreadableFile(name, f"it has more than {MAX_ENTRIES} events; export the plan's own calendar alone")
    splitter.close("the file ends in the middle of an entry: read as far as it goes")
    return splitter.parts


class _Splitter:
    """Where in the nesting of components the reading stands."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parts = CalendarParts({}, [], [], [], [])
        self.open: Block | None = None
        self.inner: str | None = None

    def take(self, number: int, line: str) -> None:
        """Take the next unfolded line."""
        upper = line[:60].strip().upper()
        if upper.startswith("BEGIN:"):
            self._begin(number, line, upper[6:].strip())
        elif upper.startswith("END:"):
            self._end(line, upper[4:].strip())
        elif self.inner is None:
            self._property(number, line)

    def close(self, why: str | None = None) -> None:
        """Close the open component, with a problem where that was not its own doing."""
        if self.open is None:
            return
        if why:
            self.parts.problems.append(Problem(place=f"{self.name}:{self.open.line}", says=why))
        home = {"VEVENT": self.parts.events, "VTIMEZONE": self.parts.zones}.get(self.open.kind, self.parts.others)
        home.append(self.open)
        self.open, self.inner = None, None

    def _begin(self, number: int, line: str, kind: str) -> None:
        if kind == "VCALENDAR":
            self.close("an entry has no END line: ended where the next calendar begins")
        elif self.open is not None and self.open.kind == "VTIMEZONE" and kind in ("STANDARD", "DAYLIGHT"):
            self.open.lines.append(("BEGIN", line.strip()))
        elif kind in ("VEVENT", "VTODO", "VTIMEZONE", "VJOURNAL", "VFREEBUSY"):
            self.close("an entry has no END line: ended where the next one begins")
            self.open = Block(kind, number, [])
        elif self.open is not None and self.inner is None:
            self.inner = kind

    def _end(self, line: str, kind: str) -> None:
        if self.open is None:
            return
        if kind == self.open.kind:
            self.close()
        elif kind == self.inner:
            self.inner = None
        elif self.open.kind == "VTIMEZONE" and kind in ("STANDARD", "DAYLIGHT"):
            self.open.lines.append(("END", line.strip()))
        elif kind == "VCALENDAR":
            self.close("an entry has no END line: ended where the calendar ends")

    def _property(self, number: int, line: str) -> None:
        match = _NAME.match(line)
        name = match.group(1) if match else ""
        is_property = bool(name) and (name.isupper() or name.upper() in _KNOWN)
        if self.open is None:
            if is_property:
                self.parts.head.setdefault(name.upper(), line.split(":", 1)[-1].strip())
            return
        if self.open.kind == "VTIMEZONE":
            self.open.lines.append((name.upper(), line))
        elif is_property:
            if name.upper() in KEPT:
                self.open.lines.append((name.upper(), _shortened(name.upper(), line)))
            else:
                self.open.lines.append(("", ""))
        else:
            self._mend(number, line)

    def _mend(self, number: int, line: str) -> None:
        """A line that is no property is taken as text that was broken off the line above."""
        assert self.open is not None
        place = f"{self.name}:{number}"
        if self.open.lines and self.open.lines[-1][0] in ("SUMMARY", "DESCRIPTION"):
            name, before = self.open.lines[-1]
            self.open.lines[-1] = (name, _shortened(name, f"{before}\\n{line}"))
            says = f"a line break stands inside the {name.lower()}: read as part of it"
        else:
            says = "this line is no part of a calendar: passed over"
        self.parts.problems.append(Problem(place=place, says=says))


def _shortened(name: str, line: str) -> str:
    """A line cut to a sane length, so that no text or rule grows without bounds."""
    return line[: _LONGEST_TEXT if name in ("SUMMARY", "DESCRIPTION") else _LONGEST_LINE]
