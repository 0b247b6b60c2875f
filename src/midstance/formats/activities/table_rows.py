"""Tables of activities as services export them: rows streamed, numbers and times in any locale."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

import msgspec

from midstance.formats.activities.limits import CHUNK

DELIMITERS = (",", ";", "\t")
LONGEST_LINE = 1_000_000
MOST_COLUMNS = 1_000
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d+))?")
_NONE = frozenset({"", "-", "--", "---", "n/a", "nan", "null", "none"})
_QUOTED = re.compile(r'"[^"]*"')


class Row(msgspec.Struct, frozen=True):
    """One row: the line on which it ends, and its cells."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The cell of a column, empty where there is none."""
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


class NoTable(ValueError):
    """The bytes are no table from a line on."""


def rows_of(stream: BinaryIO) -> Iterator[Row]:
    """The rows of a CSV stream, the header first, empty ones left out. Raises NoTable.

    UTF-8, with a mark or without, or UTF-16 with one; letters that are not become question marks.
    """
    lines = _lines(stream)
    first = next((line for line in lines if line.strip()), "")
    bare = _QUOTED.sub("", first)
    delimiter = max(DELIMITERS, key=lambda one: (bare.count(one), -DELIMITERS.index(one)))

    def all_lines() -> Iterator[str]:
        yield first
        yield from lines

    reader = csv.reader(all_lines(), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cells):
                yield Row(reader.line_num, tuple(cells[:MOST_COLUMNS]))
    except csv.Error as error:
        raise NoTable(f"line {reader.line_num}: it is no table in CSV ({error})") from None


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Lines with their ends; one that never ends is cut."""
    head = stream.read(CHUNK)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")("replace")
    rest, chunk = "", head
    while chunk:
        text = rest + decoder.decode(chunk).replace("\0", "")
        *whole, rest = text.splitlines(keepends=True) or [""]
        # A line may go on in the next chunk, and so may its end of two letters.
        yield from whole
        if len(rest) > LONGEST_LINE:
            raise NoTable("a line in it never ends")
        chunk = stream.read(CHUNK)
    if rest:
        yield rest


def amount_of(text: str) -> float | None:
    """A number as locales write it: `1,234.5`, `1.234,5`, `5,45`, `12 345`; None for `--` and what is none.

    A single comma or point before three digits and nothing else groups thousands where a comma, and is decimal where
    a point: that is how the services write them.
    """
    bare = "".join(text[:40].split()).replace("'", "").replace("’", "")
    if bare.casefold() in _NONE:
        return None
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        bare = bare.replace("," if point > comma else ".", "").replace(",", ".")
    elif comma >= 0:
        grouped = re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+", bare)
        bare = bare.replace(",", "") if grouped else bare.replace(",", ".")
    elif bare.count(".") > 1:
        bare = bare.replace(".", "")
    if not re.fullmatch(r"[+-]?\d+(?:\.\d*)?(?:e[+-]?\d{1,2})?|[+-]?\.\d+", bare, re.IGNORECASE):
        return None
    value = float(bare)
    return value if abs(value) < 1e12 else None


def clock_seconds(text: str) -> float | None:
    """Seconds of `01:05:00`, `30:00.5` or `45:00`; None for what is none."""
    match = _CLOCK.fullmatch(text.strip()[:20])
    if match is None:
        return None
    hours, minutes, seconds = int(match[1] or 0), int(match[2]), int(match[3])
    return hours * 3600 + minutes * 60 + seconds + float(f"0.{match[4]}" if match[4] else 0)


def column_of(header: Sequence[str], names: Sequence[str], which: int = 0) -> int | None:
    """The column of any of several names, of columns with one name the `which`-th, counted from 0."""
    wanted = {name.casefold() for name in names}
    found = [index for index, cell in enumerate(header) if " ".join(cell.split()).casefold() in wanted]
    return found[which] if which < len(found) else None


def columns_of(header: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int | None]:
    """The first column of each thing."""
    return {thing: column_of(header, said) for thing, said in names.items()}
