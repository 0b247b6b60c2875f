"""A table in CSV as spreadsheets write it: any of the usual delimiters, quotes, a mark for Excel on top."""

from __future__ import annotations

import csv
import io
import re

import msgspec

from midstance.formats.entry import MAX_ENTRIES, UnreadableFile

DELIMITERS = (",", ";", "\t", "|")
MOST_LINES = 100_000
"""Longer tables are refused, empty lines counted (our choice)."""
_EXCEL_MARK = re.compile(r"^sep=([,;\t|])\r?$", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


class Row(msgspec.Struct, frozen=True):
    """Cells of one record and the line on which it starts."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The cell in a column, empty where the row is short or there is no such column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


class Table(msgspec.Struct, frozen=True):
    """Rows of a CSV file, the first of them its header if it has one; empty rows are left out."""

    name: str
    rows: tuple[Row, ...]
    delimiter: str

    def place(self, row: Row) -> str:
        """`file:line` of a row."""
        return f"{self.name}:{row.line}"


def read_table(name: str, text: str) -> Table:
    """Split CSV text into rows. Raises UnreadableFile when it is no table or has too many rows."""
    if text.count("\n") > MOST_LINES:
        raise UnreadableFile(name, f"it has more than {MOST_LINES} lines; give the table of the plan alone")
    mark = _EXCEL_MARK.match(text.split("\n", 1)[0])
    skipped = 1 if mark else 0
    body = text.split("\n", 1)[1] if mark and "\n" in text else text
    delimiter = mark.group(1) if mark else _delimiter_of(body)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    line = 1 + skipped
    try:
        for cells in reader:
            tidy = tuple(cell.strip() for cell in cells)
            if any(tidy):
                rows.append(Row(line, tidy))
            line = reader.line_num + 1 + skipped
            if len(rows) > MAX_ENTRIES:
                raise UnreadableFile(name, f"it has more than {MAX_ENTRIES} rows; give the table of the plan alone")
    except csv.Error as error:
        raise UnreadableFile(f"{name}:{line}", f"this is no table in CSV ({error}); save it as CSV again") from error
    return Table(name, tuple(rows), delimiter)


def _delimiter_of(text: str) -> str:
    """The delimiter that occurs most in the first line with text, quotes left out."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = _QUOTED.sub("", first)
    return max(DELIMITERS, key=lambda delimiter: (bare.count(delimiter), -DELIMITERS.index(delimiter)))
