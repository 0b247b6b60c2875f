"""The sessions of a plan as a calendar: one event each, the whole session readable in it, replaced on re-import.

Nothing depends on the clock. An event's UID is its session's id, so the next version of the plan replaces this one;
sessions that fell out are written as cancelled when the calendar of before is given.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from midstance.formats.ics_writing import calendar_bytes, escaped, stamp, zone_lines
from midstance.formats.session_words import (
    SAID_STARTS,
    easy_parts,
    letters_of,
    name_of,
    said_dose,
    said_load,
    said_reserve,
    said_rest,
    said_stress,
    said_tempo,
    said_turns,
    telling,
)
from midstance.training.clock import minute_of
from midstance.training.plan import Brief, Plan
from midstance.training.prescription import Block, Item
from midstance.training.session import Session

DOMAIN = "midstance"
MOST_REASONS = 3
"""Reasons told in an event; `midstance why` tells them all (ours)."""
ALARM_MINUTES = 30
"""Minutes before a session at which an alarm goes off (ours)."""
_UNFOLD = re.compile(rb"\r?\n[ \t]")
_EVENT = re.compile(r"BEGIN:VEVENT\r?\n(.*?)END:VEVENT", re.DOTALL)


class Event(msgspec.Struct, frozen=True):
    """An event of an earlier calendar: its UID and its time as it was written there."""

    uid: str
    start: str
    """The whole DTSTART line."""
    date: dt.date
    title: str


class Earlier(msgspec.Struct, frozen=True):
    """What a calendar written before holds; `sequence` is its highest."""

    sequence: int
    events: tuple[Event, ...]


def write_ics(plan: Plan, *, alarms: bool = False, sequence: int = 0, earlier: Earlier | None = None) -> bytes:
    """The calendar. `sequence` goes up with each version written; `earlier` cancels what is no longer planned."""
    brief = plan.brief
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Midstance//Midstance {plan.made.midstance}//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Strength"]
    zone = None if brief.time_zone_assumed else brief.time_zone
    if zone is not None and zone != "UTC" and plan.sessions:
        lines.append(f"X-WR-TIMEZONE:{zone}")
        days = [session.date for session in plan.sessions]
        lines += zone_lines(zone, min(brief.start, *days), max(brief.end, *days))
    for session in plan.sessions:
        lines += _event(plan, session, zone, sequence, alarms)
    if earlier is not None:
        lines += _cancelled(plan, earlier, sequence)
    return calendar_bytes([*lines, "END:VCALENDAR"])


def read_earlier(data: bytes) -> Earlier:
    """What a calendar written by `write_ics` holds; of any other calendar only events of our own are seen."""
    text = _UNFOLD.sub(b"", data).decode("utf-8", errors="replace")
    events = []
    for body in _EVENT.findall(text):
        uid = re.search(rf"^UID:(\S+@{DOMAIN})\s*$", body, re.MULTILINE)
        start = re.search(r"^DTSTART[^:\r\n]*:(\d{8})T\d{6}Z?", body, re.MULTILINE)
        title = re.search(r"^SUMMARY:([^\r\n]*)", body, re.MULTILINE)
        if uid and start:
            try:
                date = dt.date.fromisoformat(start.group(1))
            except ValueError:
                continue
            events.append(Event(uid.group(1), start.group(0), date, title.group(1) if title else ""))
    sequences = [int(number) for number in re.findall(r"^SEQUENCE:(\d{1,9})\s*$", text, re.MULTILINE)]
    return Earlier(max(sequences, default=0), tuple(events))


def events_of(plan: Plan) -> tuple[Event, ...]:
    """The events that `write_ics` writes for a plan, as `read_earlier` would find them."""
    found = []
    for session in plan.sessions:
        start = dt.datetime.combine(session.date, dt.time(0)) + dt.timedelta(minutes=minute_of(session.start))
        found.append(Event(uid_of(session.id), f"DTSTART:{stamp(start)}", session.date, escaped(summary_of(session))))
    return tuple(found)


def uid_of(session_id: str) -> str:
    """The UID of a session's event; letters that a UID should not hold are written as their code."""
    return re.sub(r"[^A-Za-z0-9._-]", lambda letter: f"={ord(letter.group()):x}", session_id) + f"@{DOMAIN}"


def _stamped(brief: Brief) -> str:
    """The day the plan begins stands for when it was written, so that the same plan is always the same file."""
    return f"DTSTAMP:{brief.start:%Y%m%d}T000000Z"


def _event(plan: Plan, session: Session, zone: str | None, sequence: int, alarms: bool) -> Iterator[str]:
    start = dt.datetime.combine(session.date, dt.time(0)) + dt.timedelta(minutes=minute_of(session.start))
    end = start + dt.timedelta(minutes=session.minutes)
    place, mark = (f";TZID={zone}", "") if zone and zone != "UTC" else ("", "Z" if zone else "")
    yield "BEGIN:VEVENT"
    yield f"UID:{uid_of(session.id)}"
    yield _stamped(plan.brief)
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTART{place}:{stamp(start)}{mark}"
    yield f"DTEND{place}:{stamp(end)}{mark}"
    yield f"SUMMARY:{escaped(summary_of(session))}"
    yield f"DESCRIPTION:{escaped(describe(plan, session))}"
    yield f"CATEGORIES:{','.join(('strength', *session.classes))}"
    yield "STATUS:CONFIRMED"
    yield "TRANSP:OPAQUE"
    if alarms:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-PT{ALARM_MINUTES}M")
        yield f"DESCRIPTION:{escaped(f'{session.title} in {ALARM_MINUTES} minutes')}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _cancelled(plan: Plan, earlier: Earlier, sequence: int) -> Iterator[str]:
    """Events of before that the plan no longer has; what lies before its start is done and stays."""
    ours = {uid_of(session.id) for session in plan.sessions}
    for event in earlier.events:
        if event.uid in ours or event.date < plan.brief.start:
            continue
        yield from ("BEGIN:VEVENT", f"UID:{event.uid}", _stamped(plan.brief), f"SEQUENCE:{sequence}")
        # The zone of before may differ from the one described in this file; a floating time is right enough here.
        yield "DTSTART:" + event.start.partition(":")[2].removesuffix("Z")
        yield from (f"SUMMARY:{event.title}", "STATUS:CANCELLED", "TRANSP:TRANSPARENT", "END:VEVENT")


def summary_of(session: Session) -> str:
    """The event's title; how long it takes is seen from the event."""
    return session.title


def describe(plan: Plan, session: Session) -> str:
    """The whole session as text for a phone: warm-up, work, cool-down, then why."""
    assumed = ", time assumed" if session.start_assumed else ""
    parts = [f"{said_stress(session).capitalize()} · {session.minutes} min{assumed}"]
    letters = letters_of(session.blocks)
    for place, block in enumerate(session.blocks):
        parts.append("\n".join(_block_lines(plan, block, letters.get(place, ""))))
    if session.because:
        parts.append("\n".join(["Why", *(f"- {because.text}" for because in telling(session.because)[:MOST_REASONS])]))
    return "\n\n".join(parts)


def _block_lines(plan: Plan, block: Block, letter: str) -> Iterator[str]:
    if block.kind in ("warm-up", "cooldown"):
        yield "Warm-up" if block.kind == "warm-up" else "Cool-down"
        for item in block.items:
            yield f"- {name_of(item.exercise, plan.exercises)}: {', '.join(easy_parts(item))}"
        return
    if letter:
        yield f"{letter}, {said_turns(block)}"
    for number, item in enumerate(block.items, 1):
        # Straight sets stand one by one, with air between them, so that the eye finds its place again in the gym.
        yield from ([""] if number > 1 and not letter else [])
        label = f"{letter}{number} " if letter else ""
        starts = f" ({SAID_STARTS[item.starts]})" if SAID_STARTS[item.starts] else ""
        yield f"{label}{name_of(item.exercise, plan.exercises)}{starts}"
        yield from _item_lines(item)


def _item_lines(item: Item) -> Iterator[str]:
    """What is asked of an exercise, a line for each thing to know."""
    first = [said_dose(item), said_load(item.load), said_rest(item.rest_s)]
    yield ", ".join(part for part in first if part)
    left = said_reserve(item).replace(" in", " reps in") if item.reps else said_reserve(item)
    how = [f"stop with {left}" if left else "", said_tempo(item.tempo)]
    said = "; ".join(part for part in how if part)
    if said:
        yield said[0].upper() + said[1:]
    if item.ramp_sets:
        yield f"Before that {item.ramp_sets} lighter set{'s' if item.ramp_sets != 1 else ''}"
    if item.note:
        yield item.note
