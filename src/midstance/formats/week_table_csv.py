"""Tables with a week in each row and a weekday in each column, as coaches and calendar-hack write them.

Cells are titles (`Easy 6 km`), or `YYYY-MM-DD: title` in calendar-hack's own export. Without dates the plan is undated.
"""

from __future__ import annotations

import datetime as dt
import re

from midstance.formats.csv_table import Table
from midstance.formats.day_words import weekday_of
from midstance.formats.entry import Entry, Extract, Unit, UnreadableFile, fewer, one_line, plausible
from midstance.training.clock import EPOCH
from midstance.training.running import Dropped, Problem

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})\s*:?\s*(.*)", re.DOTALL)
MOST_WEEKS = 104
"""Longer plans are refused (our choice: two years)."""


def is_week_table(table: Table) -> bool:
    """Whether the header names at least five different weekdays."""
    return len({day for cell in table.rows[0].cells if (day := weekday_of(cell)) is not None}) >= 5


def read_week_table(table: Table) -> Extract:
    """The cells, dated where they carry dates. Raises UnreadableFile when some do and some do not."""
    days = _columns(table)
    entries: list[Entry] = []
    dropped: list[Dropped] = []
    problems: list[Problem] = []
    dated = 0
    if len(table.rows) - 1 > MOST_WEEKS:
        raise UnreadableFile(table.name, f"it has more than {MOST_WEEKS} weeks")
    for week, row in enumerate(table.rows[1:]):
        for column, offset in days.items():
            cell = row.cell(column)
            source = f"{table.place(row)}:{one_line(table.rows[0].cell(column), 20)}"
            date = EPOCH + dt.timedelta(days=7 * week + offset)
            if match := _DATED.fullmatch(cell):
                stated = _date(match.group(1))
                if stated is None:
                    problems.append(Problem(place=source, says=f"{match.group(1)} is no date: left out"))
                    dropped.append(Dropped(source=source, title=one_line(cell), why="its date cannot be read"))
                    continue
                date, cell, dated = stated, match.group(2).strip(), dated + 1
            if cell:
                entries.append(Entry(date=date, title=cell, source=source, default_unit=_unit_of(table)))
    filled = sum(1 for row in table.rows[1:] for column in days if row.cell(column)) - len(dropped)
    if dated and dated < filled:
        raise UnreadableFile(
            table.name, "some cells begin with a date and some do not; write a date in each or in none"
        )
    return Extract(
        entries=tuple(entries), dropped=tuple(dropped), problems=fewer(problems, table.name), dated=bool(dated)
    )


def _columns(table: Table) -> dict[int, int]:
    """Column → days after the Monday of its row; a table that begins with another day counts back to it."""
    columns: dict[int, int] = {}
    for index, cell in enumerate(table.rows[0].cells):
        day = weekday_of(cell)
        if day is not None and day not in columns.values():
            columns[index] = day
    first = next(iter(columns.values()))
    # A week that begins on Sunday puts that Sunday before its Monday.
    return {index: day - 7 if day >= first and first > 0 else day for index, day in columns.items()}


def _unit_of(table: Table) -> Unit | None:
    """The unit of the week totals, where the table has them."""
    header = [cell.casefold() for cell in table.rows[0].cells]
    column = next((index for index, cell in enumerate(header) if cell.startswith(("distance", "total"))), None)
    for row in table.rows[1:]:
        match = re.search(r"\d\s*(km|mi)\b", row.cell(column))
        if match:
            return "km" if match.group(1) == "km" else "mi"
    return None


def _date(word: str) -> dt.date | None:
    try:
        date = dt.date.fromisoformat(word)
    except ValueError:
        return None
    return date if plausible(date) else None
