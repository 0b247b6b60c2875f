"""Short words of a brief as typed on a command line or in a file: windows, kit, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from midstance.formats.entry import UnreadableFile, one_line
from midstance.training.athlete import Window
from midstance.training.clock import DAY_NAMES, WEEKDAYS, clock_of, minute_of
from midstance.training.exercise import KIT, Kit

LEAST_WINDOW_MINUTES = 10
"""A shorter window holds no session (our choice: the shortest mini session with its warm-up)."""

AGES, MINUTES, MOST_KG = (8, 100), (10, 180), 500.0
"""Years, minutes a session and kilograms outside which a number is taken for a slip of the pen (our choice)."""

_DAY_NAMES = tuple(name.casefold() for name in DAY_NAMES)
_DAY_GROUPS: dict[str, tuple[str, ...]] = {
    "daily": WEEKDAYS,
    "weekdays": WEEKDAYS[:5],
    "weekend": WEEKDAYS[5:],
}
_KIT_WORDS: dict[str, Kit] = {
    "db": "dumbbell", "dbs": "dumbbell", "kb": "kettlebell", "kbs": "kettlebell", "band": "mini-band",
    "bands": "mini-band", "miniband": "mini-band", "loop-band": "mini-band", "swiss-ball": "stability-ball",
    "gym-ball": "stability-ball", "roller": "foam-roller", "step": "box", "broomstick": "dowel", "stick": "dowel",
    "leg-curl": "hamstring-curl", "benches": "bench", "boxes": "box",
}  # fmt: skip
"""Other names people use for the kit."""


def meant(word: str, options: Iterable[str]) -> str:
    """`; did you mean …?`, or what there is to choose from."""
    import difflib

    known = [str(option) for option in options]
    near = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]!r}?"
    shown = ", ".join(known[:20])
    return f"; choose from {shown}" + (", …" if len(known) > 20 else "")


def weekdays_of(word: str) -> tuple[str, ...]:
    """The weekdays of `tue`, `Tuesday`, `mon-fri`, `weekdays`, `weekend`, `daily`. Raises ValueError with a hint."""
    name = word.strip().casefold().rstrip(".")
    if name in _DAY_GROUPS:
        return _DAY_GROUPS[name]
    first, dash, last = re.sub(r"\s*[-–]\s*", "-", name).partition("-")
    if dash:
        begin, end = _weekday(first), _weekday(last)
        length = (end - begin) % 7 + 1
        return tuple(WEEKDAYS[(begin + step) % 7] for step in range(length))
    return (WEEKDAYS[_weekday(name)],)


def _weekday(name: str) -> int:
    for day, (short, long) in enumerate(zip(WEEKDAYS, _DAY_NAMES, strict=True)):
        if name == short or (len(name) >= 3 and long.startswith(name)):
            return day
    raise ValueError(f"{one_line(name, 30)!r} is no weekday{meant(name, (*WEEKDAYS, *_DAY_NAMES))}")


def checked_window(weekday: str, start: str | None, end: str | None) -> Window:
    """A window of one weekday. Raises ValueError when it crosses midnight, ends before it starts or is too short."""
    day = weekdays_of(weekday)
    if len(day) != 1:
        raise ValueError(f"{weekday!r} is more than one day; write one window for each")
    if start is None and end is None:
        return Window(weekday=day[0])  # type: ignore[arg-type]
    begin, finish = minute_of(start or "00:00"), minute_of(end or "24:00")
    span = f"{clock_of(begin)}-{clock_of(finish)}"
    if begin == 1440:
        raise ValueError(f"{span} starts when the day is over; write it on the next day")
    if finish < begin:
        raise ValueError(
            f"{span} ends before it starts; if it crosses midnight, write two windows: "
            f"{clock_of(begin)}-24:00 here and 00:00-{clock_of(finish)} on the next day"
        )
    if finish - begin < LEAST_WINDOW_MINUTES:
        raise ValueError(f"{span} has {finish - begin} minutes; a session needs at least {LEAST_WINDOW_MINUTES}")
    return Window(weekday=day[0], start=clock_of(begin), end=clock_of(finish))  # type: ignore[arg-type]


_SPAN = re.compile(r"(\d{1,2}(?::\d{2})?)\s*(?:-|–|to)\s*(\d{1,2}(?::\d{2})?)")


def parse_windows(text: str, place: str = "--windows") -> tuple[Window, ...]:
    """Windows such as `tue 18:00-19:00;thu 06:00-07:00,18:00-19:00;sat`, in the order of the week.

    Several windows a day are allowed. Raises UnreadableFile with the first mistake.
    """
    found: list[Window] = []
    for piece in text.split(";"):
        if not piece.strip():
            continue
        try:
            found.extend(_windows_of(piece.strip()))
        except ValueError as error:
            raise UnreadableFile(place, f"in {one_line(piece.strip(), 60)!r}: {error}") from None
    if not found:
        raise UnreadableFile(place, 'no window given; write for example "tue 18:00-19:00;thu 12:00-12:45;sat"')
    return in_week_order(found)


def in_week_order(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Windows by weekday and start, each once."""
    unique = {(WEEKDAYS.index(window.weekday), window.start or "", window.end or ""): window for window in windows}
    return tuple(unique[key] for key in sorted(unique))


def _windows_of(piece: str) -> list[Window]:
    match = re.match(r"([^\d\s]+(?:\s*[-–]\s*[^\d\s]+)?)\s*(.*)$", piece, re.DOTALL)
    if not match:
        raise ValueError("a window begins with its weekday, such as tue 18:00-19:00")
    days = weekdays_of(match.group(1))
    spans = [span.strip() for span in match.group(2).split(",") if span.strip()]
    if not spans:
        return [checked_window(day, None, None) for day in days]
    windows: list[Window] = []
    for span in spans:
        hours = _SPAN.fullmatch(span)
        if not hours:
            raise ValueError(f"{one_line(span, 30)!r} is no span of hours like 18:00-19:00")
        start, end = (hour if ":" in hour else f"{hour}:00" for hour in hours.groups())
        windows.extend(checked_window(day, start, end) for day in days)
    return windows


def parse_kit(text: str, place: str = "--kit") -> tuple[Kit, ...]:
    """Kit such as `dumbbell,bench`, in the order of the catalogue; `none` is no kit. Raises UnreadableFile."""
    words = [word for word in (piece.strip() for piece in re.split(r"[,;]", text)) if word]
    if not words:
        raise UnreadableFile(place, "no kit given; write none, or a list such as dumbbell,bench")
    try:
        return checked_kit(words)
    except ValueError as error:
        raise UnreadableFile(place, str(error)) from None


def checked_kit(words: Collection[str]) -> tuple[Kit, ...]:
    """The kit of a list of words, each once, in the order of the catalogue. Raises ValueError with a hint."""
    found = {kit_of(word) for word in words}
    if None in found and len(found) > 1:
        raise ValueError("'none' means no kit at all; leave it out, or the rest")
    return tuple(kit for kit in KIT if kit in found)


def kit_of(word: str) -> Kit | None:
    """The kit a word names, None for `none`. Raises ValueError with a hint for unknown kit."""
    name = re.sub(r"[\s_]+", "-", word.strip().casefold())
    if name in ("none", "body-mass", "bodyweight", "nothing"):
        return None
    for candidate in (name, name.removesuffix("s")):
        if candidate in KIT:
            return candidate
        if candidate in _KIT_WORDS:
            return _KIT_WORDS[candidate]
    raise ValueError(f"{one_line(word, 30)!r} is no kit we know{meant(name, ('none', *KIT, *_KIT_WORDS))}")
