"""A week in one line: `easy intervals easy rest tempo easy long`, Monday first, and that week repeated.

A token is a kind, then a distance or duration (`long:22km`, `easy:45min`), then a time (`easy@06:30`). `easy+easy` is a
double; `easy+strides` is one easy run that ends with strides. `.` and `rest` are days off.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.formats.amounts import distance_metres, duration_seconds
from midstance.formats.durations import estimated_duration_s
from midstance.formats.entry import UnreadableFile, one_line
from midstance.formats.kind_words import KIND_WORDS
from midstance.training.clock import EPOCH, WEEKDAYS, clock_of, minute_of
from midstance.training.running import (
    ASSUMED_RACE_START,
    ASSUMED_RUN_START,
    KEY_KINDS,
    RUN_KINDS,
    ClockTime,
    Run,
    RunKind,
)

PLACE = "--week"
MOST_DAYS = 731
"""A week is repeated for two years at most (our choice)."""
_SECOND_START: ClockTime = "18:00"


def week_strip(text: str) -> tuple[Run, ...]:
    """The seven days of a strip as undated runs from `EPOCH`, a Monday. Raises UnreadableFile."""
    tokens = text.replace("|", " ").split()
    if len(tokens) != 7:
        raise UnreadableFile(
            PLACE,
            f"a week has seven days, Monday first; {len(tokens)} given in {one_line(text, 80)!r} (`.` is a day off)",
        )
    runs: list[Run] = []
    for day, token in enumerate(tokens):
        runs.extend(_day(EPOCH + dt.timedelta(days=day), token))
    return tuple(runs)


def repeat_week(strip: Sequence[Run], start: dt.date, end: dt.date) -> tuple[Run, ...]:
    """The strip on every date from `start` to `end`, both included, each day on its own weekday.

    Raises UnreadableFile when the end lies before the start or more than two years after it.
    """
    if end < start:
        raise UnreadableFile(PLACE, f"the week cannot be repeated from {start} to {end}: it ends before it starts")
    if (end - start).days > MOST_DAYS:
        raise UnreadableFile(PLACE, f"from {start} to {end} is more than two years; choose a nearer end")
    days = [start + dt.timedelta(days=number) for number in range((end - start).days + 1)]
    return tuple(
        msgspec.structs.replace(run, date=day) for day in days for run in strip if run.date.weekday() == day.weekday()
    )


def _day(date: dt.date, token: str) -> list[Run]:
    place = f"{PLACE}:{WEEKDAYS[date.weekday()]}"
    parts = token.casefold().split("+")
    strides = len(parts) > 1 and parts[-1] in ("strides", "stride")
    runs = [_run(date, place, part, second=number > 0) for number, part in enumerate(parts[:-1] if strides else parts)]
    if len(runs) > 3:
        raise UnreadableFile(place, f"{token!r} puts {len(runs)} runs on one day; at most three are read")
    if strides and runs[-1].kind in ("easy", "recovery"):
        runs[-1] = msgspec.structs.replace(runs[-1], kind="strides", title=f"{runs[-1].title} + strides")
    return runs


def _run(date: dt.date, place: str, token: str, *, second: bool) -> Run:
    """One run of a token such as `long:22km@07:30`."""
    rest, at, clock = token.partition("@")
    word, colon, amount = rest.partition(":")
    kind = _kind(place, word)
    start = _SECOND_START if second else ASSUMED_RACE_START if kind == "race" else ASSUMED_RUN_START
    if at:
        start = _clock(place, clock)
    distance_m, duration_s = _amount(place, amount) if colon else (None, None)
    return Run(
        date=date,
        start=start,
        kind=kind,
        key=kind in KEY_KINDS,
        title=f"{word if word != '.' else 'rest'} {amount}".strip(),
        distance_m=distance_m,
        duration_s=duration_s or estimated_duration_s(kind, distance_m),
        start_assumed=not at,
        duration_assumed=duration_s is None and kind != "rest",
        source=place,
    )


def _kind(place: str, word: str) -> RunKind:
    kind = KIND_WORDS.get(word)
    if kind is None:
        import difflib

        near = difflib.get_close_matches(word, sorted(KIND_WORDS), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(RUN_KINDS[:9])} or `.`"
        raise UnreadableFile(place, f"{one_line(word, 30)!r} is no kind of run; {hint}")
    return kind


def _clock(place: str, word: str) -> ClockTime:
    try:
        minute = minute_of(word)
    except ValueError:
        minute = -1
    if not 0 <= minute < 1440:
        raise UnreadableFile(place, f"{one_line(word, 30)!r} is no time of day like 06:30")
    return clock_of(minute)


def _amount(place: str, word: str) -> tuple[int | None, int | None]:
    """Distance or duration of `22km`, `8mi`, `90min`, `1h30`."""
    if word.endswith(("km", "mi", "k", "mile", "miles")):
        distance_m = distance_metres(word, None)
        if distance_m is not None:
            return distance_m, None
    elif word.endswith("min") or "h" in word:
        duration_s = duration_seconds(word, None)
        if duration_s is not None:
            return None, duration_s
    raise UnreadableFile(place, f"{one_line(word, 30)!r} is neither a distance like 22km nor a duration like 90min")
