"""What the apps that write calendars hide in their events: sports, planned times, kinds, week summaries.

Each app is known by marks of its own (its PRODID, the form of its UIDs or descriptions), and only its own events are
read its way. Sources: formats page 1.1 to 1.4.
"""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from midstance.formats.entry import METRES_PER_MILE, SPORT_KINDS, Entry, one_line, plain
from midstance.training.running import Dropped, RunKind

LONGEST_DAYS = 3
"""An all-day entry over more days is a note (week summary, holiday), not a run (our choice)."""


class CalendarEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One occurrence in local time, before its app's habits are taken into account."""

    source: str
    date: dt.date
    minute: int | None
    days: int = 1
    """Days an all-day event covers."""
    slot_s: int | None = None
    title: str
    description: str = ""
    estimate_s: int | None = None
    assumed: tuple[str, ...] = ()


def entry_of(event: CalendarEvent, prodid: str) -> Entry | Dropped:
    """The entry an event stands for, or why it stands for none."""
    title = re.sub(r"^[\s✓✔☑✅]+", "", plain(event.title))
    if event.minute is None and event.days > LONGEST_DAYS:
        summary = re.match(r"(?:final )?training week\b", title, re.IGNORECASE)
        why = "a summary of the week, not a day's run" if summary else f"covers {event.days} days: a note, not a run"
        return Dropped(source=event.source, title=one_line(title), why=why)
    assumed = event.assumed
    if event.days > 1 and event.minute is None:
        assumed += (f"it covers {event.days} days: taken for the first of them",)
    plain_entry = Entry(
        date=event.date, minute=event.minute, title=title, description=plain(event.description),
        slot_s=event.slot_s, duration_s=event.estimate_s, source=event.source, assumed=assumed,
    )  # fmt: skip
    if "runna" in prodid.lower() or _RUNNA_UID.match(event.source):
        return _runna(plain_entry)
    if (
        "ddaysoftware" in prodid.lower()
        or "trainingpeaks" in prodid.lower()
        or _TP_LINE.search(plain_entry.description)
    ):
        return _trainingpeaks(plain_entry)
    return plain_entry


_RUNNA_UID = re.compile(r"(UPCOMING|COMPLETED)_(?:NON_)?PLAN_WORKOUT-")
_RUNNA_TYPE = re.compile(r"_plan_week_\d+_([A-Z_]+?)_\d+$")
_RUNNA_KINDS: dict[str, RunKind] = {
    "EASY_RUN": "easy", "LONG_RUN": "long", "INTERVALS": "intervals", "TAPER_INTERVALS": "intervals",
    "TEMPO": "threshold", "WALK_RUN": "easy", "RACE": "race", "LEGS_AND_CORE": "strength",
}  # fmt: skip
_BULLET_TIME = re.compile(r"^(?:(\d+)h)?\s*(?:(\d+)m)?$")
_BULLET_DISTANCE = re.compile(r"^(\d+(?:[.,]\d+)?)\s?(km|mi|miles)$", re.IGNORECASE)


def _runna(entry: Entry) -> Entry:
    """Runna: `🏃 1km Repeats • 9km • 50m - 1h`. What follows the bullets is the total, and `m` there is minutes."""
    name, *totals = [part.strip() for part in entry.title.split("•")]
    distance_m, duration_s = None, entry.duration_s
    for total in totals:
        if match := _BULLET_DISTANCE.match(total):
            distance_m = _metres(match.group(1), match.group(2))
        else:
            duration_s = duration_s or _bullet_seconds(total)
    kind = _RUNNA_TYPE.search(entry.source)
    done = entry.source.startswith("COMPLETED_")
    return msgspec.structs.replace(
        entry,
        title=re.sub(r"^[^\w(]+", "", name),
        # The description says again what the title says, with `m` for minutes: left out, as it would mislead.
        description="",
        kind=_RUNNA_KINDS.get(kind.group(1)) if kind else None,
        sport="run" if "🏃" in entry.title else None,
        distance_m=distance_m,
        duration_s=duration_s,
        distance_is_firm=distance_m is not None,
        assumed=(*entry.assumed, "already done: kept as a past run") if done else entry.assumed,
    )


def _bullet_seconds(text: str) -> int | None:
    """Seconds of `45m - 50m` or `1h 30m`: of a range the longer, as the run may take it."""
    longest = None
    for part in re.split(r"\s[-–]\s", text):
        match = _BULLET_TIME.match(part.strip())
        if match and (match.group(1) or match.group(2)):
            longest = int(match.group(1) or 0) * 3600 + int(match.group(2) or 0) * 60
    return longest


_TP_LINE = re.compile(r"^(?:Workout type|Planned Time|Distance Planned|Actual Time|Actual Distance)\s*:", re.MULTILINE)
_TP_FIELD = re.compile(r"^([A-Z][A-Za-z ]{3,24}?)\s*:\s*(.*)$")
_TP_SPORT = re.compile(
    r"^(Run|Bike|Swim|Strength|Other|Walk|Brick|Cross ?-?train|X-?train|Day Off|Race|MTB|Mtn Bike|Rowing|XC-Ski|Custom)"
    r"\s*(?::\s*|$)",
    re.IGNORECASE,
)
_TP_MEASURES = (
    "workout type",
    "planned time",
    "actual time",
    "distance planned",
    "planned distance",
    "actual distance",
)


def _trainingpeaks(entry: Entry) -> Entry:
    """TrainingPeaks: `Run: title`, planned and actual amounts as lines of the description, races as bare titles."""
    fields, rest = _tp_fields(entry.description)
    match = _TP_SPORT.match(entry.title)
    sport = match.group(1) if match else fields.get("workout type")
    title = entry.title[match.end() :].strip() if match else entry.title
    done = "actual time" in fields or "actual distance" in fields
    distance = fields.get("actual distance") or fields.get("distance planned") or fields.get("planned distance") or ""
    assumed = (*entry.assumed, "already done: kept as a past run") if done else entry.assumed
    kind: RunKind | None = None
    if not sport and not entry.description and entry.minute is None:
        kind = "race"
        assumed = (*assumed, "a bare title in a TrainingPeaks calendar is taken for a race")
    distance_m = _field_metres(distance)
    return msgspec.structs.replace(
        entry,
        title=title or (sport or ""),
        sport=sport,
        kind=SPORT_KINDS.get((sport or "").lower(), kind),
        description=rest,
        duration_s=_hours_minutes(fields.get("actual time") or fields.get("planned time") or ""),
        distance_m=distance_m,
        distance_is_firm=distance_m is not None,
        assumed=assumed,
    )


def _tp_fields(description: str) -> tuple[dict[str, str], str]:
    """The measures among a description's lines, and its own words."""
    fields: dict[str, str] = {}
    words: list[str] = []
    for line in description.splitlines():
        match = _TP_FIELD.match(line)
        label = match.group(1).strip().lower() if match else ""
        if match and label in _TP_MEASURES:
            fields[label] = match.group(2).strip()
        elif match and label == "description":
            words.append(match.group(2))
        else:
            words.append(line)
    return fields, "\n".join(words).strip()


def _hours_minutes(text: str) -> int | None:
    """Seconds of `0:40` or `1:05:30`: hours come first."""
    match = re.match(r"^(\d{1,2}):(\d{2})(?::(\d{2}))?$", text)
    if not match:
        return None
    return int(match.group(1)) * 3600 + int(match.group(2)) * 60 + int(match.group(3) or 0) or None


def _field_metres(text: str) -> int | None:
    match = re.match(r"^(\d+(?:[.,]\d+)?)\s?(m|km|mi|miles|yds?)$", text.replace(" ", " "), re.IGNORECASE)
    return _metres(match.group(1), match.group(2)) if match else None


def _metres(number: str, unit: str) -> int | None:
    factors = {"m": 1.0, "km": 1000.0, "mi": METRES_PER_MILE, "miles": METRES_PER_MILE, "yd": 0.9144, "yds": 0.9144}
    return round(float(number.replace(",", ".")) * factors[unit.lower()]) or None
