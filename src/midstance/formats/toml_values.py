"""Values of a TOML file checked one by one, so that every mistake is told at once with its key and its line."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar, cast

from midstance.formats.brief_words import meant
from midstance.formats.entry import MAX_PROBLEMS, UnreadableFile, one_line, plausible
from midstance.training.clock import clock_of, minute_of
from midstance.training.running import Problem

Value = TypeVar("Value")
TomlTable = dict[str, object]


class Mistakes(UnreadableFile):
    """Everything wrong in one file; `problems` has each with its place."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        lines = [f"{problem.place}: {problem.says}" for problem in problems[:MAX_PROBLEMS]]
        if len(problems) > MAX_PROBLEMS:
            lines.append(f"and {len(problems) - MAX_PROBLEMS} more")
        super().__init__(name, f"{len(problems)} mistake{'s' if len(problems) != 1 else ''}\n" + "\n".join(lines))
        self.problems = problems

    def __reduce__(self) -> tuple[type[Mistakes], tuple[str, tuple[Problem, ...]]]:  # type: ignore[override]
        return type(self), (self.place, self.problems)


def load_toml(name: str, text: str) -> TomlTable:
    """The tables of a TOML file. Raises UnreadableFile with the line where it is broken."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)", str(error))
        last = text.rstrip().count("\n") + 1
        place = f"{name}:{(match.group(1) or last) if match else last}"
        says = str(error)[: match.start()] if match else str(error)
        hint = " (times and words go in quotes)" if "value" in says.casefold() else ""
        raise UnreadableFile(place, f"this is no TOML: {one_line(says, 120)}{hint}") from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise UnreadableFile(name, f"this is no TOML: {one_line(str(error), 120)}") from error


_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\- \"']+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([\w.\-\"' ]+?)\s*=")


def lines_of(text: str) -> dict[str, int]:
    """The line of each key as far as it can be seen: `athlete.windows[1].weekday` → 14."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            prefix = _bare(header.group(2))
            if header.group(1) == "[[":
                counts[prefix] = counts.get(prefix, -1) + 1
                prefix = f"{prefix}[{counts[prefix]}]"
            lines.setdefault(prefix, number)
        elif key := _KEY.match(line):
            path = _bare(key.group(1))
            lines.setdefault(f"{prefix}.{path}" if prefix else path, number)
    return lines


def _bare(path: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in path.split("."))


class Checking:
    """One file being checked: what was wrong so far, and how a value is read or reported."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = lines_of(text)
        self.problems: list[Problem] = []

    def wrong(self, path: str, says: str) -> None:
        """Note a mistake at a key."""
        self.problems.append(Problem(place=self._place(path), says=f"{path}: {says}" if path else says))

    def table(self, value: object, path: str, keys: Collection[str]) -> TomlTable:
        """A table; keys it cannot have are mistakes. An empty one where it is no table."""
        if not isinstance(value, Mapping):
            self.wrong(path, f"should be a table with {', '.join(sorted(keys))}")
            return {}
        for key in value:
            if key not in keys:
                self.wrong(_under(path, str(key)), f"there is no such key{meant(str(key), sorted(keys))}")
        return {str(key): item for key, item in value.items() if key in keys}

    def each(self, value: object, path: str) -> list[tuple[str, object]]:
        """The items of a list with their paths."""
        if not isinstance(value, list):
            self.wrong(path, "should be a list, in square brackets")
            return []
        return [(f"{path}[{index}]", item) for index, item in enumerate(value)]

    def read(self, path: str, reader: Callable[[], Value], otherwise: Value) -> Value:
        """What a reader returns, or `otherwise` when it raises ValueError, which is noted."""
        try:
            return reader()
        except ValueError as error:
            self.wrong(path, str(error))
            return otherwise

    def choice(self, value: object, path: str, options: Iterable[Value], otherwise: Value) -> Value:
        """One of the options."""
        known = list(options)
        if value in known and isinstance(value, str):
            return cast("Value", value)
        shown = one_line(str(value), 40)
        self.wrong(path, f"{shown!r} is not known here{meant(shown, (str(option) for option in known))}")
        return otherwise

    def date(self, value: object, path: str) -> dt.date | None:
        """A date, as TOML's own or in quotes."""
        date: dt.date | None = None
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            date = value
        elif isinstance(value, str):
            try:
                date = dt.date.fromisoformat(value)
            except ValueError:
                date = None
        if date is None or not plausible(date):
            self.wrong(path, f"{one_line(str(value), 40)!r} is no date like 2027-04-18")
            return None
        return date

    def clock(self, value: object, path: str) -> str | None:
        """A time of day as `HH:MM`, as TOML's own or in quotes."""
        if isinstance(value, dt.time):
            return clock_of(value.hour * 60 + value.minute)
        if isinstance(value, str):
            return self.read(path, lambda: clock_of(minute_of(value.strip())), None)
        self.wrong(path, f"{one_line(str(value), 40)!r} is no time of day like '18:00'")
        return None

    def number(self, value: object, path: str, least: float, most: float) -> float | None:
        """A number between two bounds, both allowed."""
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
            self.wrong(path, f"should be a number from {least:g} to {most:g}, not {one_line(str(value), 40)!r}")
            return None
        return float(value)

    def whole(self, value: object, path: str, least: int, most: int) -> int | None:
        """A whole number between two bounds, both allowed."""
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.wrong(path, f"should be a whole number from {least} to {most}, not {one_line(str(value), 40)!r}")
            return None
        return value

    def flag(self, value: object, path: str) -> bool:
        """true or false."""
        if not isinstance(value, bool):
            self.wrong(path, f"should be true or false, not {one_line(str(value), 40)!r}")
            return False
        return value

    def words(self, value: object, path: str) -> str:
        """A text."""
        if not isinstance(value, str):
            self.wrong(path, "should be a text in quotes")
            return ""
        return value

    def done(self) -> None:
        """Raise `Mistakes` when there were any, in the order of the file."""
        if self.problems:
            raise Mistakes(self.name, tuple(sorted(self.problems, key=lambda problem: (_line(problem), problem.says))))

    def _place(self, path: str) -> str:
        """`file:line` of a key, or of the nearest key around it."""
        while path:
            if path in self.lines:
                return f"{self.name}:{self.lines[path]}"
            path = re.sub(r"(\.[^.\[\]]*|\[\d+\]|^[^.\[\]]*)$", "", path)
        return self.name


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _line(problem: Problem) -> int:
    tail = problem.place.rsplit(":", 1)[-1]
    return int(tail) if tail.isdigit() else 0
