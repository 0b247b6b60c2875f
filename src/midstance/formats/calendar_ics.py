"""Calendars in iCalendar form (.ics), of any app, mended where they can be.

icalendar and recurring-ical-events are loaded only when a calendar is really read: they take longer to start than
everything else together.
"""

from __future__ import annotations

import datetime as dt
import warnings
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from midstance.formats.calendar_vendors import CalendarEvent, entry_of
from midstance.formats.entry import Entry, Extract, UnreadableFile, fewer, one_line, plain, plausible
from midstance.formats.ics_lines import Block, CalendarParts, split_calendar
from midstance.formats.ics_repeats import (
    MOST_IN_ALL,
    MOST_MONTHLY,
    MOST_SERIES,
    OPEN_END_DAYS,
    CannotRepeat,
    day_of,
    ends_by_itself,
    first_of,
    is_series,
    is_slow,
    moment_of,
    unroll,
)
from midstance.training.running import Dropped, Problem

if TYPE_CHECKING:
    from icalendar import Event

_LINE = "X-MIDSTANCE-LINE"
_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z", "Zulu", "Etc/UCT"})


def read_calendar(
    name: str, text: str, *, today: dt.date | None, window: tuple[dt.date, dt.date] | None, zone: str | None
) -> Extract:
    """The entries of a calendar, in local time.

    `zone` is used where the calendar names none of its own. `window` and `today` only bound what repeats without an
    end. Raises UnreadableFile when there is not one event in it.
    """
    parts = split_calendar(name, text)
    if not parts.events and not parts.others:
        raise UnreadableFile(name, "it is a calendar without a single event; export it again from your plan")
    return _Reading(name, parts, zone).extract(today, window)


class _Reading:
    """One calendar being read: what was kept, what was dropped and what was wrong."""

    def __init__(self, name: str, parts: CalendarParts, asked_zone: str | None) -> None:
        self.name = name
        self.parts = parts
        self.problems = list(parts.problems)
        self.dropped: list[Dropped] = []
        self.entries: list[Entry] = []
        self.prodid = parts.head.get("PRODID", "")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.events = _parsed(parts, self.problems, name)
            self.calendar_zone = self._zone_of_calendar()
        self.zone_name = self.calendar_zone or asked_zone
        self.zone = ZoneInfo(self.zone_name) if self.zone_name else None
        if asked_zone and self.calendar_zone and asked_zone != self.calendar_zone:
            says = f"the calendar's own zone {self.calendar_zone} is used, not {asked_zone}"
            self.problems.append(Problem(place=name, says=says))

    def extract(self, today: dt.date | None, window: tuple[dt.date, dt.date] | None) -> Extract:
        """Read every event."""
        for other in self.parts.others:
            if other.kind == "VTODO":
                self._drop(f"{self.name}:{other.line}", _raw(other, "SUMMARY"), "a task, not an event")
        singles, series = self._sorted_out()
        for event in singles:
            self._take(event)
        self._take_series(series, today, window)
        return Extract(
            entries=tuple(self.entries),
            dropped=tuple(self.dropped),
            problems=fewer(self.problems, self.name),
            time_zone=self.zone_name,
            about=one_line(plain(self.parts.head.get("X-WR-CALNAME", ""))),
        )

    def _sorted_out(self) -> tuple[list[Event], list[tuple[Event, list[Event]]]]:
        """Single events, and series with their changed occurrences; older versions and cancelled events are dropped."""
        groups: dict[str, list[Event]] = {}
        for event in self.events:
            groups.setdefault(str(event.get("UID") or self._place(event)), []).append(event)
        singles: list[Event] = []
        series: list[tuple[Event, list[Event]]] = []
        for group in groups.values():
            current = self._newest(group)
            masters = [event for event in current if is_series(event) and "RECURRENCE-ID" not in event]
            changed = [event for event in current if "RECURRENCE-ID" in event]
            if masters:
                series.append((masters[0], changed))
                series.extend((master, []) for master in masters[1:])
            singles.extend(e for e in current if e not in masters and not (masters and "RECURRENCE-ID" in e))
        return singles, series

    def _newest(self, group: list[Event]) -> list[Event]:
        """Of several versions of one event (SEQUENCE) the newest; same UIDs without versions are all kept."""
        best: dict[str, int] = {}
        for event in group:
            if event.get("SEQUENCE") is not None:
                key = _occurrence_key(event)
                best[key] = max(best.get(key, 0), _sequence(event))
        kept: list[Event] = []
        for event in group:
            if event.get("SEQUENCE") is not None and _sequence(event) < best[_occurrence_key(event)]:
                self._drop_event(event, "a newer version of it is in the same calendar")
            else:
                kept.append(event)
        return kept

    def _take_series(
        self,
        series: list[tuple[Event, list[Event]]],
        today: dt.date | None,
        window: tuple[dt.date, dt.date] | None,
    ) -> None:
        if len(series) > MOST_SERIES:
            raise UnreadableFile(self.name, f"it has more than {MOST_SERIES} repeating events; export the plan alone")
        slow = 0
        endless: list[tuple[Event, list[Event]]] = []
        for master, changed in series:
            try:
                slow += is_slow(master)
                if slow > MOST_MONTHLY:
                    raise CannotRepeat(f"more than {MOST_MONTHLY} entries repeat by days of the month")
                if ends_by_itself(master):
                    start = self._start_day(master)
                    self._take_unrolled(master, changed, start, start + dt.timedelta(days=10_000) if start else None)
                else:
                    endless.append((master, changed))
            except CannotRepeat as refusal:
                self._drop_event(master, f"{refusal}: left out")
        last = max((entry.date for entry in self.entries), default=None)
        for master, changed in endless:
            start = self._start_day(master)
            if start is None:
                self._take(master)
                continue
            first, end = _bounds(start, last, today, window)
            if end < first:
                self._drop_event(master, f"it begins on {first}, when the plan is over")
                continue
            if self._take_unrolled(master, changed, first, end):
                says = f"it repeats without an end: taken from {first} to {end}"
                self.problems.append(Problem(place=self._place(master), says=says))

    def _take_unrolled(self, master: Event, changed: list[Event], first: dt.date | None, last: dt.date | None) -> bool:
        """Read the occurrences of a series; False where it is refused or is no series that can be followed."""
        if first is None or last is None or _status(master) == "CANCELLED":
            self._take(master)
            return False
        try:
            occurrences = unroll(master, changed, first, last, self.calendar_zone)
        except CannotRepeat as refusal:
            self._drop_event(master, f"{refusal}: left out")
            return False
        for event in occurrences:
            self._take(event)
        if len(self.entries) > MOST_IN_ALL:
            raise UnreadableFile(self.name, f"its repeating events make more than {MOST_IN_ALL} entries; export less")
        return True

    def _start_day(self, event: Event) -> dt.date | None:
        """The first day of a series, or None where it has none that can be meant."""
        day = day_of(moment_of(event, "DTSTART"))
        return day if day is not None and plausible(day) else None

    def _take(self, event: Event) -> None:
        """Read one occurrence into an entry, or drop it with the reason."""
        if _status(event) == "CANCELLED" or self.parts.head.get("METHOD", "").upper() == "CANCEL":
            self._drop_event(event, "cancelled")
            return
        start = moment_of(event, "DTSTART")
        day = day_of(start)
        if day is None:
            why = "its date cannot be read" if "DTSTART" in event else "it has no date"
            self.problems.append(Problem(place=self._place(event), says=f"{why}: left out"))
            self._drop_event(event, why)
            return
        if not plausible(day):
            self._drop_event(event, f"its date {day.isoformat()} cannot be meant")
            return
        assert isinstance(start, dt.date)
        read = entry_of(self._occurrence(event, start), self.prodid)
        if isinstance(read, Dropped):
            self.dropped.append(read)
        else:
            self.entries.append(read)

    def _occurrence(self, event: Event, start: dt.date) -> CalendarEvent:
        end = moment_of(event, "DTEND")
        length = moment_of(event, "DURATION")
        slot_s = _slot_s(start, end, length)
        assumed: tuple[str, ...] = ()
        if end is None and "DTEND" in event:
            self.problems.append(Problem(place=self._place(event), says="its end cannot be read: left open"))
        date, minute, days = start, None, 1
        if isinstance(start, dt.datetime):
            local, remark = self._local(event, start)
            assumed = (remark,) if remark else ()
            date, minute = local.date(), local.hour * 60 + local.minute
            if minute == 0 and slot_s and slot_s >= 23 * 3600:
                minute, days, slot_s = None, round(slot_s / 86400), None
        elif slot_s:
            days, slot_s = max(1, slot_s // 86400), None
        return CalendarEvent(
            source=self._source(event), date=date, minute=minute, days=days, slot_s=slot_s,
            title=_text(event, "SUMMARY"), description=_text(event, "DESCRIPTION"),
            estimate_s=_whole(_text(event, "X-WORKOUT-ESTIMATED-DURATION")), assumed=assumed,
        )  # fmt: skip

    def _local(self, event: Event, start: dt.datetime) -> tuple[dt.datetime, str | None]:
        """The runner's clock time of a start, and what was taken for granted about its zone."""
        if start.tzinfo is None:
            named = str(getattr(first_of(event, "DTSTART"), "params", {}).get("TZID", ""))
            return start, f"the time zone {one_line(named, 60)!r} is not known: time read as local" if named else None
        if self.zone is not None:
            return start.astimezone(self.zone), None
        if _zone_name(start) is None and start.utcoffset():
            return start, None
        return start, "the time is in UTC and no time zone is known: taken as it stands (say yours with --time-zone)"

    def _zone_of_calendar(self) -> str | None:
        """The zone the calendar names, else the first one an event names; UTC says nothing about the runner."""
        stated = _iana(self.parts.head.get("X-WR-TIMEZONE", ""))
        if stated:
            return stated
        for event in self.events:
            start = moment_of(event, "DTSTART")
            if isinstance(start, dt.datetime) and (named := _zone_name(start)):
                return named
        return None

    def _place(self, event: Event) -> str:
        return f"{self.name}:{_text(event, _LINE) or '1'}"

    def _source(self, event: Event) -> str:
        return one_line(_text(event, "UID"), 200) or self._place(event)

    def _drop(self, source: str, title: str, why: str) -> None:
        self.dropped.append(Dropped(source=source, title=one_line(plain(title)), why=why))

    def _drop_event(self, event: Event, why: str) -> None:
        self._drop(self._source(event), _text(event, "SUMMARY"), why)


def _bounds(
    start: dt.date, last: dt.date | None, today: dt.date | None, window: tuple[dt.date, dt.date] | None
) -> tuple[dt.date, dt.date]:
    """From when to when a series without an end is followed: the window asked for, else as long as the plan goes."""
    year = dt.timedelta(days=OPEN_END_DAYS)
    if window is not None:
        return max(start, window[0]), min(window[1], max(start, window[0]) + 2 * year)
    begin = max(start, today) if today is not None else start
    end = last if last is not None and last > start else begin + year
    return max(start, end - year), end


def _parsed(parts: CalendarParts, problems: list[Problem], name: str) -> list[Event]:
    """The events as icalendar reads them, at once; one by one where one of them stops it."""
    import icalendar

    # The library remembers invented zones from file to file; a file must not depend on the one before.
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]
    # A zone that is known by its name is better known than the calendar describes it.
    zones = [zone for zone in parts.zones if not _iana(_raw(zone, "TZID")) and _is_tame(zone)]
    try:
        return _read(zones, parts.events)
    except Exception:  # hostile bytes make the library raise many kinds
        pass
    events: list[Event] = []
    for block in parts.events:
        try:
            events.extend(_read(zones, [block]))
        except Exception:  # as above
            try:
                events.extend(_read([], [block]))
            except Exception:  # as above
                problems.append(Problem(place=f"{name}:{block.line}", says="this event cannot be read: left out"))
    return events


def _read(zones: list[Block], events: list[Block]) -> list[Event]:
    from icalendar import Calendar, Event

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for zone in zones:
        lines += ["BEGIN:VTIMEZONE", *(line for _, line in zone.lines), "END:VTIMEZONE"]
    for block in events:
        lines += ["BEGIN:VEVENT", f"{_LINE}:{block.line}", *(line for kept, line in block.lines if kept), "END:VEVENT"]
    calendar = Calendar.from_ical("\r\n".join([*lines, "END:VCALENDAR"]) + "\r\n")
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


def _is_tame(zone: Block) -> bool:
    """Whether a zone's own rules are the yearly ones zones have; others could stand for millions of changes."""
    return len(zone.lines) < 400 and all(
        "FREQ=YEARLY" in line.upper() and "BYYEARDAY" not in line.upper()
        for kind, line in zone.lines
        if kind == "RRULE"
    )


def _slot_s(start: dt.date, end: object, length: object) -> int | None:
    """Seconds from start to end; None where the end is missing, before the start, or no length at all."""
    if isinstance(length, dt.timedelta):
        seconds = length.total_seconds()
    elif isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        if (start.tzinfo is None) != (end.tzinfo is None):
            start, end = start.replace(tzinfo=None), end.replace(tzinfo=None)
        seconds = (end - start).total_seconds()
    elif isinstance(end, dt.date) and not isinstance(start, dt.datetime):
        seconds = (day_of(end) - start).total_seconds()  # type: ignore[operator]
    else:
        return None
    return int(seconds) if 0 < seconds < 400 * 86400 else None


def _text(event: Event, name: str) -> str:
    value = first_of(event, name)
    return "" if value is None else str(value).strip()


def _raw(block: Block, name: str) -> str:
    return next((line.split(":", 1)[-1] for kept, line in block.lines if kept == name), "")


def _status(event: Event) -> str:
    return _text(event, "STATUS").upper()


def _sequence(event: Event) -> int:
    return _whole(_text(event, "SEQUENCE")) or 0


def _occurrence_key(event: Event) -> str:
    moment = moment_of(event, "RECURRENCE-ID")
    return moment.isoformat() if isinstance(moment, dt.date) else ""


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 10 else None


def _zone_name(moment: dt.datetime) -> str | None:
    """The IANA name of the zone a moment is given in; UTC does not count."""
    return _iana(str(getattr(moment.tzinfo, "key", "")))


def _iana(name: str) -> str | None:
    """The IANA name of a zone, from Windows' names too; None for unknown ones and for UTC."""
    from icalendar.timezone import tzp

    name = name.strip().strip('"')
    if not name or len(name) > 100 or name in _UTC_NAMES:
        return None
    try:
        key = getattr(tzp.timezone(name), "key", None)
    except (ValueError, OSError):
        return None
    return key if isinstance(key, str) and key not in _UTC_NAMES else None
