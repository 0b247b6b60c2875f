"""Tables as CSV (RFC 4180, UTF-8) that no spreadsheet takes for formulas.

A text that a spreadsheet would reckon with gets an apostrophe in front; `unguarded` takes it away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | int | float | bool | None
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠|]")
"""How a cell begins that some spreadsheet takes for a formula or a command, apostrophes in front of it or not."""
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠|]")


def guarded(text: str) -> str:
    """A text that stays a text in every spreadsheet."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def csv_cell(value: Cell) -> str:
    """A value as a cell: nothing for None, `true` and `false`, numbers with a point and no needless zeros."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value) if isinstance(value, int) else guarded(value)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], delimiter: str = ",") -> bytes:
    """A table with its header; lines end as RFC 4180 has them."""
    room = io.StringIO(newline="")
    writer = csv.writer(room, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return room.getvalue().encode("utf-8", "replace")
