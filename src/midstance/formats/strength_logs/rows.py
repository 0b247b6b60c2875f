"""The rows of a strength log, one at a time: any delimiter, quotes with line breaks in them, a mark on top."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import msgspec

from midstance.formats.csv_writing import unguarded
from midstance.formats.entry import UnreadableFile, decode
from midstance.formats.strength_logs.cells import Record
from midstance.training.running import Problem

MOST_BYTES = 20_000_000
"""Longer files are refused (ours: ten years of five sessions a week are about 10 MB)."""
MOST_ROWS = 200_000
"""More rows are refused (ours: the same ten years are about 70,000)."""
MOST_COLUMNS = 64
_DELIMITERS = (",", ";", "\t", "|")
_EXCEL_MARK = re.compile(r"^sep=([,;\t|])\r?$", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


class Rows(msgspec.Struct, frozen=True):
    """A table of one header; `header` is in lower case, a repeated name only once."""

    name: str
    header: tuple[str, ...]
    text: str
    delimiter: str
    skipped: int
    notes: tuple[Problem, ...]

    def records(self, problems: list[Problem]) -> Iterator[Record]:
        """Every row that is not empty; a row that is none is told of and passed over. Raises UnreadableFile for too
        many."""
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter)
        next(reader, None)
        line, count = reader.line_num + 1, 0
        while True:
            place = f"{self.name}:{line + self.skipped}"
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                problems.append(Problem(place=place, says=f"this is no row of a table ({error}); it is left out"))
                line = reader.line_num + 1
                continue
            line = reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > MOST_ROWS:
                raise UnreadableFile(self.name, f"it has more than {MOST_ROWS} rows; split it by years")
            yield Record(dict(zip(self.header, map(unguarded, cells), strict=False)), place)


def read_rows(data: bytes, name: str) -> Rows:
    """The table of a file. Raises UnreadableFile where it is none, or too large."""
    if len(data) > MOST_BYTES:
        raise UnreadableFile(name, f"it has more than {MOST_BYTES // 1_000_000} MB; split it by years")
    text, notes = decode(name, data)
    mark = _EXCEL_MARK.match(text.split("\n", 1)[0])
    if mark and "\n" in text:
        text = text.split("\n", 1)[1]
    text = text.lstrip("\r\n \t") if not text[:1].strip() else text
    bare = _QUOTED.sub("", text[:10_000].split("\n", 1)[0])
    delimiter = mark.group(1) if mark else max(_DELIMITERS, key=lambda one: (bare.count(one), -_DELIMITERS.index(one)))
    try:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error as error:
        raise UnreadableFile(f"{name}:1", f"this is no table in CSV ({error}); export it again") from None
    header = tuple(" ".join(cell.casefold().split()) for cell in cells)
    if len(header) > MOST_COLUMNS:
        raise UnreadableFile(f"{name}:1", f"it has more than {MOST_COLUMNS} columns; give the app's own export")
    named = tuple(word if word not in header[:place] else f"{word} {place}" for place, word in enumerate(header))
    return Rows(name, named, text, delimiter, 1 if mark else 0, notes)
