"""Calendar events of intervals.icu as its API lists them, and as it takes them.

Field names are those of its API (version 1): `category`, `type`, `start_date_local`, `moving_time` in seconds,
`distance` in metres, `external_id`. What the service adds in time is passed over.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
from typing import Literal

import msgspec

from midstance.formats.assembling import running_plan
from midstance.formats.entry import Entry, Extract, UnreadableFile, one_line, plain, plausible
from midstance.training.running import Dropped, Priority, Problem, Race, RunKind, RunningPlan

OURS = "midstance:"
"""Begins the external id of what was sent from here."""
MOST_EVENTS = 5_000
"""More are refused (ours: ten a day for more than a year)."""
SpanKind = Literal["sick", "injured", "holiday"]
_PRIORITIES: dict[str, Priority] = {"RACE_A": "A", "RACE_B": "B", "RACE_C": "C"}
_SPANS: dict[str, SpanKind] = {"SICK": "sick", "INJURED": "injured", "HOLIDAY": "holiday"}
_RUNNING = frozenset({"Run", "TrailRun", "VirtualRun", "Treadmill"})
_STRENGTH = frozenset({"WeightTraining", "Workout", "Crossfit", "HighIntensityIntervalTraining", "Pilates", "Yoga"})
"""Types that are no endurance sport; the planner finds a place of its own for strength."""


class IntervalsEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event as the service lists it; only what planning needs."""

    id: int | str = 0
    category: str = ""
    type: str | None = None
    name: str | None = None
    description: str | None = None
    start_date_local: str = ""
    end_date_local: str | None = None
    moving_time: float | None = None
    distance: float | None = None
    time_target: float | None = None
    distance_target: float | None = None
    external_id: str | None = None


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Days on which the runner is sick, injured or on holiday; both ends included."""

    id: str
    kind: SpanKind
    first: dt.date
    last: dt.date
    name: str = ""


class IntervalsCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood of the events."""

    plan: RunningPlan
    spans: tuple[Span, ...] = ()
    ours: tuple[IntervalsEvent, ...] = ()
    """Events that were sent from here before."""


class IntervalsWorkout(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A strength session as the service takes it: timed, with its content as text. Encoded as it stands."""

    external_id: str
    start_date_local: str
    name: str
    description: str
    moving_time: int
    category: str = ""
    type: str = ""
    filename: str = ""
    file_contents_base64: str = ""


def read_intervals_events(data: bytes, name: str = "intervals.icu") -> IntervalsCalendar:
    """What the service's list of events says. Raises UnreadableFile for what is none."""
    try:
        events = msgspec.json.decode(data, type=list[IntervalsEvent])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise UnreadableFile(name, "its answer is no list of events; try again later") from None
    if len(events) > MOST_EVENTS:
        raise UnreadableFile(name, f"it lists more than {MOST_EVENTS} events; that is no plan of one runner")
    entries: list[Entry] = []
    dropped: list[Dropped] = []
    problems: list[Problem] = []
    spans: list[Span] = []
    ours: list[IntervalsEvent] = []
    priorities: dict[dt.date, Priority] = {}
    for event in events:
        days = _days(event)
        if days is None:
            problems.append(Problem(place=name, says=f"event {event.id} has no date that can be meant: left out"))
        elif (event.external_id or "").startswith(OURS):
            ours.append(event)
        elif event.category in _SPANS:
            spans.append(_span(event, days))
        elif event.category in _PRIORITIES or event.category == "WORKOUT":
            entries.append(_entry(event, days[0]))
            if event.category in _PRIORITIES:
                priorities[days[0]] = _PRIORITIES[event.category]
        else:
            dropped.append(Dropped(source=_uid(event), title=_title(event), why=f"{event.category}: not a run"))
    extract = Extract(entries=tuple(entries), dropped=tuple(dropped), problems=tuple(problems))
    plan = _plan(name, extract)
    races = tuple(_with_priority(race, priorities) for race in plan.races)
    return IntervalsCalendar(plan=msgspec.structs.replace(plan, races=races), spans=tuple(spans), ours=tuple(ours))


def _plan(name: str, extract: Extract) -> RunningPlan:
    """The runs; a calendar without any is no mistake here."""
    try:
        return running_plan(name, extract)
    except UnreadableFile:
        return RunningPlan(dropped=extract.dropped, problems=extract.problems)


def intervals_workout(
    session_id: str, start: dt.datetime, name: str, text: str, minutes: int, fit: bytes | None = None
) -> IntervalsWorkout:
    """A session as an event. `start` is local. Lines that begin with a dash would be taken for steps of a run."""
    description = re.sub(r"(?m)^\s*-\s+", "• ", text)
    return IntervalsWorkout(
        external_id=f"{OURS}{session_id}",
        start_date_local=start.strftime("%Y-%m-%dT%H:%M:%S"),
        name=name,
        description=description,
        moving_time=minutes * 60,
        category="WORKOUT",
        type="WeightTraining",
        filename="session.fit" if fit is not None else "",
        file_contents_base64=base64.b64encode(fit).decode() if fit is not None else "",
    )


def _entry(event: IntervalsEvent, date: dt.date) -> Entry:
    kind: RunKind | None = None
    if event.category in _PRIORITIES:
        kind = "race" if event.type is None or event.type in _RUNNING else "cross-training"
    elif event.type in _STRENGTH:
        kind = "strength"
    elif event.type is not None and event.type not in _RUNNING:
        kind = "cross-training"
    metres, seconds = event.distance or event.distance_target, event.moving_time or event.time_target
    return Entry(
        date=date, minute=_minute(event), title=_title(event), description=plain(event.description or ""), kind=kind,
        sport="run" if event.type in _RUNNING else None, distance_m=_whole(metres), duration_s=_whole(seconds),
        distance_is_firm=True, source=_uid(event),
    )  # fmt: skip


def _span(event: IntervalsEvent, days: tuple[dt.date, dt.date]) -> Span:
    return Span(id=_uid(event), kind=_SPANS[event.category], first=days[0], last=days[1], name=_title(event))


def _days(event: IntervalsEvent) -> tuple[dt.date, dt.date] | None:
    """First and last day; the end of an event is the midnight after it. None for what is no date."""
    first = _moment(event.start_date_local)
    if first is None or not plausible(first.date()):
        return None
    end = _moment(event.end_date_local or "")
    last = first.date() if end is None else (end - dt.timedelta(seconds=1)).date()
    return first.date(), max(first.date(), last) if plausible(last) else first.date()


def _minute(event: IntervalsEvent) -> int | None:
    """Midnight stands for the whole day."""
    moment = _moment(event.start_date_local)
    return (moment.hour * 60 + moment.minute) or None if moment is not None else None


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _whole(amount: float | None) -> int | None:
    return round(amount) if amount and 0 < amount < 10**8 else None


def _title(event: IntervalsEvent) -> str:
    return one_line(plain(event.name or ""))


def _uid(event: IntervalsEvent) -> str:
    return f"intervals.icu/{event.id}"


def _with_priority(race: Race, priorities: dict[dt.date, Priority]) -> Race:
    return msgspec.structs.replace(race, priority=priorities.get(race.date, race.priority))
