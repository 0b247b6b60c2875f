"""The plan document (`midstance.plan/1`) as JSON: written with stable keys, read back with mistakes said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import msgspec

from midstance.formats.entry import MAX_BYTES, UnreadableFile, one_line, plausible
from midstance.training.clock import DAY, minute_of
from midstance.training.plan import SCHEMA, Brief, Plan
from midstance.training.prescription import Item
from midstance.training.running import ClockTime
from midstance.training.session import STRESS

MOST_DAYS, MOST_MINUTES, MOST_AMOUNT = 1100, 600, 100_000
"""Days of a plan, minutes of a session, sets, reps or seconds beyond which a document is taken for broken (ours)."""

_REMEDY = "mend that place, or write the document anew with `midstance plan --out`"
_PATH = re.compile(r" - at `(?:key in )?\$?\.?([^`]*)`$")
_KINDS = {
    "int": "a whole number", "float": "a number", "str": "a text", "array": "a list", "object": "a table",
    "bool": "true or false", "date": "a date like 2027-04-18", "null": "null",
}  # fmt: skip


class _Head(msgspec.Struct):
    """Just enough of a document to tell what it is."""

    schema: str | None = None


def encode_plan(plan: Plan) -> bytes:
    """The document: `schema` first, keys in the order of the structs, two spaces, one new line at the end."""
    return msgspec.json.format(msgspec.json.encode(plan, order="deterministic"), indent=2) + b"\n"


def read_plan(data: bytes, name: str) -> Plan:
    """The plan of a document. `name` is only used in messages.

    Raises UnreadableFile with the path of what is wrong and what to do; what is returned can be judged without error.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(name, f"it has {len(data) // 1_000_000} MB; no plan document is that large")
    if not data.strip():
        raise UnreadableFile(name, "it is empty; write the document anew with `midstance plan --out`")
    _check_schema(data, name)
    try:
        plan = msgspec.json.decode(data, type=Plan)
    except msgspec.ValidationError as error:
        raise UnreadableFile(name, f"{said(error)}; {_REMEDY}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError, ValueError) as error:
        raise UnreadableFile(name, f"it is no JSON ({one_line(str(error), 80)}); {_REMEDY}") from None
    for place, says in _oddities(plan):
        raise UnreadableFile(name, f"{place}: {says}; {_REMEDY}")
    return plan


def _check_schema(data: bytes, name: str) -> None:
    """Raise UnreadableFile when the bytes are no plan document, or one of another version."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise UnreadableFile(name, "it is no plan document; give the plan.json that `midstance plan --out` writes")
    try:
        schema = msgspec.json.decode(data, type=_Head).schema
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, OverflowError, ValueError):
        return
    if schema is None:
        raise UnreadableFile(name, f"it names no schema; a plan document begins with `schema`: {SCHEMA!r}")
    if schema != SCHEMA:
        shown = one_line(schema, 60)
        newer = schema.startswith("midstance.plan/")
        what = "use a newer midstance, or make the plan again" if newer else "give a plan document"
        raise UnreadableFile(name, f"it is of schema {shown!r}, and this version reads {SCHEMA!r}; {what}")


def said(error: msgspec.ValidationError) -> str:
    """A mistake as `path: what is wrong`, in words."""
    text = str(error)
    match = _PATH.search(text)
    path = match.group(1) if match else ""
    text = text[: match.start()] if match else text
    if wrong := re.match(r"Expected `([^`]*)`(?:, got `([^`]*)`)?$", text):
        wanted, got = (_kind(word) if word else "" for word in wrong.groups())
        text = f"{wanted} is wanted" + (f", not {got}" if got else "")
    elif missing := re.match(r"Object missing required field `([^`]*)`", text):
        text = f"{missing.group(1)!r} is missing"
    elif unknown := re.match(r"Object contains unknown field `([^`]*)`", text):
        text = f"there is no key {one_line(unknown.group(1), 40)!r} here"
    elif invalid := re.match(r"Invalid enum value (.*)", text, re.DOTALL):
        text = f"{one_line(invalid.group(1), 60)} is not known here"
    else:
        text = one_line(text, 120).replace("`", "")
    return f"{one_line(path, 120)}: {text}" if path else text


def _kind(word: str) -> str:
    return " or ".join(_KINDS.get(part.strip(), part.strip()) for part in word.split("|"))


def _oddities(plan: Plan) -> Iterator[tuple[str, str]]:
    """What has the right types and still cannot be: each with its place."""
    yield from _brief_oddities(plan.brief)
    starts = [cycle.start for cycle in plan.microcycles]
    if starts != sorted(set(starts)):
        yield "microcycles", "the weeks are not in order of their start"
    if not all(plausible(start) for start in starts):
        yield "microcycles", "a week starts outside the years a plan can be about"
    if any(abs(cycle.run_m) > 10**7 for cycle in plan.microcycles):
        yield "microcycles", "a week cannot have so many metres of running"
    seen: set[str] = set()
    for index, session in enumerate(plan.sessions):
        place = f"sessions[{index}]"
        if session.id in seen or not 0 < len(session.id) <= 200:
            yield f"{place}.id", f"{one_line(session.id, 40)!r} is there twice, empty or far too long"
        seen.add(session.id)
        if not plausible(session.date):
            yield f"{place}.date", f"{session.date} is no date a plan can be about"
        if session.start == "24:00":
            yield f"{place}.start", "24:00 is the next day; write 00:00 there"
        if not 1 <= session.minutes <= MOST_MINUTES:
            yield f"{place}.minutes", f"a session takes 1 to {MOST_MINUTES} minutes, not {_short(session.minutes)}"
        for item in (item for block in session.blocks for item in block.items):
            yield from _item_oddities(place, item)


def _brief_oddities(brief: Brief) -> Iterator[tuple[str, str]]:
    if not _is_zone(brief.time_zone):
        yield "brief.time_zone", f"{one_line(brief.time_zone, 40)!r} is no time zone"
    if not (plausible(brief.start) and plausible(brief.end)):
        yield "brief", "start or end is no date a plan can be about"
    elif not 0 <= (brief.end - brief.start).days <= MOST_DAYS:
        yield "brief.end", f"{brief.end} lies before the start {brief.start} or years after it"
    dates = [run.date for run in (*brief.runs, *brief.replaced)]
    dates += [race.date for race in brief.races] + [pin.date for pin in brief.pins] + list(brief.blocked)
    dates += [date for days in brief.history.values() for date in days]
    if not all(plausible(date) for date in dates):
        yield "brief", "a run, race, pin, blocked day or the history has a date no plan can be about"
    for index, run in enumerate(brief.runs):
        if not 0 <= (run.duration_s or 0) <= 259_200 or not 0 <= (run.distance_m or 0) <= 1_000_000:
            yield f"brief.runs[{index}]", "no run is that long"
        if run.start == "24:00":
            yield f"brief.runs[{index}].start", "24:00 is the next day; write 00:00 there"
    if any(stress not in STRESS for stress in brief.history):
        yield "brief.history", f"its keys are {', '.join(STRESS)}"
    athlete = brief.athlete
    if not 0 <= (athlete.age or 0) <= 130 or not 0 <= (athlete.minutes or 0) <= 1440:
        yield "brief.athlete", "age or minutes is out of all bounds"
    for window in athlete.windows:
        if _minute(window.start, 0) > _minute(window.end, DAY):
            yield "brief.athlete.windows", f"{window.start}-{window.end} ends before it starts"


def _is_zone(name: str) -> bool:
    """Whether a zone can be loaded; asking for the list of all zones would cost many times as much."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return True


def _minute(clock: ClockTime | None, otherwise: int) -> int:
    return otherwise if clock is None else minute_of(clock)


def _item_oddities(place: str, item: Item) -> Iterator[tuple[str, str]]:
    numbers = [item.sets, item.rest_s, item.contacts, item.ramp_sets, *(item.reps or ()), *(item.seconds or ())]
    if any(not 0 <= number <= MOST_AMOUNT for number in numbers):
        yield f"{place}.blocks", f"{one_line(item.exercise, 40)}: sets, reps, seconds or rest are out of all bounds"
    if any(not 0 <= (mass or 0) <= 2000 for mass in (item.load.kg, item.load.lb, item.load.percent)):
        yield f"{place}.blocks", f"{one_line(item.exercise, 40)}: nobody lifts that load"
    if item.reps is not None and item.seconds is not None:
        yield f"{place}.blocks", f"{one_line(item.exercise, 40)}: reps and seconds are both given; one is null"


def _short(number: int) -> str:
    return str(number) if abs(number) < 10**9 else "so many"
