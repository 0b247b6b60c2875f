"""Cells of strength logs as values: numbers with either decimal mark, durations, what RPE says of reserve."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from midstance.formats.entry import one_line

MOST_NOTE = 500
"""Letters of a note that are kept (ours)."""
LEAST_RPE_SAYING = 5.0
"""Below, so much is left that a count of it means little (zourdos-2016 has no count below RPE 5)."""
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,6})?")
_GROUPED = re.compile(r"\d{1,3}(?:([., '’\u00a0\u202f])\d{3})(?:\1\d{3}){0,2}(?:[.,]\d{1,6})?")
_PARTS = re.compile(r"(?:(\d{1,4})\s*(?:h|hr|hrs|std)\.?)?\s*(?:(\d{1,5})\s*(?:m|min|mins)\.?)?\s*(?:(\d{1,6})\s*s?)?")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.\d+)?")


class BadCell(ValueError):
    """A cell that cannot be read; the message says which and why."""


class Record:
    """The cells of one row by the names of their columns, in lower case."""

    __slots__ = ("cells", "place")

    def __init__(self, cells: Mapping[str, str], place: str) -> None:
        self.cells = cells
        self.place = place

    def text(self, *names: str) -> str:
        """The first cell of these columns that holds something, or nothing."""
        return next((cell for name in names if (cell := self.cells.get(name, "").strip())), "")

    def number(self, *names: str) -> float | None:
        """A number, None where nothing stands. Raises BadCell."""
        said = self.text(*names)
        return number_of(said, names[0]) if said else None

    def whole(self, *names: str) -> int | None:
        """A count, None where nothing stands. Raises BadCell for fractions."""
        value = self.number(*names)
        if value is None:
            return None
        if value != int(value):
            raise BadCell(f"{names[0]} is {self.text(*names)!r}; a whole number is wanted")
        return int(value)

    def seconds(self, *names: str) -> int | None:
        """Seconds of `90`, `1:30`, `0:01:30`, `1h 5m`; None where nothing stands. Raises BadCell."""
        said = self.text(*names)
        return seconds_of(said, names[0]) if said else None

    def note(self, *names: str) -> str:
        """Notes of several columns on one line, without the marks of a line's end that some apps leave as letters."""
        parts = dict.fromkeys(noted(self.cells.get(name, "")) for name in names)
        return one_line(" ".join(part for part in parts if part), MOST_NOTE)


def noted(text: str) -> str:
    """A note on one line; a backslash with an n is a new line that was written out."""
    return one_line(text.replace("\\r", " ").replace("\\n", " "), MOST_NOTE)


def number_of(said: str, name: str) -> float:
    """A number with a point or a comma, thousands grouped or not. Raises BadCell, also for what is below zero."""
    bare = said.strip().replace("\u2212", "-")
    if _NUMBER.fullmatch(bare):
        value = float(bare.replace(",", "."))
    elif match := _GROUPED.fullmatch(bare):
        value = float(bare.replace(match.group(1), "").replace(",", "."))
    else:
        raise BadCell(f"{name} is {one_line(said, 30)!r}, which is no number")
    if value < 0 or not math.isfinite(value):
        raise BadCell(f"{name} is {one_line(said, 30)!r}, below zero")
    return value


def seconds_of(said: str, name: str) -> int:
    """Seconds of a duration. Raises BadCell."""
    word = said.strip().casefold()
    if match := _CLOCK.fullmatch(word):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + rest
    match = _PARTS.fullmatch(word)
    if match and any(match.groups()):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + rest
    return round(number_of(word, name))


def reserve_of(rpe: float | None) -> int | None:
    """Repetitions in reserve of an RPE of lifting, 10 - RPE (zourdos-2016), rounded down so that it never says too
    much. None where it says too little. Raises BadCell outside 0 to 10."""
    if rpe is None or rpe == 0:
        return None
    if not 0 < rpe <= 10:
        raise BadCell(f"rpe is {rpe:g}; from 1 to 10 is plausible")
    return math.floor(10 - rpe) if rpe >= LEAST_RPE_SAYING else None
