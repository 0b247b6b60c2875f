"""Repeating calendar events, unrolled within bounds.

Recurrence rules come from strangers: one line can stand for millions of events, or for none that is ever found. Only
rules that a training plan can mean are worked out; the rest is refused with a sentence.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from midstance.formats.entry import MAX_ENTRIES

if TYPE_CHECKING:
    from icalendar import Event

MOST_OCCURRENCES = 500
"""A series with more is refused (our choice: a daily run for a year is 365)."""
LONGEST_DAYS = 731
"""A series is followed for two years at most (our choice)."""
OPEN_END_DAYS = 364
"""A series without an end in a calendar without any other end is followed for 52 weeks (our choice)."""
MOST_SERIES = 500
"""A calendar with more repeating series is refused (our choice)."""
MOST_MONTHLY = 20
"""Series by days of the month, each of which may take a third of a second to find nothing (our choice)."""
MOST_IN_ALL = 5_000
"""Occurrences of all series together, before the calendar is refused (our choice)."""

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_ODD_PARTS = ("BYYEARDAY", "BYWEEKNO", "BYEASTER")

Rule = dict[str, list[object]]


class CannotRepeat(ValueError):
    """Why a series is not unrolled, as a sentence."""


def rules_of(event: Event) -> list[Rule]:
    """The recurrence rules of an event. Raises CannotRepeat when one of them is broken."""
    found = event.get("RRULE")
    if found is None:
        return []
    rules: list[Rule] = []
    for rule in found if isinstance(found, list) else [found]:
        if not isinstance(rule, dict):
            raise CannotRepeat("its rule of repetition cannot be read")
        rules.append({str(key).upper(): value if isinstance(value, list) else [value] for key, value in rule.items()})
    return rules


def is_series(event: Event) -> bool:
    """Whether the event repeats."""
    return "RRULE" in event or "RDATE" in event


def check_rule(rule: Rule) -> None:
    """Raise CannotRepeat for a rule that no training plan means."""
    frequency = str(rule.get("FREQ", [""])[0]).upper()
    if frequency not in _FREQUENCIES:
        raise CannotRepeat(
            f"it repeats {frequency.lower() or 'in no known way'}: runs repeat daily, weekly, monthly or yearly"
        )
    times = math.prod(max(1, len(rule.get(part, []))) for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    if times > 4:
        raise CannotRepeat(f"it repeats {times} times a day")
    interval = _number(rule, "INTERVAL", 1)
    if not 1 <= interval <= 1000:
        raise CannotRepeat(f"it repeats at an interval of {interval}")
    # Such rules may never match; the library would look for a match until the year 9999.
    narrow: list[str] = [
        part for part in ("BYMONTHDAY", "BYSETPOS") if part in rule and frequency in ("DAILY", "WEEKLY")
    ]
    narrow += [part for part in _ODD_PARTS if part in rule]
    narrow += [part for part in ("BYDAY", "BYMONTH") if part in rule and frequency == "DAILY" and interval > 1]
    months = {str(month) for month in rule.get("BYMONTH", [])}
    if not months <= {str(month) for month in range(1, 13)} or (months and frequency == "WEEKLY" and interval > 4):
        narrow.append("BYMONTH")
    if narrow:
        raise CannotRepeat(f"its rule of repetition ({frequency}, {', '.join(narrow)}) is not one that plans use")
    if _number(rule, "COUNT", 1) > MOST_OCCURRENCES:
        raise CannotRepeat(f"it repeats more than {MOST_OCCURRENCES} times")


def is_slow(event: Event) -> bool:
    """Whether its rule picks days out of months and so may look far and in vain for the next one."""
    return any(
        str(rule.get("FREQ", [""])[0]).upper() in ("MONTHLY", "YEARLY") and any(part.startswith("BY") for part in rule)
        for rule in rules_of(event)
    )


def ends_by_itself(event: Event) -> bool:
    """Whether the series has a last occurrence of its own."""
    return all("COUNT" in rule or "UNTIL" in rule for rule in rules_of(event))


def first_of(event: Event, name: str) -> object:
    """The value of a property, the first one where it is given more than once."""
    value: object = event.get(name)
    return value[0] if isinstance(value, list) and value else value


def moment_of(event: Event, name: str) -> object:
    """The date, time or length that a property holds, or None where it holds none that can be read."""
    from icalendar.error import BrokenCalendarProperty

    try:
        return getattr(first_of(event, name), "dt", None)
    except (BrokenCalendarProperty, ValueError):
        return None


def day_of(value: object) -> dt.date | None:
    """The date of a calendar value, or None if it is not one."""
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None


def unroll(master: Event, overrides: list[Event], first: dt.date, last: dt.date, zone_name: str | None) -> list[Event]:
    """The occurrences of a series from `first` to `last`, in order.

    `zone_name` is the calendar's own zone, in which series written in UTC repeat. Raises CannotRepeat.
    """
    import recurring_ical_events  # type: ignore[import-untyped]
    from icalendar import Calendar

    for rule in rules_of(master):
        check_rule(rule)
    calendar = Calendar()
    if zone_name:
        calendar.add("X-WR-TIMEZONE", zone_name)
    for event in (master, *overrides):
        calendar.add_component(event)
    last = min(last, first + dt.timedelta(days=LONGEST_DAYS))
    try:
        found = recurring_ical_events.of(calendar).between(first - dt.timedelta(days=1), last + dt.timedelta(days=1))
    except Exception as error:  # the libraries raise many kinds on rules that contradict themselves
        raise CannotRepeat("its rule of repetition contradicts itself") from error
    if len(found) > min(MOST_OCCURRENCES, MAX_ENTRIES):
        raise CannotRepeat(f"it repeats more than {MOST_OCCURRENCES} times")
    return [event for event in found if _within(event, first, last)]


def _within(event: Event, first: dt.date, last: dt.date) -> bool:
    day = day_of(moment_of(event, "DTSTART"))
    return day is not None and first <= day <= last


def _number(rule: Rule, part: str, default: int) -> int:
    try:
        return int(str(rule.get(part, [default])[0]))
    except (ValueError, IndexError):
        raise CannotRepeat(f"its rule of repetition has no number at {part}") from None
